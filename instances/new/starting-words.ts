type Texts = Readonly<Record<string, string>>;

/** Words that a new instance begins with, in the languages of the shared tree. Its keeper changes what is not said so. */
export const startingWords = {
  tagline: {
    de: "Was hier wächst und gemacht wird.",
    en: "What is made around here.",
    fr: "Ce qui se fait par ici.",
    it: "Quello che si fa da queste parti.",
  },
  officeName: { de: "Marktbüro", en: "Market office", fr: "Bureau du marché", it: "Ufficio del mercato" },
  officeTrade: {
    de: "Büro des Marktes",
    en: "office of the market",
    fr: "bureau du marché",
    it: "ufficio del mercato",
  },
  search: {
    de: "Brot, Fahrrad reparieren, Geschenk…",
    en: "Bread, a bike to mend, a present…",
    fr: "Pain, vélo à réparer, cadeau…",
    it: "Pane, una bici da riparare, un regalo…",
  },
  trade: {
    de: "Bäckerei am Markt",
    en: "bakery by the market",
    fr: "boulangerie du marché",
    it: "panificio al mercato",
  },
  courier: { de: "Radkurier", en: "bike courier", fr: "coursier à vélo", it: "corriere in bici" },
  standard: { de: "Regelsatz", en: "Standard rate", fr: "Taux normal", it: "Aliquota normale" },
  reduced: { de: "Ermäßigter Satz", en: "Reduced rate", fr: "Taux réduit", it: "Aliquota ridotta" },
  none: { de: "Ohne Umsatzsteuer", en: "No VAT", fr: "Sans TVA", it: "Senza IVA" },
  sixteen: { de: "Bier, Wein", en: "beer, wine", fr: "bière, vin", it: "birra, vino" },
  eighteen: { de: "Spirituosen, Tabak", en: "spirits, tobacco", fr: "spiritueux, tabac", it: "superalcolici, tabacco" },
  bottle: { de: "Flasche 1 l", en: "1 l bottle", fr: "Bouteille 1 l", it: "Bottiglia da 1 l" },
  crate: { de: "Kiste", en: "Crate", fr: "Cagette", it: "Cassetta" },
  example: { de: "Beispiel", en: "Example", fr: "Exemple", it: "Esempio" },
} as const satisfies Readonly<Record<string, Texts>>;

/** Languages that these words and the shared tree are in. */
export const knownLanguages: readonly string[] = ["de", "en", "fr", "it"];

/** One of the words in some languages. */
export function inLanguages(name: keyof typeof startingWords, languages: readonly string[]): Record<string, string> {
  const texts: Texts = startingWords[name];
  return Object.fromEntries(languages.flatMap((language) => (texts[language] ? [[language, texts[language]]] : [])));
}

/** The language of the list of 256 words that a new instance begins with: its first one's where there is a list, or English. */
export const wordsOf = (language: string): string => (["de", "fr"].includes(language) ? language : "en");
