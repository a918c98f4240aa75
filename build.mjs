// Builds what is served: `dist/node` (server and agent, compiled by tsc) and `dist/client` (the shop, by Vite), with a
// Brotli and a gzip copy beside each text file, and beside the folder what a release statement says of it
// (release-manifest.mjs) and its bill of materials (software-bill.mjs). The same sources give the same bytes, wherever and whenever they are built. The shop is one
// city's: INSTANCE names another, which is built beside it, in `dist/client-<name>`. `node build.mjs` builds always, with
// `--only-changed` the server only when a source of it changed; `npm start` either only then. The file of the city is
// checked first.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { commitIn, commitOf, writeManifest } from "./release-manifest.mjs";
import { writeBill } from "./software-bill.mjs";

const root = dirname(fileURLToPath(import.meta.url));
/** The city that the shop is built for. */
export const instanceName = process.env.INSTANCE || "geneva";
/** Where its shop is built to, from the root. */
export const clientFolder = instanceName === "geneva" ? "dist/client" : `dist/client-${instanceName}`;
/** What each part was built from: beside it, not in it, for what is in it is served. */
const stamps = { node: join(root, "dist/node.built-from"), client: join(root, `${clientFolder}.built-from`) };

const nodeFolders = ["crypto", "instances", "migrations", "server", "client/core", "client/agent"];
const sources = ["crypto", "instances", "migrations", "server", "client"];
const sourceFiles = [
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.json",
  "vite.config.ts",
  "vite-pages.config.ts",
  "vite-instance.ts",
  "build.mjs",
  "release-manifest.mjs",
  "software-bill.mjs",
  "vite-packages.ts",
];

/** All files below `folder`, as paths from the root, in a fixed order. */
async function filesBelow(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** SHA-256, in hexadecimal, over the names and bytes of everything that a build reads. */
async function sourceDigest() {
  const hash = createHash("sha256");
  const files = [...sourceFiles];
  for (const folder of sources) files.push(...(await filesBelow(folder)));
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(root, file)));
  return hash.digest("hex");
}

/** Says the present commit of a build whose sources were committed after it was made. */
export async function renewCommit() {
  if ((await commitIn(root, clientFolder)) !== (await commitOf(root))) await writeManifest(root, clientFolder);
}

const builtFrom = (part) => readFile(stamps[part], "utf8").catch(() => null);

/** Whether `dist` was built from the sources as they are now: the server's part, and this city's shop. */
export async function isBuilt() {
  const digest = await sourceDigest();
  if ((await builtFrom("node")) !== digest || (await builtFrom("client")) !== digest) return false;
  return (await commitIn(root, clientFolder)) !== undefined;
}

/** Says in words what is wrong with the city's file. Throws with them when something is. */
export async function checkInstance() {
  await run(`The check of instances/${instanceName}`, "tsx/dist/cli.mjs", [
    "instances/check-instance.ts",
    instanceName,
  ]);
}

/** Runs a program of node_modules; its output is shown only when it fails. */
function run(what, script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${what} failed:\n${output}`))));
  });
}

/** What the compiled code reads beside itself: pictures and tables of the instances, and the like. */
async function copyAssets() {
  for (const folder of nodeFolders) {
    for (const file of await filesBelow(folder)) {
      if ([".ts", ".tsbuildinfo"].includes(extname(file)) || file.endsWith("tsconfig.json")) continue;
      await mkdir(join(root, "dist/node", dirname(file)), { recursive: true });
      await cp(join(root, file), join(root, "dist/node", file));
    }
  }
}

async function compileNode() {
  // Files of an earlier build whose sources are gone must not stay importable.
  await rm(join(root, "dist/node"), { recursive: true, force: true });
  await run("tsc", "typescript/bin/tsc", ["--build", "server", "client/agent"]);
  await copyAssets();
}

const compressible = new Set([".js", ".css", ".html", ".svg", ".json", ".wasm", ".webmanifest", ".txt", ".map"]);
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Writes `x.br` and `x.gz` beside each text file of the client, where they are smaller than the file. */
async function compressClient() {
  const files = (await filesBelow(clientFolder)).filter((file) => compressible.has(extname(file)));
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(root, file));
      const [small, smaller] = await Promise.all([
        gzipped(bytes, { level: 9 }),
        brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      ]);
      if (small.length < bytes.length) await writeFile(join(root, `${file}.gz`), small);
      if (smaller.length < bytes.length) await writeFile(join(root, `${file}.br`), smaller);
    }),
  );
}

/** Builds the shop alone, whether or not something changed. */
export async function buildClient() {
  await rm(join(root, clientFolder), { recursive: true, force: true });
  await run("vite", "vite/bin/vite.js", ["build", "--logLevel", "warn"]);
  await stat(join(root, clientFolder, "index.html"));
  await run("vite", "vite/bin/vite.js", ["build", "--logLevel", "warn", "--config", "vite-pages.config.ts"]);
  await compressClient();
  await writeBill(root, clientFolder);
  await writeManifest(root, clientFolder);
}

async function buildPart(part, digest, work) {
  await rm(stamps[part], { force: true });
  await work();
  await writeFile(stamps[part], digest);
}

/**
 * Builds both halves at once; with `onlyChanged` not the server's where another city's build has compiled it from the
 * same sources. Throws with the compiler's output when one fails.
 */
export async function build({ onlyChanged = false } = {}) {
  await checkInstance();
  const digest = await sourceDigest();
  const compiled = onlyChanged && (await builtFrom("node")) === digest;
  await mkdir(join(root, "dist"), { recursive: true });
  await Promise.all([
    compiled ? undefined : buildPart("node", digest, compileNode),
    buildPart("client", digest, buildClient),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build({ onlyChanged: process.argv.includes("--only-changed") });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
