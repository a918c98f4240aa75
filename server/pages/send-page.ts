import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, Response } from "express";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * What a public page may do: show styles, pictures and typefaces of this origin. No script runs on it, whatever stands
 * in it; data blocks of JSON-LD are not scripts (HTML, "prepare the script element"). Exactly as sent.
 */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const compressibleFrom = 512;

/** Quick rather than small: a page is read once by whoever asked for it. */
async function compressed(encoding: "br" | "gzip", body: Buffer): Promise<Buffer> {
  if (encoding === "gzip") return gzipped(body, { level: 6 });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return brotli(body, { params });
}

/** What is sent, and how long others may keep it. */
export interface SentText {
  readonly type: string;
  readonly text: string;
  readonly status?: number;
  /** Seconds for which whoever got it need not ask again; 0 for a refusal. */
  readonly freshSeconds: number;
}

/** Answers with a text made for this request: its digest as the ETag, compressed off the main thread. */
export async function sendText(request: Request, response: Response, sent: SentText): Promise<void> {
  const body = Buffer.from(sent.text);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  response.status(sent.status ?? 200).set({
    "Content-Type": sent.type,
    "Content-Security-Policy": pagePolicy,
    "Cache-Control": sent.freshSeconds === 0 ? "no-store" : `public, max-age=${sent.freshSeconds}`,
    Vary: "Accept-Encoding",
  });
  if (sent.freshSeconds > 0) {
    response.set("ETag", etag);
    if (request.headers["if-none-match"] === etag) {
      response.status(304).end();
      return;
    }
  }
  const encoding = body.length < compressibleFrom ? false : request.acceptsEncodings(["br", "gzip", "identity"]);
  const small = encoding === "br" || encoding === "gzip" ? await compressed(encoding, body) : null;
  if (small !== null) response.set("Content-Encoding", String(encoding));
  const answer = small ?? body;
  response.set("Content-Length", String(answer.length));
  response.end(request.method === "HEAD" ? undefined : answer);
}
