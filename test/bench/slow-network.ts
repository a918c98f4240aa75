import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a network is like between a phone and a server, in both directions. */
export interface NetworkConditions {
  readonly roundTripMilliseconds: number;
  readonly downKilobitsPerSecond: number;
  readonly upKilobitsPerSecond: number;
}

/** A way to a local server that is as slow as a network. */
export interface SlowNetwork {
  /** `http://localhost:<port>` */
  readonly origin: string;
  close(): Promise<void>;
}

/** One direction of the network: what all connections send stands in one queue. Resolves when the bytes have arrived. */
function lineOf(kilobitsPerSecond: number, milliseconds: number): (bytes: number) => Promise<void> {
  let freeAt = 0;
  return (bytes) => {
    const now = performance.now();
    freeAt = Math.max(now, freeAt) + (bytes * 8) / kilobitsPerSecond;
    return new Promise((arrived) => setTimeout(arrived, freeAt + milliseconds - now));
  };
}

function carry(from: Socket, to: Socket, line: (bytes: number) => Promise<void>): void {
  let last: Promise<unknown> = Promise.resolve();
  from.on("data", (chunk: Buffer) => {
    // In small portions, so that connections share the line as they do on a network.
    for (let start = 0; start < chunk.length; start += 1400) {
      const portion = chunk.subarray(start, start + 1400);
      const arrived = line(portion.length);
      last = Promise.all([last, arrived]).then(() => to.writable && to.write(portion));
    }
  });
  from.on("end", () => void last.then(() => to.end()));
  from.on("error", () => to.destroy());
  from.on("close", () => void last.then(() => to.end()));
}

/**
 * Opens a port through which the server on `port` is reached as over such a network: latency, a journey for each new
 * connection, and one bandwidth for all. Unlike a browser's own throttling it slows workers and service workers alike.
 */
export async function slowNetwork(port: number, conditions: NetworkConditions): Promise<SlowNetwork> {
  const oneWay = conditions.roundTripMilliseconds / 2;
  const down = lineOf(conditions.downKilobitsPerSecond, oneWay);
  const up = lineOf(conditions.upKilobitsPerSecond, oneWay);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.once("close", () => open.delete(socket));
    }
    client.pause();
    // The browser believes itself connected at once; on a network the handshake takes a journey there and back.
    setTimeout(() => client.resume(), conditions.roundTripMilliseconds);
    carry(client, upstream, up);
    carry(upstream, client, down);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
