import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfigFileAndWriteSchema } from "@lit/localize-tools/lib/config.js";
import { RuntimeLitLocalizer } from "@lit/localize-tools/lib/modes/runtime.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { root, textOf } from "./tracked-files.ts";

// Every word on the screens is translated into every language, and what was built from the translations is up to date.
// lit-localize itself says what the words are, in a folder of its own.

const config = z
  .looseObject({ targetLocales: z.array(z.string()), inputFiles: z.array(z.string()) })
  .parse(JSON.parse(textOf("lit-localize.json")));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "smartketplace-words-"));
  for (const locale of config.targetLocales) {
    await cp(join(root, `client/locales/${locale}.xlf`), join(folder, `locales/${locale}.xlf`));
  }
  await writeFile(
    join(folder, "lit-localize.json"),
    JSON.stringify({
      ...config,
      inputFiles: config.inputFiles.map((pattern) => join(root, pattern)),
      output: { mode: "runtime", outputDir: join(folder, "generated"), language: "ts" },
      interchange: { format: "xliff", xliffDir: join(folder, "locales") },
    }),
  );
  // As its commands `extract` and `build` do, the sources read once for both.
  const settings = readConfigFileAndWriteSchema(join(folder, "lit-localize.json"));
  if (settings.output.mode !== "runtime") throw new TypeError("languages are chosen when the shop runs");
  const localizer = new RuntimeLitLocalizer({ ...settings, output: settings.output });
  expect(localizer.extractSourceMessages().errors).toEqual([]);
  await localizer.writeInterchangeFiles();
  expect(localizer.validateTranslations().errors).toEqual([]);
  await localizer.build();
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Sources of a language's file that have no translation. */
function untranslated(xliff: string): string[] {
  return [...xliff.matchAll(/<trans-unit[\s\S]*?<\/trans-unit>/g)]
    .map(([unit]) => unit)
    .filter((unit) => !/<target>[\s\S]*?\S[\s\S]*?<\/target>/.test(unit))
    .map((unit) => /<source>([\s\S]*?)<\/source>/.exec(unit)?.[1] ?? unit);
}

/** Ids of the messages of a language's file. */
const idsOf = (xliff: string): string[] =>
  [...xliff.matchAll(/<trans-unit id="([^"]+)"/g)].map(([, id = ""]) => id).toSorted();

/** Messages whose translation does not fill in what the message does. */
function otherwiseFilled(xliff: string): string[] {
  const filledIn = (text: string) =>
    [...text.matchAll(/<x [^>]*equiv-text="([^"]*)"/g)].map(([, what = ""]) => what).toSorted();
  return [...xliff.matchAll(/<source>([\s\S]*?)<\/source>\s*<target[^>]*>([\s\S]*?)<\/target>/g)]
    .filter(([, source = "", target = ""]) => filledIn(source).join() !== filledIn(target).join())
    .map(([, source = ""]) => source);
}

test("a missing translation would be noticed", () => {
  expect(untranslated("<trans-unit id='a'><source>Pain</source></trans-unit>")).toEqual(["Pain"]);
  expect(untranslated("<trans-unit><source>Pain</source><target> </target></trans-unit>")).toEqual(["Pain"]);
  expect(untranslated("<trans-unit><source>Pain</source><target>Bread</target></trans-unit>")).toEqual([]);
});

test("a translation that fills in something else would be noticed", () => {
  const unit = (target: string) => `<source>An <x id="0" equiv-text="a"/></source>\n<target>${target}</target>`;
  expect(otherwiseFilled(unit('<x id="0" equiv-text="a"/> !'))).toEqual([]);
  expect(otherwiseFilled(unit('<x id="0" equiv-text="b"/> !'))).toHaveLength(1);
  expect(otherwiseFilled(unit("!"))).toHaveLength(1);
});

for (const locale of config.targetLocales) {
  test(`every word on the screens has its translation: ${locale}`, async () => {
    const xliff = await readFile(join(folder, `locales/${locale}.xlf`), "utf8");
    expect(xliff.match(/<trans-unit/g)?.length ?? 0).toBeGreaterThan(300);
    expect(untranslated(xliff)).toEqual([]);
  });

  test(`nothing is translated that is no longer said, and what is filled in is kept: ${locale}`, async () => {
    const kept = textOf(`client/locales/${locale}.xlf`);
    expect(idsOf(kept)).toEqual(idsOf(await readFile(join(folder, `locales/${locale}.xlf`), "utf8")));
    expect(otherwiseFilled(kept)).toEqual([]);
  });

  test(`what was built from the translations is up to date: ${locale}`, async () => {
    expect(textOf(`client/locales/generated/${locale}.ts`)).toBe(
      await readFile(join(folder, `generated/${locale}.ts`), "utf8"),
    );
  });
}

test("there is a built file for each language and no other", async () => {
  const built = await readdir(join(root, "client/locales/generated"));
  expect(built.filter((name) => /^[a-z]{2}\.ts$/.test(name)).sort()).toEqual(
    config.targetLocales.map((locale) => `${locale}.ts`).sort(),
  );
});
