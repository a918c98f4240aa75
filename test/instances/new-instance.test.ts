import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signOf } from "../../instances/new/answers.ts";
import { countryFacts } from "../../instances/new/country-facts.ts";
import { listOfPlaces, placesFromLines, postcodesFromCsv } from "../../instances/new/postcode-list.ts";
import { knownLanguages } from "../../instances/new/starting-words.ts";
import { sourceOf } from "../../instances/new/write-instance.ts";
import { generalMarket } from "../../instances/tree/categories.ts";
import { root } from "../tidy/tracked-files.ts";

// The questions as a person answers them, in a copy of what they need: nothing is written beside the real cities.

const execute = promisify(execFile);
let place = "";

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "smartketplace-new-"));
  for (const part of [
    "crypto",
    "instances",
    "client/core/words",
    "client/locales",
    "client/design",
    "client/public/art",
  ]) {
    await mkdir(join(place, part), { recursive: true });
    await cp(join(root, part), join(place, part), { recursive: true });
  }
  for (const file of ["package.json", "lit-localize.json", ".oxfmtrc.json"])
    await cp(join(root, file), join(place, file));
  await symlink(join(root, "node_modules"), join(place, "node_modules"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** Runs `npm run new-instance` with prepared answers. */
function answer(lines: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "instances/new-instance.ts"], { cwd: place });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(`${lines.join("\n")}\n`);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

async function check(name: string): Promise<string> {
  const args = ["node_modules/tsx/dist/cli.mjs", "instances/check-instance.ts", name];
  return execute(process.execPath, args, { cwd: place }).then(
    ({ stdout }) => stdout,
    (failed: { stdout: string }) => failed.stdout,
  );
}

const suggested = "";

describe("npm run new-instance", () => {
  test("a city in a few answers, with suggestions for its country; the check finds nothing", async () => {
    await writeFile(
      join(place, "places.csv"),
      "\u{feff}PLZ;Ort;Breite;Länge;lon\n4051;Altstadt;47,556;x;7,588\n4057;Kleinbasel;47,567;x;7,598\n4057;Kleinbasel;47,567;x;7,598\n",
    );
    const { code, output } = await answer([
      ...["basel", "Markt am Rhein", "ch", suggested, suggested, suggested, suggested, suggested, "061 555 01 23"],
      ...[suggested, suggested, suggested, suggested, "places.csv", "food repair", "freiburg", "no"],
    ]);
    expect(output).toContain("instances/basel is written and right.");
    expect(code).toBe(0);
    expect(await check("basel")).toBe("instances/basel is right.\n");
    const source = await readFile(join(place, "instances/basel/instance.ts"), "utf8");
    for (const fact of [
      'currency: "CHF"',
      'timeZone: "Europe/Zurich"',
      "permille: 81",
      'sign: ["Markt", "am Rhein"]',
    ]) {
      expect(source).toContain(fact);
    }
    expect(await readFile(join(place, "instances/basel/postcodes.ts"), "utf8")).toContain("lat: 47.556, lon: 7.588");
    expect(existsSync(join(place, "instances/basel/demo"))).toBe(false);
    expect(await readFile(join(place, "instances/basel/theme.css"), "utf8")).toBe(
      await readFile(join(root, "instances/freiburg/theme.css"), "utf8"),
    );
  });

  test("wrong answers are explained and asked again; stalls can stand there as examples", async () => {
    const { code, output } = await answer([
      ...[
        "Lyon 2",
        "geneva",
        "lyon",
        "",
        "Marché des Pentes",
        "France",
        "fr",
        "fr es",
        "fr en",
        "33",
        "+33",
        suggested,
      ],
      ...["euros", "JPY", suggested, "Lyon", suggested, "04 12 34 56 78", "twenty", "20", "0", "ten", "10", suggested],
      ...["nowhere.csv", "", "Lyon", "", "", "69001 Pentes 45.769 4.829", "69004 Croix-Rousse 45,774 4,827", ""],
      ...["food chocolate", "food drinks repair", "paris", "geneva", "perhaps", "oui"],
    ]);
    expect(output).toContain("instances/lyon is written and right.");
    expect(code).toBe(0);
    for (const said of [
      "There is a folder of this name already.",
      "There is no language es.",
      "One that is counted in hundredths.",
      'A continent and a city, such as "Europe/Berlin".',
      "There is no such file.",
      '"Lyon": it is not: postcode, name, latitude, longitude.',
      "There is no branch chocolate.",
      "yes or no.",
    ]) {
      expect(output).toContain(said);
    }
    const market = await readFile(join(place, "instances/lyon/demo/market.ts"), "utf8");
    expect(market).toContain("Exemple: boulangerie");
    const load = `import { demoMarket } from "./instances/lyon/demo/market.ts"; import { party } from "./crypto/protocol/statements.ts"; import { item } from "./crypto/protocol/item.ts"; for (const stall of demoMarket.stalls) { party.parse(stall.party); stall.items.forEach((one) => item.parse(one)); } console.log(demoMarket.stalls.length, demoMarket.stalls.some(({ slug }) => slug === demoMarket.openStall));`;
    const { stdout } = await execute(process.execPath, ["node_modules/tsx/dist/cli.mjs", "-e", load], { cwd: place });
    expect(stdout).toBe("3 true\n");
  });

  test("of typed places only the wrong ones are asked again; in Italy it is said that words are English", async () => {
    const { code, output } = await answer([
      ...["lecco", "Mercato del Lario", "it", suggested, suggested, suggested, suggested, suggested, "0341 12 34 56"],
      ...[suggested, suggested, suggested, suggested, ""],
      ...["23900 Lecco 45.856 9.393", "23900 Pescarenico 45.846", "23851 Galbiate 45,816 9,378", ""],
      ...["23900 Pescarenico 45.846 9.39", ""],
      ...["food", "geneva", "no"],
    ]);
    expect(output).toContain('"23900 Pescarenico 45.846": it is not');
    expect(output).toContain("2 places are kept.");
    expect(output).toContain("no list of 256 words in this language yet");
    expect(output).toContain("instances/lecco is written and right.");
    expect(code).toBe(0);
    const postcodes = await readFile(join(place, "instances/lecco/postcodes.ts"), "utf8");
    for (const name of ["Lecco", "Pescarenico", "Galbiate"]) expect(postcodes).toContain(`name: "${name}"`);
    expect(await readFile(join(place, "instances/lecco/instance.ts"), "utf8")).toContain('words: "en"');
  });

  test("answers that end in the middle write nothing", async () => {
    const { code, output } = await answer(["ulm", "Markt an der Donau", "de"]);
    expect(code).toBe(1);
    expect(output).toContain("Nothing was written.");
    expect(existsSync(join(place, "instances/ulm"))).toBe(false);
  });

  test("a city that was changed for the worse is told so", async () => {
    const file = join(place, "instances/basel/instance.ts");
    const source = await readFile(file, "utf8");
    await writeFile(file, source.replace('currency: "CHF"', 'currency: "SFR"'));
    expect(await check("basel")).toContain("SFR is not a currency that is in use.");
    await writeFile(file, source.replace("country:", "country"));
    expect(await check("basel")).toContain("It cannot be read");
  });
});

describe("lists of postcodes", () => {
  test("columns are known by their headings, in four languages, whatever separates them", () => {
    const place = [{ postcode: "79098", name: "Altstadt", lat: 47.99, lon: 7.85 }];
    for (const text of [
      "postcode,name,lat,lon\n79098,Altstadt,47.99,7.85",
      "lon;lat;Ort;PLZ\n7,85;47,99;Altstadt;79098",
      "NPA\tLocalité\tLatitude\tLongitude\n79098\tAltstadt\t47.99\t7.85\n\n",
      'zip,town,lat,lng\n79098,"Altstadt",47.99,7.85',
    ]) {
      expect(postcodesFromCsv(text)).toEqual({ kind: "postcodes", postcodes: place });
    }
  });

  test("what cannot be read is told with its line, ten at most", () => {
    const problemsOf = (text: string): readonly string[] => {
      const list = postcodesFromCsv(text);
      return list.kind === "problems" ? list.problems : [];
    };
    expect(problemsOf("")[0]).toContain("no heading for postcode");
    expect(problemsOf("postcode,name\n1,A")[0]).toContain("no heading for lat");
    expect(problemsOf("postcode,name,lat,lon")).toEqual(["There is no place in it."]);
    expect(problemsOf("postcode,name,lat,lon\n79098,Altstadt,7.85,")).toEqual([
      "Line 2: latitude and longitude are not degrees.",
    ]);
    expect(problemsOf("postcode,name,lat,lon\n79098,Altstadt,97.85,7")).toHaveLength(1);
    expect(problemsOf("postcode,name,lat,lon\n<b>,Altstadt,47,7")).toEqual(["Line 2: the postcode is none."]);
    expect(problemsOf("postcode,name,lat,lon\nBORGO,99002,45,9")).toEqual(["Line 2: the postcode is none."]);
    const many = Array.from({ length: 6000 }, (_row, index) => `${10_000 + index},A,47,7`).join("\n");
    expect(problemsOf(`postcode,name,lat,lon\n${many}`)).toEqual(["There are more than 5000 places in it."]);
    expect(problemsOf(`postcode,name,lat,lon\n${"x,x,x,x\n".repeat(50)}`)).toHaveLength(10);
    expect(problemsOf("\u0000\u0001\u0002binary")).toHaveLength(1);
    expect(placesFromLines(["79098 Altstadt 47.99"])).toEqual({
      places: [],
      problems: ['"79098 Altstadt 47.99": it is not: postcode, name, latitude, longitude.'],
    });
    expect(placesFromLines(["\u001b[2J".repeat(40)]).problems[0]).not.toMatch(/\p{Cc}|.{120}/u);
    expect(listOfPlaces([]).kind).toBe("problems");
    const typed = [
      "8999, Seldwyla am See, 47.45, 8.53",
      "8999;Seldwyla am See;47,45;8,53",
      "8999\tSeldwyla am See\t47.45\t8.53",
      "8999,Seldwyla am See,47.45,8.53",
      "8999 Seldwyla am See 47,45 8,53",
    ];
    for (const line of typed) {
      const place = { postcode: "8999", name: "Seldwyla am See", lat: 47.45, lon: 8.53 };
      expect(placesFromLines([line]), line).toEqual({ places: [place], problems: [] });
      expect(listOfPlaces([place, place])).toEqual({ kind: "postcodes", postcodes: [place] });
    }
    for (const line of [",,,", "8999,,47.45,8.53", "8999 Seldwyla 47.45.1 8.53", `8999 ${"a ".repeat(500)}47.45 8.53`])
      expect(placesFromLines([line]).problems, line).toHaveLength(1);
  });
});

test("a sign has two lines, as even as the words allow", () => {
  expect(signOf("Freiburger Marktgasse")).toEqual(["Freiburger", "Marktgasse"]);
  expect(signOf("Le marché de la Croix-Rousse")).toEqual(["Le marché de", "la Croix-Rousse"]);
  expect(signOf("Marktgasse")).toEqual(["Marktgasse", "·"]);
});

test("what is written as source is what it was, whatever it holds", () => {
  const value = { a: 'say "hi" */ ${x} `', "b-c": [1, -0.5, true, null], nested: { d: "ß\n" } };
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- reading the source back is the test
  expect(new Function(`return ${sourceOf(value)}`)()).toEqual(value);
});

test("the shared tree speaks each language that questions offer, and every suggestion is of such a language", () => {
  for (const { path, name } of generalMarket)
    expect(Object.keys(name).sort(), path).toEqual([...knownLanguages].sort());
  for (const { languages } of Object.values(countryFacts)) {
    for (const language of languages) expect(knownLanguages).toContain(language);
  }
});
