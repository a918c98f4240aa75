interface WithStrings {
  readonly strings: TemplateStringsArray;
}

const hasStrings = (text: unknown): text is WithStrings =>
  typeof text === "object" && text !== null && "strings" in text;

/** A text as German is written in Switzerland and Liechtenstein: "Strasse". No other language has the letter. */
export const withoutSharpS = (text: string): string => text.replaceAll("ß", "ss");

/** The texts of a language file, spelled so: those that are sentences and those that values are put into. */
export function inSwissSpelling<T>(templates: Readonly<Record<string, T>>): Record<string, T> {
  const spelled = (text: T): T => {
    if (typeof text === "string") return withoutSharpS(text) as T;
    if (!hasStrings(text)) return text;
    const written = text.strings.map(withoutSharpS);
    return { ...text, strings: Object.assign(written, { raw: written }) };
  };
  return Object.fromEntries(Object.entries(templates).map(([id, text]) => [id, spelled(text)]));
}

/** Whether a country's German has no "ß". */
export const writesSwissGerman = (country: string): boolean => country === "CH" || country === "LI";
