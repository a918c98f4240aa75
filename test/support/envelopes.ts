import { randomBytes } from "node:crypto";

/** Something with the outer form of an envelope: to a server that can open none, as good as a real one. */
export function envelopeOf(bytes = 4096): Buffer {
  const envelope = randomBytes(bytes);
  envelope.write("SMK1\0\u0001", 0, "latin1");
  return envelope;
}

/** `tag 16 | envelope`, as it is posted on a board. */
export function replyOf(bytes = 4096): Buffer {
  return Buffer.concat([randomBytes(16), envelopeOf(bytes)]);
}

/** Frames `u64 cursor | u32 length | content` of a listing. */
export function framesOf(listing: Uint8Array): { cursor: number; content: Buffer }[] {
  const bytes = Buffer.from(listing);
  const frames: { cursor: number; content: Buffer }[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const cursor = Number(bytes.readBigUInt64BE(offset));
    const length = bytes.readUInt32BE(offset + 8);
    frames.push({ cursor, content: bytes.subarray(offset + 12, offset + 12 + length) });
    offset += 12 + length;
  }
  return frames;
}
