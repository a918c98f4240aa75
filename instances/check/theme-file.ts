/** A colour by day and in the evening, each "#rrggbb". */
export interface Tone {
  readonly day: string;
  readonly evening: string;
}

/** A theme file, read: every token as it is written, and those that are colours. */
export interface Theme {
  readonly tokens: ReadonlyMap<string, string>;
  readonly colours: ReadonlyMap<string, Tone>;
}

const colourForm = /^(#[0-9a-f]{6})$/i;
const pairForm = /^light-dark\(\s*(#[0-9a-f]{6})\s*,\s*(#[0-9a-f]{6})\s*\)$/i;

function toneOf(value: string): Tone | null {
  const [, one] = colourForm.exec(value) ?? [];
  if (one !== undefined) return { day: one, evening: one };
  const [, day, evening] = pairForm.exec(value) ?? [];
  return day !== undefined && evening !== undefined ? { day, evening } : null;
}

/** Reads the tokens of a `theme.css`: custom properties only, comments left out, the last of a name counts. */
export function readTheme(css: string): Theme {
  const tokens = new Map<string, string>();
  const colours = new Map<string, Tone>();
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  for (const [, name = "", written = ""] of plain.matchAll(/(--[\w-]+)\s*:\s*([^;{}]+);/g)) {
    const value = written.trim();
    tokens.set(name, value);
    const tone = toneOf(value);
    if (tone === null) colours.delete(name);
    else colours.set(name, tone);
  }
  return { tokens, colours };
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours "#rrggbb", 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
