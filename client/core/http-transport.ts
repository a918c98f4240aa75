import { utf8 } from "../../crypto/bytes.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { problem, type Route, type RouteName, routes } from "../../crypto/protocol/routes.ts";
import { signRequest } from "../../crypto/request-signature.ts";
import { readEventStream } from "./event-stream.ts";
import { tokenHeader } from "../../crypto/tokens/token-header.ts";
import type { ServerAnswer } from "./audit/audit-views.ts";
import { bytesOf } from "./response-bytes.ts";
import type { RequestOptions, ResponseOf, Transport } from "./platform.ts";
import { createStreamTurns } from "./stream-turns.ts";

const timeoutMsDefault = 20_000;
const reconnectMsMin = 1_000;
const reconnectMsMax = 30_000;
/** Streams that learn that the server is there again come back within this, not all at once. */
const reconnectMsSpread = 500;
/** Streams open at once over HTTP/1.1: two of a browser's six connections are left for requests. */
const streamsMax = 4;
/** Milliseconds for which a stream has its place, while others wait for one. */
const streamTurnMs = 8_000;
const responseBytesMax = 64 * 1024 * 1024;
const problemBytesMax = 64 * 1024;
/** Headers of an answer that are looked at. */
const headersMax = 60;

/** Over HTTP/2 and 3 streams share one connection: any number of them stand in nobody's way. */
function streamsAtOnce(): number {
  const last = performance.getEntriesByType?.("resource").at(-1) as PerformanceResourceTiming | undefined;
  return /^h[23]/.test(last?.nextHopProtocol ?? "") ? Number.POSITIVE_INFINITY : streamsMax;
}

/** Resolves after so many milliseconds, or when `signal` is aborted; or soon after what it adds to `ends` was called. */
function pause(milliseconds: number, signal: AbortSignal, ends?: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(over, milliseconds);
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(over, Math.random() * reconnectMsSpread);
      ends?.delete(soon);
    };
    function over(): void {
      clearTimeout(timer);
      ends?.delete(soon);
      signal.removeEventListener("abort", over);
      resolve();
    }
    ends?.add(soon);
    signal.addEventListener("abort", over);
  });
}

/** Cookies of the account routes, for a process that has no browser around it. */
interface CookieJar {
  header(): string | null;
  keep(response: Response): void;
}

function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    header: () => (cookies.size === 0 ? null : [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")),
    keep: (response) => {
      for (const line of response.headers.getSetCookie()) {
        const [pair = "", ...attributes] = line.split(";");
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        const ended = value === "" || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
        if (ended) cookies.delete(name.trim());
        else cookies.set(name.trim(), value.trim());
      }
    },
  };
}

function pathOf(route: Route, options: RequestOptions): string {
  const path = route.path.replace(/([:*])(\w+)/g, (_, kind: string, name: string) => {
    const value = options.params?.[name] ?? "";
    // A parameter with a star stands for several parts of the path.
    return kind === "*" ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
  });
  const query = Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
}

function bodyOf(route: Route, options: RequestOptions): Uint8Array {
  if (route.request === null || options.body === undefined) return new Uint8Array();
  return route.request === "bytes" ? (options.body as Uint8Array) : utf8(JSON.stringify(options.body));
}

async function problemOf(response: Response): Promise<CodedError> {
  const bytes = await bytesOf(response, problemBytesMax).catch(() => null);
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  } catch {
    parsed = null;
  }
  const result = problem.safeParse(parsed);
  const code = result.success ? result.data.code : `http/${response.status}`;
  return new CodedError(code, "The server refused a request.", { ...result.data, status: response.status });
}

async function answerOf(route: Route, response: Response, bytesMax: number): Promise<unknown> {
  const malformed = (cause?: unknown): CodedError =>
    new CodedError("network/malformed", "The server answered with something unexpected.", cause);
  if (route.response === null) {
    response.body?.cancel().catch(() => undefined);
    return undefined;
  }
  const bytes = await bytesOf(response, bytesMax);
  if (bytes === null) throw malformed();
  if (route.response === "bytes") return bytes;
  if (route.response === "events") throw malformed();
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw malformed(cause);
  }
  const result = route.response.safeParse(parsed);
  if (!result.success) throw malformed(result.error);
  return result.data;
}

function reachError(cause: unknown): CodedError {
  if (cause instanceof CodedError) return cause;
  const name = cause instanceof Error ? cause.name : "";
  return name === "TimeoutError"
    ? new CodedError("network/timeout", "The server did not answer in time.", cause)
    : new CodedError("network/offline", "The server cannot be reached.", cause);
}

interface TransportSettings {
  /** Keeps the account's cookie where there is no browser to do it. */
  readonly cookieJar?: boolean;
  /** The answer to `catalogue`, where the page has asked for it already: see workers/ahead.ts. */
  readonly catalogueAhead?: () => Promise<Response | null>;
}

/**
 * The only file that calls `fetch`, but for workers/ahead.ts. Everything but the account routes goes without cookies and without a referrer, so
 * that no request of relay, spaces or catalogue can be joined to an account.
 * @param baseUrl origin of the server, without a slash at its end
 */
export function createHttpTransport(baseUrl: string, settings: TransportSettings = {}): Transport {
  const jar = settings.cookieJar === true ? createCookieJar() : null;
  /** Ends the pauses of streams that could not reach the server: called at a sign that it is there. */
  const pauses = new Set<() => void>();
  const endPauses = (): void => pauses.forEach((end) => end());
  // A device says when it has a network again, not whether the server can be reached by it: it is worth a try.
  globalThis.addEventListener?.("online", endPauses);

  const turns = createStreamTurns(() => (jar === null ? streamsAtOnce() : Number.POSITIVE_INFINITY), streamTurnMs);

  function send(name: RouteName, options: RequestOptions, signal: AbortSignal): Promise<Response> {
    const route: Route = routes[name];
    const path = pathOf(route, options);
    const body = bodyOf(route, options);
    const account = route.path === "/account" || route.path.startsWith("/account/");
    const headers: Record<string, string> = {
      accept:
        route.response === "bytes"
          ? "application/octet-stream"
          : route.response === "events"
            ? "text/event-stream"
            : "application/json",
      // Which languages a browser is set to would tell people apart: nothing that is asked for here depends on it.
      "accept-language": "*",
    };
    if (route.request !== null) {
      headers["content-type"] = route.request === "bytes" ? "application/octet-stream" : "application/json";
    }
    if (options.sign) {
      headers["authorization"] = signRequest({ method: route.method, path, body }, options.sign, Date.now() / 1000);
    }
    if (options.token !== undefined) headers["authorization"] = tokenHeader(options.token);
    const cookie = account ? jar?.header() : null;
    if (cookie) headers["cookie"] = cookie;
    return fetch(baseUrl + path, {
      method: route.method,
      headers,
      credentials: account ? "same-origin" : "omit",
      referrerPolicy: account ? "same-origin" : "no-referrer",
      cache: name === "pack" || name === "media" ? "default" : "no-store",
      redirect: "error",
      signal,
      ...(route.request !== null && { body: body as Uint8Array<ArrayBuffer> }),
    });
  }

  async function request<R extends RouteName>(name: R, options: RequestOptions<R> = {}): Promise<ResponseOf<R>> {
    const route: Route = routes[name];
    try {
      const signal = AbortSignal.timeout(options.timeoutMs ?? timeoutMsDefault);
      const ahead = name === "catalogue" ? await settings.catalogueAhead?.() : null;
      const response = ahead ?? (await send(name, options as RequestOptions, signal));
      endPauses();
      if (jar && route.path.startsWith("/account")) jar.keep(response);
      if (!response.ok) throw await problemOf(response);
      return (await answerOf(route, response, options.bytesMax ?? responseBytesMax)) as ResponseOf<R>;
    } catch (cause) {
      throw reachError(cause);
    }
  }

  const events: Transport["events"] = (name, options, onEvent, onState) => {
    const ended = new AbortController();
    let pauseMs = reconnectMsMin;
    const listen = async (): Promise<void> => {
      for (;;) {
        const turn = await turns.take(ended.signal);
        if (turn === null) return;
        let refused = false;
        try {
          const response = await send(name, options, turn.signal);
          refused = !response.ok || response.body === null;
          if (refused || response.body === null) throw await problemOf(response);
          pauseMs = reconnectMsMin;
          onState?.(true);
          await readEventStream(response.body, onEvent);
        } catch {
          // Whatever ended the stream, the answer is the same: wait, and connect again.
        } finally {
          turn.release();
        }
        if (ended.signal.aborted) return;
        // Another stream has the place now: this one waits for its next turn, and is told nothing of it.
        if (turn.isOver) continue;
        onState?.(false);
        // Who was refused by a server that is there gains nothing by other answers of it.
        await pause(pauseMs * (0.75 + Math.random() / 2), ended.signal, refused ? undefined : pauses);
        pauseMs = Math.min(pauseMs * 2, reconnectMsMax);
      }
    };
    void listen();
    return () => ended.abort();
  };

  const look = async (path: string): Promise<ServerAnswer> => {
    try {
      const response = await fetch(baseUrl + path, {
        // As a browser that opens a page: the front page answers programs with another one.
        headers: { accept: "text/html,*/*;q=0.5" },
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMsDefault),
      });
      response.body?.cancel().catch(() => undefined);
      return { path, status: response.status, headers: [...response.headers].slice(0, headersMax) };
    } catch (cause) {
      throw reachError(cause);
    }
  };

  return { request, events, look };
}
