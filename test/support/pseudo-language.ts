import { readFileSync } from "node:fs";
import type { BrowserContext } from "playwright";

// A language that nobody speaks, made from the French of the screens: every letter accented, everything longer, and a
// bracket at each end. What it does not fit into, German will not fit into either; what is cut shows no bracket; and what
// stands on a screen without brackets was never a message. No instance has it: a browser is given it in place of German,
// as it loads the words (`speakPseudo`). `pseudo-localization` and `pseudolocale` do what `pseudo` does, but need a newer
// Node than this repository does.

/** How much longer than the French a message is at least: Italian and German add as much to short ones. */
const longer = 1.4;

/** A message as `@lit/localize` reads it: text, or texts with the number of the value between each two. */
type PseudoMessage =
  | string
  | { readonly strTag: true; readonly strings: readonly string[]; readonly values: readonly number[] };

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (xml: string): string =>
  xml.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");

/** A French text as it stands within a message: readable still, and no vowel of it left as it was. */
export function pseudo(french: string): string {
  return french
    .normalize("NFD")
    .replaceAll(/([aeiouy])\p{M}*/giu, "$1\u0308")
    .normalize("NFC");
}

/** One French message, its texts between the values that are filled in. */
function pseudoMessage(texts: readonly string[]): PseudoMessage {
  const said = texts.map(pseudo);
  const missing = Math.ceil(texts.join("").length * longer) - said.join("").length;
  // As words, so that it breaks where sentences do.
  const rest = missing <= 0 ? "" : " lorem ipsum dolor sit amet".repeat(1 + missing / 27).slice(0, missing);
  const strings = said.map((text, at) => (at === 0 ? "⟦" : "") + text + (at === said.length - 1 ? `${rest}⟧` : ""));
  const [only = ""] = strings;
  return strings.length === 1 ? only : { strTag: true, strings, values: strings.slice(1).map((_, at) => at) };
}

/** Every message of the screens by its id. */
export function pseudoMessages(xliff: string): Readonly<Record<string, PseudoMessage>> {
  const units = xliff.matchAll(/<trans-unit id="([^"]+)">\s*<source>([\s\S]*?)<\/source>/g);
  return Object.fromEntries(
    [...units].map(([, id = "", source = ""]) => [id, pseudoMessage(source.split(/<x [^>]*\/>/).map(unescaped))]),
  );
}

/**
 * Has the pages of a browser speak the pseudo-language where they would speak German. The context must be one without
 * service workers, which would answer before the test does, and its people read German.
 */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  const xliff = readFileSync(new URL("../../client/locales/de.xlf", import.meta.url), "utf8");
  const body = `export const templates = ${JSON.stringify(pseudoMessages(xliff))};`;
  await context.route(/\/assets\/de-[\w-]+\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body }));
}
