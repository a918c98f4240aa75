import { fromBase64url, fromUtf8, utf8 } from "../../../crypto/bytes.ts";
import { openRecord, type RecordPlace, sealRecord } from "../../../crypto/record.ts";
import { orderEnvelopeFloorBytes } from "../../../crypto/protocol/limits.ts";
import type { Json } from "../merge.ts";

/** What a record says. A value of null is its deletion: sealed like any other, so that nobody else can say it. */
export interface RecordText {
  readonly v: 1;
  readonly subject: string;
  readonly value: Json;
}

/**
 * Least bytes of a record, by how its subject begins: its size would say how much somebody orders, which the envelope of
 * that very order keeps to itself, or how full a basket is, whose lines have a name in each of the market's languages.
 */
const floors: Readonly<Record<string, number>> = { "order/": orderEnvelopeFloorBytes, basket: orderEnvelopeFloorBytes };

function floorOf({ subject, value }: RecordText): number {
  if (value === null) return 0;
  return Object.entries(floors).find(([beginning]) => subject.startsWith(beginning))?.[1] ?? 0;
}

/** Seals what a record says, for its place. Throws `padding/too-large`. */
export function sealRecordText(vaultKey: Uint8Array, place: RecordPlace, text: RecordText): Uint8Array {
  return sealRecord(vaultKey, place, utf8(JSON.stringify(text)), floorOf(text));
}

/** What a record says; null when it is not readable, and so not written by us. */
export function openRecordText(vaultKey: Uint8Array, place: RecordPlace, sealed: string): RecordText | null {
  try {
    return JSON.parse(fromUtf8(openRecord(vaultKey, place, fromBase64url(sealed)))) as RecordText;
  } catch {
    return null;
  }
}
