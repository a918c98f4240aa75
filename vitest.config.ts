import { availableParallelism } from "node:os";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArguments, chromiumPath } from "./test/support/chromium.ts";
import { LongestFirst } from "./test/support/longest-first.ts";
import { artSheetFiles } from "./vite-art.ts";
import { iconSprite, instanceMap, styleMapAlias } from "./vite.config.ts";

// Four projects, each run alone with `npx vitest run --project <name>`:
//   node     everything that needs no browser and no server
//   browser  components, and the cryptography again, in real Chromium
//   http     the server over real HTTP, on both databases
//   flows    people's stories: Node that starts the server and drives Chromium by Playwright
//
// Lit's decorators need no setting here: Vite's compiler reads the tsconfig.json nearest to each file, and those of
// client/ and test/ have `experimentalDecorators` and `useDefineForClassFields: false`.
// test/client/decorators.browser.test.ts fails when that stops being so.

const executablePath = chromiumPath();

/** Tests of the cryptography that run in Node and in Chromium alike: no Node built-ins in them. */
const inBoth = ["test/crypto/**/*.test.ts", "test/protocol/**/*.test.ts"];
/** Tests of those folders that need Node. */
const onlyNode = ["test/crypto/**/*.node.test.ts", "test/protocol/**/*.node.test.ts"];

/** Databases that tests begin from are made once in a run. */
const templates = ["test/support/templates-folder.ts"];

// Tests wait for servers, databases and browsers about as long as they compute: as many at once as there are processors,
// where Vitest by itself leaves one out. Those without a browser wait more: one more of them at once.
const maxWorkers = Math.min(availableParallelism(), 8);

// A process takes file after file, and reads each module once: another process for each of two hundred files would take
// longer than a third of all tests. Nobody keeps anything in a module for the next file.
const isolate = false;

// Packages that are imported lazily. Named here, they are bundled before the first test; found in the middle of a run,
// they would make Vite reload the page under the tests, which fails them on a fresh clone.
const importedLazily = [
  "libsodium-wrappers",
  "hpke",
  "d3-geo",
  "d3-selection",
  "d3-transition",
  "d3-zoom",
  "swissqrbill/svg",
  "swissqrbill/utils",
  "svg-engine",
  "minisearch",
  "minisearch/SearchableMap",
  "@orama/stemmers/english",
  "@orama/stemmers/french",
  "@orama/stemmers/german",
  "@orama/stemmers/italian",
  "@lit/localize/lit-localize.js",
  "idb",
  "papaparse",
  "ical.js",
  "qr/decode.js",
  "cropperjs",
  "@awesome.me/webawesome/dist/components/icon/library.js",
  "@awesome.me/webawesome/dist/components/drawer/drawer.js",
  "@awesome.me/webawesome/dist/translations/de.js",
  "@awesome.me/webawesome/dist/translations/fr.js",
  "@awesome.me/webawesome/dist/translations/it.js",
];

export default defineConfig({
  test: {
    // What is looked at again and again until it holds: Vitest's one second is not for machines with other work.
    expect: { poll: { timeout: 20_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts", "test/**/*.http.test.ts", "test/**/*.flow.test.ts"],
          globalSetup: templates,
          maxWorkers: maxWorkers + 1,
          isolate,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        plugins: [iconSprite(), artSheetFiles(), instanceMap()],
        resolve: { alias: [styleMapAlias] },
        optimizeDeps: { include: importedLazily },
        test: {
          name: "browser",
          include: ["test/**/*.browser.test.ts", ...inBoth],
          exclude: onlyNode,
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath && { executablePath }), args: [...chromiumArguments] },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: "http",
          environment: "node",
          include: ["test/server/**/*.http.test.ts"],
          globalSetup: templates,
          maxWorkers,
          isolate,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: "flows",
          environment: "node",
          include: ["test/flows/**/*.flow.test.ts"],
          globalSetup: templates,
          maxWorkers,
          isolate,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
