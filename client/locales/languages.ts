/** Language in which screens are written, and those that they are translated into: one file `<language>.xlf` each. */
export const sourceLocale = "fr";
export const targetLocales = ["de", "en", "it"] as const;
export const allLocales = ["fr", "de", "it", "en"] as const;

export type Locale = (typeof allLocales)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Locale, string>> = {
  fr: "Français",
  de: "Deutsch",
  it: "Italiano",
  en: "English",
};
