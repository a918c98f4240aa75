import { measureSealing } from "./sealing.ts";

// Chromium's side of `npm run bench -- seal`: measures in a worker, as the shop does, and reports as it goes.

measureSealing((opened) => postMessage({ opened })).then(
  (figures) => postMessage({ figures }),
  (error: unknown) => postMessage({ failure: error instanceof Error ? error.message : "Something failed." }),
);
