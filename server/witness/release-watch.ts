import type { WatchedRelease } from "../../crypto/protocol/log-routes.ts";
import type { NoteKey } from "../../crypto/signed-note.ts";
import { type Clock, dayOf } from "../days.ts";
import { callSites, type Log } from "../log.ts";
import { checkRelease, type ReleaseOutcome } from "./check-release.ts";
import { openWatchedSite } from "./watched-site.ts";
import type { WitnessStore } from "./witness.ts";

/** Checks the releases of the instances whose logs this server watches, from here: another place than their own. */
export interface ReleaseWatch {
  /** What was found, a log in the order of the policy. */
  current(): readonly WatchedRelease[];
  /** Checks what is due: what was never checked, was wrong or not to be reached an hour ago, or was right a day ago. */
  ask(): void;
  /** A watched log has grown: its release may be another. */
  grown(origin: string): void;
  close(): Promise<void>;
}

const wellMs = 24 * 3_600_000;
/** A log that grows all day is read again no more often than this. */
const grownMs = 10 * 60_000;

interface Watched {
  readonly key: NoteKey;
  found: ReleaseOutcome | null;
  /** When {@link found} was found, milliseconds; null before. */
  foundAt: number | null;
  triedAt: number | null;
}

const messages: Readonly<Record<Exclude<ReleaseOutcome, "logged">, string>> = {
  unlogged: "a watched instance serves a release that its log does not have",
  files: "a watched instance serves other files than its release names",
  log: "a watched instance shows another log than it had cosigned",
  unsaid: "a watched instance says of no release that it serves it",
};

/** A watch over the logs of a policy; those that are no market's are left alone. Nothing is kept over a restart. */
export function createReleaseWatch(parts: {
  readonly logs: readonly NoteKey[];
  readonly store: Pick<WitnessStore, "read">;
  readonly clock: Clock;
  readonly log: Log;
}): ReleaseWatch {
  const { store, clock, log } = parts;
  const closing = new AbortController();
  const watched: Watched[] = parts.logs.map((key) => ({ key, found: null, foundAt: null, triedAt: null }));
  const waiting = new Set<Watched>();
  let running: Promise<void> | null = null;

  const checkOne = async (one: Watched): Promise<void> => {
    const site = openWatchedSite(one.key.name, closing.signal);
    if (site === null) return;
    one.triedAt = clock();
    try {
      // Before the site is asked: what it shows then must go on from it.
      const seen = await store.read(one.key.name);
      const found = await checkRelease(site, one.key, seen);
      if (found !== "logged" && found !== one.found) log.error(messages[found], { code: `watch/${found}` });
      [one.found, one.foundAt] = [found, clock()];
    } catch (thrown) {
      if (closing.signal.aborted) return;
      log.warn("a watched instance could not be checked", { code: "watch/unknown", stack: callSites(thrown) });
    }
  };

  /** One after the other: nobody waits for it. */
  const run = async (): Promise<void> => {
    for (const one of waiting) {
      waiting.delete(one);
      if (!closing.signal.aborted) await checkOne(one);
    }
  };

  const check = (these: readonly Watched[]): void => {
    for (const one of these) waiting.add(one);
    if (waiting.size > 0) running ??= run().finally(() => (running = null));
  };

  const isDue = ({ found, triedAt }: Watched): boolean =>
    triedAt === null || found !== "logged" || clock() - triedAt >= wellMs;

  return {
    current: () =>
      watched.map(({ key, found, foundAt }) => ({
        origin: key.name,
        release: found ?? "unknown",
        checkedOn: foundAt === null ? null : dayOf(foundAt),
      })),
    ask: () => check(watched.filter(isDue)),
    grown: (origin) =>
      check(watched.filter(({ key, triedAt }) => key.name === origin && clock() - (triedAt ?? 0) >= grownMs)),
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
