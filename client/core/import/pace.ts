import { CodedError } from "../../../crypto/coded-error.ts";
import type { ImportProgress } from "../api.ts";

/** Lets long work breathe: the worker answers others in between, says how far it is, and hears that it should stop. */
export interface Pace {
  /**
   * To be awaited now and then, some hundred times in a long work. Throws `import/cancelled` once it was cancelled.
   * @param done of `total`, in any unit
   */
  rest(done: number, total: number): Promise<void>;
}

/** A pace for short work: rests nowhere, cannot be cancelled. */
export const unhurried: Pace = { rest: () => Promise.resolve() };

/** Longest piece of work without a rest, in milliseconds. */
const pieceMs = 20;

/** A pace that rests when {@link pieceMs} have passed, and says so. */
export function createPace(
  now: () => number,
  say: (progress: ImportProgress) => void,
): Pace & { begin(stage: ImportProgress["stage"]): void; cancel(): void } {
  let [stage, restedAt, cancelled] = ["reading" as ImportProgress["stage"], now(), false];
  const goOn = (): void => {
    if (cancelled) throw new CodedError("import/cancelled", "The import was cancelled.");
  };
  return {
    begin: (next) => {
      stage = next;
      say({ stage, done: 0, total: 1 });
    },
    cancel: () => {
      cancelled = true;
    },
    rest: async (done, total) => {
      goOn();
      if (now() - restedAt < pieceMs) return;
      say({ stage, done, total });
      // A task of its own, so that what else was asked of the worker is heard.
      await new Promise((resolve) => setTimeout(resolve));
      restedAt = now();
      goOn();
    },
  };
}
