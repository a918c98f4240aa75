import { rgbaToThumbHash } from "thumbhash";
import { toBase64url } from "../crypto/bytes.ts";
import { CodedError } from "../crypto/coded-error.ts";
import { readImageFile } from "../crypto/protocol/image-file.ts";
import { limits } from "../crypto/protocol/limits.ts";

// From a photograph to what is published
//
// Runs in a worker (workers/picture-worker.ts): a photograph of 50 megapixels takes a second to decode, and a page has to
// stay at hand. It is decoded once, kept at the size of a large screen while its cut may still be changed, and written
// anew: what the camera noted about place and time is gone.

/** How a picture is cut: four to five for goods, square for people and places, sixteen to nine for a banner. */
export type PictureShape = "4:5" | "1:1" | "16:9";

/** A rectangle of a picture, as parts of its width and height, 0 to 1. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture as it may be published: AVIF where the browser writes it, else WebP, else JPEG. */
export interface PreparedPicture {
  /** About 3 kB. */
  readonly thumbnail: Uint8Array;
  readonly sharp: Uint8Array;
  /** ThumbHash, base64url. */
  readonly placeholder: string;
  /** Of the sharp size, in pixels. */
  readonly width: number;
  readonly height: number;
}

const ratios: Record<PictureShape, number> = { "4:5": 4 / 5, "1:1": 1, "16:9": 16 / 9 };
const fileBytesMax = 40 * 1024 * 1024;
const pixelsMax = 120_000_000;
/** Longest edge of what is kept of a photograph while it is being cut. */
const workingEdge = 2560;

interface Writing {
  /** Longest edges in pixels and qualities, tried from large to small until the picture fits. */
  readonly edges: readonly number[];
  readonly qualities: readonly number[];
  readonly bytesAim: number;
  readonly bytesMax: number;
}

const writings: Readonly<Record<"thumbnail" | "sharp", Writing>> = {
  thumbnail: {
    edges: [320, 240, 180],
    qualities: [0.6, 0.5, 0.4, 0.3],
    bytesAim: 3_200,
    bytesMax: limits.thumbnailBytesMax,
  },
  sharp: {
    edges: [1200, 1000, 800, 640],
    qualities: [0.8, 0.7, 0.6],
    bytesAim: 112_000,
    bytesMax: limits.sharpPictureBytesMax,
  },
};

/** The largest rectangle of a shape in the middle of a picture of `width` × `height` pixels. */
export function centredCrop(width: number, height: number, shape: PictureShape): Crop {
  const ratio = ratios[shape];
  const [partWidth, partHeight] = [Math.min(1, (height * ratio) / width), Math.min(1, width / ratio / height)];
  return { x: (1 - partWidth) / 2, y: (1 - partHeight) / 2, width: partWidth, height: partHeight };
}

/** Whether a file begins as HEIC or HEIF, as telephones write them. */
async function isHeic(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  return /^ftyp(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(String.fromCharCode(...head.subarray(4)));
}

/**
 * Decodes a photograph, upright, at most {@link workingEdge} pixels long. Throws `picture/too-large` for a file over 40 MiB
 * or of more than 120 megapixels, `picture/heic` for one that this browser cannot read, `picture/unreadable` for what is no
 * picture.
 */
export async function decodePicture(file: Blob): Promise<ImageBitmap> {
  if (file.size > fileBytesMax) throw new CodedError("picture/too-large", "The picture's file is too large");
  let whole: ImageBitmap;
  try {
    whole = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (cause) {
    if (await isHeic(file)) throw new CodedError("picture/heic", "This browser does not read HEIC pictures", cause);
    throw new CodedError("picture/unreadable", "The file is not a picture that can be read", cause);
  }
  const { width, height } = whole;
  if (width * height > pixelsMax) {
    whole.close();
    throw new CodedError("picture/too-large", "The picture has too many pixels");
  }
  const scale = workingEdge / Math.max(width, height);
  if (scale >= 1) return whole;
  try {
    return await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: "high",
    });
  } finally {
    whole.close();
  }
}

/** Draws a part of a picture; neither edge is longer than `edge`, and nothing is made larger than it was. */
function drawn(source: ImageBitmap, crop: Crop, edge: number): OffscreenCanvas {
  const [cutWidth, cutHeight] = [source.width * crop.width, source.height * crop.height];
  const scale = Math.min(1, edge / Math.max(cutWidth, cutHeight));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(cutWidth * scale)),
    Math.max(1, Math.round(cutHeight * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) throw new CodedError("picture/unreadable", "This device cannot draw pictures");
  context.imageSmoothingQuality = "high";
  const [x, y] = [source.width * crop.x, source.height * crop.y];
  context.drawImage(source, x, y, cutWidth, cutHeight, 0, 0, canvas.width, canvas.height);
  return canvas;
}

let written: Promise<string> | undefined;

/** The best format that this browser writes; one that it does not know comes out as PNG, which is not taken. */
async function formatWritten(): Promise<string> {
  for (const type of ["image/avif", "image/webp"]) {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext("2d");
    const blob = await canvas.convertToBlob({ type }).catch(() => null);
    if (blob?.type === type) return type;
  }
  return "image/jpeg";
}

interface Written {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A drawing as an image file, without the colour profile and whatever else an encoder writes beside the picture. */
async function encoded(canvas: OffscreenCanvas, type: string, quality: number): Promise<Uint8Array> {
  const blob = await canvas.convertToBlob({ type, quality });
  const { bare } = readImageFile(new Uint8Array(await blob.arrayBuffer())) ?? { bare: null };
  if (bare === null) throw new CodedError("picture/kind", "This browser writes pictures that cannot be published");
  return bare;
}

async function write(source: ImageBitmap, crop: Crop, { edges, qualities, ...sizes }: Writing): Promise<Written> {
  written ??= formatWritten();
  const type = await written;
  let last: Uint8Array | null = null;
  let size = { width: 0, height: 0 };
  for (const edge of edges) {
    const canvas = drawn(source, crop, edge);
    size = { width: canvas.width, height: canvas.height };
    for (const quality of qualities) {
      last = await encoded(canvas, type, quality);
      if (last.length <= sizes.bytesAim) return { bytes: last, ...size };
    }
  }
  if (last === null || last.length > sizes.bytesMax) {
    throw new CodedError("picture/too-large", "The picture cannot be made small enough");
  }
  return { bytes: last, ...size };
}

/** Cuts a decoded picture and writes it in its two sizes. Throws `picture/too-large` when it cannot be made to fit. */
export async function writePicture(source: ImageBitmap, crop: Crop): Promise<PreparedPicture> {
  const sharp = await write(source, crop, writings.sharp);
  const thumbnail = await write(source, crop, writings.thumbnail);
  const small = drawn(source, crop, 100);
  const pixels = small.getContext("2d")?.getImageData(0, 0, small.width, small.height).data ?? [];
  const placeholder = toBase64url(rgbaToThumbHash(small.width, small.height, pixels));
  return { thumbnail: thumbnail.bytes, sharp: sharp.bytes, placeholder, width: sharp.width, height: sharp.height };
}

/** A decoded picture small enough to be shown while it is being cut. */
export async function previewPicture(source: ImageBitmap): Promise<Blob> {
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  return drawn(source, whole, 1200).convertToBlob({ type: "image/jpeg", quality: 0.8 });
}
