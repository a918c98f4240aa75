import { type Bytes, concat, exactly, fromBase64, fromHex, sameBytes, toBase64, toHex, utf8 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import { sha256 } from "./hash.ts";
import { signBare, type SigningKeyPair, verifyBare } from "./signature.ts";

// C2SP signed-note: a text, a blank line, and a line for each signature. Readers decode strict UTF-8 before they come here.

/** Longest note that is read, in UTF-16 units: room for sixteen signatures of any kind, and many times a checkpoint. */
export const noteLengthMax = 128 * 1024;
/** Most signatures that are read; the format asks for 16 at least. */
export const noteSignaturesMax = 64;

/** Signature types of the format that are used here. */
export const noteSignatureTypes = { ed25519: 1, cosignature: 4 } as const;

/** A line of a note that nobody has verified yet. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: Bytes<4>;
  readonly signature: Uint8Array;
}

/** A note taken apart. `text` ends with a line feed, and is not to be believed before a signature was verified. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that signs notes, as its readers know it. `type` is a signature type of the format. */
export interface NoteKey {
  readonly name: string;
  readonly type: number;
  readonly publicKey: Bytes<32>;
}

const keyName = /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u;

/** The four bytes by which a signature line names its key, with the name beside them. */
export function noteKeyId({ name, type, publicKey }: NoteKey): Bytes<4> {
  return exactly(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, 4), 4);
}

/** A key as policies write it down: "name+c74f20a3+base64", the format's verifier key. */
export function formatNoteKey(key: NoteKey): string {
  return `${key.name}+${toHex(noteKeyId(key))}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

/** Reads a verifier key of 32 bytes. Throws `note/key` when it is malformed or its id is not its own. */
export function parseNoteKey(text: string): NoteKey {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text);
  if (found === null || !keyName.test(found[1]!)) throw malformedKey();
  const [, name, id, encoded] = found;
  const bytes = fromBase64(encoded!);
  const key = { name: name!, type: bytes[0]!, publicKey: exactly(bytes.slice(1), 32) };
  if (!sameBytes(noteKeyId(key), fromHex(id!))) throw malformedKey();
  return key;
}

/** A signature line with its line feed. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concat(keyId, signature))}\n`;
}

/** A note as it is served. */
export function formatNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(formatSignature).join("")}`;
}

/** Reads signature lines, each with its line feed; at least one. Throws `note/malformed`. */
export function parseSignatures(text: string): NoteSignature[] {
  if (text.length > noteLengthMax || !text.endsWith("\n")) throw malformed();
  const lines = text.slice(0, -1).split("\n");
  if (lines.length > noteSignaturesMax) throw malformed();
  return lines.map((line) => {
    const found = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
    if (found === null || !keyName.test(found[1]!)) throw malformed();
    const bytes = fromBase64OrMalformed(found[2]!);
    if (bytes.length < 5) throw malformed();
    return { name: found[1]!, keyId: exactly(bytes.slice(0, 4), 4), signature: bytes.slice(4) };
  });
}

/** Takes a note apart. Throws `note/malformed`. */
export function parseNote(note: string): SignedNote {
  if (note.length > noteLengthMax || !isNoteText(note)) throw malformed();
  // The text may have empty lines of its own: the last one ends it.
  const end = note.lastIndexOf("\n\n");
  if (end < 0) throw malformed();
  return { text: note.slice(0, end + 1), signatures: parseSignatures(note.slice(end + 2)) };
}

/** Signs a text, which must end with a line feed, in the name `name` by plain Ed25519. */
export function signNote(text: string, name: string, pair: SigningKeyPair): NoteSignature {
  if (!text.endsWith("\n") || !isNoteText(text) || !keyName.test(name)) throw malformed();
  const keyId = noteKeyId({ name, type: noteSignatureTypes.ed25519, publicKey: pair.publicKey });
  return { name, keyId, signature: signBare(utf8(text), pair) };
}

/** The signatures that say they are by `key`. */
export function signaturesBy(note: SignedNote, key: NoteKey): readonly NoteSignature[] {
  const id = noteKeyId(key);
  return note.signatures.filter(({ name, keyId }) => name === key.name && sameBytes(keyId, id));
}

/**
 * The text of a note that `key`, a plain Ed25519 key, signed. Signatures by others are ignored. Throws `note/unsigned`
 * when there is none by it, and `note/signature` when one that says so is not valid: such a note is worth nothing at all.
 */
export function verifyNote(note: SignedNote, key: NoteKey): string {
  const own = signaturesBy(note, key);
  if (own.length === 0) throw new CodedError("note/unsigned", "A note is not signed by the key expected.");
  for (const { signature } of own) {
    try {
      verifyBare(utf8(note.text), signature, key.publicKey);
    } catch (cause) {
      throw new CodedError("note/signature", "A signature of a note is not valid.", cause);
    }
  }
  return note.text;
}

/** No half of a surrogate pair, and no control character below U+0020 but the line feed. */
function isNoteText(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 && unit !== 0x0a) return false;
  }
  return !/\p{Cs}/u.test(text);
}

function fromBase64OrMalformed(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

function malformed(cause?: unknown): CodedError {
  return new CodedError("note/malformed", "A signed note is malformed.", cause);
}

function malformedKey(): CodedError {
  return new CodedError("note/key", "The key of a signed note is malformed.");
}
