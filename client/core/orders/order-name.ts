import { fromBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { sha256 } from "../../../crypto/hash.ts";
import type { HandoverCode } from "../../../crypto/protocol/handover-code.ts";
import { byteOfWord } from "../words/words.ts";

/** Names already looked up: desks show thousands, again and again. One process has one list of words. */
const names = new Map<string, readonly string[]>();

/** Three words that name an order, the same on every screen. Not the words of its handover: labels show the name. */
export function orderName(thread: string, wordList: readonly string[]): readonly string[] {
  const known = names.get(thread);
  if (known) return known;
  const name = Array.from(sha256(fromBase64url(thread)).subarray(0, 3), (byte) => wordList[byte] ?? "");
  names.set(thread, name);
  return name;
}

/** The words of a handover code. */
export function handoverWords(code: HandoverCode, wordList: readonly string[]): string[] {
  return code.map((index) => wordList[index] ?? "");
}

/**
 * The code that three words say, whatever their case and accents. Throws `handover/unknown-word` when one is not of the
 * list: a word misheard costs no try.
 */
export function handoverCodeOf(words: readonly string[], wordList: readonly string[]): HandoverCode {
  const [a = null, b = null, c = null] = words.map((word) => byteOfWord(word, wordList));
  if (words.length !== 3 || a === null || b === null || c === null) {
    throw new CodedError("handover/unknown-word", "One of these words is not a word of the list.");
  }
  return [a, b, c];
}
