import { describe, expect, test } from "vitest";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { fileFindings, folderFindings, mapFindings } from "../../instances/check/check-folder.ts";
import { findingsText } from "../../instances/check/finding.ts";
import { readKnown } from "../../instances/check/known.ts";
import { instance as freiburg } from "../../instances/freiburg/instance.ts";
import { instanceNames } from "../../instances/registry.ts";
import { root } from "../tidy/tracked-files.ts";

const known = readKnown();
const today = "2026-11-26";
/** The verifier key of C2SP signed-note's example. */
const logKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
type Loose = Record<string, unknown> & { [K in keyof InstanceFile]: InstanceFile[K] };

/** What the check says of Freiburg's file after something was spoiled in it. */
function spoiled(spoil: (file: Loose) => void): string[] {
  const file = structuredClone(freiburg) as Loose;
  spoil(file);
  return fileFindings(file, "freiburg", known, today).map(({ at, problem, mend }) => `${at}: ${problem} → ${mend}`);
}

test.each(instanceNames)("%s is right", async (name) => {
  expect(await folderFindings(`${root}/instances`, name, known, today)).toEqual([]);
});

// Each is one mistake that a person makes, where the check finds it, and a word of how it is mended.
const mistakes: readonly (readonly [name: string, spoil: (file: Loose) => void, at: string, mend: string])[] = [
  ["no name", (file) => Reflect.deleteProperty(file, "name"), "name: This is missing", "Geneva".toLowerCase()],
  [
    "a setting that there is not",
    (file) => (file["colour"] = "red"),
    "instance.ts: There is no such setting: colour",
    "Take it out",
  ],
  [
    "a name that is no text",
    (file) => Object.assign(file, { name: 3 }),
    "name: This must be a text in quotation marks",
    "",
  ],
  ["a sign of one line", (file) => Object.assign(file, { sign: ["Freiburg"] }), "sign", "two lines"],
  ["a country in words", (file) => (file.country = "Germany"), "country", '"DE"'],
  ["a country that there is not", (file) => (file.country = "ZX"), "country: ZX is not a country", "ISO 3166"],
  ["a currency in small letters", (file) => (file.currency = "euro"), "currency", '"EUR"'],
  ["a currency that is gone", (file) => (file.currency = "QQQ"), "currency: QQQ is not a currency", "ISO 4217"],
  [
    "a currency without hundredths",
    (file) => (file.currency = "JPY"),
    "currency: JPY is not counted in hundredths",
    "hundredths",
  ],
  ["a time zone that there is not", (file) => (file.timeZone = "Europe/Freiburg"), "timeZone", '"Europe/Berlin"'],
  ["a time zone by its offset", (file) => (file.timeZone = "+01:00"), "timeZone", '"Europe/Berlin"'],
  ["a language with its region", (file) => (file.languages = ["de-DE"]), "languages[0]", "two small letters"],
  [
    "no language of the screens",
    (file) => Object.assign(file, only("nl", file)),
    "languages: Screens speak none",
    "CONTRIBUTING.md",
  ],
  ["a language twice", (file) => file.languages.push("de"), "languages: A language is named twice", "once"],
  [
    "a language that a label lacks",
    (file) => Reflect.deleteProperty(file.labels[1]!.name, "fr"),
    "labels[1].name.fr: The French is missing",
    "Add it",
  ],
  [
    "an empty name",
    (file) => (file.categories[3]!.name["de"] = "  "),
    "categories[3].name.de: The German is missing",
    "Add it",
  ],
  [
    "a language too many",
    (file) => (file.tagline["it"] = "Qui."),
    "tagline.it: This market does not speak Italian",
    "add",
  ],
  [
    "a category without its drawing",
    (file) => (file.categories[5]!.print = "unicorn"),
    'categories[5].print: There is no illustration "unicorn"',
    "press.svg",
  ],
  [
    "a paper that there is not",
    (file) => ((file.categories[0] as Record<string, unknown>)["paper"] = "blue"),
    "categories[0].paper: It must be one of: straw",
    "straw",
  ],
  [
    "a category twice",
    (file) => file.categories.push(file.categories[0]!),
    "categories: Two categories have the same path",
    "own",
  ],
  [
    "a category in the air",
    (file) => (file.categories = file.categories.filter(({ path }) => path !== "craft")),
    "craft/ceramic hangs in the air",
    "Add craft",
  ],
  [
    "a branch that there is not",
    (file) => (file.categories[0]!.includes = ["food/roots"]),
    "categories[0].includes: There is no category food/roots",
    "add",
  ],
  [
    "no tile",
    (file) => file.categories.forEach((category) => Reflect.deleteProperty(category, "tile")),
    "categories: No category has a tile",
    "tile: true",
  ],
  [
    "something edible that there is not",
    (file) => file.edible.push("snacks"),
    "edible: There is no category snacks",
    "add",
  ],
  [
    "a usual tax of nothing",
    (file) => file.usualVat.push({ branch: "snacks", rate: "standard" }),
    "branch: There is no category snacks",
    "add",
  ],
  [
    "a usual tax that there is not",
    (file) => (file.usualVat[0]!.rate = "tiny"),
    'usualVat[0].rate: There is no rate "tiny"',
    "id of one of those in vat",
  ],
  [
    "a usual tax of another form",
    (file) => (file.usualVat[0]!.rate = "T I N Y"),
    "usualVat[0].rate",
    'rate: "reduced"',
  ],
  ["tax as a share", (file) => (file.vat[0]!.permille = 0.19), "vat[0].permille", "thousandths"],
  [
    "tax only from next year",
    (file) => (file.vat[0]!.from = "2027-01-01"),
    'vat[0].from: No rate "standard" is valid today',
    "in force now",
  ],
  ["a day that there is not", (file) => (file.vat[0]!.from = "2026-02-30"), "vat[0].from", "YYYY-MM-DD"],
  [
    "two rates from one day",
    (file) => file.vat.push({ ...file.vat[1]!, permille: 50 }),
    'vat[3]: "reduced" has two rates',
    "Take one",
  ],
  [
    "no rate of those who charge none",
    (file) => (file.vat = file.vat.filter(({ id }) => id !== "none")),
    'vat: There is no rate "none"',
    "Add one of 0",
  ],
  [
    "a usual rate without its last digit",
    (file) => (file.vat[0]!.permille = 19),
    'vat[0].permille: The usual rate is 1.9 %, less than "reduced" with 7 %',
    "22 % is 220",
  ],
  [
    "a reduced rate that is the usual one",
    (file) => (file.vat[1]!.permille = 190),
    'vat[1].permille: "reduced" is 19 %, and so is the usual rate',
    "thousandths",
  ],
  ["a rate of none that is not", (file) => (file.vat[2]!.permille = 10), 'vat: The rate "none" is not 0', "Make it 0"],
  [
    "a postcode twice",
    (file) => file.postcodes.push(file.postcodes[4]!),
    "postcodes[22]: 79106 Stühlinger is here twice: also at postcodes[4]",
    "Take one",
  ],
  [
    "a name where the postcode stands",
    (file) => Object.assign(file.postcodes[2]!, { postcode: "BORGO", name: "99002" }),
    'postcodes[2]: "BORGO" has no digit: it is no postcode',
    "the wrong way round",
  ],
  [
    "a place the wrong way round",
    (file) => Object.assign(file.postcodes[2]!, { lat: 7.8575, lon: 47.9855 }),
    "postcodes[2]: 79102 Wiehre is",
    "wrong way round",
  ],
  [
    "a postcode that is a number",
    (file) => Object.assign(file.postcodes[0]!, { postcode: 79098 }),
    "postcodes[0].postcode: This must be a text",
    "quotation marks",
  ],
  ["no postcode", (file) => (file.postcodes = []), "postcodes: It has fewer than 1 entries", ""],
  ["a latitude beyond the pole", (file) => (file.centre.lat = 148), "centre.lat", "-90 to 90"],
  [
    "a glyph that there is not",
    (file) => (file.labels[0]!.glyph = "dragon"),
    'labels[0].glyph: There is no icon "dragon"',
    "icon-names.ts",
  ],
  ["a label twice", (file) => file.labels.push(file.labels[0]!), 'labels[6]: "von-hier" is here twice', "own"],
  [
    "a container twice",
    (file) => file.containers.push(file.containers[0]!),
    'containers[5]: "bottle-50cl" is here twice',
    "own",
  ],
  ["a deposit in euros", (file) => (file.containers[0]!.amountMinor = 0.15), "containers[0].amountMinor", "hundredths"],
  ["words of a language without a list", (file) => (file.words = "nl"), "words: There is no list of 256 words", "de"],
  [
    "a local currency that is the legal one",
    (file) =>
      (file.localCurrency = { code: "EUR", name: { de: "Taler", en: "thaler", fr: "thaler" }, perLegalUnit: 1 }),
    "localCurrency.code",
    "own",
  ],
  ["quiet at no time", (file) => (file.policies.quietFrom = "9 pm"), "policies.quietFrom", '"21:00"'],
  [
    "a year to dispute",
    (file) => (file.policies.disputeDays = 400),
    "policies.disputeDays: It must be at most 365",
    "1 to 365",
  ],
  [
    "more witnesses demanded than asked",
    (file) => (file.witnesses = { asked: [], watched: [], quorum: 1 }),
    "witnesses",
    "the quorum no more than are asked",
  ],
  [
    "a witness's key with a letter wrong",
    (file) =>
      (file.witnesses = { asked: [], watched: [logKey.replace("example.com/foo", "example.com/fou")], quorum: 0 }),
    "witnesses.watched[0]: This is not a verifier key",
    "Copy it once more",
  ],
  [
    "a log's key where a witness's belongs",
    (file) => (file.witnesses = { asked: [{ url: "https://w.example/witness", key: logKey }], watched: [], quorum: 0 }),
    "witnesses.asked[0].key: This is not the key of a witness",
    "the witness itself",
  ],
  [
    "a witness that is asked without TLS",
    (file) => (file.witnesses = { asked: [{ url: "http://w.example/witness", key: logKey }], watched: [], quorum: 0 }),
    "witnesses.asked[0].url: Without https",
    "https://",
  ],
  [
    "a log that is watched twice",
    (file) => (file.witnesses = { asked: [], watched: [logKey, logKey], quorum: 0 }),
    "witnesses.watched[1]: A log of this name",
    "Take one of them out",
  ],
  ["three boards", (file) => (file.replyBuckets = 3), "replyBuckets", "power of two"],
  ["a calling code without plus", (file) => (file.phone.callingCode = "49"), "phone.callingCode", "plus"],
  ["a number that is none", (file) => (file.phone.example = "call us"), "phone.example", 'begins with "0"'],
  [
    "a way into the search that there is not",
    (file) => (file.quick[0] = "cheap" as never),
    "quick[0]: It must be one of: delivered",
    "quickSearches",
  ],
  ["a mark that is no drawing", (file) => (file.mark[0]!.path = 'M0 0"/><script>'), "mark[0].path", "paths of SVG"],
  ["an age that is none of two", (file) => (file.ages[0]!.from = 21 as never), "ages[0].from", "16 or 18"],
  [
    "the name of another folder",
    (file) => (file.id = "konstanz"),
    "id: The id is konstanz, the folder is freiburg",
    "the same",
  ],
];

/** The same file in one language only, named by another code. */
function only(code: string, file: Loose): Loose {
  const text = JSON.stringify(file, (_key, value: unknown) => {
    const texts = value as Record<string, string> | null;
    return typeof texts === "object" && texts !== null && typeof texts["de"] === "string"
      ? { [code]: texts["de"] }
      : value;
  });
  return { ...(JSON.parse(text) as Loose), languages: [code] };
}

describe("a mistake is explained: where it is, what it is, how it is mended", () => {
  test.each(mistakes)("%s", (_name, spoil, at, mend) => {
    const found = spoiled(spoil);
    const line = found.find((each) => each.includes(at));
    expect(line, found.join("\n")).toBeDefined();
    expect(line?.split(" → ")[1]).toContain(mend);
  });

  test("many at once are all told, and a file of nothing is one too", () => {
    const found = spoiled((file) => {
      file.currency = "QQQ";
      file.timeZone = "Mars/Olympus";
      file.words = "nl";
    });
    expect(found).toHaveLength(3);
    for (const nothing of [undefined, null, "instance", 3, []]) {
      expect(fileFindings(nothing, "freiburg", known, today).length).toBeGreaterThan(0);
    }
  });

  test("what is written there is not taken for markup or orders of the terminal", () => {
    const found = spoiled((file) => (file.name = "\u{1b}[2Jgone"));
    expect(found.join()).not.toContain("\u{1b}");
  });

  test("a folder that is not there, or a name that leads elsewhere, is said to be none", async () => {
    for (const name of ["atlantis", "../geneva", "", "tree"]) {
      const found = await folderFindings(`${root}/instances`, name, known, today);
      expect(findingsText(found)).toContain("There is no instance.ts here.");
    }
  });
});

test("the shapes of a map are checked where there are some", () => {
  const line = {
    type: "LineString",
    coordinates: [
      [7.8, 47.9],
      [7.9, 48],
    ],
  };
  const map = (feature: object) =>
    findingsText(mapFindings(JSON.stringify({ type: "FeatureCollection", attribution: "©", features: [feature] })));
  expect(map({ properties: { kind: "river" }, geometry: line })).toBe("");
  expect(map({ properties: { kind: "motorway" }, geometry: line })).toContain("map.json, features[0].properties.kind");
  expect(
    map({
      properties: { kind: "river" },
      geometry: {
        ...line,
        coordinates: [
          [7.8, 147],
          [7, 48],
        ],
      },
    }),
  ).toContain("map.json, features[0].geometry");
  expect(findingsText(mapFindings("{"))).toContain("This is not JSON.");
  expect(findingsText(mapFindings("{}"))).toContain("GeoJSON");
});
