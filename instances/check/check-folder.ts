import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { instanceFile } from "../../crypto/protocol/instance-file.ts";
import { mapFile } from "../../crypto/protocol/map-file.ts";
import { instanceNameForm } from "../folders.ts";
import type { DemoMarket } from "../notation/demo-market.ts";
import { demoFindings } from "./demo-findings.ts";
import { factFindings } from "./fact-findings.ts";
import { type Finding, pathText } from "./finding.ts";
import { formFindings } from "./form-findings.ts";
import type { Known } from "./known.ts";
import { themeFindings } from "./theme-findings.ts";

/** What is wrong with a file that has been read: first its form, and what it says only once that is right. */
export function fileFindings(file: unknown, folderName: string, known: Known, today: string): Finding[] {
  const form = formFindings(file).map((finding): Finding => ({ ...finding, isOfForm: true }));
  return form.length > 0 ? form : factFindings(instanceFile.parse(file), folderName, known, today);
}

/** What is wrong with the shapes of the map, of the text of a `map.json`. */
export function mapFindings(text: string): Finding[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [
      {
        at: "map.json",
        problem: "This is not JSON.",
        mend: "Write it anew with the map program it came from.",
        isOfForm: true,
      },
    ];
  }
  const parsed = mapFile.safeParse(read);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, 10).map(({ path, message }) => ({
    at: `map.json, ${pathText(path)}`,
    problem: `It does not have the form that it must have: ${message}.`,
    mend: "A FeatureCollection of GeoJSON with an attribution; each feature has a kind: land, town, water or river.",
    isOfForm: true,
  }));
}

interface Loaded {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Why it cannot be read; null when it could be, or is not there. */
  readonly failure: string | null;
}

async function load(folder: string, name: string): Promise<Loaded> {
  const path = join(folder, name);
  if (!existsSync(path)) return { exports: {}, failure: null };
  return import(pathToFileURL(path).href).then(
    (exports: Loaded["exports"]) => ({ exports, failure: null }),
    (error: unknown) => ({ exports: {}, failure: error instanceof Error ? error.message : String(error) }),
  );
}

function unreadable(at: string, failure: string): Finding {
  // A file that it builds on may be gone, or misspelt: no comma mends that.
  const lost = failure.startsWith("Cannot find module");
  const misspelt = /Transform failed|Unexpected|Expected/.test(failure);
  return {
    at,
    problem: `It cannot be read: ${failure}`,
    isOfForm: true,
    mend: lost
      ? "Put that file back, or mend its name where it is imported."
      : !misspelt
        ? "Change what it says there, or what the instance's file says, so that the two agree."
        : "Look for a comma, a bracket or a quotation mark that is missing, in the file that is named.",
  };
}

/** A demo is checked against a file that is right; without one there is nothing that it could contradict. */
function demoFolderFindings({ exports, failure }: Loaded, file: unknown): Finding[] {
  if (failure !== null) return [unreadable("demo/market.ts", failure)];
  const read = instanceFile.safeParse(file);
  if (!read.success || Object.keys(exports).length === 0) return [];
  const demo = exports["demoMarket"];
  if (demo !== undefined) return demoFindings(demo as DemoMarket, read.data);
  return [
    {
      at: "demo/market.ts",
      problem: "It exports no `demoMarket`.",
      mend: "Write: export const demoMarket: DemoMarket = { … };",
      isOfForm: true,
    },
  ];
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
        isOfForm: true,
      },
    ];
  }
  const [instance, demo] = [await load(folder, "instance.ts"), await load(folder, "demo/market.ts")];
  if (instance.failure !== null) return [unreadable("instance.ts", instance.failure)];
  if (instance.exports["instance"] === undefined) {
    return [
      {
        at: "instance.ts",
        problem: "It exports no `instance`.",
        mend: "Write: export const instance: InstanceFile = { … };",
        isOfForm: true,
      },
    ];
  }
  const missing = ["theme.css", "typefaces.css"].filter((file) => !existsSync(join(folder, file)));
  const look = missing.map((at) => ({
    at,
    problem: "This file is missing.",
    mend: `Copy instances/geneva/${at} and change it.`,
    isOfForm: true,
  }));
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const file = instance.exports["instance"];
  return [
    ...fileFindings(file, name, known, today),
    ...demoFolderFindings(demo, file),
    ...(existsSync(join(folder, "map.json")) ? mapFindings(read("map.json")) : []),
    ...(missing.length > 0 ? look : themeFindings(read("theme.css"), read("typefaces.css"), known)),
  ];
}
