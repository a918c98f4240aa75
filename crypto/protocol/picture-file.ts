import { concat, fromBase64url, readU32, u32, utf8 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { digestName, sha256 } from "../hash.ts";
import { limits } from "./limits.ts";

// A picture and its thumbnail
//
// A picture is published in two sizes under one name: the hash over the hashes of both. Whoever has one of them and the
// other's hash can check it against the name that the producer signed, and the catalogue carries 32 bytes instead of 64.

/** Both sizes of a picture, each a whole image file. */
export interface PictureFile {
  /** About 3 kB, at most `limits.thumbnailBytesMax`. */
  readonly thumbnail: Uint8Array;
  /** At most `limits.sharpPictureBytesMax`. */
  readonly sharp: Uint8Array;
}

/** One picture of a pack: one size of it, and the SHA-256 of its other size (32 bytes). */
export interface PicturePackEntry {
  readonly otherHash: Uint8Array;
  readonly content: Uint8Array;
}

/** Which of the two sizes a pack carries. */
export type PictureSize = "thumbnail" | "sharp";

const label = utf8("smartketplace/picture/v1");
const entryHeadBytes = 32 + 4;
const contentBytesMax = { thumbnail: limits.thumbnailBytesMax, sharp: limits.sharpPictureBytesMax } as const;

/** The name of a picture, 43 characters, by the SHA-256 of its thumbnail and of its sharp size. */
export function pictureName(thumbnailHash: Uint8Array, sharpHash: Uint8Array): string {
  return digestName(concat(label, thumbnailHash, sharpHash));
}

/** What is sent under a picture's name: `u32 length of the thumbnail | thumbnail | sharp`. */
export function joinPicture({ thumbnail, sharp }: PictureFile): Uint8Array {
  return concat(u32(thumbnail.length), thumbnail, sharp);
}

/** The two sizes of a sent picture and its name. Throws `picture/malformed`. */
export function splitPicture(bytes: Uint8Array): PictureFile & { readonly name: string } {
  const length = bytes.length >= 4 ? readU32(bytes, 0) : 0;
  const thumbnail = bytes.subarray(4, 4 + length);
  const sharp = bytes.subarray(4 + length);
  const fits = length > 0 && length <= limits.thumbnailBytesMax && sharp.length <= limits.sharpPictureBytesMax;
  if (!fits || sharp.length === 0) throw new CodedError("picture/malformed", "A picture is malformed.");
  return { thumbnail, sharp, name: pictureName(sha256(thumbnail), sha256(sharp)) };
}

/** The name of a pack of pictures, 43 characters: a hash over the names of its pictures, in their order. */
export function picturePackName(pictures: readonly string[]): string {
  return digestName(concat(...pictures.map((name) => fromBase64url(name))));
}

/** Bytes that a picture of `contentBytes` takes in a pack. */
export function picturePackBytes(contentBytes: number): number {
  return entryHeadBytes + contentBytes;
}

/** A pack: pictures one after the other, each `other size's hash 32 | u32 length | bytes`. */
export function makePicturePack(entries: readonly PicturePackEntry[]): Uint8Array {
  return concat(...entries.flatMap(({ otherHash, content }) => [otherHash, u32(content.length), content]));
}

/**
 * The pictures of a pack by their names, in its order. What the pack holds is what its pictures' names say, or it throws
 * `picture/malformed`: a changed byte makes other names, and those another name of the pack.
 */
export function readPicturePack(pack: Uint8Array, name: string, size: PictureSize): Map<string, Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  let offset = 0;
  while (offset < pack.length) {
    const whole = offset + entryHeadBytes <= pack.length;
    const length = whole ? readU32(pack, offset + 32) : 0;
    const end = offset + entryHeadBytes + length;
    if (length === 0 || length > contentBytesMax[size] || end > pack.length) throw malformedPack();
    const otherHash = pack.subarray(offset, offset + 32);
    const content = pack.subarray(offset + entryHeadBytes, end);
    const hash = sha256(content);
    pictures.set(size === "thumbnail" ? pictureName(hash, otherHash) : pictureName(otherHash, hash), content);
    offset = end;
  }
  if (picturePackName([...pictures.keys()]) !== name) throw malformedPack();
  return pictures;
}

function malformedPack(): CodedError {
  return new CodedError("picture/malformed", "A pack of pictures is malformed.");
}

/**
 * Where an item (`party id/item id`), or a party for its banner, stands in the order of the sharp packs: 12 hexadecimal
 * digits. A hash, so that a pack mixes stalls, and items keep their pack when others come.
 */
export function sharpPlaceOf(unit: string): string {
  return [...sha256(utf8(unit)).subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
