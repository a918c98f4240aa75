import type { IncomingMessage, ServerResponse } from "node:http";
import type { RouteName } from "../../crypto/protocol/routes.ts";
import { bestEncoding } from "../content-encoding.ts";
import type { Log } from "../log.ts";
import { type ProblemCode, sendProblem, statusOf } from "../problems.ts";
import { strayProblem } from "../request-guards.ts";
import { bareSecurityHeaders } from "../security-headers.ts";
import type { Catalogue } from "./catalogue.ts";
import { type ReadyAnswer, readyHeaders } from "./ready-answer.ts";

/** Answers what readers of the catalogue ask for; `false` when the request is another one. */
export type CatalogueGet = (request: IncomingMessage, response: ServerResponse) => boolean;

const packForm = /^\/catalogue\/packs\/([\w-]{43})$/;

/** Whether a reader holds the answer with this tag already (RFC 9110, 13.1.2: the weak comparison). */
function holds(request: IncomingMessage, etag: string | null): boolean {
  const header = request.headers["if-none-match"];
  if (header === undefined || etag === null) return false;
  return header === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
}

/**
 * The list of packs and the packs themselves, handled before Express: every reader fetches them, they lie ready in
 * memory, and a framework's middleware costs several times what sending them does. Everything Express would do for them
 * is done here, nothing else is: a cookie is refused, HEAD and conditional requests are answered, the log says as much.
 */
export function createCatalogueGet(parts: { readonly catalogue: Catalogue; readonly log: Log }): CatalogueGet {
  const { catalogue, log } = parts;

  const refuse = (response: ServerResponse, code: ProblemCode): number => {
    for (const [name, value] of bareSecurityHeaders) response.setHeader(name, value);
    sendProblem(response, code);
    return statusOf(code);
  };

  const send = (request: IncomingMessage, response: ServerResponse, answer: ReadyAnswer): number => {
    if (holds(request, answer.etag)) {
      response.writeHead(304, readyHeaders(answer, null)).end();
      return 304;
    }
    const encoding = bestEncoding(request);
    response.writeHead(200, readyHeaders(answer, encoding));
    response.end(request.method === "HEAD" ? undefined : answer.bodies[encoding]);
    return 200;
  };

  const answerTo = (path: string): { route: RouteName; answer: ReadyAnswer | null } | null => {
    if (path === "/catalogue") return { route: "catalogue", answer: catalogue.list() };
    const [, digest] = packForm.exec(path) ?? [];
    if (digest === undefined) return null;
    return { route: "pack", answer: catalogue.pack(digest)?.ready ?? null };
  };

  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    if (!request.url?.startsWith("/catalogue")) return false;
    const found = answerTo(request.url.split("?", 1)[0]!);
    if (found === null) return false;
    const started = performance.now();
    const stray = strayProblem(request, "cookie");
    const status =
      stray !== null
        ? refuse(response, stray)
        : found.answer === null
          ? refuse(response, "request/not-found")
          : send(request, response, found.answer);
    log.debug("request", { route: found.route, status, durationMs: Math.round(performance.now() - started) });
    return true;
  };
}
