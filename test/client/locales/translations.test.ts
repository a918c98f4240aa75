import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { targetLocales } from "../../../client/locales/languages.ts";

const run = promisify(execFile);

interface Sentence {
  readonly source: string;
  readonly target: string | null;
}

/** Sentences of an XLIFF file by id; placeholders stay as they are written there. */
function sentences(xliff: string): ReadonlyMap<string, Sentence> {
  const found = new Map<string, Sentence>();
  for (const [, id = "", body = ""] of xliff.matchAll(/<trans-unit id="([^"]+)">([\s\S]*?)<\/trans-unit>/g)) {
    found.set(id, {
      source: /<source>([\s\S]*?)<\/source>/.exec(body)?.[1] ?? "",
      target: /<target[^>]*>([\s\S]*?)<\/target>/.exec(body)?.[1] ?? null,
    });
  }
  return found;
}

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/<x [^>]*equiv-text="([^"]*)"/g)].map(([, equal = ""]) => equal).toSorted();

/** Runs lit-localize over the client, with the sentences' folder and everything it writes apart from the client's. */
async function localize(command: "extract" | "build", xliffDir: string): Promise<void> {
  const config = {
    sourceLocale: "fr",
    targetLocales,
    inputFiles: [resolve("client/**/*.ts")],
    output: { mode: "runtime", outputDir: join(folder, "generated"), language: "ts" },
    interchange: { format: "xliff", xliffDir },
  };
  const file = join(folder, `${command}.json`);
  await writeFile(file, JSON.stringify(config));
  await run("node", ["node_modules/@lit/localize-tools/bin/lit-localize.js", command, `--config=${file}`]);
}

let folder = "";
let written: ReadonlyMap<string, Sentence> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sentences-"));
  await localize("extract", folder);
  await localize("build", resolve("client/locales"));
  written = sentences(await readFile(join(folder, "en.xlf"), "utf8"));
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

for (const locale of targetLocales) {
  test(`every sentence of the screens is in ${locale}.xlf, and none that is no longer said`, async () => {
    const kept = sentences(await readFile(`client/locales/${locale}.xlf`, "utf8"));
    expect(written.size).toBeGreaterThan(50);
    const unsaid = [...kept.keys()].filter((id) => !written.has(id));
    const missing = [...written].filter(([id]) => !kept.get(id)?.target).map(([, { source }]) => source);
    expect({ missing, unsaid }).toEqual({ missing: [], unsaid: [] });
  });

  test(`every translation to ${locale} keeps what is filled in`, async () => {
    const kept = sentences(await readFile(`client/locales/${locale}.xlf`, "utf8"));
    const broken = [...kept.values()].filter(
      ({ source, target }) => target !== null && placeholders(source).join() !== placeholders(target).join(),
    );
    expect(broken).toEqual([]);
  });

  test(`the module that the screens load is what ${locale}.xlf gives`, async () => {
    const made = await readFile(join(folder, `generated/${locale}.ts`), "utf8");
    expect(await readFile(`client/locales/generated/${locale}.ts`, "utf8")).toBe(made);
  });
}
