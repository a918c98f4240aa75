import type { Platform } from "../platform.ts";

/** Pictures fetched at a time. */
const lanes = 3;
/** What is kept in memory at most, in bytes; the browser's cache holds them over reloads. */
const keptBytesMax = 96 * 1024 * 1024;

/**
 * Every picture of the shop, fetched whole and in one order by everyone, so that no request tells what is looked at.
 * What does not fit is not fetched one by one either: its item shows the illustration of its category.
 */
export interface PictureSet {
  /** Fetches what the catalogue names and is not here yet. Called at each change of a complete catalogue. */
  fetchAll(): void;
  /**
   * The bytes of a picture. One of the shop is waited for; any other (of one's own stall, not published yet) is asked
   * for. Null when there is none.
   */
  picture(digest: string): Promise<Uint8Array | null>;
}

/** @param named digests of all pictures that the catalogue shows */
export function createPictureSet(platform: Platform, named: () => readonly string[]): PictureSet {
  const here = new Map<string, Promise<Uint8Array | null>>();
  const awaited = new Map<string, (() => void)[]>();
  let keptBytes = 0;
  let running = false;
  /** Asked for in the run that is under way, or was last. */
  let tried = new Set<string>();

  const ask = (digest: string): Promise<Uint8Array | null> =>
    platform.transport.request("media", { params: { digest } }).catch(() => null);

  async function fetchOne(digest: string): Promise<void> {
    const bytes = keptBytes >= keptBytesMax ? null : await ask(digest);
    keptBytes += bytes?.length ?? 0;
    // A failure is tried again at the next change, a picture that is here stays.
    if (bytes !== null) here.set(digest, Promise.resolve(bytes));
    tried.add(digest);
    for (const tell of awaited.get(digest) ?? []) tell();
    awaited.delete(digest);
  }

  async function run(): Promise<void> {
    const missing = [...new Set(named())].filter((digest) => !here.has(digest)).toSorted();
    let next = 0;
    tried = new Set();
    const lane = async (): Promise<void> => {
      for (let index = next++; index < missing.length; index = next++) await fetchOne(missing[index] as string);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  function fetchAll(): void {
    if (running) return;
    running = true;
    void run().finally(() => {
      running = false;
      // What was named meanwhile needs another run; what is no longer named is not waited for.
      const still = new Set(named());
      for (const [digest, waiting] of awaited) {
        if (still.has(digest)) continue;
        for (const tell of waiting) tell();
        awaited.delete(digest);
      }
      if (awaited.size > 0) fetchAll();
    });
  }

  return {
    fetchAll,
    picture: async (digest) => {
      const found = here.get(digest);
      if (found !== undefined) return found;
      if (!named().includes(digest)) return ask(digest);
      if (running && tried.has(digest)) return null;
      await new Promise<void>((tell) => {
        awaited.set(digest, [...(awaited.get(digest) ?? []), tell]);
        fetchAll();
      });
      return here.get(digest) ?? null;
    },
  };
}
