import { fromBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { Db } from "../database/open-database.ts";
import type { Clock } from "../days.ts";
import { countInbox } from "./envelope-store.ts";

const inboxesMax = 10_000;
/** Another server of the same database may have added or taken meanwhile. */
const trustedMs = 60_000;
/** What is to be counted is counted within so long, at a moment of chance. */
const roundMs = 500;

/** How full inboxes are, as last counted: the quota costs a query a minute, not one an envelope. */
export interface InboxCounts {
  /**
   * Whether an inbox may take another envelope. One that was not counted lately may, and is counted soon after: nobody waits
   * for that, since who does could tell by the time whether somebody else had written to it before.
   */
  hasRoom(party: string): boolean;
  add(party: string, envelopes: number): void;
  forget(): void;
}

interface Count {
  envelopes: number;
  readonly countedAt: number;
}

/** Counts kept in memory for at most {@link inboxesMax} inboxes. */
export function createInboxCounts(db: Db, clock: Clock): InboxCounts {
  const counts = new Map<string, Count>();
  const uncounted = new Set<string>();
  let round: NodeJS.Timeout | null = null;

  const count = async (party: string): Promise<void> => {
    const envelopes = await countInbox(db, fromBase64url(party), limits.inboxEnvelopesMax);
    if (counts.size >= inboxesMax) counts.clear();
    counts.set(party, { envelopes, countedAt: clock() });
  };

  /** One after the other, so that counting never has more than one connection. */
  const countAll = async (): Promise<void> => {
    for (const party of uncounted) {
      // A failure shows at the next statement.
      await count(party).catch(() => undefined);
      uncounted.delete(party);
    }
  };

  const countSoon = (party: string): void => {
    if (uncounted.size < inboxesMax) uncounted.add(party);
    if (round !== null) return;
    const begin = (): void => void countAll().finally(() => (round = null));
    round = setTimeout(begin, roundMs * Math.random());
    round.unref();
  };

  return {
    hasRoom(party) {
      const kept = counts.get(party);
      // The old count serves while a new one is made.
      if (kept === undefined || clock() - kept.countedAt > trustedMs) countSoon(party);
      return kept === undefined || kept.envelopes < limits.inboxEnvelopesMax;
    },
    add(party, envelopes) {
      const kept = counts.get(party);
      if (kept !== undefined) kept.envelopes += envelopes;
    },
    forget: () => counts.clear(),
  };
}
