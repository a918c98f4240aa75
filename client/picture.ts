import { CodedError } from "../crypto/coded-error.ts";
import { limits } from "../crypto/protocol/limits.ts";

/** How a picture is cut: four to five for goods, square for people and places, sixteen to nine for a banner. */
export type PictureShape = "4:5" | "1:1" | "16:9";

/** A picture as it may be published: WebP (JPEG where the browser cannot), at most `limits.mediaBytesMax` bytes. */
export interface PreparedPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const ratios: Record<PictureShape, number> = { "4:5": 4 / 5, "1:1": 1, "16:9": 16 / 9 };
/** Longest edge in pixels, tried from large to small until the picture fits. */
const edges = [1280, 1024, 800, 640, 480] as const;
const qualities = [0.86, 0.78, 0.7, 0.6] as const;
const fileBytesMax = 40 * 1024 * 1024;

/** The largest rectangle of `ratio` (width ÷ height) in the middle of a picture, in whole pixels. */
export function centredCrop(
  width: number,
  height: number,
  ratio: number,
): { x: number; y: number; width: number; height: number } {
  const cropWidth = Math.min(width, Math.round(height * ratio));
  const cropHeight = Math.min(height, Math.round(width / ratio));
  return {
    x: Math.floor((width - cropWidth) / 2),
    y: Math.floor((height - cropHeight) / 2),
    width: cropWidth,
    height: cropHeight,
  };
}

/**
 * Prepares a picture for publication on the device: upright, cropped in the middle, scaled down, encoded anew, so that
 * position, camera and time in the file's metadata are gone. Throws `picture/unreadable` for what is no picture and
 * `picture/too-large` for a file over 40 MiB or one that cannot be made to fit.
 */
export async function preparePicture(file: Blob, shape: PictureShape): Promise<PreparedPicture> {
  if (file.size > fileBytesMax) throw new CodedError("picture/too-large", "The picture's file is too large");
  const source = await decode(file);
  try {
    const crop = centredCrop(source.width, source.height, ratios[shape]);
    for (const edge of edges) {
      const scale = Math.min(1, edge / Math.max(crop.width, crop.height));
      const width = Math.max(1, Math.round(crop.width * scale));
      const height = Math.max(1, Math.round(crop.height * scale));
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      if (context === null) throw new CodedError("picture/unreadable", "This device cannot draw pictures");
      context.imageSmoothingQuality = "high";
      context.drawImage(source, crop.x, crop.y, crop.width, crop.height, 0, 0, width, height);
      const bytes = await encodeToFit(canvas);
      if (bytes !== null) return { bytes, width, height };
    }
  } finally {
    source.close();
  }
  throw new CodedError("picture/too-large", "The picture cannot be made small enough");
}

async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (cause) {
    throw new CodedError("picture/unreadable", "The file is not a picture that can be read", cause);
  }
}

async function encodeToFit(canvas: OffscreenCanvas): Promise<Uint8Array | null> {
  for (const quality of qualities) {
    let blob = await canvas.convertToBlob({ type: "image/webp", quality });
    // A browser that cannot write WebP answers with PNG, which the instance does not take.
    if (blob.type !== "image/webp") blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (blob.size <= limits.mediaBytesMax) return new Uint8Array(await blob.arrayBuffer());
  }
  return null;
}
