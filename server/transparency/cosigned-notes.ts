import { sameBytes } from "../../crypto/bytes.ts";
import { parseCheckpoint } from "../../crypto/checkpoint.ts";
import { formatNote, type NoteSignature, parseNote } from "../../crypto/signed-note.ts";
import type { StoredCheckpoint } from "./log-store.ts";

/** A note with a further signature, in the place of an earlier one by the same key. */
function withSignature(note: string, signature: NoteSignature): string {
  const { text, signatures } = parseNote(note);
  const others = signatures.filter(({ name, keyId }) => name !== signature.name || !sameBytes(keyId, signature.keyId));
  return formatNote({ text, signatures: [...others, signature] });
}

/**
 * The notes to keep when a cosignature of `note` has come: in the newest checkpoint when that is it, and as the newest that
 * a witness has seen unless a later one was. `null` when it comes too late for both.
 */
export function withCosignature(
  stored: Pick<StoredCheckpoint, "note" | "witnessedNote">,
  note: string,
  cosignature: NoteSignature,
): { note: string; witnessedNote: string } | null {
  const { text } = parseNote(note);
  if (parseNote(stored.note).text === text) {
    const cosigned = withSignature(stored.note, cosignature);
    return { note: cosigned, witnessedNote: cosigned };
  }
  const witnessed = stored.witnessedNote === null ? null : parseNote(stored.witnessedNote);
  if (witnessed?.text === text) {
    return { note: stored.note, witnessedNote: withSignature(stored.witnessedNote!, cosignature) };
  }
  const isLater = witnessed !== null && parseCheckpoint(witnessed.text).size >= parseCheckpoint(text).size;
  return isLater ? null : { note: stored.note, witnessedNote: withSignature(note, cosignature) };
}
