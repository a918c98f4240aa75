import type { Image } from "qr/decode.js";

/** Reads the QR code that a picture shows: its text, or null where there is none that can be read. */
export type ReadCode = (picture: Image) => string | null;

/** Longest text that any of our codes has; what is longer is somebody else's, and is not looked at. */
const lengthMax = 512;

/** Fetches the reader: nobody who scans nothing loads it. */
export async function codeReader(): Promise<ReadCode> {
  const { default: decode } = await import("qr/decode.js");
  return (picture) => {
    try {
      const text = decode(picture);
      return text.length <= lengthMax ? text : null;
    } catch {
      // The library throws for every frame without a code.
      return null;
    }
  };
}
