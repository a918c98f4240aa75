import { concat, readU32 } from "../bytes.ts";

/** Kinds of image that a picture may be published as. */
export type ImageKind = "image/webp" | "image/avif" | "image/jpeg";

/** An image file, taken apart far enough to know what else is in it. */
export interface ImageFile {
  readonly kind: ImageKind;
  /**
   * The file without what is not the picture: camera, place and time (EXIF), XMP, IPTC, comments, colour profiles, anything
   * after the picture's end. As long as the file itself when there was nothing of it; null when it cannot be taken out.
   */
  readonly bare: Uint8Array | null;
}

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * An image by its bytes, null for anything that is not a whole WebP (RFC 9649), JPEG (ITU-T T.81) or AVIF (ISO 14496-12,
 * 23008-12). An animation is none.
 */
export function readImageFile(bytes: Uint8Array): ImageFile | null {
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 4) === "WEBP") {
    const bare = bareWebp(bytes);
    return bare === null ? null : { kind: "image/webp", bare };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const bare = bareJpeg(bytes);
    return bare === null ? null : { kind: "image/jpeg", bare };
  }
  if (ascii(bytes, 4, 8) === "ftypavif") return readAvif(bytes);
  return null;
}

const webpParts = new Set(["VP8 ", "VP8L", "VP8X", "ALPH"]);
/** VP8X's first byte says which chunks there are: colour profile, EXIF, XMP. Only the bit of transparency stays. */
const webpAlphaFlag = 0x10;

function bareWebp(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 20) return null;
  const end = view.getUint32(4, true) + 8;
  if (end > bytes.length) return null;
  const kept: Uint8Array[] = [];
  let pictures = 0;
  for (let offset = 12; offset < end;) {
    if (offset + 8 > end) return null;
    const name = ascii(bytes, offset, 4);
    const length = view.getUint32(offset + 4, true);
    const next = offset + 8 + length + (length % 2);
    if (next > end || name === "ANIM" || name === "ANMF") return null;
    if (name === "VP8 " || name === "VP8L") pictures++;
    if (webpParts.has(name)) kept.push(bytes.subarray(offset, next));
    offset = next;
  }
  if (pictures !== 1) return null;
  const body = concat(...kept);
  if (body.length + 12 === bytes.length) return bytes;
  if (ascii(body, 0, 4) === "VP8X") body[8] = (body[8] ?? 0) & webpAlphaFlag;
  // A copy in memory of its own: a Buffer's slice would be a part of the file.
  const head = new Uint8Array(bytes.subarray(0, 12));
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  return concat(head, body);
}

/** Segments of a JPEG that decoders need; APP0 (JFIF) and APP14 (Adobe) say how its colours are meant. */
function isJpegPicturePart(marker: number): boolean {
  if (marker === 0xe0 || marker === 0xee) return true;
  return marker >= 0xc0 && marker <= 0xdf;
}

function bareJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let offset = 2;
  let scans = 0;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] ?? 0;
    if (marker === 0xd9) break;
    const length = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
    let next = offset + 2 + length;
    if (length < 2 || next > bytes.length) return null;
    if (marker === 0xda) {
      scans++;
      next = endOfScan(bytes, next);
    }
    if (isJpegPicturePart(marker)) kept.push(bytes.subarray(offset, next));
    offset = next;
  }
  if (scans === 0 || bytes[offset] !== 0xff || bytes[offset + 1] !== 0xd9) return null;
  kept.push(bytes.subarray(offset, offset + 2));
  const bare = concat(...kept);
  return bare.length === bytes.length ? bytes : bare;
}

/** Where the picture's coded data ends: at the first marker that is no restart (0xd0–0xd7) and no stuffed 0xff00. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let offset = from; offset + 1 < bytes.length; offset++) {
    const next = bytes[offset + 1] ?? 0;
    if (bytes[offset] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return offset;
  }
  return bytes.length;
}

/** A box: its name, and where its content begins and ends. */
type Box = readonly [name: string, from: number, to: number];

function boxes(bytes: Uint8Array, from: number, to: number): Box[] | null {
  const found: Box[] = [];
  for (let offset = from; offset < to;) {
    const length = offset + 8 <= to ? readU32(bytes, offset) : 0;
    if (length < 8 || offset + length > to) return null;
    found.push([ascii(bytes, offset + 4, 4), offset + 8, offset + length]);
    offset += length;
  }
  return found;
}

const avifParts = new Set(["ftyp", "meta", "mdat"]);
/** Kinds of item that are a picture or a part of one. "Exif" and "mime" (XMP) are the others that occur. */
const avifItems = new Set(["av01", "grid", "iovl"]);

function readAvif(bytes: Uint8Array): ImageFile | null {
  const outer = boxes(bytes, 0, bytes.length);
  const meta = outer?.find(([name]) => name === "meta");
  if (outer === null || meta === undefined || !outer.some(([name]) => name === "mdat")) return null;
  const items = boxes(bytes, meta[1] + 4, meta[2])?.find(([name]) => name === "iinf");
  if (items === undefined) return null;
  const countBytes = bytes[items[1]] === 0 ? 2 : 4;
  const entries = boxes(bytes, items[1] + 4 + countBytes, items[2]);
  if (entries === null || entries.length === 0) return null;
  const types = entries.map(([, from]) => ascii(bytes, from + (bytes[from] === 3 ? 10 : 8), 4));
  const onlyPicture = outer.every(([name]) => avifParts.has(name)) && types.every((type) => avifItems.has(type));
  return { kind: "image/avif", bare: onlyPicture ? bytes : null };
}
