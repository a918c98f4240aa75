import { exactly, fromBase64url, fromUtf8, sameBytes } from "../../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint } from "../../../crypto/checkpoint.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../../crypto/merkle.ts";
import { decodeLogEntry, identityOf, type LogEntry } from "../../../crypto/protocol/log-entry.ts";
import { bundlesOf, decodeBundle, tilePath, tileWidth, type TileName } from "../../../crypto/tiles.ts";
import { statusOf } from "../network-problem.ts";
import type { Transport } from "../platform.ts";

/** A market's log is small; one of more entries than this would only keep the device busy. */
const entriesMax = 1_000_000;

/** What the log has of one statement, and the checkpoint that says so, as it was signed. */
export interface LoggedStatement {
  /** The entry of the highest revision; null when the log has none. */
  readonly newest: LogEntry | null;
  readonly checkpoint: string;
}

async function entriesOf(transport: Transport, name: TileName): Promise<readonly Uint8Array[]> {
  const read = (width: number): Promise<Uint8Array> =>
    transport.request("logTile", { params: { tile: tilePath({ ...name, width }).replace(/^tile\//, "") } });
  try {
    return decodeBundle(await read(name.width), name.width);
  } catch (thrown) {
    // A bundle that has become full need not be kept as the shorter one that it was.
    if (name.width === tileWidth || statusOf(thrown) !== 404) throw thrown;
    return decodeBundle(await read(tileWidth), tileWidth).slice(0, name.width);
  }
}

/** A log that was read whole: nothing of it is believed that the signed root does not cover. */
export interface ReadLog {
  readonly size: number;
  readonly root: Uint8Array;
  /** The entry of the highest revision of each statement that was asked for, in the same order. */
  readonly newest: readonly (LogEntry | null)[];
  /** As it was signed. */
  readonly checkpoint: string;
}

/**
 * Reads the market's log from its first entry to the last and finds what it has of some statements. Throws what the
 * network and `openCheckpoint` throw, `log/inconsistent` for entries that are not those of the checkpoint, `log/too-large`.
 * @param log as the market's own statement names it
 */
export async function readLog(
  transport: Transport,
  log: { readonly origin: string; readonly key: string },
  identities: readonly Pick<LogEntry, "type" | "author" | "subject">[],
): Promise<ReadLog> {
  const checkpoint = fromUtf8(await transport.request("logCheckpoint"));
  const key = logNoteKey(log.origin, exactly(fromBase64url(log.key), 32));
  const { size, root } = openCheckpoint(checkpoint, log.origin, key);
  if (size > entriesMax) throw new CodedError("log/too-large", "The market's log is larger than this program reads.");
  const wanted = identities.map(identityOf);
  const newest = new Map<string, LogEntry>();
  let frontier = emptyFrontier;
  for (const name of bundlesOf(size)) {
    const entries = await entriesOf(transport, name);
    for (const bytes of entries) {
      const entry = decodeLogEntry(bytes);
      const identity = identityOf(entry);
      if (wanted.includes(identity) && entry.revision > (newest.get(identity)?.revision ?? 0)) {
        newest.set(identity, entry);
      }
    }
    frontier = extendFrontier(frontier, entries.map(leafHash));
  }
  if (!sameBytes(frontierRoot(frontier), root)) {
    throw new CodedError("log/inconsistent", "The market's log does not have the entries that it signs.");
  }
  return { size, root, checkpoint, newest: wanted.map((identity) => newest.get(identity) ?? null) };
}

/** The same for one statement: see {@link readLog}. */
export async function readLogged(
  transport: Transport,
  log: { readonly origin: string; readonly key: string },
  identity: Pick<LogEntry, "type" | "author" | "subject">,
): Promise<LoggedStatement> {
  const { newest, checkpoint } = await readLog(transport, log, [identity]);
  return { newest: newest[0] ?? null, checkpoint };
}
