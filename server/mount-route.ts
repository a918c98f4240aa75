import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { z } from "zod";
import { fromBase64url } from "../crypto/bytes.ts";
import { noteLengthMax } from "../crypto/signed-note.ts";
import { limits } from "../crypto/protocol/limits.ts";
import { type Route, type RouteName, routes } from "../crypto/protocol/routes.ts";
import type { Log } from "./log.ts";
import { ProblemError } from "./problems.ts";
import type { SignedRequests } from "./signed-requests.ts";

type Table = typeof routes;
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : Schema extends "bytes" ? Uint8Array : undefined;
type QueryOf<Name extends RouteName> = Table[Name] extends { query: infer Query } ? Parsed<Query> : undefined;
type AnswerOf<Name extends RouteName> = Table[Name]["response"] extends z.ZodType
  ? z.input<Table[Name]["response"]>
  : void;

/** A request as a handler sees it: every part parsed by the schemas of the table of routes, its signature verified. */
export interface Incoming<Name extends RouteName> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryOf<Name>;
  readonly body: Parsed<Table[Name]["request"]>;
  /** The key that signed the request, 43 characters; empty where the route asks for none. */
  readonly key: string;
  readonly request: Request;
  readonly response: Response;
}

/** What a handler returns that has sent an answer of its own where the table of routes has JSON. */
export const answered = Symbol("answered");

/** Answers a request. What it returns is sent as JSON, nothing as 204 unless it has begun an answer of its own. */
export type Handler<Name extends RouteName> = (incoming: Incoming<Name>) => Promise<AnswerOf<Name> | typeof answered>;

const bodyBytesMax: Partial<Record<RouteName, number>> = {
  putRecord: limits.recordBytesMax,
  postStatement: limits.statementBytesMax,
  putMedia: limits.mediaBytesMax,
  addCheckpoint: noteLengthMax,
};

/** Which parameter of the path names the key that must have signed; a picture is signed by whoever brings it. */
const signerParams = ["space", "party"] as const;

/** Requests that take away more than they bring, and so go on when the disk is full. */
const bringNothing = new Set<RouteName>(["acknowledge", "logout"]);

/** Parameters of paths that are base64url, and their length in bytes. */
const binaryParams: Readonly<Record<string, number>> = { space: 32, party: 32, record: 16, digest: 32 };

function checkedParams(params: Request["params"]): Readonly<Record<string, string>> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    // A parameter that stands for several parts of a path is a list of them.
    const text = Array.isArray(value) ? value.join("/") : value;
    const bytes = binaryParams[name];
    // fromBase64url refuses a second spelling of the same bytes: one address, one name.
    if (bytes !== undefined && (text.length > 64 || fromBase64url(text).length !== bytes)) {
      throw new ProblemError("request/malformed");
    }
    checked[name] = text;
  }
  return checked;
}

function parsedBody(route: Route, request: Request, raw: Uint8Array): unknown {
  if (route.request === "bytes") return raw;
  if (route.request === null) return undefined;
  if (request.is("application/json") === false) throw new ProblemError("request/media-type");
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("utf8"));
  } catch (cause) {
    throw new ProblemError("request/malformed", {}, cause);
  }
  return parsedBy(route.request, json);
}

function parsedBy(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw new ProblemError("request/malformed", {}, result.error);
  return result.data;
}

/** What a room of routes needs to mount them. */
export interface RouteMount {
  readonly router: Router;
  readonly signedRequests: SignedRequests;
  readonly log: Log;
  /** Whether the database has room for what a request brings. */
  readonly hasRoom: () => boolean;
}

/** Mounts one route of the table: reads at most its body, parses, verifies, calls `handler`, answers. */
export function mountRoute<Name extends RouteName>(
  mount: RouteMount,
  name: Name,
  handler: Handler<Name>,
  ...before: RequestHandler[]
): void {
  const route: Route = routes[name];
  const limit = bodyBytesMax[name] ?? limits.accountBodyBytesMax;
  const brings = (route.method === "POST" || route.method === "PUT") && !bringNothing.has(name);
  const method = route.method.toLowerCase() as "get" | "post" | "put" | "delete";
  const answer: RequestHandler = async (request, response) => {
    const started = performance.now();
    response.on("finish", () => {
      const durationMs = Math.round(performance.now() - started);
      mount.log.debug("request", { route: name, status: response.statusCode, durationMs });
    });
    if (brings && !mount.hasRoom()) throw new ProblemError("database/unavailable");
    const raw: Uint8Array = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const params = checkedParams(request.params);
    const key = route.auth === "key" ? verifiedKey(mount, request, params, raw) : "";
    const query = route.query === undefined ? undefined : parsedBy(route.query, { ...request.query });
    const body = parsedBody(route, request, raw);
    const incoming = { params, query, body, key, request, response } as Incoming<Name>;
    const value = await handler(incoming);
    if (value === answered || response.headersSent) return;
    if (value === undefined) response.status(response.statusCode === 200 ? 204 : response.statusCode).end();
    else response.json(value);
  };
  // Compressed bodies are refused: a limit holds for what arrives.
  mount.router[method](route.path, ...before, express.raw({ type: () => true, limit, inflate: false }), answer);
}

function verifiedKey(
  mount: RouteMount,
  request: Request,
  params: Readonly<Record<string, string>>,
  body: Uint8Array,
): string {
  const key = mount.signedRequests.verify({
    method: request.method,
    path: request.originalUrl,
    body,
    authorization: request.headers.authorization,
  });
  for (const name of signerParams) {
    if (params[name] !== undefined && params[name] !== key) throw new ProblemError("request/wrong-key");
  }
  return key;
}
