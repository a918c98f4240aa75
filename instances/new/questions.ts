import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { instanceNameForm } from "../folders.ts";
import { topBranches } from "../tree/taken-categories.ts";
import type { Answers } from "./answers.ts";
import type { Asker, Read } from "./asking.ts";
import { countryFacts } from "./country-facts.ts";
import { listOfPlaces, placesFromLines, type PostcodeList, postcodesFromCsv } from "./postcode-list.ts";
import { knownLanguages, wordsOf } from "./starting-words.ts";

const csvBytesMax = 5_000_000;

const matching =
  (form: RegExp, problem: string) =>
  (answer: string): Read<string> =>
    form.test(answer) ? { value: answer } : { problem };

const numberBetween =
  (least: number, most: number, problem: string) =>
  (answer: string): Read<number> => {
    const value = Number(answer.replace(",", ".").replace("%", "").trim());
    return answer.trim() !== "" && value >= least && value <= most ? { value } : { problem };
  };

const wholeBetween =
  (least: number, most: number) =>
  (answer: string): Read<number> => {
    const read = numberBetween(least, most, `A whole number from ${least} to ${most}.`)(answer);
    return "value" in read && !Number.isInteger(read.value) ? { problem: "A whole number." } : read;
  };

function listOf(known: readonly string[], least: number, what: string): (answer: string) => Read<string[]> {
  return (answer) => {
    const chosen = [...new Set(answer.split(/[\s,]+/).filter(Boolean))];
    const unknown = chosen.filter((one) => !known.includes(one));
    if (unknown.length > 0)
      return { problem: `There is no ${what} ${unknown.join(", ")}. Choose from: ${known.join(", ")}.` };
    return chosen.length >= least ? { value: chosen } : { problem: `At least ${least}, from: ${known.join(", ")}.` };
  };
}

function yes(answer: string): Read<boolean> {
  if (/^(y|yes|j|ja|o|oui|s|sì|si)$/i.test(answer)) return { value: true };
  return /^(n|no|nein|non)$/i.test(answer) ? { value: false } : { problem: "yes or no." };
}

function newName(parent: string): (answer: string) => Read<string> {
  return (answer) => {
    if (!instanceNameForm.test(answer))
      return { problem: "Small letters, digits and hyphens, a letter first, 2 to 31 in all." };
    return existsSync(join(parent, answer))
      ? { problem: "There is a folder of this name already." }
      : { value: answer };
  };
}

function currency(answer: string): Read<string> {
  const code = answer.toUpperCase();
  if (!Intl.supportedValuesOf("currency").includes(code))
    return { problem: 'Three letters of ISO 4217, such as "EUR".' };
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: code,
  }).resolvedOptions();
  return maximumFractionDigits === 2 ? { value: code } : { problem: "One that is counted in hundredths." };
}

function timeZone(answer: string): Read<string> {
  const known = answer.includes("/") && Intl.supportedValuesOf("timeZone").includes(answer);
  return known ? { value: answer } : { problem: 'A continent and a city, such as "Europe/Berlin".' };
}

function csvFile(path: string): PostcodeList {
  if (!existsSync(path) || !statSync(path).isFile()) return { kind: "problems", problems: ["There is no such file."] };
  if (statSync(path).size > csvBytesMax) return { kind: "problems", problems: ["It is larger than 5 MB."] };
  return postcodesFromCsv(readFileSync(path, "utf8"));
}

/** Places that are typed: those that are right are kept, and only the others asked for again. */
async function typedPostcodes(asker: Asker): Promise<PostcodeList> {
  const kept: Answers["postcodes"][number][] = [];
  let question = "Each place on a line: postcode, name, latitude, longitude. An empty line ends.";
  for (;;) {
    const { places, problems } = placesFromLines(await asker.lines(question));
    kept.push(...places);
    if (problems.length === 0) return listOfPlaces(kept);
    asker.say(`  ${problems.join("\n  ")}\n`);
    if (kept.length === 0) return { kind: "problems", problems: ["No place could be read."] };
    question = `${kept.length} ${kept.length === 1 ? "place is" : "places are"} kept. Those again that are named above, or an empty line without them:`;
  }
}

async function askPostcodes(asker: Asker): Promise<Answers["postcodes"]> {
  for (;;) {
    const path = await asker.ask(
      "A CSV file with the postcodes (postcode, name, lat, lon); empty to type them:",
      (answer) => ({ value: answer }),
      "",
    );
    const list = path === "" ? await typedPostcodes(asker) : csvFile(path);
    if (list.kind === "postcodes") return list.postcodes;
    asker.say(`  ${list.problems.join("\n  ")}\n`);
  }
}

/**
 * Asks all that a new instance needs, with suggestions where its country is known. `today` is YYYY-MM-DD.
 * @param parent the folder of instances; @param looks the instances whose look can be taken
 */
export async function askForAnswers(
  asker: Asker,
  parent: string,
  looks: readonly string[],
  today: string,
): Promise<Answers> {
  const text = (most: number) =>
    matching(new RegExp(`^[^\\p{Cc}]{1,${most}}$`, "u"), `One line of at most ${most} letters.`);
  const id = await asker.ask("A name for its folder:", newName(parent));
  const name = await asker.ask("What is the market called?", text(60));
  const country = (
    await asker.ask("Its country, two letters (ISO 3166):", matching(/^[a-z]{2}$/i, 'Two letters, such as "DE".'))
  ).toUpperCase();
  const facts = countryFacts[country];
  const languages = await asker.ask(
    `Its languages, the first is the default (${knownLanguages.join(", ")}):`,
    listOf(knownLanguages, 1, "language"),
    facts?.languages.join(" "),
  );
  const [first = ""] = languages;
  if (wordsOf(first) !== first) {
    asker.say(
      `  There is no list of 256 words in this language yet: the words that name orders, codes and keys are English\n  ("words" in instance.ts). A list is written in client/core/words, or another language's is named.\n`,
    );
  }
  const callingCode = await asker.ask(
    "Calling code of its telephone numbers:",
    matching(/^\+[1-9]\d{0,3}$/, 'Such as "+49".'),
    facts?.callingCode,
  );
  const trunk = await asker.ask(
    "What is dialled before a number at home (0, or - for nothing)?",
    matching(/^(\d{1,2}|-?)$/, "One or two digits, or -."),
    facts === undefined ? "0" : facts.trunk || "-",
  );
  const [standard, reduced] = facts?.vat ?? [];
  const percent = numberBetween(0, 50, "A number of percent, such as 19 or 8.1.");
  return {
    id,
    name,
    country,
    languages,
    callingCode,
    trunk: trunk === "-" ? "" : trunk,
    currency: await asker.ask("Its currency (ISO 4217):", currency, facts?.currency),
    timeZone: await asker.ask("Its time zone:", timeZone, facts?.timeZone),
    phoneExample: await asker.ask(
      "A telephone number as one writes it at home, as an example:",
      text(30),
      trunk === "-" ? "12 345 67 89" : `${trunk}12 345 67 89`,
    ),
    standardPermille: Math.round(
      10 *
        (await asker.ask(
          "VAT, the usual rate in percent:",
          percent,
          standard === undefined ? undefined : String(standard),
        )),
    ),
    reducedPermille: reducedOf(
      await asker.ask(
        "VAT, the reduced rate in percent (0 where there is none):",
        percent,
        reduced === undefined ? undefined : String(reduced),
      ),
    ),
    retentionYears: await asker.ask(
      "Years that sellers keep bills by law:",
      wholeBetween(0, 30),
      facts === undefined ? undefined : String(facts.retentionYears),
    ),
    withdrawalDays: await asker.ask(
      "Days in which buyers at a distance may take things back by law (0 for none):",
      wholeBetween(0, 60),
      facts === undefined ? undefined : String(facts.withdrawalDays),
    ),
    postcodes: await askPostcodes(asker),
    branches: await asker.ask(`Branches of the market:`, listOf(topBranches, 1, "branch"), topBranches.join(" ")),
    look: await asker.ask(
      "Whose look does it begin with?",
      (answer) => (looks.includes(answer) ? { value: answer } : { problem: `One of: ${looks.join(", ")}.` }),
      looks[0],
    ),
    withExamples: await asker.ask("A few stalls that are marked as examples?", yes, "no"),
    today,
  };
}

function reducedOf(percent: number): number | null {
  return percent === 0 ? null : Math.round(percent * 10);
}
