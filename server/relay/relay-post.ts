import type { IncomingMessage, ServerResponse } from "node:http";
import { toBase64url, fromBase64url } from "../../crypto/bytes.ts";
import { envelopeKeyId } from "../../crypto/envelope.ts";
import { envelopeLadder, onLadder } from "../../crypto/padding.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { replyTagBytes } from "../../crypto/protocol/reply-board.ts";
import { tokenOfHeader } from "../../crypto/tokens/token-header.ts";
import type { RouteName } from "../../crypto/protocol/routes.ts";
import type { AddressLimiter } from "../client-address.ts";
import { callSites, type Log } from "../log.ts";
import { type ProblemCode, ProblemError, problemOf, sendProblem, statusOf } from "../problems.ts";
import { strayProblem } from "../request-guards.ts";
import { bareSecurityHeaders } from "../security-headers.ts";
import type { Payment, TokenKeys } from "../tokens/token-keys.ts";
import type { Posted } from "./envelope-store.ts";
import type { Relay } from "./relay.ts";

/** Answers the two requests that the relay exists for; `false` when the request is another one. */
export type RelayPost = (request: IncomingMessage, response: ServerResponse) => boolean;

interface Parts {
  readonly relay: Pick<Relay, "acceptEnvelope" | "acceptReply">;
  readonly tokenKeys: TokenKeys;
  readonly limiter: AddressLimiter;
  readonly log: Log;
  /** Whether the database has room for an envelope. */
  readonly hasRoom: () => boolean;
  /** How many boards a day has. */
  readonly replyBuckets: () => number;
}

/** Answered with what it takes to be let in. */
const asksForToken = new Set<ProblemCode>(["token/missing", "token/invalid", "token/expired"]);
const inboxForm = /^\/relay\/inboxes\/([\w-]{43})\/envelopes$/;
const boardForm = /^\/relay\/boards\/(0|[1-9]\d{0,4})$/;

/** Where a post goes: how many bytes come before its envelope, and what takes it in. */
interface Target {
  readonly route: RouteName;
  readonly tagBytes: number;
  readonly accept: (content: Buffer, payment: Payment) => Promise<Posted>;
}

function targetOf(parts: Parts, url: string): Target | ProblemCode | null {
  const inbox = inboxForm.exec(url);
  if (inbox !== null) {
    const party = inbox[1]!;
    if (!isCanonical(party)) return "request/malformed";
    return { route: "postEnvelope", tagBytes: 0, accept: (...post) => parts.relay.acceptEnvelope(party, ...post) };
  }
  const board = boardForm.exec(url);
  if (board === null) return null;
  const bucket = Number(board[1]);
  if (bucket >= parts.replyBuckets()) return "board/unknown";
  return { route: "postReply", tagBytes: replyTagBytes, accept: (...post) => parts.relay.acceptReply(bucket, ...post) };
}

function isCanonical(name: string): boolean {
  try {
    return toBase64url(fromBase64url(name)) === name;
  } catch {
    return false;
  }
}

/** Refuses by the headers alone what need not be read. Returns the number of bytes that are announced. */
function announcedBytes(request: IncomingMessage, tagBytes: number): number {
  const stray = strayProblem(request, "cookie-and-referrer");
  if (stray !== null) throw new ProblemError(stray);
  const type = request.headers["content-type"];
  if (type !== undefined && type !== "application/octet-stream") throw new ProblemError("request/media-type");
  if (request.headers["content-encoding"] !== undefined) throw new ProblemError("request/media-type");
  const announced = request.headers["content-length"];
  if (announced === undefined) throw new ProblemError("request/length-required");
  const length = Number(announced) - tagBytes;
  if (length > limits.envelopeBytesMax) throw new ProblemError("envelope/too-large");
  if (!onLadder(envelopeLadder, length)) throw new ProblemError("envelope/malformed");
  return length + tagBytes;
}

/** The token that a post comes with, not yet verified. */
function tokenOf(request: IncomingMessage): Uint8Array {
  const { authorization } = request.headers;
  if (authorization === undefined) throw new ProblemError("token/missing");
  const token = tokenOfHeader(authorization);
  if (token === null) throw new ProblemError("token/invalid");
  return token;
}

function readBody(request: IncomingMessage, bytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      if (body.length === bytes) resolve(body);
      else reject(new ProblemError("envelope/malformed"));
    });
    request.on("error", (cause) => reject(new ProblemError("request/malformed", {}, cause)));
  });
}

async function take(parts: Parts, target: Target, request: IncomingMessage): Promise<201 | 200> {
  const bytes = announcedBytes(request, target.tagBytes);
  const token = tokenOf(request);
  if (!parts.hasRoom()) throw new ProblemError("database/unavailable");
  await parts.limiter.consume(request);
  const body = await readBody(request, bytes);
  if (envelopeKeyId(body.subarray(target.tagBytes)) === null) throw new ProblemError("envelope/malformed");
  const payment = await parts.tokenKeys.redeem("relay", token);
  const posted = await target.accept(body, payment);
  if (posted === "spent") throw new ProblemError("token/spent");
  return posted === "new" ? 201 : 200;
}

const answerHeaders = [...bareSecurityHeaders.flat(), "Content-Length", "0"];

/**
 * The relay's posts, handled before Express: they are nearly all that a busy server does, and a framework's middleware
 * costs a third of what the whole rest does. Everything Express would do for them is done here, nothing else is.
 */
export function createRelayPost(parts: Parts): RelayPost {
  const answer = async (target: Target, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    let status: number;
    try {
      status = await take(parts, target, request);
      response.writeHead(status, answerHeaders).end();
    } catch (thrown) {
      status = refuse(thrown, target.route, request, response);
    }
    parts.log.debug("request", { route: target.route, status, durationMs: Math.round(performance.now() - started) });
  };

  const refuse = (thrown: unknown, route: RouteName, request: IncomingMessage, response: ServerResponse): number => {
    const { code, extra } = problemOf(thrown);
    if (code === "server/unexpected" || code === "database/unavailable") {
      parts.log.error("request failed", { route, code, stack: callSites(thrown) });
    }
    for (const [name, value] of bareSecurityHeaders) response.setHeader(name, value);
    const challenge = asksForToken.has(code) ? parts.tokenKeys.challenge("relay") : null;
    if (challenge !== null) response.setHeader("WWW-Authenticate", challenge);
    // What is not read would be taken for the next request on this connection.
    // An envelope of a wrong form ends it always: what was wrong does not show in whether it was read.
    if (!request.complete || code === "envelope/malformed") response.setHeader("Connection", "close");
    sendProblem(response, code, extra);
    return statusOf(code);
  };

  return (request, response) => {
    if (request.method !== "POST" || !request.url?.startsWith("/relay/")) return false;
    const target = targetOf(parts, request.url);
    if (target === null) return false;
    if (typeof target === "string") refuse(new ProblemError(target), "postReply", request, response);
    else void answer(target, request, response);
    return true;
  };
}
