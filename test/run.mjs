// `npm test`: lint and format beside build and types, then each Vitest project by itself, so that no two compete for the
// processor.
// `npm test -- node flows` runs only the steps named. The last line is `N passed, N failed`, over all steps.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { install, needsInstall, nodeProblem, progress, root } from "../prerequisites.mjs";

/** Runs a program with its output shown, or given to `heard` piece by piece; resolves with its exit code. */
function run(command, args, environment = {}, heard) {
  return new Promise((resolve) => {
    const output = heard === undefined ? "inherit" : "pipe";
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", output, output],
      env: { ...process.env, ...environment },
    });
    child.stdout?.on("data", heard);
    child.stderr?.on("data", heard);
    // Whoever ends this ends what it has started.
    const end = () => child.kill("SIGTERM");
    process.once("SIGTERM", end);
    child.on("error", () => resolve(127));
    child.on("close", (code) => {
      process.off("SIGTERM", end);
      resolve(code ?? 1);
    });
  });
}

const moduleAt = (script) => join(root, "node_modules", script);
const node = (script, ...args) => run(process.execPath, [moduleAt(script), ...args]);

/** A step that either holds or not: one passed, or one failed. */
async function check(work) {
  const code = await work();
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A check that runs beside others: what it prints comes in one piece, when it has ended. */
async function checkQuietly(...commands) {
  const printed = [];
  const counts = await check(async () => {
    for (const [args, environment] of commands) {
      const code = await run(process.execPath, args, environment, (piece) => printed.push(piece));
      if (code !== 0) return code;
    }
    return 0;
  });
  process.stdout.write(Buffer.concat(printed));
  return counts;
}

/** Counts of one Vitest project, read from its own report; a file that could not even load counts as one failure. */
async function vitest(project) {
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-test-"));
  const report = join(folder, "report.json");
  const code = await node(
    "vitest/vitest.mjs",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  );
  const counts = await readFile(report, "utf8").then(countsOf, () => ({ passed: 0, failed: 0, failures: [] }));
  await rm(folder, { recursive: true, force: true });
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function countsOf(json) {
  const report = JSON.parse(json);
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    failures: report.testResults.flatMap(failuresOf),
  };
}

/** What a file says of its failures, to be read below everything that it printed. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (status === "failed" && failed.length === 0) return [`${file}\n${message}`];
  return failed.map((test) => `${file} > ${test.fullName}\n${test.failureMessages.join("\n")}`);
}

/** Chromium, for the steps that need one: the system's, or installed now. */
async function chromium() {
  const present = () => node("tsx/dist/cli.mjs", "test/support/chromium-present.ts");
  if ((await present()) === 0) return 0;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && (await run("apt-get", ["--version"])) === 0) {
    console.log("No Chromium found: installing the system's.");
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
    if ((await present()) === 0) return 0;
  }
  console.log("No Chromium found: downloading one for Playwright.");
  await node("playwright/cli.js", "install", "chromium");
  const code = await present();
  if (code !== 0) console.error("No Chromium. Install one, or set CHROMIUM_PATH to it, and run this again.");
  return code;
}

const steps = {
  types: () => checkQuietly([[moduleAt("typescript/bin/tsc"), "--build"]]),
  lint: () => checkQuietly([[moduleAt("oxlint/bin/oxlint")]]),
  format: () => checkQuietly([[moduleAt("oxfmt/bin/oxfmt"), "--check"]]),
  // The first city's shop, and the second's beside it.
  build: () => checkQuietly([["build.mjs"]], [["build.mjs", "--only-changed"], { INSTANCE: "freiburg" }]),
  node: () => vitest("node"),
  http: () => vitest("http"),
  chromium: () => check(chromium),
  browser: () => vitest("browser"),
  flows: () => vitest("flows"),
};

/**
 * What runs side by side, before all other steps. Types and build write into one folder: one after the other, and what
 * the build has compiled is not checked once more.
 */
const sideBySide = [
  ["build", "types"],
  ["lint", "format"],
];

async function main() {
  const problem = nodeProblem();
  if (problem !== null) throw new Error(problem);
  if (await needsInstall()) await progress("Installing packages", install);
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !(name in steps));
  if (unknown !== undefined) throw new Error(`Steps are: ${Object.keys(steps).join(", ")}.`);

  const total = { passed: 0, failed: 0 };
  const summary = [];
  const failures = [];
  const chosen = named.length > 0 ? named : Object.keys(steps);
  const take = async (name) => {
    const started = Date.now();
    const counts = await steps[name]();
    total.passed += counts.passed;
    total.failed += counts.failed;
    failures.push(...(counts.failures ?? []));
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    summary.push(`${name.padEnd(10)} ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
  };
  const takeEach = async (names) => {
    for (const name of names) await take(name);
  };
  const lanes = sideBySide.map((lane) => lane.filter((name) => chosen.includes(name)));
  const first = lanes.flat();
  if (first.length > 0) {
    console.log(`\n── ${first.join(", ")}`);
    await Promise.all(lanes.map(takeEach));
  }
  for (const name of chosen.filter((one) => !first.includes(one))) {
    console.log(`\n── ${name}`);
    await take(name);
  }
  for (const failure of failures) console.log(`\nFailed: ${failure}`);
  console.log(`\n${summary.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
