import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import { type ProblemCode, ProblemError } from "./problems.ts";

/**
 * The problem of a request that carries more than it should: the cookie of any program on this host, or the page it
 * came from. Null when it carries neither.
 */
export function strayProblem(request: IncomingMessage, refuse: "cookie" | "cookie-and-referrer"): ProblemCode | null {
  if (request.headers.cookie !== undefined) return "request/cookie";
  if (refuse === "cookie-and-referrer" && request.headers.referer !== undefined) return "request/referrer";
  return null;
}

/** Refuses such requests before anything of them is read. */
export function refuseStray(refuse: "cookie" | "cookie-and-referrer"): RequestHandler {
  return (request, _response, next) => {
    const code = strayProblem(request, refuse);
    next(code === null ? undefined : new ProblemError(code));
  };
}

/** Refuses a request that changes something and that a page of another site made. Browsers always say which. */
export function refuseOtherOrigins(origin: string): RequestHandler {
  return (request, _response, next) => {
    const from = request.headers.origin;
    const other = request.method !== "GET" && request.method !== "HEAD" && from !== undefined && from !== origin;
    next(other ? new ProblemError("request/origin") : undefined);
  };
}
