import { type Route, routes } from "../../crypto/protocol/routes.ts";
import { replyTagBytes } from "../../crypto/protocol/reply-board.ts";
import { type RecordedRequest, startRecordingProxy } from "../support/recording-proxy.ts";

/** The wire of one person's device: all that it sends passes here on its way to the server. */
export interface Wire {
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  /** Begins a stretch of time; what it returns tells what has passed since. */
  mark(): () => Passed;
  close(): Promise<void>;
}

/** What passed in a stretch of time. */
export interface Passed {
  readonly requests: readonly RecordedRequest[];
  /** Bytes that came back on streams that were open before. */
  readonly openStreamBytes: number;
}

/**
 * Opens a wire to a server, by a recording proxy on a free port.
 * @param port the server's, asked for at each request
 */
export async function openWire(port: () => number): Promise<Wire> {
  const { origin, requests, close } = await startRecordingProxy(0, port);
  return {
    origin,
    requests,
    close,
    mark: () => {
      const before = requests.map(({ answer }) => answer.bytes);
      return () => ({
        requests: requests.slice(before.length),
        openStreamBytes: before.reduce((sum, bytes, index) => sum + requests[index]!.answer.bytes - bytes, 0),
      });
    },
  };
}

interface Pattern {
  readonly route: Route;
  readonly form: RegExp;
}

const patterns = Object.values(routes).map((route: Route): Pattern => ({
  route,
  form: new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+").replaceAll(/\*\w+/g, ".+")}$`),
}));

function routeOf({ method, url }: RecordedRequest): Route | null {
  const [path = ""] = url.split("?");
  return patterns.find(({ route, form }) => route.method === method && form.test(path))?.route ?? null;
}

/** Method and pattern, never the path: `PUT /spaces/:space/records/:record`. */
export function routeName(request: RecordedRequest): string {
  const route = routeOf(request);
  return route === null ? `${request.method} (no route of the table)` : `${route.method} ${route.path}`;
}

const planes = ["public", "sealed", "private"] as const;

/** The plane that a request belongs to, by the folders of the server that answer it: see ARCHITECTURE.md. */
function planeOf({ url }: RecordedRequest): (typeof planes)[number] {
  if (url.startsWith("/relay/")) return "sealed";
  return /^\/(account|spaces)\b/.test(url) ? "private" : "public";
}

/** How often each value is there, in the order of the values: numbers as an object's keys are sorted by themselves. */
export function counted(values: readonly (string | number)[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values.map(String)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const isSigned = ({ headers }: RecordedRequest): boolean => headers["authorization"]?.startsWith("Key ") === true;
const isPaid = ({ headers }: RecordedRequest): boolean =>
  headers["authorization"]?.startsWith("PrivateToken ") === true;

/** What names a person, or might, on a number of requests; `requestsSignedCount` are those that a key in their path signed. */
export function namingFigures(requests: readonly RecordedRequest[]) {
  const withCookie = requests.filter(({ headers }) => headers["cookie"] !== undefined);
  return {
    requestsCount: requests.length,
    requestsWithCookieCount: withCookie.length,
    requestsWithCookieCountByPlane: counted(withCookie.map(planeOf)),
    requestsWithCookieCountByRoute: counted(withCookie.map(routeName)),
    requestsWithReferrerCount: requests.filter(({ headers }) => headers["referer"] !== undefined).length,
    requestsSignedCount: requests.filter(isSigned).length,
    requestsWithTokenCount: requests.filter(isPaid).length,
  };
}

/** Names of the headers that came with requests to each plane. Those of a browser are more. */
export function headersByPlane(requests: readonly RecordedRequest[]): Record<string, string[]> {
  const namesIn = (plane: (typeof planes)[number]): string[] => {
    const those = requests.filter((request) => planeOf(request) === plane);
    return [...new Set(those.flatMap(({ headers }) => Object.keys(headers)))].toSorted();
  };
  return Object.fromEntries(planes.map((plane) => [plane, namesIn(plane)]));
}

/** One line a route: bytes are those of bodies; `requestCountByBytes` has the sizes that were seen, and how often each. */
export function routeFigures(requests: readonly RecordedRequest[]) {
  const names = [...new Set(requests.map(routeName))].toSorted();
  return names.map((route) => {
    const those = requests.filter((request) => routeName(request) === route);
    return {
      route,
      plane: planeOf(those[0]!),
      requestsCount: those.length,
      refusedCount: those.filter(({ answer }) => answer.status >= 400).length,
      requestBytes: sumOf(those.map(({ body }) => body.length)),
      requestCountByBytes: counted(those.map(({ body }) => body.length)),
      responseBytes: sumOf(those.map(({ answer }) => answer.bytes)),
    };
  });
}

/** Lengths in bytes of the envelopes that were posted, without the tags of replies, the shortest first. */
export function envelopeBytes(requests: readonly RecordedRequest[]): number[] {
  const sizes = requests.flatMap((request) => {
    const path = routeOf(request)?.path;
    if (request.method !== "POST") return [];
    if (path === routes.postEnvelope.path) return [request.body.length];
    return path === routes.postReply.path ? [request.body.length - replyTagBytes] : [];
  });
  return sizes.toSorted((a, b) => a - b);
}

/** Lengths in bytes of the records that were written to spaces, the shortest first. */
export function recordBytes(requests: readonly RecordedRequest[]): number[] {
  const writes = requests.filter(
    (request) => request.method === "PUT" && routeOf(request)?.path === routes.putRecord.path,
  );
  return writes.map(({ body }) => body.length).toSorted((a, b) => a - b);
}

/** How a device read boards: the buckets that it asked for, the days, and how often from where it had read to before. */
export interface BoardReading {
  readonly buckets: ReadonlySet<number>;
  readonly days: ReadonlySet<string>;
  readonly readsCount: number;
  readonly readsFromCursorCount: number;
}

/** What the requests of one device tell of its reading. */
export function boardReading(requests: readonly RecordedRequest[]): BoardReading {
  const buckets = new Set<number>();
  const days = new Set<string>();
  let [readsCount, readsFromCursorCount] = [0, 0];
  for (const { method, url } of requests) {
    const [, day, read, followed] = /^\/relay\/boards\/(?:([\d-]{10})\/(\d+)|(\d+)\/events)/.exec(url) ?? [];
    const bucket = read ?? followed;
    if (method !== "GET" || bucket === undefined) continue;
    buckets.add(Number(bucket));
    if (day === undefined) continue;
    days.add(day);
    readsCount += 1;
    if (/[?&]after=[1-9]/.test(url)) readsFromCursorCount += 1;
  }
  return { buckets, days, readsCount, readsFromCursorCount };
}
