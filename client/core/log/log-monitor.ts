import { exactly, fromBase64url, sameBytes, toBase64url, toHex } from "../../../crypto/bytes.ts";
import { checkpointText, logNoteKey, openCheckpoint } from "../../../crypto/checkpoint.ts";
import { isCodedError } from "../../../crypto/coded-error.ts";
import type { SeenCheckpoint } from "../../../crypto/protocol/order-messages.ts";
import type { WitnessPolicy } from "../../../crypto/protocol/witness-policy.ts";
import { formatNote, noteKeyId, parseNote, signaturesBy } from "../../../crypto/signed-note.ts";
import { ready } from "../../../crypto/sodium.ts";
import type { Platform } from "../platform.ts";
import type { Discrepancy } from "./currency.ts";
import type { Evidence } from "../../../crypto/protocol/log-evidence.ts";
import { logSource } from "./log-source.ts";
import { type Head, headChanges, loadReplica, storedHead } from "./log-store.ts";
import { type Finding, historyOf, type LogName, syncLog } from "./log-sync.ts";
import { emptyReplica, type Replica } from "./replica.ts";
import { evidenceWords } from "../../../crypto/protocol/log-evidence-words.ts";

/** The log of one name, followed on this device. Loaded when it is first needed: it brings the tree's mathematics. */
export interface LogMonitor {
  readonly name: LogName;
  readonly replica: Replica;
  readonly head: Head | null;
  /** Asks once. A finding when what is shown cannot be true; null when it agreed. Throws what the network throws. */
  sync(policy: WitnessPolicy | null, progress?: (done: number, total: number) => void): Promise<Finding | null>;
  /**
   * Holds a checkpoint that somebody else saw against what is known here. `later`: it is of a larger tree than was read
   * so far. `foreign`: the log did not sign it, so it says nothing.
   */
  compare(seen: SeenCheckpoint): "same" | "later" | "foreign" | Finding;
  /** The last verified checkpoint, as messages carry it; null before the first. */
  lastSeen(): SeenCheckpoint | null;
  /** First 16 hexadecimal digits of the present root. */
  readonly shortRoot: string;
}

/** What is written no more often than this while the log does not grow. */
const rewrittenMs = 3_600_000;

/** Takes up the log of this name where this device left it. A log of another name is forgotten, with all of it. */
export async function openLogMonitor(
  platform: Pick<Platform, "store" | "transport" | "now">,
  name: LogName,
): Promise<LogMonitor> {
  await ready();
  const { store } = platform;
  const source = logSource(platform.transport);
  let replica = emptyReplica();
  const before = await storedHead(store);
  if (before !== null && before.origin !== name.origin) await store.clear(["log"]);
  let head = await loadReplica(store, replica);
  let writtenAt = head?.checkedAt ?? 0;
  let seen: { readonly note: string; readonly checkpoint: SeenCheckpoint | null } | null = null;

  /** What another tab found out meanwhile is taken over instead of fetched. */
  async function takeOver(): Promise<void> {
    const stored = await storedHead(store);
    if (stored === null || stored.origin !== name.origin || stored.size < replica.size) return;
    if (stored.size > replica.size) {
      head = (await loadReplica(store, replica)) ?? head;
    } else if (head !== null && stored.checkedAt > head.checkedAt) {
      head = stored;
    }
  }

  async function keep(next: Head, from: number, entries: readonly Uint8Array[]): Promise<void> {
    head = next;
    const stored = await storedHead(store);
    if (entries.length === 0 && stored?.note === next.note && next.checkedAt - writtenAt < rewrittenMs) return;
    await store.write(headChanges(next, replica, from, entries));
    writtenAt = next.checkedAt;
  }

  return {
    name,
    get replica() {
      return replica;
    },
    get head() {
      return head;
    },
    get shortRoot() {
      return toHex(replica.root).slice(0, 16);
    },
    sync: async (policy, progress) => {
      await takeOver();
      if ((await storedHead(store)) === null && replica.size > 0) {
        // The store was emptied under this tab: what is read from now on has to be kept from its beginning.
        replica = emptyReplica();
        head = null;
      }
      const parts = { source, now: () => platform.now(), ...(progress && { progress }) };
      const result = await syncLog(parts, replica, name, policy);
      if (result.outcome === "refused") {
        if (replica.size > (head?.size ?? 0)) {
          // What was read and not believed goes: it would be missing in the store later on.
          replica = emptyReplica();
          head = await loadReplica(store, replica);
        }
        return result.finding;
      }
      await keep(result.head, result.fresh.from, result.fresh.entries);
      return null;
    },
    compare: (other) => {
      const note = noteOf(name, other);
      try {
        openCheckpoint(note, name.origin, logNoteKey(name.origin, fromBase64url(name.key)));
      } catch (thrown) {
        if (isCodedError(thrown)) return "foreign";
        throw thrown;
      }
      if (other.size > replica.size) return "later";
      if (sameBytes(replica.rootAt(other.size), fromBase64url(other.root))) return "same";
      return { reason: "fork", offered: note, history: historyOf(replica, other.size) };
    },
    lastSeen: () => {
      if (head === null) return null;
      if (seen?.note !== head.note) seen = { note: head.note, checkpoint: seenIn(name, head.note) };
      return seen.checkpoint;
    },
  };
}

/** The note that a checkpoint in a message stands for. */
export function noteOf({ origin, key }: LogName, { size, root, signature }: SeenCheckpoint): string {
  const noteKey = logNoteKey(origin, fromBase64url(key));
  const text = checkpointText({ origin, size, root: exactly(fromBase64url(root), 32), extensions: [] });
  const line = { name: origin, keyId: noteKeyId(noteKey), signature: fromBase64url(signature) };
  return formatNote({ text, signatures: [line] });
}

/** A verified note as messages carry it; null for one with more lines than ours, which has no such form. */
export function seenIn({ origin, key }: LogName, note: string): SeenCheckpoint | null {
  const noteKey = logNoteKey(origin, fromBase64url(key));
  const parsed = parseNote(note);
  const { size, root, extensions } = openCheckpoint(note, origin, noteKey);
  const line = signaturesBy(parsed, noteKey)[0];
  if (extensions.length > 0 || line === undefined) return null;
  return { size, root: toBase64url(root), signature: toBase64url(line.signature) };
}

/** Longest list of contradicting statements in a piece of evidence. */
const statementsMax = 20;

/** A finding as a file that can be kept and passed on. */
export async function evidenceOf(
  { name, head }: Pick<LogMonitor, "name" | "head">,
  finding: Finding,
  differing: readonly Discrepancy[],
  on: string,
  wire: (digest: string) => Promise<Uint8Array | null>,
): Promise<Evidence> {
  const statements = differing.slice(0, statementsMax).map(async ({ identity, shown, logged }) => {
    const bytes = shown === null ? null : await wire(shown.digest);
    return {
      wire: bytes && toBase64url(bytes),
      identity,
      shown: shown && { revision: shown.revision, digest: shown.digest },
      logged: logged && { revision: logged.revision, digest: logged.digest, index: logged.index },
    };
  });
  return {
    v: 1,
    kind: "smartketplace/log-evidence",
    reason: finding.reason,
    on,
    words: evidenceWords[finding.reason],
    log: { origin: name.origin, key: name.key },
    known: head?.note ?? null,
    offered: finding.offered,
    history: finding.history,
    statements: await Promise.all(statements),
  };
}

export { discrepancies, discrepancyOf } from "./currency.ts";
export { witnessPolicyOf } from "../../../crypto/protocol/witness-policy.ts";
export { storedHead } from "./log-store.ts";
