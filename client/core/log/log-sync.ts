import { fromBase64url, sameBytes, toBase64url } from "../../../crypto/bytes.ts";
import { logNoteKey, openCheckpoint, type OpenedCheckpoint } from "../../../crypto/checkpoint.ts";
import { isCodedError } from "../../../crypto/coded-error.ts";
import { frontierRoot, leafHash } from "../../../crypto/merkle.ts";
import { type WitnessPolicy, witnessesOf } from "../../../crypto/protocol/witness-policy.ts";
import { bundlesOf, tileWidth, type TileName } from "../../../crypto/tiles.ts";
import type { TrustRefusalReason } from "../api.ts";
import { isUnreachable, statusOf } from "../network-problem.ts";
import type { Evidence } from "../../../crypto/protocol/log-evidence.ts";
import type { LogSource } from "./log-source.ts";
import type { Head } from "./log-store.ts";
import { emptyReplica, extensionOf, type Replica } from "./replica.ts";

/** The log as the market's own statement names it: its name, and its Ed25519 key of 43 characters. */
export interface LogName {
  readonly origin: string;
  readonly key: string;
}

/** A finding that stops everything: without the words and the time, which the caller adds. */
export interface Finding {
  readonly reason: TrustRefusalReason;
  readonly offered: string | null;
  readonly history: Evidence["history"];
}

export type SyncOutcome =
  | {
      readonly outcome: "agreed";
      readonly head: Head;
      /** New entries from the first of a bundle on: what has to be kept. */
      readonly fresh: { readonly from: number; readonly entries: readonly Uint8Array[] };
    }
  | { readonly outcome: "refused"; readonly finding: Finding };

/** A market's log grows by some entries a party and a few a week. One of more than this would only fill the device. */
export const logEntriesMax = 1_000_000;
/** Bundles asked for at a time. */
const lanes = 6;
/** Between two pauses, so that a search typed meanwhile is answered at once. */
const sliceMs = 12;

export interface SyncParts {
  readonly source: LogSource;
  readonly now: () => number;
  readonly progress?: (done: number, total: number) => void;
}

const refused = (
  reason: TrustRefusalReason,
  offered: string | null = null,
  history: Evidence["history"] = null,
): SyncOutcome => ({ outcome: "refused", finding: { reason, offered, history } });

/**
 * Asks the log once, reads all that is new and holds it against the checkpoint that the log signed. The replica goes
 * along only when it agrees; a full replay is the proof that nothing before was changed, and that each entry is in.
 * Throws what the network throws: then nothing is known that was not known before.
 */
export async function syncLog(
  parts: SyncParts,
  replica: Replica,
  log: LogName,
  policy: WitnessPolicy | null,
): Promise<SyncOutcome> {
  // Asked for before the newest, which then covers it.
  const witnessed = policy === null ? null : await readNote(() => parts.source.witnessed(), log);
  const read = await readNote(() => parts.source.checkpoint(), log);
  if (typeof read === "string" || read === null) return refused(read ?? "withheld");
  const { checkpoint, note } = read;
  const { size } = checkpoint;
  if (size < replica.size) {
    // An older state of the same history, or of another: both notes say which.
    const fork = !sameBytes(replica.rootAt(size), checkpoint.root);
    return refused(fork ? "fork" : "rollback", note, fork ? historyOf(replica, size) : null);
  }
  let fresh: { from: number; entries: readonly Uint8Array[] } = { from: replica.size, entries: [] };
  if (size === replica.size) {
    if (!sameBytes(replica.root, checkpoint.root)) return refused("fork", note);
  } else {
    if (size > logEntriesMax) return refused("too-large", note);
    const grown = await grow(parts, replica, checkpoint);
    if (grown === null) return explain(parts, replica, checkpoint, note);
    fresh = grown;
  }
  if (witnessed !== null && typeof witnessed === "object") {
    const seen = witnessed.checkpoint;
    if (seen.size > size) return refused("rollback", witnessed.note);
    if (!sameBytes(replica.rootAt(seen.size), seen.root)) {
      return refused("fork", witnessed.note, historyOf(replica, seen.size));
    }
  }
  const witnesses = policy === null ? 0 : newestWitnesses([read, witnessed], policy, parts.now());
  if (policy !== null && witnesses < policy.threshold) return refused("unwitnessed", note);
  const next: Head = { ...log, note, size, checkedAt: parts.now(), witnesses };
  return { outcome: "agreed", head: next, fresh };
}

interface ReadNote {
  readonly checkpoint: OpenedCheckpoint;
  readonly note: string;
}

/** A checkpoint of this log as it was served; null where there is none; why it cannot be one. */
async function readNote(
  ask: () => Promise<string | null>,
  { origin, key }: LogName,
): Promise<ReadNote | TrustRefusalReason | null> {
  let note: string | null;
  try {
    note = await ask();
  } catch (thrown) {
    // A market without its log is one that nobody can check: as good as a refused one.
    if (isMissing(thrown)) return "withheld";
    throw thrown;
  }
  if (note === null) return null;
  try {
    return { checkpoint: openCheckpoint(note, origin, logNoteKey(origin, fromBase64url(key))), note };
  } catch (thrown) {
    if (!isCodedError(thrown)) throw thrown;
    if (thrown.code === "checkpoint/origin") return "origin";
    return thrown.code === "note/unsigned" || thrown.code === "note/signature" ? "signature" : "malformed";
  }
}

/** How many witnesses of the policy cosigned one of these lately: the newest head, or an older one that it goes on from. */
function newestWitnesses(
  notes: readonly (ReadNote | TrustRefusalReason | null)[],
  policy: WitnessPolicy,
  now: number,
): number {
  const counts = notes.map((read) =>
    read === null || typeof read === "string" ? 0 : witnessesOf(read.checkpoint, policy, now),
  );
  return Math.max(...counts);
}

/** Reads what is new into the replica; `null`, and the replica as before, when it does not lead to the checkpoint. */
async function grow(
  parts: SyncParts,
  replica: Replica,
  { size, root }: OpenedCheckpoint,
): Promise<{ from: number; entries: readonly Uint8Array[] } | null> {
  const extension = extensionOf(replica);
  const from = Math.floor(replica.size / tileWidth) * tileWidth;
  const kept: Uint8Array[] = [];
  let known = replica.size - from;
  const agrees = await readBundles(parts, bundlesOf(size, replica.size), (entries) => {
    // The first bundle begins with entries that are here already.
    const overlap = entries.slice(0, known);
    for (const [at, entry] of overlap.entries()) {
      if (!sameBytes(leafHash(entry), replica.leaf(from + at))) return false;
    }
    extension.add(entries.slice(known));
    kept.push(...entries);
    known = 0;
    parts.progress?.(extension.frontier.size, size);
    return true;
  });
  if (!agrees || extension.frontier.size !== size || !sameBytes(frontierRoot(extension.frontier), root)) return null;
  replica.append(extension);
  return { from, entries: kept };
}

/**
 * Reads bundles in their order, several on the way at a time. False as soon as `take` says so, or when the server does
 * not give one that its own checkpoint covers. Throws what the network throws.
 */
async function readBundles(
  parts: SyncParts,
  names: readonly TileName[],
  take: (entries: readonly Uint8Array[]) => boolean,
): Promise<boolean> {
  const coming: Promise<readonly Uint8Array[]>[] = [];
  const ask = (name: TileName | undefined): void => {
    if (name === undefined) return;
    const entries = parts.source.entries(name);
    // Awaited in its turn; until then a failure is nobody's.
    entries.catch(() => undefined);
    coming.push(entries);
  };
  for (const name of names.slice(0, lanes)) ask(name);
  let sliceStart = performance.now();
  for (let at = 0; at < names.length; at++) {
    try {
      if (!take(await coming[at]!)) return false;
    } catch (thrown) {
      if (isMissing(thrown) || (isCodedError(thrown) && thrown.code === "tiles/malformed")) return false;
      throw thrown;
    }
    ask(names[at + lanes]);
    if (performance.now() - sliceStart > sliceMs) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      sliceStart = performance.now();
    }
  }
  return true;
}

/**
 * What it was that did not lead to the checkpoint. The log is read from its beginning: when its entries make the root that
 * it signed, it has another history than the one that is known here, and that can be proven; when they do not, it
 * signed what it does not show.
 */
async function explain(
  parts: SyncParts,
  replica: Replica,
  { size, root }: OpenedCheckpoint,
  note: string,
): Promise<SyncOutcome> {
  if (replica.size === 0) return refused("withheld", note);
  const whole = emptyReplica();
  const extension = extensionOf(whole);
  const shown = await readBundles(parts, bundlesOf(size), (entries) => {
    extension.add(entries);
    return true;
  });
  if (!shown || extension.frontier.size !== size || !sameBytes(frontierRoot(extension.frontier), root))
    return refused("withheld", note);
  whole.append(extension);
  if (sameBytes(whole.rootAt(replica.size), replica.root)) return refused("withheld", note);
  return refused("fork", note, historyOf(whole, replica.size));
}

/** The proof of what root the history `longer` has at a smaller size. */
export function historyOf(longer: Replica, size: number): NonNullable<Evidence["history"]> {
  return {
    rootAtShorter: toBase64url(longer.rootAt(size)),
    consistency: longer.consistencyProof(size, longer.size).map((hash) => toBase64url(hash)),
  };
}

/** Whether the server answered, and did not give what it must have. */
function isMissing(thrown: unknown): boolean {
  const status = statusOf(thrown);
  if (status === 408 || status === 425 || status === 429 || (status !== null && status >= 500)) return false;
  if (isUnreachable(thrown)) return false;
  return status !== null || (isCodedError(thrown) && thrown.code === "network/malformed");
}
