import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";

/** An answer as it came, header by header. */
export interface SiteAnswer {
  readonly status: number;
  /** Names in lower case, in the order in which they came; a name may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as far as 16 MiB. */
  readonly body: Buffer;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Lets go once the headers are there: streams of events have no end. */
  readonly headersOnly?: boolean;
}

/** The server under audit, as any visitor reaches it. */
export interface Site {
  /** Without a final slash. */
  readonly origin: string;
  ask(path: string, asking?: Asking): Promise<SiteAnswer>;
}

const bodyBytesMax = 16 * 1024 * 1024;
const waitMs = 20_000;

/** All values of a header. */
export function valuesOf(answer: SiteAnswer, name: string): string[] {
  return answer.headers.filter(([other]) => other === name).map(([, value]) => value);
}

function headersOf(incoming: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    pairs.push([incoming.rawHeaders[at]!.toLowerCase(), incoming.rawHeaders[at + 1]!]);
  }
  return pairs;
}

/** A site at `origin`. Follows no redirect, keeps no cookie, and sends no header that is not named. */
export function openSite(origin: string): Site {
  const send = origin.startsWith("https:") ? secure : plain;
  return {
    origin,
    ask: (path, { method = "GET", headers = {}, body, headersOnly = false } = {}) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "content-length": String(body.length) };
        const outgoing = send(`${origin}${path}`, { method, headers: { ...length, ...headers }, agent: false });
        outgoing.setTimeout(waitMs, () => outgoing.destroy(new Error("The site does not answer.")));
        outgoing.on("error", reject);
        outgoing.on("response", (incoming) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          const done = () => {
            resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: Buffer.concat(chunks) });
            outgoing.destroy();
          };
          if (headersOnly) return done();
          incoming.on("data", (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes <= bodyBytesMax) chunks.push(chunk);
            else done();
          });
          incoming.on("end", done);
          incoming.on("error", reject);
        });
        outgoing.end(body);
      }),
  };
}
