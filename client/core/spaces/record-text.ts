import { fromBase64url, fromUtf8, utf8 } from "../../../crypto/bytes.ts";
import { openRecord, type RecordPlace, sealRecord } from "../../../crypto/record.ts";
import type { Json } from "../merge.ts";

/** What a record says. A value of null is its deletion: sealed like any other, so that nobody else can say it. */
export interface RecordText {
  readonly v: 1;
  readonly subject: string;
  readonly value: Json;
}

/** Seals what a record says, for its place. Throws `padding/too-large`. */
export function sealRecordText(vaultKey: Uint8Array, place: RecordPlace, text: RecordText): Uint8Array {
  return sealRecord(vaultKey, place, utf8(JSON.stringify(text)));
}

/** What a record says; null when it is not readable, and so not written by us. */
export function openRecordText(vaultKey: Uint8Array, place: RecordPlace, sealed: string): RecordText | null {
  try {
    return JSON.parse(fromUtf8(openRecord(vaultKey, place, fromBase64url(sealed)))) as RecordText;
  } catch {
    return null;
  }
}
