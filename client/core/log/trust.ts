import type { SeenCheckpoint } from "../../../crypto/protocol/order-messages.ts";
import type { LoggedType } from "../../../crypto/protocol/log-entry.ts";
import type { TrustView } from "../api.ts";
import type { Refusal } from "./refusal.ts";
import type { KnownEntry, Replica } from "./replica.ts";
import type { ShownStatement } from "./shown-statement.ts";

/** What asking the log came to: it goes on from what this device knew, and was read to its newest entry; or it does not. */
export type AskedLog =
  | {
      readonly outcome: "agreed";
      readonly replica: Pick<Replica, "size" | "root" | "newest" | "newerEntries">;
      /** The checkpoint that says so, as it was signed. */
      readonly note: string;
    }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** Whether this market can be believed: its log is followed, and what is shown and sent is held against it. */
export interface Trust {
  readonly view: TrustView;
  /** Why nothing may be sent now; null when it may. */
  readonly hold: "checking" | "refused" | null;
  /** Called when {@link view} or {@link hold} changed, and when the log grew. Returns the function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Asks the log and holds it against the catalogue. Resolves when that is over, whatever came of it. */
  check(): Promise<void>;
  /**
   * Asks the log now, as {@link check} does, and says what came of it. A catalogue that is not what the log has is no matter
   * here: whoever asks holds something else against the log. Throws `network/offline` when it could not be asked, and
   * where there is no market yet.
   */
  ask(): Promise<AskedLog>;
  /**
   * Resolves when the log vouches for these parties, and while it cannot be reached: then the outbox waits for it. Asks it
   * now where that has not been done. Throws `trust/refused` while the market is refused, and `trust/absent` when it is not
   * the log's newest that is shown of one of them.
   */
  require(partyIds: readonly string[]): Promise<void>;
  /** Whether the catalogue's statement of this identity is exactly the log's newest. False before the log was read. */
  vouchesFor(type: ShownStatement["type"], author: string, subject: string): boolean;
  /**
   * Whether a party's page by its present key, how it came to that key, and what the stewards said of it, are the log's
   * newest: without it nothing is sent to it.
   */
  vouchesForParty(partyId: string): boolean;
  /** The checkpoint that messages carry; null before the first. */
  lastSeen(): SeenCheckpoint | null;
  /** The note of the last verified checkpoint and the log's name; null before the first. */
  lastNote(): { readonly origin: string; readonly note: string } | null;
  /** Takes note of a checkpoint that somebody else saw: in a message, or this person on another device. */
  heard(seen: SeenCheckpoint | undefined): void;
  /** The same of a whole note. One of another log, or that says nothing, is ignored. */
  heardNote(note: string): void;
  /** Entries of the log by one author, oldest first; none before the log was read. */
  entriesBy(author: string): readonly KnownEntry[];
  /** Entries of the log of a type, oldest first; none before the log was read. */
  entriesOf(type: LoggedType): readonly KnownEntry[];
  /** What shows why the market is refused, as JSON; null while it is not. */
  evidence(): string | null;
  start(): void;
  stop(): void;
}
