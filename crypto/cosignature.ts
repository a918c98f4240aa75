import { concat, exactly, readU32, u32, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { signBare, type SigningKeyPair, verifyBare } from "./signature.ts";
import {
  type NoteKey,
  noteKeyId,
  type NoteSignature,
  noteSignatureTypes,
  signaturesBy,
  type SignedNote,
} from "./signed-note.ts";

// C2SP tlog-cosignature, cosignature/v1: a witness says that at a time this was the largest consistent tree it had seen.

const secondsHigh = 2 ** 32;

/** How readers know the witness `name`. */
export function witnessNoteKey(name: string, publicKey: Uint8Array): NoteKey {
  return { name, type: noteSignatureTypes.cosignature, publicKey: exactly(publicKey, 32) };
}

function signedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/**
 * A witness's signature over a checkpoint's text.
 * @param seconds Unix time at which it was made
 */
export function cosign(text: string, name: string, pair: SigningKeyPair, seconds: number): NoteSignature {
  const time = concat(u32(Math.floor(seconds / secondsHigh)), u32(seconds % secondsHigh));
  return {
    name,
    keyId: noteKeyId(witnessNoteKey(name, pair.publicKey)),
    signature: concat(time, signBare(signedMessage(text, seconds), pair)),
  };
}

/**
 * When the witness `key` last cosigned a checkpoint, Unix seconds; `null` when it did not. Throws `note/signature` for one
 * that says it is by it and is not valid.
 */
export function cosignedAt(note: SignedNote, key: NoteKey): number | null {
  let newest: number | null = null;
  for (const { signature } of signaturesBy(note, key)) {
    const seconds = verifyCosignature(note.text, signature, key);
    if (newest === null || seconds > newest) newest = seconds;
  }
  return newest;
}

/** The time of one cosignature over a checkpoint's text. Throws `note/signature`. */
export function verifyCosignature(text: string, signature: Uint8Array, key: NoteKey): number {
  if (signature.length !== 72) throw invalid();
  const seconds = readU32(signature, 0) * secondsHigh + readU32(signature, 4);
  if (!Number.isSafeInteger(seconds)) throw invalid();
  try {
    verifyBare(signedMessage(text, seconds), signature.subarray(8), key.publicKey);
  } catch (cause) {
    throw invalid(cause);
  }
  return seconds;
}

function invalid(cause?: unknown): CodedError {
  return new CodedError("note/signature", "A signature of a note is not valid.", cause);
}
