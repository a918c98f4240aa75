import { bareSecurityHeaders } from "../security-headers.ts";
import type { Encoding } from "../content-encoding.ts";

/** An answer that lies in memory as it is sent, in every encoding, with its headers. */
export interface ReadyAnswer {
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
  /** The tag of what is answered; `null` for what never changes under its name. */
  readonly etag: string | null;
  /** Names and values in turn, by encoding: the form that Node writes without another look. */
  readonly headers: Readonly<Record<Encoding | "none", readonly string[]>>;
}

const security = bareSecurityHeaders.filter(([name]) => name !== "Cache-Control").flat();

/** An answer of these bodies; `etag` for what changes. */
export function readyAnswer(
  bodies: ReadyAnswer["bodies"],
  kind: { readonly type: string; readonly cacheControl: string; readonly etag: string | null },
): ReadyAnswer {
  const { type, cacheControl, etag } = kind;
  const always = [
    ...security,
    "Cache-Control",
    cacheControl,
    "Vary",
    "Accept-Encoding",
    ...(etag === null ? [] : ["ETag", etag]),
  ];
  const headersOf = (encoding: Encoding): string[] => [
    ...always,
    "Content-Type",
    type,
    ...(encoding === "identity" ? [] : ["Content-Encoding", encoding]),
    "Content-Length",
    String(bodies[encoding].length),
  ];
  const headers = { br: headersOf("br"), gzip: headersOf("gzip"), identity: headersOf("identity"), none: always };
  return { bodies, etag, headers };
}

/** The headers of an answer; `null` for one without a body. */
export function readyHeaders(answer: ReadyAnswer, encoding: Encoding | null): string[] {
  return answer.headers[encoding ?? "none"] as string[];
}
