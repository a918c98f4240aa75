import { measureReading } from "./log-reading.ts";

// Chromium's side of `npm run bench -- log-client`: measures in a worker, as the shop does.

measureReading().then(
  (figures) => postMessage({ figures }),
  (error: unknown) => postMessage({ failure: error instanceof Error ? error.message : "Something failed." }),
);
