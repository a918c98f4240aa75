// `npm start`: from a fresh clone to a running market. Installs what is missing, builds what changed, starts the server,
// and on an empty data folder founds the instance and makes the demo through the public protocol. Ctrl-C ends it.
// Settings are environment variables; README.md lists them. DEMO=0 starts without a demo.
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { install, needsInstall, nodeProblem, progress, root } from "./prerequisites.mjs";

const environment = { ...process.env };
const port = environment.PORT || "8080";
const origin = environment.ORIGIN || `http://localhost:${port}`;
const dataDir = resolve(environment.DATA_DIR || join(root, "data"));
const withDemo = !["0", "off", "no", "false"].includes((environment.DEMO ?? "").toLowerCase());

/** Starts the built server; resolves once it answers `/ready`, rejects when it ends before. */
function startServer() {
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
      CLIENT_DIR: join(root, "dist/client"),
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
  const host = environment.HOST && environment.HOST !== "0.0.0.0" ? environment.HOST : "127.0.0.1";
  return fetch(`http://${host}:${port}/ready`).then(
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

/** Ctrl-C and a polite kill reach the server, which finishes what it has begun; a second one does not wait. */
function passOnSignals(server) {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      server.kill(asked ? "SIGKILL" : "SIGTERM");
      asked = true;
    });
  }
}

async function main() {
  const problem = nodeProblem();
  if (problem !== null) throw new Error(problem);
  if (await needsInstall()) await progress("Installing packages", install);
  const { build, isBuilt } = await import("./build.mjs");
  if (!(await isBuilt())) await progress("Building the shop and the server", build);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });

  const { server, ended } = startServer();
  passOnSignals(server);
  await waitUntilReady(ended);
  console.log(`\n  SmartketPlace is at  ${origin}\n`);
  process.exitCode = await ended;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
