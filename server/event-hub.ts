import type { ServerResponse } from "node:http";
import { ProblemError } from "./problems.ts";

const heartbeatMs = 25_000;
const streamsMax = 20_000;

/** Tells open streams that something came. A topic is an address: an inbox, a board, a space, the catalogue. */
export interface EventHub {
  /** Tells this server's streams of `topic`, and whatever was handed to `onPublish`. */
  publish(topic: string): void;
  /** Tells this server's streams only: for news that came from another server. */
  deliver(topic: string): void;
  /** Called with every topic published here: the way to other servers. */
  onPublish(listener: (topic: string) => void): void;
  /** Turns an answer into a stream of server-sent events about `topic`, until either side ends it. */
  stream(topic: string, response: ServerResponse): void;
  /** How many streams are open. */
  count(): number;
  /** Ends every stream. */
  close(): void;
}

/**
 * Server-sent events, read by `fetch`: first `event: open`, after which a client lists what it may have missed, then
 * `event: change` with no more than that something changed; a comment every 25 s keeps proxies from closing.
 */
export function createEventHub(): EventHub {
  const topics = new Map<string, Set<ServerResponse>>();
  const listeners: ((topic: string) => void)[] = [];
  let open = 0;
  let closed = false;

  const writeAll = (text: string) => {
    for (const streams of topics.values()) for (const stream of streams) stream.write(text);
  };
  const heartbeat = setInterval(() => writeAll(": \n\n"), heartbeatMs);
  heartbeat.unref();

  const deliver = (topic: string) => {
    for (const stream of topics.get(topic) ?? []) {
      // A reader that does not read is told nothing more until it has: one unread change says as much as a hundred.
      if (!stream.writableNeedDrain) stream.write("event: change\ndata: {}\n\n");
    }
  };

  return {
    deliver,
    publish(topic) {
      deliver(topic);
      for (const listener of listeners) listener(topic);
    },
    onPublish: (listener) => void listeners.push(listener),
    stream(topic, response) {
      if (closed) throw new ProblemError("server/closing");
      if (open >= streamsMax) throw new ProblemError("events/too-many");
      open += 1;
      response.writeHead(200, {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
      });
      response.write("event: open\ndata: {}\n\n");
      const streams = topics.get(topic) ?? new Set();
      topics.set(topic, streams.add(response));
      response.on("close", () => {
        open -= 1;
        streams.delete(response);
        if (streams.size === 0 && topics.get(topic) === streams) topics.delete(topic);
      });
    },
    count: () => open,
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const streams of topics.values()) for (const stream of streams) stream.end();
    },
  };
}
