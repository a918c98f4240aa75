import { concat } from "../../crypto/bytes.ts";

/**
 * The body of `response`, whole, if it holds at most `bytesMax` bytes; null when it goes on. The rest is not waited for, and
 * the connection is told so. Rejects as the stream does, when that breaks.
 */
export async function bytesOf(response: Response, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return concat(...chunks);
    length += value.length;
    if (length > bytesMax) {
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
}
