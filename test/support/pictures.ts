import { createHash, randomBytes } from "node:crypto";
import { joinPicture, splitPicture } from "../../crypto/protocol/picture-file.ts";

// Pictures as files. Their headers are what decoders and the server read; what follows is noise, since no test looks at it.

const u32le = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u32be = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const u16be = (value: number): Buffer => u32be(value).subarray(2);

/** A chunk of a WebP (RFC 9649). */
export function webpChunk(name: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(name, "latin1"), u32le(content.length), content, padding]);
}

/** A WebP of these chunks. */
export function webpOf(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...chunks]);
  return Buffer.concat([Buffer.from("RIFF", "latin1"), u32le(body.length), body]);
}

/** The picture's own chunk, lossy: a key frame of `width` × `height`, then noise. */
export function vp8(width: number, height: number, length = 200): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const head = Buffer.concat([Buffer.from([0x50, 0x01, 0x00, 0x9d, 0x01, 0x2a]), size]);
  return webpChunk("VP8 ", Buffer.concat([head, randomBytes(length)]));
}

/** A whole WebP, different each time. */
export function webp(width = 320, height = 400, length = 200): Buffer {
  return webpOf(vp8(width, height, length));
}

/** Noise without 0xff, which would end a scan. */
function calm(length: number): Buffer {
  return Buffer.from(randomBytes(length).map((byte) => byte & 0x7f));
}

/** A segment of a JPEG (ITU-T T.81). */
export function jpegSegment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), u16be(content.length + 2), content]);
}

/** A whole JPEG with these segments before its picture. */
export function jpegOf(width: number, height: number, ...segments: readonly Buffer[]): Buffer {
  const frame = Buffer.concat([Buffer.from([8]), u16be(height), u16be(width), Buffer.from([1, 1, 0x11, 0])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    ...segments,
    jpegSegment(0xdb, calm(65)),
    jpegSegment(0xc0, frame),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    calm(200),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function box(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32be(body.length + 8), Buffer.from(name, "latin1"), body]);
}

/** A whole AVIF with items of these kinds (ISO 14496-12, 23008-12). */
export function avifOf(width: number, height: number, ...items: readonly string[]): Buffer {
  const full = Buffer.alloc(4);
  const entries = items.map((kind, index) =>
    box("infe", Buffer.from([2, 0, 0, 0]), u16be(index + 1), u16be(0), Buffer.from(`${kind}\0`, "latin1")),
  );
  const properties = box("iprp", box("ipco", box("ispe", full, u32be(width), u32be(height))));
  return Buffer.concat([
    box("ftyp", Buffer.from("avif\0\0\0\0avifmif1miaf", "latin1")),
    box("meta", full, box("iinf", full, u16be(items.length), ...entries), properties),
    box("mdat", randomBytes(100)),
  ]);
}

/** A picture ready to be sent: both sizes under their name. */
export interface SentPicture {
  readonly name: string;
  readonly body: Uint8Array;
  readonly thumbnail: Uint8Array;
  readonly sharp: Uint8Array;
}

/** Joins two sizes, by default of noise. */
export function sentPicture(thumbnail: Uint8Array = webp(240, 300), sharp: Uint8Array = webp(960, 1200)): SentPicture {
  const body = joinPicture({ thumbnail, sharp });
  return { name: splitPicture(body).name, body, thumbnail, sharp };
}

/** A name that is nothing's. */
export function strangeName(): string {
  return createHash("sha256").update(randomBytes(8)).digest("base64url");
}
