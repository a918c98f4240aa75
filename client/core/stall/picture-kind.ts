/** Which kind of picture bytes are, by how they begin; `null` for none that the shop shows. */
export function pictureKind(bytes: Uint8Array): "image/webp" | "image/avif" | "image/jpeg" | null {
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  if (text(4, 12) === "ftypavif") return "image/avif";
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  return null;
}
