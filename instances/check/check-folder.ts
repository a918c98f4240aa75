import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { instanceFile } from "../../crypto/protocol/instance-file.ts";
import { mapFile } from "../../crypto/protocol/map-file.ts";
import { instanceNameForm } from "../folders.ts";
import { factFindings } from "./fact-findings.ts";
import { type Finding, pathText } from "./finding.ts";
import { formFindings } from "./form-findings.ts";
import type { Known } from "./known.ts";
import { themeFindings } from "./theme-findings.ts";

/** What is wrong with a file that has been read: first its form, and what it says only once that is right. */
export function fileFindings(file: unknown, folderName: string, known: Known, today: string): Finding[] {
  const form = formFindings(file);
  return form.length > 0 ? form : factFindings(instanceFile.parse(file), folderName, known, today);
}

/** What is wrong with the shapes of the map, of the text of a `map.json`. */
export function mapFindings(text: string): Finding[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [{ at: "map.json", problem: "This is not JSON.", mend: "Write it anew with the map program it came from." }];
  }
  const parsed = mapFile.safeParse(read);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, 10).map(({ path, message }) => ({
    at: `map.json, ${pathText(path)}`,
    problem: `It does not have the form that it must have: ${message}.`,
    mend: "A FeatureCollection of GeoJSON with an attribution; each feature has a kind: land, town, water or river.",
  }));
}

/**
 * What is wrong with the folder of an instance. `today` is YYYY-MM-DD.
 * @param parent the folder that instances lie in
 */
export async function folderFindings(parent: string, name: string, known: Known, today: string): Promise<Finding[]> {
  const folder = join(parent, name);
  if (!instanceNameForm.test(name) || !existsSync(join(folder, "instance.ts"))) {
    return [
      {
        at: `instances/${name}`,
        problem: "There is no instance.ts here.",
        mend: "Write one with: npm run new-instance",
      },
    ];
  }
  const loaded = await import(pathToFileURL(join(folder, "instance.ts")).href).then(
    (module: Readonly<Record<string, unknown>>) => ({ file: module["instance"], failure: null }),
    (error: unknown) => ({ file: undefined, failure: error instanceof Error ? error.message : String(error) }),
  );
  if (loaded.failure !== null) {
    return [
      {
        at: "instance.ts",
        problem: `It cannot be read: ${loaded.failure}`,
        mend: "Look for a comma, a bracket or a quotation mark that is missing.",
      },
    ];
  }
  if (loaded.file === undefined) {
    return [
      {
        at: "instance.ts",
        problem: "It exports no `instance`.",
        mend: "Write: export const instance: InstanceFile = { … };",
      },
    ];
  }
  const missing = ["theme.css", "typefaces.css"].filter((file) => !existsSync(join(folder, file)));
  const look = missing.map((at) => ({
    at,
    problem: "This file is missing.",
    mend: `Copy instances/geneva/${at} and change it.`,
  }));
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  return [
    ...fileFindings(loaded.file, name, known, today),
    ...(existsSync(join(folder, "map.json")) ? mapFindings(read("map.json")) : []),
    ...(missing.length > 0 ? look : themeFindings(read("theme.css"), read("typefaces.css"), known)),
  ];
}
