import type { ReadingFigures } from "./log-reading.ts";

// The page around the worker.

type Report = { readonly figures: ReadingFigures } | { readonly failure: string };

const figures = new Promise<ReadingFigures>((resolve, reject) => {
  const worker = new Worker(new URL("./log-reading-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("error", (event) => reject(new Error(event.message)));
  worker.addEventListener("message", ({ data }: MessageEvent<Report>) => {
    if ("failure" in data) reject(new Error(data.failure));
    else resolve(data.figures);
  });
});

Object.assign(globalThis, { logReadingFigures: figures });
