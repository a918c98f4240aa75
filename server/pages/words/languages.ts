import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import { englishWords } from "./en.ts";
import { frenchWords } from "./fr.ts";
import { germanWords } from "./de.ts";
import { italianWords } from "./it.ts";
import type { PageWords } from "./words.ts";

const known: Readonly<Record<string, PageWords>> = {
  fr: frenchWords,
  en: englishWords,
  de: germanWords,
  it: italianWords,
};

/** A language that pages are written in, and its words. */
export interface PageLanguage {
  readonly code: string;
  readonly words: PageWords;
}

/** Languages of an instance that pages have words for, its first one first; English where there is none of them. */
export function pageLanguages(instance: Pick<InstanceFile, "languages">): readonly [PageLanguage, ...PageLanguage[]] {
  const spoken = instance.languages.flatMap((code) => {
    const words = known[code];
    return words === undefined ? [] : [{ code, words }];
  });
  const [first, ...others] = spoken;
  return first === undefined ? [{ code: "en", words: englishWords }] : [first, ...others];
}
