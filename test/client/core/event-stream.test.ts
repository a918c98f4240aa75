import { expect, test } from "vitest";
import { utf8 } from "../../../crypto/bytes.ts";
import { readEventStream } from "../../../client/core/event-stream.ts";
import type { LiveEvent } from "../../../client/core/platform.ts";

function bodyOf(
  chunks: readonly Uint8Array[],
  end: boolean,
): { body: ReadableStream<Uint8Array>; cancelled(): boolean } {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (end) controller.close();
    },
    cancel: () => {
      cancelled = true;
    },
  });
  return { body, cancelled: () => cancelled };
}

const text = 'event: open\ndata: {}\n\n: \n\nevent: change\r\ndata: {"é":\r\ndata: 1}\r\n\r\n';
const events: LiveEvent[] = [
  { event: "open", data: "{}" },
  { event: "change", data: '{"é":\n1}' },
];

test("events are the same whole and byte by byte", async () => {
  const bytes = utf8(text.replaceAll("\r\n", "\n"));
  for (const chunks of [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte)), [utf8(text)]]) {
    const seen: LiveEvent[] = [];
    await readEventStream(bodyOf(chunks, true).body, (event) => seen.push(event));
    expect(seen).toEqual(events);
  }
});

test("a stream that falls silent is given up, and its connection let go", async () => {
  const { body, cancelled } = bodyOf([utf8(text)], false);
  const seen: LiveEvent[] = [];
  await readEventStream(body, (event) => seen.push(event), 30);
  expect(seen).toEqual(events);
  expect(cancelled()).toBe(true);
});

test("a line without end is not kept for ever", async () => {
  const endless = new Uint8Array(70 * 1024).fill(0x61);
  const { body, cancelled } = bodyOf([endless], false);
  await readEventStream(body, () => expect.unreachable("there is no event"));
  expect(cancelled()).toBe(true);
});
