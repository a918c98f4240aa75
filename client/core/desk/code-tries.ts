import { CodedError } from "../../../crypto/coded-error.ts";
import { handoverCodeMatches } from "../../../crypto/protocol/handover-code.ts";
import { handoverCodeOf } from "../orders/order-name.ts";
import type { Platform } from "../platform.ts";

/** Wrong codes in a row after which a device pauses, and for how long. */
export const codeTriesMax = 5;
const pauseMs = 10 * 60_000;

interface Tries {
  readonly wrong: number;
  /** Milliseconds since 1970; 0 while there is no pause. */
  readonly pausedUntil: number;
}

async function triesOf(platform: Platform, thread: string): Promise<Tries> {
  const kept = (await platform.store.get("device-state", `tries/${thread}`)) as Tries | undefined;
  if (!kept || (kept.pausedUntil > 0 && kept.pausedUntil <= platform.now())) return { wrong: 0, pausedUntil: 0 };
  return kept;
}

/** How many wrong codes this device may still try for a thread before it pauses; 0 while it does. */
export async function codeTriesLeft(platform: Platform, thread: string): Promise<number> {
  return codeTriesMax - (await triesOf(platform, thread)).wrong;
}

/**
 * Checks the words a customer says, with no network. Throws `handover/unknown-word`, `handover/code-wrong`, and
 * `handover/paused` for ten minutes after five wrong ones.
 */
export function checkHandoverCode(
  platform: Platform,
  thread: string,
  words: readonly string[],
  check: { readonly salt: string; readonly check: string },
): Promise<void> {
  return platform.leadership.exclusive(`tries/${thread}`, async () => {
    const { wrong, pausedUntil } = await triesOf(platform, thread);
    if (pausedUntil > 0) throw new CodedError("handover/paused", "Too many wrong codes. Try again in ten minutes.");
    const code = handoverCodeOf(words, platform.wordList);
    const key = `tries/${thread}`;
    // Counted before it is known whether the code is right: closing the program in between gains no try.
    const next: Tries = {
      wrong: wrong + 1,
      pausedUntil: wrong + 1 >= codeTriesMax ? platform.now() + pauseMs : 0,
    };
    await platform.store.write([{ table: "device-state", key, value: next }]);
    if (!handoverCodeMatches(code, check)) throw new CodedError("handover/code-wrong", "This is not the code.");
    await platform.store.write([{ table: "device-state", key, remove: true }]);
  });
}
