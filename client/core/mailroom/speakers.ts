import type { KeyLink } from "../../../crypto/protocol/key-chains.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Trust } from "../log/trust.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

// Who still speaks
//
// A message says by its key whose it is. When a party passes its key on, what it wrote before may still lie in an inbox or on
// a board, and counts; whoever kept a copy of the old key may write with it, and must not count. Nothing in an envelope
// tells the two apart. So a key that has passed on is heard until everything that had come when this was learned was read,
// and never after: the log's size of then is kept with the mail, and keys that passed on before it are nobody's.

/** Tells for whom a key speaks. */
export interface Speakers {
  /**
   * The party, by its first key, for whom a key speaks; the key itself where it is no party's (a person's pseudonym); null
   * for one that has passed on and is heard no more.
   */
  speakerOf(key: string): string | null;
  /** Begins a reading of everything. Resolves with what to call when it came to its end. */
  reading(): Promise<() => Promise<void>>;
}

/** The record `heard-until` of the space that the mail is filed in. */
interface HeardUntil {
  /** Entries of the log. */
  readonly size: number;
}

export const heardUntilSubject = "heard-until";

/** Speakers for the mail that is filed in a space. */
export function createSpeakers(
  space: Pick<SyncedSpace, "get" | "update">,
  catalogue: Pick<Catalogue, "chains" | "verified">,
  trust: Pick<Trust, "entriesOf" | "view">,
): Speakers {
  const heardUntil = (): number => space.get<HeardUntil>(heardUntilSubject)?.size ?? 0;

  /** Where a link stands in the log; infinity while the log was not read so far. */
  function placeOf({ kind, digest }: KeyLink): number {
    return trust.entriesOf(kind).find((entry) => entry.digest === digest)?.index ?? Number.POSITIVE_INFINITY;
  }

  return {
    speakerOf: (key) => {
      const { chains } = catalogue;
      const link = chains.linksOf(key).find(({ old }) => old === key);
      if (link !== undefined && placeOf(link) < heardUntil()) return null;
      return chains.rootOf(key);
    },
    reading: async () => {
      await catalogue.verified();
      const size = trust.view.log?.size ?? 0;
      const isNews = catalogue.chains.links.some((link) => {
        const place = placeOf(link);
        return place >= heardUntil() && place < size;
      });
      return async () => {
        // Written when a key has passed on and at no other time: most days nobody does.
        if (!isNews) return;
        await space.update<HeardUntil>(heardUntilSubject, (current) => ({ size: Math.max(current?.size ?? 0, size) }));
      };
    },
  };
}
