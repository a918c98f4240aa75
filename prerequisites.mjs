// What has to be there before anything else can run: a Node that is new enough, and the packages of the lock file.
// Plain JavaScript with Node's own modules only, because it runs when nothing is installed yet.
import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(fileURLToPath(import.meta.url));

const oldest = [20, 19];

/** A sentence that says what is wrong with this Node, or null. */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null;
  return `SmartketPlace needs Node ${oldest.join(".")} or newer; this is Node ${version}. Nothing was changed.`;
}

/** Milliseconds of a file's last change, 0 when it is not there. */
async function changedAt(path) {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
}

/** Whether `node_modules` is missing or older than the lock file. */
export async function needsInstall() {
  const installed = await changedAt(join(root, "node_modules", ".package-lock.json"));
  return installed === 0 || installed < (await changedAt(join(root, "package-lock.json")));
}

/** Runs npm; resolves to its output, rejects with it. */
function npm(args) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", [...args, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`npm failed:\n${output}`))));
  });
}

/**
 * Installs the versions of the lock file. `npm ci` refuses a lock file that lacks optional packages of other platforms,
 * which is what a registry mirror without them writes; then npm install, which keeps to the same versions and writes
 * nothing.
 */
export async function install() {
  try {
    await npm(["ci"]);
  } catch (error) {
    if (!String(error).includes("lock file")) throw error;
    await npm(["install", "--no-save"]);
  }
}

/** Tells what is being waited for, and at the end how long it took; on a terminal in one line that counts along. */
export async function progress(what, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const live = process.stdout.isTTY;
  if (!live) console.log(`${what} …`);
  const timer = live ? setInterval(() => process.stdout.write(`\r${what} … ${seconds()} s`), 200) : null;
  try {
    const result = await work();
    console.log(`${live ? "\r" : ""}${what}: done in ${seconds()} s`);
    return result;
  } finally {
    if (timer !== null) clearInterval(timer);
  }
}
