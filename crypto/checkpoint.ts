import { type Bytes, exactly, fromBase64, toBase64 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import type { Hash } from "./merkle.ts";
import type { SigningKeyPair } from "./signature.ts";
import {
  formatNote,
  type NoteKey,
  noteSignatureTypes,
  parseNote,
  type SignedNote,
  signNote,
  verifyNote,
} from "./signed-note.ts";

// C2SP tlog-checkpoint: what a log signs, a note of three lines.

/** The head of a log's tree. `extensions` are further lines that other logs may have; ours has none. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions: readonly string[];
}

/** A checkpoint whose log's signature was verified, with the note it came in, for its cosignatures and as evidence. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

/** How readers know the key of the log `origin`. */
export function logNoteKey(origin: string, publicKey: Uint8Array): NoteKey {
  return { name: origin, type: noteSignatureTypes.ed25519, publicKey: exactly(publicKey, 32) };
}

/** The text of a checkpoint, as it is signed. */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join("");
}

/**
 * Reads a checkpoint's text, which ends with a line feed. Throws `checkpoint/malformed`: also for a size above 2^53 - 1,
 * which no log reaches that is read here.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split("\n");
  const [origin, size, root, ...extensions] = lines.slice(0, -1);
  if (lines.at(-1) !== "" || origin === undefined || size === undefined || root === undefined) throw malformed();
  if (lines.slice(0, -1).includes("") || !/^(?:0|[1-9]\d{0,15})$/.test(size)) throw malformed();
  if (!Number.isSafeInteger(Number(size))) throw malformed();
  return { origin, size: Number(size), root: rootOf(root), extensions };
}

/** A log's checkpoint of its own tree as a note, without cosignatures. The key's name is the origin. */
export function signCheckpoint(tree: Omit<Checkpoint, "extensions">, log: SigningKeyPair): string {
  const text = checkpointText({ ...tree, extensions: [] });
  return formatNote({ text, signatures: [signNote(text, tree.origin, log)] });
}

/**
 * Opens a checkpoint of the log `origin` signed by its `key`. Throws `note/malformed`, `note/unsigned`, `note/signature`,
 * `checkpoint/malformed`, and `checkpoint/origin` for one of another log.
 */
export function openCheckpoint(note: string, origin: string, key: NoteKey): OpenedCheckpoint {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(verifyNote(parsed, key));
  if (checkpoint.origin !== origin) throw new CodedError("checkpoint/origin", "A checkpoint is of another log.");
  return { ...checkpoint, note: parsed };
}

function rootOf(line: string): Bytes<32> {
  try {
    return exactly(fromBase64(line), 32);
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause?: unknown): CodedError {
  return new CodedError("checkpoint/malformed", "A checkpoint of a log is malformed.", cause);
}
