import type { InstanceFile } from "../crypto/protocol/exports.ts";
import type { Tone } from "./check/theme-file.ts";

/** Tokens that fill the parts of a mark, as `client/shell/shell.css` has them. */
const inks = { a: "--sp-press-rust", b: "--sp-press-straw", c: "--sp-press-cream", k: "--sp-text" } as const;

/** The mark as an icon: on the ground of the page by day, 40 × 40. */
export function signIcon(instance: InstanceFile, theme: ReadonlyMap<string, Tone>): string {
  const colour = (token: string): string => theme.get(token)?.day ?? "#000000";
  const parts = instance.mark.map(({ ink, path }) =>
    ink === "k"
      ? `<path fill="none" stroke="${colour(inks.k)}" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" d="${path}"/>`
      : `<path fill="${colour(inks[ink])}" d="${path}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="8" fill="${colour("--sp-surface")}"/><g transform="translate(4 5.5) scale(.8)">${parts.join("")}</g></svg>\n`;
}
