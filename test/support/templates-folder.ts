import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { templatesVariable } from "./templates.ts";

/**
 * Gives one run of tests a folder for what many of them begin from. Vitest calls it before the first, and what it returns
 * after the last. Several projects in one run share the folder.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env[templatesVariable] !== undefined) return () => Promise.resolve();
  const folder = await mkdtemp(join(tmpdir(), "smartketplace-templates-"));
  process.env[templatesVariable] = folder;
  return async () => {
    delete process.env[templatesVariable];
    await rm(folder, { recursive: true, force: true });
  };
}
