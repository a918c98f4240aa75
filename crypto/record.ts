import { type Bytes, concat, lengthPrefixed, toBase64url, u32, utf8 } from "./bytes.ts";
import { deriveKey, hmacSha256 } from "./hash.ts";
import { pad, recordLadder, unpad } from "./padding.ts";
import { boxOverheadBytes, closeBox, openBox } from "./secret-box.ts";

/** Where a record lives: the space's id (43 characters), the record's id (22), and the revision it is written as. */
export interface RecordPlace {
  readonly spaceId: string;
  readonly recordId: string;
  /** 1 for the first writing, then one more each time. */
  readonly revision: number;
}

function placeData(place: RecordPlace): Uint8Array {
  return concat(
    utf8("smartketplace/record/v1"),
    lengthPrefixed(utf8(place.spaceId)),
    lengthPrefixed(utf8(place.recordId)),
    u32(place.revision),
  );
}

/** One key, one use: the vault key names records and derives pseudonyms, so another seals. */
function sealingKey(vaultKey: Uint8Array): Bytes<32> {
  return deriveKey(vaultKey, "smartketplace/record-key/v1");
}

/** The id under which a subject ("basket", "order/…") is stored: 22 characters that tell the server nothing of it. */
export function recordIdFor(vaultKey: Uint8Array, subject: string): string {
  const label = concat(utf8("smartketplace/record-id/v1"), utf8(subject));
  return toBase64url(hmacSha256(vaultKey, label).slice(0, 16));
}

/**
 * Seals the bytes of a record: 256·2^k bytes, k = 0…10. Throws `padding/too-large` when they do not fit.
 * @param floorBytes the whole is at least this long, so that small and large records of one kind look alike
 */
export function sealRecord(
  vaultKey: Uint8Array,
  place: RecordPlace,
  plaintext: Uint8Array,
  floorBytes = 0,
): Uint8Array {
  return closeBox(sealingKey(vaultKey), placeData(place), pad(plaintext, recordLadder, boxOverheadBytes, floorBytes));
}

/** Opens a record. Throws `box/cannot-open` when it was changed, moved, written as another revision or sealed elsewhere. */
export function openRecord(vaultKey: Uint8Array, place: RecordPlace, sealed: Uint8Array): Uint8Array {
  return unpad(openBox(sealingKey(vaultKey), placeData(place), sealed));
}
