import { toBase64url } from "../../crypto/bytes.ts";
import { signCheckpoint } from "../../crypto/checkpoint.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../crypto/merkle.ts";
import { encodeLogEntry } from "../../crypto/protocol/log-entry.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { randomBytes, ready } from "../../crypto/sodium.ts";
import { decodeBundle, encodeBundle } from "../../crypto/tiles.ts";
import type { LogSource } from "../../client/core/log/log-source.ts";
import { syncLog } from "../../client/core/log/log-sync.ts";
import { headChanges, loadReplica } from "../../client/core/log/log-store.ts";
import { emptyReplica } from "../../client/core/log/replica.ts";
import { createMemoryStore } from "../../client/core/memory-store.ts";

// What is measured of reading a log, the same in Node and in a worker of Chromium: no Node built-ins here.

export const logEntries = 10_000;
export const deltaEntries = 10;
const rounds = 15;

/** Milliseconds of each round. The network is not in them: bundles are there at once, as bytes. */
export interface ReadingFigures {
  /** A first visit: signature, every bundle, every leaf, the root, the index by identity. */
  readonly firstMilliseconds: readonly number[];
  /** {@link deltaEntries} more. */
  readonly deltaMilliseconds: readonly number[];
  /** Nothing new. */
  readonly sameMilliseconds: readonly number[];
  /** Taking up what the store holds, at the next start. */
  readonly loadMilliseconds: readonly number[];
  readonly entryBytes: number;
}

const origin = "market.example/log";

function entry(at: number): Uint8Array {
  const author = toBase64url(randomBytes(32));
  const type = at % 2 === 0 ? ("party" as const) : ("accreditation" as const);
  const subject = type === "party" ? author : toBase64url(randomBytes(32));
  return encodeLogEntry({ type, author, subject, revision: 1 + (at % 3), digest: toBase64url(randomBytes(32)) });
}

/** Reads a log of 10,000 entries, and then ten more, again and again. */
export async function measureReading(): Promise<ReadingFigures> {
  await ready();
  const pair = signingKeyPair();
  const entries = Array.from({ length: logEntries + deltaEntries }, (_, at) => entry(at));
  const leaves = entries.map(leafHash);
  const note = (size: number): string => {
    const root = frontierRoot(extendFrontier(emptyFrontier, leaves.slice(0, size)));
    return signCheckpoint({ origin, size, root }, pair);
  };
  const notes = { first: note(logEntries), grown: note(logEntries + deltaEntries) };
  const source = (served: string): LogSource => ({
    checkpoint: () => Promise.resolve(served),
    witnessed: () => Promise.resolve(null),
    entries: ({ index, width }) =>
      Promise.resolve(decodeBundle(encodeBundle(entries.slice(index * 256, index * 256 + width)), width)),
  });
  const name = { origin, key: toBase64url(pair.publicKey) };
  const now = (): number => 0;
  const figures = { first: [] as number[], delta: [] as number[], same: [] as number[], load: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const replica = emptyReplica();
    const timed = async (served: string, into: number[]) => {
      const started = performance.now();
      const outcome = await syncLog({ source: source(served), now }, replica, name, null);
      into.push(performance.now() - started);
      if (outcome.outcome !== "agreed") throw new Error("A true log was refused.");
      return outcome;
    };
    const first = await timed(notes.first, figures.first);
    const store = createMemoryStore();
    await store.write(headChanges(first.head, replica, first.fresh.from, first.fresh.entries));
    await timed(notes.grown, figures.delta);
    await timed(notes.grown, figures.same);
    const started = performance.now();
    const again = emptyReplica();
    if ((await loadReplica(store, again)) === null || again.size !== logEntries) throw new Error("Not taken up.");
    figures.load.push(performance.now() - started);
  }
  return {
    firstMilliseconds: figures.first,
    deltaMilliseconds: figures.delta,
    sameMilliseconds: figures.same,
    loadMilliseconds: figures.load,
    entryBytes: entries[0]?.length ?? 0,
  };
}
