/** A stream of server-sent events, read as they come. */
export interface EventReader {
  /** Names of the events so far. */
  readonly events: readonly string[];
  /** Resolves when at least `count` events have come. Throws after ten seconds, or when the stream ends before. */
  until(count: number): Promise<void>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens a stream. Throws unless the server answers with one. */
export async function readEvents(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
  const controller = new AbortController();
  const response = await fetch(url, { headers: { ...headers }, signal: controller.signal });
  if (response.headers.get("content-type") !== "text/event-stream" || response.body === null) {
    controller.abort();
    throw new Error(`Not a stream: ${response.status}`);
  }
  const events: string[] = [];
  const waiting = new Set<() => void>();
  let over = false;
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = "";
    try {
      for await (const chunk of body) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) {
          const name = /^event: (.*)$/m.exec(block)?.[1];
          if (name !== undefined) events.push(name);
        }
        for (const wake of waiting) wake();
      }
    } catch {
      // Closed by this side.
    }
    over = true;
    for (const wake of waiting) wake();
  };
  const ended = read(response.body);
  return {
    events,
    ended,
    until: (count) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Only these events came: ${events.join()}`)), 10_000);
        const look = () => {
          if (events.length < count && !over) return;
          clearTimeout(timer);
          waiting.delete(look);
          if (events.length >= count) resolve();
          else reject(new Error(`The stream ended after: ${events.join()}`));
        };
        waiting.add(look);
        look();
      }),
    close: () => controller.abort(),
  };
}
