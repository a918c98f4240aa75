/** Kinds of picture that are taken in. */
export type PictureKind = "image/webp" | "image/avif" | "image/jpeg";

/** The kind of a picture by its first bytes (RFC 9649; ISO 14496-12 `ftyp`; JFIF), `null` for anything else. */
export function pictureKind(content: Uint8Array): PictureKind | null {
  const ascii = (from: number, to: number) => Buffer.from(content.subarray(from, to)).toString("latin1");
  if (content.length < 12) return null;
  if (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") return "image/webp";
  if (ascii(4, 12) === "ftypavif") return "image/avif";
  if (content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff) return "image/jpeg";
  return null;
}
