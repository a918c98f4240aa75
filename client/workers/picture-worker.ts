import { expose, transferHandlers } from "comlink";
import { CodedError } from "../../crypto/coded-error.ts";
import {
  centredCrop,
  type Crop,
  decodePicture,
  type PictureShape,
  type PreparedPicture,
  previewPicture,
  writePicture,
} from "../picture-preparing.ts";
import { registerErrorTransfer } from "./error-transfer.ts";

/** Photographs whose cut may still be changed: at the size of a large screen, some 20 MB each. */
const openMax = 8;
const open = new Map<number, ImageBitmap>();
let lastId = 0;

/** What the page may ask. */
export interface PictureWorker {
  /** Decodes a file and cuts it in the middle. */
  open(
    file: Blob,
    shape: PictureShape,
  ): Promise<{ readonly id: number; readonly crop: Crop; readonly picture: PreparedPicture }>;
  /** The whole of an opened photograph, to choose a cut of; null when it was put away meanwhile. */
  preview(id: number): Promise<Blob | null>;
  /** Cuts an opened photograph anew. Throws `picture/closed` when it was put away meanwhile. */
  cut(id: number, crop: Crop): Promise<PreparedPicture>;
  close(id: number): Promise<void>;
}

const worker: PictureWorker = {
  open: async (file, shape) => {
    const source = await decodePicture(file);
    const crop = centredCrop(source.width, source.height, shape);
    const picture = await writePicture(source, crop);
    const id = ++lastId;
    open.set(id, source);
    for (const [oldest, bitmap] of open) {
      if (open.size <= openMax) break;
      bitmap.close();
      open.delete(oldest);
    }
    return { id, crop, picture };
  },
  preview: async (id) => {
    const source = open.get(id);
    return source === undefined ? null : previewPicture(source);
  },
  cut: async (id, crop) => {
    const source = open.get(id);
    if (source === undefined) throw new CodedError("picture/closed", "The photograph was put away");
    return writePicture(source, crop);
  },
  close: async (id) => {
    open.get(id)?.close();
    open.delete(id);
  },
};

registerErrorTransfer(transferHandlers);
expose(worker);
