import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answers, signOf } from "./answers.ts";
import { exampleMarketSource } from "./example-market.ts";
import { inLanguages, wordsOf } from "./starting-words.ts";

/** A value as it stands in a source file: keys without quotation marks where they need none. The formatter does the rest. */
export function sourceOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, each]) => each !== undefined);
    return `{ ${fields.map(([key, each]) => `${/^[a-z]\w*$/i.test(key) ? key : JSON.stringify(key)}: ${sourceOf(each)}`).join(", ")} }`;
  }
  return JSON.stringify(value);
}

function middle(postcodes: Answers["postcodes"]): { lat: number; lon: number } {
  const mean = (values: readonly number[]): number =>
    Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e4) / 1e4;
  return { lat: mean(postcodes.map(({ lat }) => lat)), lon: mean(postcodes.map(({ lon }) => lon)) };
}

function vatOf({ standardPermille, reducedPermille, languages, today }: Answers) {
  const rate = (id: "standard" | "reduced" | "none", permille: number) => ({
    id,
    name: inLanguages(id, languages),
    permille,
    from: `${today.slice(0, 4)}-01-01`,
  });
  return [
    rate("standard", standardPermille),
    ...(reducedPermille === null ? [] : [rate("reduced", reducedPermille)]),
    rate("none", 0),
  ];
}

/** `instance.ts` of a new instance, unformatted. */
export function instanceSource(answers: Answers): string {
  const { languages } = answers;
  const words = (name: Parameters<typeof inLanguages>[0]) => inLanguages(name, languages);
  const edible = ["food", "drinks"].filter((branch) => answers.branches.includes(branch));
  const fields = {
    id: answers.id,
    name: answers.name,
    sign: signOf(answers.name),
    tagline: words("tagline"),
    country: answers.country,
    timeZone: answers.timeZone,
    languages,
    currency: answers.currency,
    phone: { callingCode: answers.callingCode, trunk: answers.trunk, example: answers.phoneExample },
    office: { name: words("officeName")[languages[0] ?? ""], trade: words("officeTrade") },
    examples: { search: words("search"), trade: words("trade"), courier: words("courier") },
    quick: ["delivered", "near", "season", "services"],
    centre: middle(answers.postcodes),
    vat: vatOf(answers),
    usualVat: answers.reducedPermille === null || !edible.includes("food") ? [] : [{ branch: "food", rate: "reduced" }],
    edible,
    labels: [],
    containers: [
      { id: "bottle-1l", name: words("bottle"), amountMinor: 50 },
      { id: "crate", name: words("crate"), amountMinor: 500 },
    ],
    ages: [
      { from: 16, what: words("sixteen") },
      { from: 18, what: words("eighteen") },
    ],
    policies: {
      quietFrom: "21:00",
      disputeDays: 14,
      retentionYears: answers.retentionYears,
      withdrawalDays: answers.withdrawalDays,
    },
    replyBuckets: 1,
    words: wordsOf(languages[0] ?? ""),
  };
  return `import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { awning } from "../marks.ts";
import { takenCategories } from "../tree/taken-categories.ts";
import { postcodes } from "./postcodes.ts";

/** ${answers.name.replaceAll("*/", "* /")}. Written by \`npm run new-instance\`; \`npm run check-instance -- ${answers.id}\` says what is wrong with it. */
export const instance: InstanceFile = {
${Object.entries(fields)
  .map(([key, value]) => `${key}: ${sourceOf(value)},`)
  .join("\n")}
mark: awning,
postcodes,
categories: takenCategories({ languages: ${sourceOf(languages)}, branches: ${sourceOf(answers.branches)} }),
};
`;
}

function postcodesSource({ postcodes }: Answers): string {
  return `import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** Where this market delivers and is found, with the middle of each place, WGS 84. */
export const postcodes: InstanceFile["postcodes"] = ${sourceOf(postcodes)};
`;
}

/** Writes the folder of a new instance. Throws when it is there already. @param parent the folder of instances */
export function writeInstance(parent: string, answers: Answers): string {
  const folder = join(parent, answers.id);
  mkdirSync(folder);
  writeFileSync(join(folder, "instance.ts"), instanceSource(answers));
  writeFileSync(join(folder, "postcodes.ts"), postcodesSource(answers));
  for (const file of ["theme.css", "typefaces.css"]) cpSync(join(parent, answers.look, file), join(folder, file));
  if (answers.withExamples) {
    mkdirSync(join(folder, "demo"));
    writeFileSync(join(folder, "demo", "market.ts"), exampleMarketSource(answers));
  }
  return folder;
}
