// `npm start`: from a fresh clone to a running market. Installs what is missing, builds what changed, starts the server,
// and on an empty data folder founds the instance and makes the demo through the public protocol. Ctrl-C ends it.
// Settings are environment variables; README.md lists them. INSTANCE names the city, DEMO=0 starts without its demo.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { install, needsInstall, nodeProblem, progress, root } from "./prerequisites.mjs";

const environment = { ...process.env };
const port = environment.PORT || "8080";
const origin = environment.ORIGIN || `http://localhost:${port}`;
const instanceName = environment.INSTANCE || "geneva";
/** Each city has its own: one server keeps one city's data. */
const dataDir = resolve(
  environment.DATA_DIR || join(root, instanceName === "geneva" ? "data" : `data-${instanceName}`),
);
const host = environment.HOST && environment.HOST !== "0.0.0.0" ? environment.HOST : "127.0.0.1";
/** Where this machine reaches the server, whatever its public address. */
const local = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
const demoWanted = !["0", "off", "no", "false"].includes((environment.DEMO ?? "").toLowerCase());

/** Whether the city has a demo to show; one without begins empty, with its office founded. */
const hasDemo = existsSync(join(root, "instances", instanceName, "demo/market.ts"));
const withDemo = demoWanted && hasDemo;

/** Starts the built server; resolves once it answers `/ready`, rejects when it ends before. */
function startServer(clientFolder) {
  const server = spawn(process.execPath, [join(root, "dist/node/server/start.js")], {
    cwd: root,
    // In a process group of its own: a terminal's Ctrl-C comes to this process alone, which passes it on once.
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...environment,
      NODE_ENV: "production",
      PORT: port,
      ORIGIN: origin,
      DATA_DIR: dataDir,
      INSTANCE: instanceName,
      CLIENT_DIR: join(root, clientFolder),
      DEMO: withDemo ? "1" : "0",
      LOG_LEVEL: environment.LOG_LEVEL || "warn",
    },
  });
  const ended = new Promise((end) => {
    server.once("error", () => end(1));
    server.once("exit", (code) => end(code ?? 1));
  });
  return { server, ended };
}

async function answersReady() {
  return fetch(`${local}/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function waitUntilReady(ended) {
  let code = null;
  void ended.then((exitCode) => (code = exitCode));
  while (!(await answersReady())) {
    // The server has said on its own what is wrong.
    if (code !== null) throw new Error("The server did not start.");
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

/** Ctrl-C and a polite kill reach every child, which finishes what it has begun; a second one does not wait. */
function passOnSignals(children) {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      for (const child of children) child.kill(asked ? "SIGKILL" : "SIGTERM");
      asked = true;
    });
  }
}

const unfinished = join(dataDir, "demo-unfinished");
const demoKeys = join(dataDir, "demo-agent.json");

/** Whether a file or folder is there. */
async function isThere(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * A demo whose making was interrupted has no links and cannot be continued. The mark is only ever set in a folder that
 * was empty, before its address was told to anyone, so nothing of anybody is lost by beginning again.
 */
async function clearUnfinishedDemo() {
  if (!(await isThere(unfinished))) return;
  if (environment.DATABASE_URL) {
    throw new Error(
      "An earlier start was interrupted while it made the demo in the database at DATABASE_URL.\n" +
        `Empty that database and the folder ${dataDir}, or set DEMO=0, and start again.`,
    );
  }
  console.log("An earlier start was interrupted while it made the demo: beginning again.");
  for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** Runs a program of the agent's to its end; resolves with what it says: invitation links. */
function runAgent(stopping, program) {
  return new Promise((done, fail) => {
    const agent = spawn(process.execPath, [join(root, "dist/node/client/agent", program)], {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...environment,
        INSTANCE: instanceName,
        NODE_ENV: "production",
        PORT: port,
        ORIGIN: origin,
        DATA_DIR: dataDir,
      },
    });
    let said = "";
    agent.stdout.on("data", (chunk) => (said += chunk));
    agent.stderr.on("data", (chunk) => (said += chunk));
    stopping.add(agent);
    agent.once("error", fail);
    agent.once("exit", (code) => {
      stopping.delete(agent);
      if (code === 0) done(said.trimEnd());
      else fail(new Error(said.trimEnd() || "The market could not be made."));
    });
  });
}

/** Makes the demo on an empty market, renews the one that is there, and leaves any other market alone. */
async function demo(stopping, wasEmpty) {
  if (await isThere(demoKeys)) return progress("Renewing the demo market", () => runAgent(stopping, "seed-demo.js"));
  const { instance } = await fetch(`${local}/catalogue`).then((answer) => answer.json());
  if (instance !== null) return null;
  if (wasEmpty) await writeFile(unfinished, "", { mode: 0o600 });
  const links = await progress("Making the demo market", () => runAgent(stopping, "seed-demo.js"));
  await rm(unfinished, { force: true });
  return links;
}

/** A city without a demo: its office is founded on an empty server, for the one person who follows the link. */
async function found(stopping) {
  const { instance } = await fetch(`${local}/catalogue`).then((answer) => answer.json());
  return instance === null ? progress("Founding the market", () => runAgent(stopping, "found-instance.js")) : null;
}

/** One data folder is one city's: another's shop over it would show the first one's stalls under its own sign. */
async function claimFolder(wasEmpty) {
  const mark = join(dataDir, "city");
  const owner = await readFile(mark, "utf8").then(
    (text) => text.trim(),
    () => (wasEmpty ? null : "geneva"),
  );
  if (owner !== null && owner !== instanceName) {
    throw new Error(
      `The data in ${dataDir} is of ${owner}. Choose another folder with DATA_DIR, or set INSTANCE=${owner}.`,
    );
  }
  await writeFile(mark, `${instanceName}\n`, { mode: 0o600 });
  // One that an earlier version wrote was open to other users of the machine.
  await chmod(mark, 0o600);
}

async function main() {
  const problem = nodeProblem();
  if (problem !== null) throw new Error(problem);
  if (await needsInstall()) await progress("Installing packages", install);
  const { build, clientFolder, isBuilt, renewCommit } = await import("./build.mjs");
  if (await isBuilt()) await renewCommit();
  else await progress("Building the shop and the server", () => build({ onlyChanged: true }));
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await clearUnfinishedDemo();
  const wasEmpty = (await readdir(dataDir)).length === 0;
  await claimFolder(wasEmpty);

  const stopping = new Set();
  const { server, ended } = startServer(clientFolder);
  stopping.add(server);
  passOnSignals(stopping);
  await waitUntilReady(ended);
  try {
    const make = withDemo ? demo : demoWanted ? found : () => null;
    const links = await make(stopping, wasEmpty);
    console.log(`\n  SmartketPlace is at ${origin}\n`);
    if (links !== null) console.log(`${links.replaceAll(/^/gm, "  ")}\n`);
    console.log("  Ctrl-C ends it.");
  } catch (error) {
    server.kill("SIGTERM");
    await ended;
    throw error;
  }
  process.exitCode = await ended;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
