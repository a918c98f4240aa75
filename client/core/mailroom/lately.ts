import type { WaitingSending } from "../sending.ts";

/** How long what has left is remembered, in memory, and how much of it. */
const latelyMs = 10 * 60_000;
const latelyMax = 200;

/** Sealed things that left this device in the last minutes: they may have crossed with a change of keys. */
export interface Lately {
  note(entry: WaitingSending): void;
  readonly entries: readonly WaitingSending[];
}

/** Nothing yet. */
export function createLately(now: () => number): Lately {
  let left: { readonly entry: WaitingSending; readonly at: number }[] = [];
  return {
    note: (entry) => {
      if (entry.sealedBy !== undefined) left = [...left, { entry, at: now() }].slice(-latelyMax);
    },
    get entries() {
      left = left.filter(({ at }) => now() - at < latelyMs);
      return left.map(({ entry }) => entry);
    },
  };
}
