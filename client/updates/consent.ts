/**
 * What a newer service worker and the pages in use say to each other. The newer version is taken when a page of the one
 * that is in use says so: whether it is the market's is judged with the means of the version that one has already.
 */

/** What was put by of the newer version: each file's path, and SHA-256 in base64url; null for one that is missing. */
export type PutBy = readonly { readonly path: string; readonly digest: string | null }[];

/** The newer worker's question to a page. The answer comes through the port beside it. */
export interface ConsentQuestion {
  readonly type: "may-i-install";
  readonly files: PutBy;
}

/** `later`: nothing could be told; the browser will try again. */
export type ConsentAnswer = "take" | "refuse" | "later";

/** Whether a message is such a question, as far as its form tells. */
export function isConsentQuestion(data: unknown): data is ConsentQuestion {
  return (
    typeof data === "object" &&
    data !== null &&
    (data as { type?: unknown }).type === "may-i-install" &&
    Array.isArray((data as { files?: unknown }).files)
  );
}
