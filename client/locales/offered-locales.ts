import { allLocales, type Locale } from "./languages.ts";

/**
 * Languages of the screens that a city offers, the default first: its own, in its order, of those that screens are
 * written in. Where there is none of its own, all that there are.
 */
export function offeredLocales(languages: readonly string[]): readonly Locale[] {
  const own = languages.filter((language): language is Locale => allLocales.some((locale) => locale === language));
  return own.length > 0 ? own : allLocales;
}
