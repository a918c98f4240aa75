import { instance } from "../instance.ts";
import type { Locale } from "../locales/languages.ts";
import { inSwissSpelling, isSwissGerman } from "../locales/swiss-spelling.ts";
import { unbroken } from "../locales/unbroken.ts";

// The words of the data map, in the reader's language
//
// The server says in English why it has something, and for how long. Each of its texts has its translation here, known by
// the very text: what another server says in other words is shown in those words, and never as something it did not say.
// They are a part of their own of the script, a language each, which comes with the page that shows them.

/** Translations of texts of the data map; a text that has none is shown as it is, in English. */
export type Reasons = Readonly<Record<string, string>>;

const files: Partial<Record<Locale, () => Promise<{ readonly reasons: Reasons }>>> = {
  fr: () => import("./reasons/fr.ts"),
  de: () => import("./reasons/de.ts"),
  it: () => import("./reasons/it.ts"),
};

/** The translations into a language; none for English, and for a language that has no file. */
export async function reasonsIn(locale: Locale): Promise<Reasons> {
  const reasons = (await files[locale]?.())?.reasons ?? {};
  return isSwissGerman(locale, instance.country) ? inSwissSpelling(reasons) : reasons;
}

/** A text of the data map in words of the page's language; null when there are none for it. */
export function translated(reasons: Reasons, text: string): string | null {
  // Texts come from a server: one may be called "constructor".
  return Object.hasOwn(reasons, text) ? unbroken(reasons[text] ?? "") : null;
}
