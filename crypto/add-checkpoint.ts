import { fromBase64, toBase64 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { noteLengthMax } from "./signed-note.ts";

// C2SP tlog-witness: what a log sends to a witness.

/** Hashes of the longest proof that the format allows. */
const proofHashesMax = 63;

/** A checkpoint, as a note, and the proof that it goes on from the tree of `oldSize` entries, which the witness has seen. */
export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

/** The body of a request. */
export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${note}`;
}

/** Reads the body of a request. Throws `add-checkpoint/malformed`; the note is not looked into. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const end = body.indexOf("\n\n");
  if (end < 0 || body.length > noteLengthMax) throw malformed();
  const [first = "", ...lines] = body.slice(0, end).split("\n");
  const [, digits] = /^old (0|[1-9]\d{0,15})$/.exec(first) ?? [];
  const oldSize = Number(digits);
  if (digits === undefined || !Number.isSafeInteger(oldSize) || lines.length > proofHashesMax) throw malformed();
  return { oldSize, proof: lines.map(hashOf), note: body.slice(end + 2) };
}

function hashOf(line: string): Uint8Array {
  try {
    const hash = fromBase64(line);
    if (hash.length === 32) return hash;
  } catch (cause) {
    throw malformed(cause);
  }
  throw malformed();
}

function malformed(cause?: unknown): CodedError {
  return new CodedError("add-checkpoint/malformed", "A request to a witness is malformed.", cause);
}
