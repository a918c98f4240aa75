import { fromBase64url } from "../../../crypto/bytes.ts";
import { ready } from "../../../crypto/sodium.ts";
import { verifySuccessionProof } from "../../../crypto/protocol/succession.ts";
import { verifyStatement } from "../../../crypto/statement.ts";
import type { PackEntry } from "./pack-entries.ts";

/** Between two pauses, so that a search typed meanwhile is answered at once. */
const sliceMs = 12;

/**
 * Digests of those entries whose author did not sign them, and of successions that the next key did not. Loads libsodium, which is why this file is imported when it
 * is needed and not before.
 * @param now a clock in milliseconds
 */
export async function forgedAmong(entries: readonly PackEntry[], now: () => number): Promise<Set<string>> {
  await ready();
  const forged = new Set<string>();
  let sliceStart = now();
  for (const { wire, statement, digest } of entries) {
    try {
      verifyStatement(wire, fromBase64url(statement.author));
      verifySuccessionProof(statement);
    } catch {
      forged.add(digest);
    }
    if (now() - sliceStart > sliceMs) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      sliceStart = now();
    }
  }
  return forged;
}
