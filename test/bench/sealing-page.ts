import type { SealingFigures } from "./sealing.ts";

// The page around the worker: paints a frame whenever it can, and keeps the longest time that it could not.

export interface PageFigures extends SealingFigures {
  /** Longest time between two frames while the worker opened envelopes. */
  readonly longestFrameMilliseconds: number;
  /** How often progress was reported while it opened. */
  readonly progressReports: number;
}

type Report = { readonly opened: number } | { readonly figures: SealingFigures } | { readonly failure: string };

function measure(): Promise<PageFigures> {
  return new Promise((resolve, reject) => {
    let longestFrameMilliseconds = 0;
    let progressReports = 0;
    let last = performance.now();
    const frame = () => {
      const now = performance.now();
      longestFrameMilliseconds = Math.max(longestFrameMilliseconds, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    const worker = new Worker(new URL("./sealing-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
    worker.addEventListener("message", ({ data }: MessageEvent<Report>) => {
      if ("failure" in data) reject(new Error(data.failure));
      else if ("figures" in data) resolve({ ...data.figures, longestFrameMilliseconds, progressReports });
      else {
        if (progressReports === 0) {
          last = performance.now();
          requestAnimationFrame(frame);
        }
        progressReports++;
        document.body.textContent = String(data.opened);
      }
    });
  });
}

Object.assign(globalThis, { sealingFigures: measure() });
