import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it arrived on the wire: nothing that a browser leaves out of its own reports is missing. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What came back so far: its status (0 before it came) and the bytes of its body as they travelled. */
  readonly answer: { status: number; bytes: number };
}

export interface RecordingProxy {
  readonly origin: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/**
 * A wire-tap: passes every request on to the server at `target()` and keeps a copy. The page is opened at this proxy's
 * origin, so that workers, service workers and streams all go through it.
 * @param instead what it answers itself, as a hostile server would; null for what is passed on
 */
export async function startRecordingProxy(
  port: number,
  target: () => number,
  instead: (request: RecordedRequest) => Promise<Uint8Array | null> = () => Promise.resolve(null),
): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : String(value),
      ]),
    );
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const recorded = { status: 0, bytes: 0 };
      const request = { method: incoming.method ?? "", url: incoming.url ?? "", headers, body, answer: recorded };
      requests.push(request);
      instead(request).then(
        (forged) => {
          if (forged === null) passOn();
          else outgoing.writeHead(200, { "content-type": "application/octet-stream" }).end(forged);
        },
        () => outgoing.destroy(),
      );
      const passOn = (): void => {
        const onward = forward(
          { host: "127.0.0.1", port: target(), method: incoming.method, path: incoming.url, headers: incoming.headers },
          (answer) => {
            recorded.status = answer.statusCode ?? 502;
            answer.on("data", (chunk: Buffer) => (recorded.bytes += chunk.length));
            outgoing.writeHead(recorded.status, answer.headers);
            answer.pipe(outgoing);
          },
        );
        onward.on("error", () => outgoing.destroy());
        outgoing.on("close", () => onward.destroy());
        onward.end(body);
      };
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
