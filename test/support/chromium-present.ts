import { chromiumPath } from "./chromium.ts";

// Asked by `npm test` before the steps that drive a browser: exit code 0 when there is a Chromium to drive.
process.exitCode = chromiumPath() === undefined ? 1 : 0;
