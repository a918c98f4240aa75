import type { ServerResponse } from "node:http";
import { CodedError } from "../crypto/coded-error.ts";
import { isDatabaseUnavailable } from "./database/unavailable.ts";

/** Every coded error that may reach a client: its HTTP status, and constant words (RFC 9457 `title`). */
const problems = {
  "request/malformed": [400, "The request is malformed."],
  "request/cookie": [400, "This address refuses requests that carry a cookie."],
  "request/referrer": [400, "This address refuses requests that carry a referrer."],
  "request/unsigned": [401, "The request is not signed by a key."],
  "request/stale": [401, "The request was signed too long ago, or by a clock that is wrong."],
  "request/replayed": [401, "The request was received before."],
  "request/wrong-key": [403, "The request is signed by another key than the address it is about."],
  "request/origin": [403, "The request comes from another site."],
  "request/not-found": [404, "There is nothing at this address."],
  "request/too-large": [413, "The request is too large."],
  "request/media-type": [415, "The request has a content type that is not accepted here."],
  "request/too-many": [429, "Too many requests. Try again in a minute."],
  "request/length-required": [411, "The request does not say how long it is."],
  "signature/invalid": [401, "A signature is not valid."],
  "account/signed-out": [401, "Sign in again."],
  "account/unknown": [401, "This way of signing in is not known here."],
  "account/challenge": [401, "The sign-in took too long. Try again."],
  "account/passkey": [401, "The passkey's answer could not be verified."],
  "account/prf-sent": [400, "A secret of the passkey was sent. It was not kept; update this program."],
  "account/exists": [409, "This passkey or code is already in use."],
  "account/epoch": [409, "The keys were changed by another device meanwhile."],
  "account/wrappers": [409, "The ways in were changed by another device meanwhile."],
  "account/last-way": [409, "The last way in cannot be removed."],
  "account/quota": [409, "This account has as many passkeys as it may have."],
  "space/unknown": [404, "There is no such space."],
  "record/unknown": [404, "There is no such record."],
  "record/size": [400, "A record has a size that is not allowed."],
  "record/conflict": [409, "The record was changed by another device meanwhile."],
  "space/full": [507, "The space is full."],
  "token/missing": [401, "A token is needed."],
  "token/invalid": [401, "The token is not valid."],
  "token/expired": [401, "The token is of a week that is over."],
  "token/spent": [409, "The token was spent on something else."],
  "token/request": [400, "A request for tokens is malformed."],
  "token/epoch": [409, "The key of the request issues no tokens now."],
  "token/drawn": [409, "This week's tokens were drawn with another request."],
  "token/not-accredited": [403, "Only accredited parties draw tokens."],
  "token/unavailable": [503, "No tokens are issued here yet. Try again."],
  "envelope/malformed": [400, "An envelope is malformed."],
  "envelope/too-large": [413, "An envelope is larger than the largest size allowed."],
  "inbox/full": [507, "This inbox is full."],
  "board/unknown": [404, "There is no such board."],
  "statement/malformed": [400, "A statement is malformed."],
  "statement/version": [400, "A statement was made by a newer version. Update this program."],
  "statement/too-large": [413, "A statement is too large."],
  "statement/future": [400, "A statement is dated in the future."],
  "statement/past": [400, "A statement is dated too long ago."],
  "statement/succeeded": [403, "The key has passed on to another and says nothing any more."],
  "statement/early": [403, "The key speaks for its party only once its recovery counts."],
  "statement/other-server": [403, "An instance names the keys and the log of the server that it is on: see /operator."],
  "statement/not-allowed": [403, "The author may not make this statement."],
  "statement/old-revision": [409, "A newer revision of the statement is known."],
  "statement/quota": [507, "The author has as many statements as allowed."],
  "media/malformed": [400, "A picture is not what its address says."],
  "media/kind": [415, "A picture must be WebP, AVIF or JPEG."],
  "media/metadata": [422, "A picture carries more than the picture: place, camera, time or a profile."],
  "media/size": [422, "A picture has more pixels than it may have."],
  "media/quota": [507, "The party has as many pictures as allowed."],
  "database/unavailable": [503, "The database cannot be reached, or its disk is full. Nothing was stored. Try again."],
  "events/too-many": [503, "Too many are listening. Try again in a minute."],
  "server/closing": [503, "The server is closing. Try again."],
  "server/unexpected": [500, "Something went wrong on the server."],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof problems;

/** An error that is answered with this problem. `extra` are members of the answer beside those of RFC 9457. */
export class ProblemError extends CodedError<ProblemCode> {
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, extra: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(code, problems[code][1], cause);
    this.extra = extra;
  }
}

/** Status of a problem. */
export function statusOf(code: ProblemCode): number {
  return problems[code][0];
}

/** Codes of the trusted core that say that a peer sent something malformed, without a row of their own. */
const malformedPrefixes = ["bytes/", "pack/", "padding/"];

/** The problem that a thrown value is answered with; `server/unexpected` for whatever is not in the table. */
export function problemOf(thrown: unknown): { code: ProblemCode; extra: Readonly<Record<string, unknown>> } {
  if (thrown instanceof ProblemError) return { code: thrown.code, extra: thrown.extra };
  if (thrown instanceof CodedError) {
    const code: string = thrown.code;
    if (code in problems) return { code: code as ProblemCode, extra: {} };
    if (malformedPrefixes.some((prefix) => code.startsWith(prefix))) return { code: "request/malformed", extra: {} };
  }
  const parserCode = bodyParserProblem(thrown);
  if (parserCode !== null) return { code: parserCode, extra: {} };
  return { code: isDatabaseUnavailable(thrown) ? "database/unavailable" : "server/unexpected", extra: {} };
}

/** Errors of Express and its body parser carry a `type` or a `status`; their messages may echo input and are dropped. */
function bodyParserProblem(thrown: unknown): ProblemCode | null {
  if (!(thrown instanceof Error) || !("status" in thrown) || typeof thrown.status !== "number") return null;
  if (thrown.status === 413) return "request/too-large";
  if (thrown.status === 415) return "request/media-type";
  return thrown.status >= 400 && thrown.status < 500 ? "request/malformed" : null;
}

/** Answers with RFC 9457 problem details. Does nothing when an answer has begun. */
export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  extra: Readonly<Record<string, unknown>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const [status, title] = problems[code];
  const type = `urn:smartketplace:problem:${code.replace("/", ":")}`;
  const body = JSON.stringify({ type, title, status, code, ...extra });
  response.statusCode = status;
  response.setHeader("Content-Type", "application/problem+json");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  response.setHeader("Cache-Control", "no-store");
  if (status === 429 || status === 503) response.setHeader("Retry-After", status === 429 ? "60" : "5");
  response.end(response.req.method === "HEAD" ? undefined : body);
}
