import { sameBytes } from "../../crypto/bytes.ts";
import { parseAddCheckpoint } from "../../crypto/add-checkpoint.ts";
import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from "../../crypto/checkpoint.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { cosign } from "../../crypto/cosignature.ts";
import { emptyRoot, type TreeHead, verifyConsistency } from "../../crypto/merkle.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { formatSignature, type NoteKey, parseNote } from "../../crypto/signed-note.ts";
import type { Clock } from "../days.ts";

/** What a witness keeps of each log. */
export interface WitnessStore {
  /** The newest tree that was cosigned; `null` before the first. */
  read(origin: string): Promise<TreeHead | null>;
  /** Keeps `next` durably if `previous` is still what {@link read} would return; whether it was, in one atomic step. */
  advance(origin: string, previous: TreeHead | null, next: TreeHead): Promise<boolean>;
}

/** An answer to `add-checkpoint`, as it is sent. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
}

/** C2SP tlog-witness: cosigns checkpoints that go on from the last one of their log that it cosigned. */
export interface Witness {
  addCheckpoint(body: string): Promise<WitnessAnswer>;
}

const text = "text/plain; charset=utf-8";
const refusal = (status: 400 | 403 | 404 | 422, body: string): WitnessAnswer => ({
  status,
  type: text,
  body: `${body}\n`,
});
const sizeAnswer = (size: number): WitnessAnswer => ({ status: 409, type: "text/x.tlog.size", body: `${size}\n` });

const malformed = refusal(400, "The request is malformed.");
const unknownLog = refusal(404, "This log is not watched here.");
const unsigned = refusal(403, "The checkpoint is not signed by its log.");
const inconsistent = refusal(422, "The checkpoint does not go on from the last one seen.");

/**
 * A witness of the logs whose keys are given; each key's name is its log's origin.
 * @param parts.name of the witness, as its verifier key has it
 */
export function createWitness(parts: {
  readonly logs: readonly NoteKey[];
  readonly name: string;
  readonly key: SigningKeyPair;
  readonly store: WitnessStore;
  readonly clock: Clock;
  /** Told of each log that has grown, once that is kept. */
  readonly grown?: (origin: string) => void;
}): Witness {
  const { name, key, store, clock, grown } = parts;
  const logs = new Map(parts.logs.map((log) => [log.name, log]));

  return {
    async addCheckpoint(body) {
      const read = attempt(() => {
        const request = parseAddCheckpoint(body);
        return { ...request, claimed: parseCheckpoint(parseNote(request.note).text) };
      });
      if (read === null) return malformed;
      const log = logs.get(read.claimed.origin);
      if (log === undefined) return unknownLog;
      const checkpoint = attempt(() => openCheckpoint(read.note, log.name, log));
      if (checkpoint === null) return unsigned;
      if (read.oldSize > checkpoint.size) return malformed;
      const seen = await store.read(log.name);
      if (read.oldSize !== (seen?.size ?? 0)) return sizeAnswer(seen?.size ?? 0);
      if (seen !== null && seen.size === checkpoint.size && !sameBytes(seen.root, checkpoint.root)) {
        return sizeAnswer(seen.size);
      }
      const proven = attempt(() => verifyConsistency(seen ?? { size: 0, root: emptyRoot }, checkpoint, read.proof));
      if (proven === null) return inconsistent;
      if (!(await keep(log.name, seen, proven))) return sizeAnswer((await store.read(log.name))?.size ?? 0);
      const signature = cosign(proven.note.text, name, key, Math.floor(clock() / 1000));
      return { status: 200, type: text, body: formatSignature(signature) };
    },
  };

  /** Before the cosignature is made: what was promised to one must hold for all who ask later. */
  async function keep(origin: string, seen: TreeHead | null, { size, root }: OpenedCheckpoint): Promise<boolean> {
    if (seen !== null && seen.size === size) return true;
    const isKept = await store.advance(origin, seen, { size, root });
    if (isKept) grown?.(origin);
    return isKept;
  }
}

/** `null` for what a peer sent that is broken or false. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof CodedError) return null;
    throw thrown;
  }
}
