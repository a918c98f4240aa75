import { existsSync, readdirSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CodedError } from "../crypto/coded-error.ts";
import type { InstanceFile } from "../crypto/protocol/exports.ts";
import { instanceNameForm } from "./folders.ts";
import type { DemoMarket } from "./notation/demo-market.ts";

export { clientFolder, defaultInstance } from "./folders.ts";

const folder = dirname(fileURLToPath(import.meta.url));
/** ".ts" from the sources, ".js" once compiled. */
const extension = extname(fileURLToPath(import.meta.url));

function fileOf(name: string, file: string): string | null {
  const path = join(folder, name, `${file}${extension}`);
  return instanceNameForm.test(name) && existsSync(path) ? path : null;
}

async function importFrom<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(path).href)) as T;
}

/** Names of the instances that this copy of the program has: the folders beside this file that hold an `instance.ts`. */
export const instanceNames: readonly string[] = readdirSync(folder)
  .filter((name) => fileOf(name, "instance") !== null)
  .toSorted();

/** Each is read once, when the program starts. One that cannot be read is left out: only whoever names it hears of it. */
const instances = new Map<string, InstanceFile>();
for (const name of instanceNames) {
  const read = await importFrom<{ readonly instance?: InstanceFile }>(fileOf(name, "instance") ?? "").catch(() => ({}));
  if ("instance" in read && read.instance !== undefined) instances.set(name, read.instance);
}

/**
 * The instance of a name, as its file has it: `check-instance.ts` says whether it is right. Throws `instance/unknown`
 * where there is none, or none that can be read.
 */
export function instanceNamed(name: string): InstanceFile {
  const found = instances.get(name);
  if (found === undefined) throw new CodedError("instance/unknown", "There is no instance of this name.");
  return found;
}

/** The demo market of an instance, or null when it has none and begins empty. */
export async function demoNamed(name: string): Promise<DemoMarket | null> {
  const path = fileOf(name, "demo/market");
  return path === null ? null : (await importFrom<{ readonly demoMarket: DemoMarket }>(path)).demoMarket;
}
