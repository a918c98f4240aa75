import { createServer, type IncomingHttpHeaders, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer on its way, as whoever is in between may change it. */
export interface PassingAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** What somebody in between does to requests and to answers. */
export interface Alteration {
  readonly request?: (headers: IncomingHttpHeaders) => void;
  readonly answer?: (path: string, answer: PassingAnswer) => void;
}

/** A proxy in front of a server that changes what passes, as badly set up ones do, or as malicious ones would. */
export interface AlteringProxy {
  readonly origin: string;
  /** What it does from now on; nothing by default. */
  alter(alteration: Alteration): void;
  close(): Promise<void>;
}

/** Streams of events are passed on with their headers altered and their body as it comes. */
export async function startAlteringProxy(target: () => string): Promise<AlteringProxy> {
  let alteration: Alteration = {};
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers };
    alteration.request?.(headers);
    const path = incoming.url ?? "/";
    const onward = forward(`${target()}${path}`, { method: incoming.method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      const send = (): PassingAnswer => {
        const passing = {
          status: answer.statusCode ?? 502,
          headers: Object.fromEntries(
            Object.entries(answer.headers).filter(
              ([name, value]) => name !== "transfer-encoding" && value !== undefined,
            ),
          ) as PassingAnswer["headers"],
          body: Buffer.concat(chunks),
        };
        alteration.answer?.(path, passing);
        return passing;
      };
      if (/event-stream/.test(answer.headers["content-type"] ?? "")) {
        const passing = send();
        outgoing.writeHead(passing.status, passing.headers);
        outgoing.flushHeaders();
        answer.pipe(outgoing);
        return;
      }
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const passing = send();
        delete passing.headers["content-length"];
        outgoing.writeHead(passing.status, passing.headers).end(passing.body);
      });
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    alter: (next) => void (alteration = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
