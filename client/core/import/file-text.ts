import { CodedError } from "../../../crypto/coded-error.ts";
import { decodeCodePage850, looksLikeCodePage850 } from "./code-page-850.ts";

function utf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Without a mark: Latin text in UTF-16 has a zero in every other byte.
  const sample = bytes.subarray(0, 400);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 4 && even === 0) return "utf-16le";
  return even > sample.length / 4 && odd === 0 ? "utf-16be" : null;
}

/** 0x80 to 0x9f of windows-1252; a space where it has nothing. */
const windowsMarks = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Text of bytes in windows-1252. Some releases of Node read it as ISO 8859-1, with controls where it has marks. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => windowsMarks[control.charCodeAt(0) - 0x80] ?? " ");
}

function decoded(bytes: Uint8Array): string {
  const wide = utf16(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: what spreadsheets of this part of the world write otherwise; ISO 8859-1 is read the same.
    return looksLikeCodePage850(bytes) ? decodeCodePage850(bytes) : decodeWindows1252(bytes);
  }
}

/**
 * Text of a file in UTF-8, UTF-16, Latin-1, windows-1252 or code page 850, with or without a byte order mark, line ends
 * as line feeds. Throws `import/empty`, `import/unreadable` for what is no text.
 */
export function fileText(bytes: Uint8Array): string {
  const text = decoded(bytes)
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n");
  if (text.trim() === "") throw new CodedError("import/empty", "There is nothing in this file.");
  const start = text.slice(0, 4000);
  const strange = start.replace(/[^\p{Cc}\ufffd]|[\t\n\v\f]/gu, "").length;
  if (text.startsWith("%PDF") || strange > start.length / 100) {
    throw new CodedError("import/unreadable", "This file is not a table that can be read.");
  }
  return text;
}
