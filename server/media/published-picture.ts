import { imageSize } from "image-size";
import { isCodedError } from "../../crypto/coded-error.ts";
import { sha256 } from "../../crypto/hash.ts";
import { type ImageKind, readImageFile } from "../../crypto/protocol/image-file.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { type PictureFile, splitPicture } from "../../crypto/protocol/picture-file.ts";
import { ProblemError } from "../problems.ts";

/** A picture that may be published. */
export interface PublishedPicture extends PictureFile {
  /** Of the sharp size. */
  readonly kind: ImageKind;
  /** SHA-256 of the sharp size, 32 bytes. */
  readonly sharpHash: Uint8Array;
}

/** The kind of one size; refuses what is no picture, more than a picture, or larger than it may be. */
function checkedKind(image: Uint8Array, edgeMax: number): ImageKind {
  const file = readImageFile(image);
  if (file === null) throw new ProblemError("media/kind");
  if (file.bare?.length !== image.length) throw new ProblemError("media/metadata");
  let size: { readonly width: number; readonly height: number };
  try {
    size = imageSize(image);
  } catch (cause) {
    throw new ProblemError("media/kind", {}, cause);
  }
  const { width, height } = size;
  if (!(width >= 1 && height >= 1 && width <= edgeMax && height <= edgeMax)) throw new ProblemError("media/size");
  return file.kind;
}

/**
 * What a producer sent, checked: both sizes are whole pictures of a known kind and of few enough pixels, hold nothing but
 * the picture (no place, no camera, no time), and are what `name` says. Throws `media/malformed`, `media/kind`,
 * `media/metadata`, `media/size`.
 */
export function publishedPicture(body: Uint8Array, name: string): PublishedPicture {
  let file: ReturnType<typeof splitPicture>;
  try {
    file = splitPicture(body);
  } catch (cause) {
    if (isCodedError(cause, "picture/malformed")) throw new ProblemError("media/malformed", {}, cause);
    throw cause;
  }
  const { thumbnail, sharp } = file;
  if (file.name !== name) throw new ProblemError("media/malformed");
  checkedKind(thumbnail, limits.thumbnailEdgeMax);
  return { thumbnail, sharp, kind: checkedKind(sharp, limits.sharpPictureEdgeMax), sharpHash: sha256(sharp) };
}
