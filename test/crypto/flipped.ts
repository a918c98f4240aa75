/**
 * Copies of `bytes`, each with one bit of one byte changed: every byte of the first `wholeBytes`, where lengths, keys and
 * signatures lie, and every 16th of what follows, which is ciphertext under one tag.
 */
export function* everyByteFlipped(
  bytes: Uint8Array,
  wholeBytes = 1300,
): Generator<{ index: number; changed: Uint8Array }> {
  for (let index = 0; index < bytes.length; index += index < wholeBytes ? 1 : 16) {
    const changed = bytes.slice();
    changed[index]! ^= 1 << (index % 8);
    yield { index, changed };
  }
}

/** The code of what `action` throws, "none" when it does not. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return "none";
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? String(thrown);
  }
}
