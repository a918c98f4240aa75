import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { until } from "./server-process.ts";

const execute = promisify(execFile);

/** Names the folder of templates of one run of tests: see `templates-folder.ts`. */
export const templatesVariable = "SMARTKETPLACE_TEST_TEMPLATES";

/** Copies a folder, owners and modes too. The system's own `cp` is tenfold faster than Node's for a thousand files. */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === "win32") return cp(from, to, { recursive: true });
  await execute("cp", ["-Rp", from, to]);
}

/** Makes a folder, and keeps a copy of what was made as the template; false when somebody else does, or did. */
async function makeFirst(target: string, template: string, make: () => Promise<void>): Promise<boolean> {
  const mine = await mkdir(`${template}.lock`).then(
    () => true,
    () => false,
  );
  if (!mine) return false;
  try {
    if (existsSync(template)) return false;
    await make();
    await copyFolder(target, `${template}.draft`);
    await rename(`${template}.draft`, template);
    return true;
  } finally {
    await rm(`${template}.lock`, { recursive: true });
  }
}

/**
 * Fills `target`, which is not there yet, with what `make` makes of it: whoever is first in this run of tests makes it,
 * all others get a copy of that. What is made holds nothing that differs from one to the next. Outside of a run of tests
 * it is made each time.
 * @param name of the template in this run's folder: a plain file name
 */
export async function fromTemplate(name: string, target: string, make: () => Promise<void>): Promise<void> {
  const folder = process.env[templatesVariable];
  if (folder === undefined) return make();
  const template = join(folder, name);
  for (;;) {
    if (existsSync(template)) return copyFolder(template, target);
    if (await makeFirst(target, template, make)) return;
    await until("somebody has made the template", async () => !existsSync(`${template}.lock`), 120);
  }
}
