import type { Pack } from "./packs.ts";

/** Packs that have left the list are kept for readers of the list before: this many. */
const retiredMax = 64;

/** Packs by digest, with those that left the list a short while ago. */
export interface ServedPacks {
  /** The packs of a new list, without repetition. */
  serve(packs: readonly Pack[]): readonly Pack[];
  get(digest: string): Pack | null;
}

/** No packs yet. */
export function createServedPacks(): ServedPacks {
  let served = new Map<string, Pack>();
  const retired = new Map<string, Pack>();
  return {
    serve(packs) {
      const next = new Map(packs.map((pack) => [pack.digest, pack]));
      for (const [digest, pack] of served) if (!next.has(digest)) retired.set(digest, pack);
      // A Map keeps the order of insertion, so the longest retired come first.
      for (const digest of retired.keys()) {
        if (next.has(digest) || retired.size > retiredMax) retired.delete(digest);
      }
      served = next;
      return [...next.values()];
    },
    get: (digest) => served.get(digest) ?? retired.get(digest) ?? null,
  };
}
