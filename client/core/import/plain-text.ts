const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  acirc: "â",
  ccedil: "ç",
  ocirc: "ô",
  ouml: "ö",
  uuml: "ü",
  auml: "ä",
  icirc: "î",
  iuml: "ï",
  ugrave: "ù",
  ucirc: "û",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  deg: "°",
  euro: "€",
};

function entity(whole: string, name: string): string {
  if (!name.startsWith("#")) return named[name.toLowerCase()] ?? whole;
  const hex = name[1] === "x" || name[1] === "X";
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : " ";
}

/**
 * The text of a piece of HTML or of plain text: tags gone, what scripts and styles hold gone with them, paragraphs as
 * lines, no control characters. Nothing of data is ever shown as HTML; this only makes it readable.
 */
export function plainText(text: string): string {
  return text
    .replace(/<(script|style|head|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<!--[\s\S]*?(-->|$)/g, " ")
    .replace(/<(br|\/p|\/div|\/li|\/h[1-6]|\/tr)\b[^>]*>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, entity)
    .replaceAll("\\n", "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, (mark) => (mark === "\n" || mark === "\u00ad" || mark === "\u200d" ? mark : ""))
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The same in one line, cut at `lengthMax`; `undefined` when nothing is left. */
export function plainLine(text: string | undefined, lengthMax: number): string | undefined {
  const line = plainText(text ?? "").replace(/\s*\n\s*/g, " ");
  return line === "" ? undefined : cut(line, lengthMax);
}

/** Whether a line is longer than `lengthMax`, so that {@link plainLine} cuts it. */
export function isLineCut(text: string | undefined, lengthMax: number): boolean {
  return (text?.length ?? 0) > lengthMax && (plainLine(text, Number.POSITIVE_INFINITY)?.length ?? 0) > lengthMax;
}

/** Several lines, cut at `lengthMax`; `undefined` when nothing is left. */
export function plainProse(text: string | undefined, lengthMax: number): string | undefined {
  const prose = plainText(text ?? "");
  return prose === "" ? undefined : cut(prose, lengthMax);
}

function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 1).trimEnd()}…`;
}
