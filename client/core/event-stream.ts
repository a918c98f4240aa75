import type { LiveEvent } from "./platform.ts";

/** Longest text of one event that is kept; the server's are a few bytes. */
const eventLengthMax = 64 * 1024;

/** The server sends a comment every 25 s: a stream that is silent for longer than this is dead, though nobody said so. */
const silenceMsMax = 70_000;

/** The next bytes of a stream; null at its end, and after a silence. */
async function nextBytes(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  silenceMs: number,
): Promise<Uint8Array | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), silenceMs);
  });
  try {
    const read = reader.read().then(({ value }) => value ?? null);
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads server-sent events (HTML standard section 9.2) from a body until it ends, or falls silent. */
export async function readEventStream(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: LiveEvent) => void,
  silenceMs = silenceMsMax,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  let event = "message";
  let data: string[] = [];
  const takeLine = (line: string): void => {
    if (line === "") {
      if (data.length > 0) onEvent({ event, data: data.join("\n") });
      event = "message";
      data = [];
      return;
    }
    if (line.startsWith(":")) return;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "data") data.push(value);
  };
  try {
    for (;;) {
      const bytes = await nextBytes(reader, silenceMs);
      if (bytes === null) return;
      rest += decoder.decode(bytes, { stream: true });
      const lines = rest.split(/\r\n|\n|\r/);
      rest = lines.pop() ?? "";
      if (rest.length > eventLengthMax) return;
      for (const line of lines) takeLine(line);
    }
  } finally {
    // Lets the connection go; a stream that ended by itself does not mind.
    reader.cancel().catch(() => undefined);
  }
}
