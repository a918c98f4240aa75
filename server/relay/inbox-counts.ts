import { fromBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { Db } from "../database/open-database.ts";
import type { Clock } from "../days.ts";
import { countInbox } from "./envelope-store.ts";

const inboxesMax = 10_000;
/** Another server of the same database may have added or taken meanwhile. */
const trustedMs = 60_000;

/** How full inboxes are, as last counted: the quota costs a query a minute, not one an envelope. */
export interface InboxCounts {
  /** Whether an inbox may take another envelope. */
  hasRoom(party: string): Promise<boolean> | boolean;
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
  const counting = new Map<string, Promise<Count>>();

  const count = async (party: string): Promise<Count> => {
    const envelopes = await countInbox(db, fromBase64url(party), limits.inboxEnvelopesMax);
    const counted = { envelopes, countedAt: clock() };
    if (counts.size >= inboxesMax) counts.clear();
    counts.set(party, counted);
    return counted;
  };

  const countedOnce = async (party: string): Promise<boolean> => {
    const underway = counting.get(party) ?? count(party);
    counting.set(party, underway);
    try {
      return (await underway).envelopes < limits.inboxEnvelopesMax;
    } finally {
      counting.delete(party);
    }
  };

  return {
    hasRoom(party) {
      const kept = counts.get(party);
      if (kept === undefined) return countedOnce(party);
      // The old count serves while a new one is made. A failure shows at the next statement.
      if (clock() - kept.countedAt > trustedMs && !counting.has(party)) countedOnce(party).catch(() => undefined);
      return kept.envelopes < limits.inboxEnvelopesMax;
    },
    add(party, envelopes) {
      const kept = counts.get(party);
      if (kept !== undefined) kept.envelopes += envelopes;
    },
    forget: () => counts.clear(),
  };
}
