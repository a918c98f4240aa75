import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";

/** Snowball leaves "choux" and "jeux" as they are. */
const frenchPlural = /(?<=[eo]u)x$/;

const stemmers: Readonly<Record<string, (word: string) => string>> = {
  fr: (word) => french(word).replace(frenchPlural, ""),
  de: german,
  it: italian,
  en: english,
};

/** Languages whose endings are known: ISO 639-1. */
export const stemmedLanguages: readonly string[] = Object.keys(stemmers);

/**
 * A word without its ending, by the rules of its language (Snowball): "fromages" and "fromage" are one. Named with the
 * language, since the same letters may be the stem of another word elsewhere. `null` where the rules are not known.
 * @param word folded, as terms.ts gives it: with accents taken off on both sides, both sides meet
 */
export function stemOf(word: string, language: string): string | null {
  const stemmer = stemmers[language];
  return stemmer === undefined ? null : `${language} ${stemmer(word)}`;
}
