import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { type Route, type RouteName, routes } from "../../crypto/protocol/routes.ts";

/** A request as it came from a device. `route` is null for a path that the table does not know. */
export interface Caught {
  readonly ordinal: number;
  readonly route: RouteName | null;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer that the proxy holds in its hands. */
export interface HeldAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** What becomes of one request. */
export type Mischief =
  /** Nothing. */
  | { readonly kind: "pass" }
  /** It never reaches the server: the connection breaks. */
  | { readonly kind: "drop" }
  /** The server does what it says; the answer never comes. */
  | { readonly kind: "lose" }
  /** It waits until so many later requests were answered, at most so long, and overtakes none of them. */
  | { readonly kind: "delay"; readonly others: number; readonly msMax: number }
  /** It reaches the server twice; the second answer comes back. */
  | { readonly kind: "twice" }
  /** Some earlier request, of whomever, reaches the server once more before it. */
  | { readonly kind: "replay"; readonly chance: number }
  /** The answer is cut short, its announced length as it was. */
  | { readonly kind: "truncate"; readonly part: number }
  /** The answer is that to an earlier request of another route. */
  | { readonly kind: "swap"; readonly chance: number }
  /** The answer is that to an earlier request of the same route and path: old news. */
  | { readonly kind: "stale"; readonly chance: number }
  /** The server's answer, changed. */
  | { readonly kind: "change"; readonly change: (answer: HeldAnswer) => HeldAnswer }
  /** The server is not asked. `endless`: the body goes on until the device hangs up. */
  | { readonly kind: "answer"; readonly answer: HeldAnswer; readonly endless?: boolean };

/** Decides about each request but event streams, which pass. */
export type Mind = (caught: Caught) => Mischief;

export interface HostileProxy {
  readonly origin: string;
  /** Everything that devices sent. */
  readonly requests: readonly Caught[];
  /** How often each kind of mischief was done. */
  readonly done: ReadonlyMap<Mischief["kind"], number>;
  /** Most bytes that were written of one endless answer before the device hung up. */
  readonly endlessBytes: number;
  /** Takes effect with the next request; null lets everything pass. */
  setMind(mind: Mind | null): void;
  close(): Promise<void>;
}

const patterns = Object.entries(routes).map(([name, route]: [string, Route]) => ({
  name: name as RouteName,
  method: route.method,
  form: new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+").replaceAll(/\*\w+/g, ".+")}$`),
}));

function routeOf(method: string, url: string): RouteName | null {
  const path = url.split("?")[0]!;
  return patterns.find((one) => one.method === method && one.form.test(path))?.name ?? null;
}

const ownHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"]);

/** Headers of an answer without those that speak of this one connection. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ownHeaders.has(name) ? [] : [[name, value]],
    ),
  );
}

function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", reject);
  });
}

const heldMax = 400;
const endlessChunk = Buffer.alloc(64 * 1024, 0x7b);

/**
 * A server between devices and their server that can read and write whatever is on the wire, as whoever broke TLS, or
 * runs the server, can. It passes everything on until it is given a mind.
 */
export async function startHostileProxy(target: () => number): Promise<HostileProxy> {
  const agent = new Agent({ keepAlive: true });
  const requests: Caught[] = [];
  const answers: { readonly caught: Caught; readonly answer: HeldAnswer }[] = [];
  const done = new Map<Mischief["kind"], number>();
  const waiting: { others: number; readonly go: () => void }[] = [];
  let mind: Mind | null = null;
  let endlessBytes = 0;

  function ask(caught: Caught): Promise<HeldAnswer> {
    const { method, url, headers, body } = caught;
    return new Promise((resolve, reject) => {
      const plain = { ...headers, "accept-encoding": "identity", "content-length": String(body.length) };
      const onward = request(
        { agent, host: "127.0.0.1", port: target(), method, path: url, headers: plain },
        (answer) => {
          bodyOf(answer).then(
            (content) =>
              resolve({ status: answer.statusCode ?? 502, headers: passedOn(answer.headers), body: content }),
            reject,
          );
        },
      );
      onward.on("error", reject);
      onward.end(body);
    });
  }

  function give(outgoing: ServerResponse, answer: HeldAnswer, length = answer.body.length): void {
    const hasBody = answer.status !== 204 && answer.status !== 304;
    outgoing.writeHead(answer.status, { ...answer.headers, ...(hasBody && { "content-length": String(length) }) });
    if (length === answer.body.length || !hasBody) outgoing.end(hasBody ? answer.body : undefined);
    else outgoing.write(answer.body, () => outgoing.destroy());
  }

  function giveEndless(outgoing: ServerResponse, answer: HeldAnswer): void {
    outgoing.writeHead(answer.status, { ...answer.headers });
    let written = answer.body.length;
    outgoing.write(answer.body);
    const more = (): void => {
      while (!outgoing.destroyed) {
        written += endlessChunk.length;
        endlessBytes = Math.max(endlessBytes, written);
        if (!outgoing.write(endlessChunk)) return void outgoing.once("drain", more);
      }
    };
    more();
  }

  function pipeEvents(caught: Caught, outgoing: ServerResponse): void {
    const { method, url, headers } = caught;
    const onward = request({ host: "127.0.0.1", port: target(), method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    onward.end();
  }

  function turn(others: number, msMax: number): Promise<void> {
    return new Promise((resolve) => {
      const entry = { others, go: resolve };
      waiting.push(entry);
      setTimeout(resolve, msMax).unref();
    });
  }

  function oneOf<T>(list: readonly T[], chance: number): T | undefined {
    return list[Math.min(list.length - 1, Math.floor(chance * list.length))];
  }

  async function deal(caught: Caught, mischief: Mischief, outgoing: ServerResponse): Promise<void> {
    if (mischief.kind === "drop") return void outgoing.destroy();
    if (mischief.kind === "answer") {
      if (mischief.endless === true) giveEndless(outgoing, mischief.answer);
      else give(outgoing, mischief.answer);
      return;
    }
    if (mischief.kind === "delay") await turn(mischief.others, mischief.msMax);
    if (mischief.kind === "twice") await ask(caught);
    const earlier = mischief.kind === "replay" ? oneOf(requests.slice(0, -1), mischief.chance) : undefined;
    if (earlier !== undefined) await ask(earlier).catch(() => undefined);
    const answer = await ask(caught);
    const olds = answers.filter(({ caught: { route, url } }) =>
      mischief.kind === "swap" ? route !== caught.route : route === caught.route && url === caught.url,
    );
    answers.push({ caught, answer });
    if (answers.length > heldMax) answers.shift();
    if (mischief.kind === "lose") return void outgoing.destroy();
    if (mischief.kind === "truncate") {
      const part = answer.body.subarray(0, Math.floor(answer.body.length * mischief.part));
      return give(outgoing, { ...answer, body: part }, answer.body.length);
    }
    const old =
      mischief.kind === "swap" || mischief.kind === "stale" ? oneOf(olds, mischief.chance)?.answer : undefined;
    give(outgoing, mischief.kind === "change" ? mischief.change(answer) : (old ?? answer));
  }

  const server = createServer((incoming, outgoing) => {
    outgoing.on("error", () => undefined);
    bodyOf(incoming).then(
      (body) => {
        const { method = "", url = "", headers } = incoming;
        const caught = { ordinal: requests.length, route: routeOf(method, url), method, url, headers, body };
        requests.push(caught);
        if (headers.accept === "text/event-stream") return pipeEvents(caught, outgoing);
        const mischief = mind?.(caught) ?? { kind: "pass" };
        done.set(mischief.kind, (done.get(mischief.kind) ?? 0) + 1);
        deal(caught, mischief, outgoing)
          .catch(() => outgoing.destroy())
          .finally(() => {
            for (const entry of waiting.splice(0)) {
              entry.others -= 1;
              if (entry.others <= 0) entry.go();
              else waiting.push(entry);
            }
          });
        return undefined;
      },
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    done,
    get endlessBytes() {
      return endlessBytes;
    },
    setMind: (next) => {
      mind = next;
      if (next === null) for (const { go } of waiting.splice(0)) go();
    },
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
