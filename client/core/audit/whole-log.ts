import { exactly, fromBase64url } from "../../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint } from "../../../crypto/checkpoint.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { TreeHead } from "../../../crypto/merkle.ts";
import { decodeLogEntry, identityOf, type LogEntry } from "../../../crypto/protocol/log-entry.ts";
import { replayLog } from "../../../crypto/protocol/replay-log.ts";
import { logSource } from "../log/log-source.ts";
import type { Transport } from "../platform.ts";

/** A market's log is small; one of more entries than this would only keep the device busy. */
const entriesMax = 1_000_000;

const failures = {
  shrunk: () => new CodedError("log/shrunk", "The market's log has fewer entries than it had before."),
  forked: () => new CodedError("log/forked", "The market's log has other entries than it had before."),
  inconsistent: () => new CodedError("log/inconsistent", "The market's log does not have the entries that it signs."),
} as const;

/** A log that was read whole: nothing of it is believed that the signed root does not cover. */
export interface ReadLog {
  readonly size: number;
  readonly root: Uint8Array;
  /** The entry of the highest revision of each statement that was asked for, in the same order. */
  readonly newest: readonly (LogEntry | null)[];
}

/**
 * Reads the market's log from its first entry to the last, whatever of it is here already, and finds what it has of some
 * statements. Throws what the network and `openCheckpoint` throw, `log/inconsistent` for entries that are not those of the
 * checkpoint, `log/too-large`, and for a log that does not go on from `known`: `log/shrunk` when it has fewer entries,
 * `log/forked` when it has others.
 * @param log as the market's own statement names it
 * @param known the tree that this device has verified before, and who is told of the checkpoint that was served now: of two
 *   that contradict each other, both are evidence
 */
export async function readLog(
  transport: Transport,
  log: { readonly origin: string; readonly key: string },
  identities: readonly Pick<LogEntry, "type" | "author" | "subject">[],
  known: TreeHead & { heard(note: string): void },
): Promise<ReadLog> {
  const source = logSource(transport);
  const checkpoint = await source.checkpoint();
  const key = logNoteKey(log.origin, exactly(fromBase64url(log.key), 32));
  const { size, root } = openCheckpoint(checkpoint, log.origin, key);
  known.heard(checkpoint);
  if (size > entriesMax) throw new CodedError("log/too-large", "The market's log is larger than this program reads.");
  const wanted = identities.map(identityOf);
  const newest = new Map<string, LogEntry>();
  const replayed = await replayLog(
    { size, root },
    known,
    (name) => source.entries(name),
    (bytes) => {
      const entry = decodeLogEntry(bytes);
      const identity = identityOf(entry);
      if (wanted.includes(identity) && entry.revision > (newest.get(identity)?.revision ?? 0))
        newest.set(identity, entry);
    },
  );
  if (replayed !== "agrees") throw failures[replayed]();
  return { size, root, newest: wanted.map((identity) => newest.get(identity) ?? null) };
}
