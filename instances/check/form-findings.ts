import type { z } from "zod";
import { instanceFile } from "../../crypto/protocol/instance-file.ts";
import { type Finding, pathText } from "./finding.ts";

type Issue = z.core.$ZodIssue;

/** What a field wants, by the end of its path: the sentence that mends most mistakes in it. */
const wishes: readonly (readonly [RegExp, string])[] = [
  [/^id$/, "Write the folder's own name: lower case letters, digits and hyphens, a letter first."],
  [/^sign/, 'Write the name on two lines of at most 30 letters each: ["Marché", "de Genève"].'],
  [/^mark/, "Write paths of SVG in a box of 40 × 36, or take `awning` of instances/marks.ts."],
  [/^country$/, 'Write the two capital letters of ISO 3166, such as "DE".'],
  [/^languages/, 'Write two small letters for each language, such as ["de", "en"]: eight at most, the default first.'],
  [/currency$|localCurrency\.code$/i, 'Write the three capital letters of ISO 4217, such as "EUR".'],
  [/priceMark$/, 'Write "." or ",", or leave it out.'],
  [/^phone\.callingCode$/, 'Write a plus and the digits of the country, such as "+49".'],
  [/^phone/, 'Write { callingCode: "+49", trunk: "0", example: "0761 555 01 23" }.'],
  [/^quick/, "Choose at most six of the names that quickSearches in crypto/protocol/instance-file.ts lists."],
  [/postcode$/, "Write 3 to 10 capital letters, digits, spaces or hyphens, in quotation marks."],
  [/(^|\.)(lat|lon)$/, "Write degrees as a number: latitude -90 to 90, longitude -180 to 180."],
  [/permille$/, "Write the rate in thousandths as a whole number: 19 % is 190, 8.1 % is 81."],
  [/from$/, 'Write the day from which it is valid as "YYYY-MM-DD"; of an age, 16 or 18.'],
  [
    /path$|branch$|edible|includes/,
    'Write small letters and hyphens with "/" between levels, at most five: "food/bread".',
  ],
  [/^usualVat/, 'Write { branch: "food", rate: "reduced" }: a category and the id of a rate in vat.'],
  [/paper$/, "Choose straw, oat, clay, rose, plum, lake, mint or moss."],
  [/print$|glyph$/, "Write the name of a drawing: small letters and hyphens."],
  [/amountMinor$/, "Write hundredths as a whole number: 25 cents are 25, two francs are 200."],
  [/quietFrom$/, 'Write a time of day as "HH:MM", such as "21:00".'],
  [/disputeDays$/, "Write whole days, 1 to 365."],
  [/retentionYears$/, "Write whole years, 0 to 30."],
  [/withdrawalDays$/, "Write whole days, 0 to 60; 0 where no law lets buyers at a distance take things back."],
  [/^witnesses\.asked\[\d+\]\.url$/, 'Write the address before "/add-checkpoint": "https://market.example/witness".'],
  [/^witnesses.*(key|\])$/, 'Write the verifier key as GET /witness or the witness says it: "name+c74f20a3+AW…".'],
  [/^witnesses/, "Write { asked: [], watched: [], quorum: 0 }, the quorum no more than are asked, or leave it out."],
  [/replyBuckets$/, "Write a power of two from 1 to 65536; a new market begins with 1."],
  [/^words$/, "Write the language of a list in client/core/words, in two small letters."],
];

function wish(path: string): string {
  return (
    wishes.find(([where]) => where.test(path))?.[1] ?? "Compare with the same place in instances/geneva/instance.ts."
  );
}

function lengthText(issue: Issue & { readonly origin?: string }, bound: number | bigint, most: boolean): string {
  const what = issue.origin === "string" ? "letters" : issue.origin === "array" ? "entries" : "";
  return what === ""
    ? `It must be ${most ? "at most" : "at least"} ${bound}.`
    : `It has ${most ? "more" : "fewer"} than ${bound} ${what}.`;
}

/** What an issue of a form is, in a sentence. */
export function problemOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "This is missing." : `This must be ${articled(issue.expected)}.`;
    case "unrecognized_keys":
      return `There is no such setting: ${issue.keys.join(", ")}. Perhaps it is misspelt.`;
    case "too_big":
      return lengthText(issue, issue.maximum, true);
    case "too_small":
      return lengthText(issue, issue.minimum, false);
    case "invalid_value":
      return `It must be one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_key":
      return "A text is keyed by something that is not a language of two small letters.";
    default:
      return "It does not have the form that it must have.";
  }
}

function articled(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text in quotation marks",
    number: "a number without quotation marks",
    int: "a whole number",
    boolean: "true or false",
    array: "a list in square brackets",
    object: "a group of settings in braces",
    record: "a text in each language, { de: …, en: … }",
  };
  return words[expected] ?? expected;
}

/** What of an instance's file does not have the form that {@link instanceFile} asks for. */
export function formFindings(file: unknown): Finding[] {
  const parsed = instanceFile.safeParse(file, { reportInput: true });
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const at = pathText(issue.path);
    const isCategories = issue.code === "custom" && at === "categories";
    return {
      at: at === "" ? "instance.ts" : at,
      problem: isCategories ? "Two categories have the same path." : problemOf(issue),
      mend: isCategories
        ? "Give each category a path of its own."
        : issue.code === "unrecognized_keys"
          ? "Take it out, or write it as instances/geneva/instance.ts does."
          : wish(at),
    };
  });
}
