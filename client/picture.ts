import { type Remote, wrap } from "comlink";
// Registers how errors cross a worker's border.
import "./market.ts";
import { scriptUrl } from "./shell/trusted-types.ts";
import type { PictureWorker } from "./workers/picture-worker.ts";
import workerUrl from "./workers/picture-worker.ts?worker&url";

export type { Crop, PictureShape, PreparedPicture } from "./picture-preparing.ts";

let remote: Remote<PictureWorker> | undefined;

/** The worker that decodes, cuts and writes pictures, started with the first one. */
export function pictureWorker(): Remote<PictureWorker> {
  remote ??= wrap<PictureWorker>(new Worker(scriptUrl(workerUrl) as string, { type: "module", name: "pictures" }));
  return remote;
}
