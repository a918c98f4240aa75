interface WithStrings {
  readonly strings: TemplateStringsArray;
}

const hasStrings = (text: unknown): text is WithStrings =>
  typeof text === "object" && text !== null && "strings" in text;

const swiss: Readonly<Record<string, string>> = { ß: "ss", "„": "«", "“": "»" };

/** A text as German is written in Switzerland and Liechtenstein: "Strasse", «Wort». */
const asInSwitzerland = (text: string): string => text.replaceAll(/[ß„“]/g, (sign) => swiss[sign]!);

/** The texts of a language file, spelled so: those that are sentences and those that values are put into. */
export function inSwissSpelling<T>(templates: Readonly<Record<string, T>>): Record<string, T> {
  const spelled = (text: T): T => {
    if (typeof text === "string") return asInSwitzerland(text) as T;
    if (!hasStrings(text)) return text;
    const written = text.strings.map(asInSwitzerland);
    return { ...text, strings: Object.assign(written, { raw: written }) };
  };
  return Object.fromEntries(Object.entries(templates).map(([id, text]) => [id, spelled(text)]));
}

/** Whether a language is written so in a country: German is. */
export const isSwissGerman = (locale: string, country: string): boolean =>
  locale === "de" && (country === "CH" || country === "LI");
