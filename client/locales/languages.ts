/** Language in which screens are written, and those that they are translated into: one file `<language>.xlf` each. */
export const sourceLocale = "fr";
export const targetLocales = ["en"] as const;
export const allLocales = ["fr", "en"] as const;

export type Locale = (typeof allLocales)[number];

/** What each language calls itself. */
export const languageNames: Readonly<Record<Locale, string>> = { fr: "Français", en: "English" };
