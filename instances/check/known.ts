import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readTheme } from "./theme-file.ts";

/** What the program has, that an instance's file may name. Read from the sources: the check runs before anything is built. */
export interface Known {
  /** Illustrations of the art set. */
  readonly prints: ReadonlySet<string>;
  /** Icons that labels may be stamped with. */
  readonly glyphs: ReadonlySet<string>;
  /** Languages that have a list of 256 words. */
  readonly wordLists: ReadonlySet<string>;
  /** Languages that screens are written in. */
  readonly screens: ReadonlySet<string>;
  /** Tokens that a theme must have. */
  readonly themeTokens: readonly string[];
  /** Whether a file of a package is there: `@fontsource-variable/…`. */
  readonly hasPackageFile: (path: string) => boolean;
}

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (path: string): string => readFileSync(at(path), "utf8");

/** Reads it all. */
export function readKnown(): Known {
  const words = readdirSync(at("client/core/words")).flatMap((name) => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []);
  const translated = readdirSync(at("client/locales")).flatMap((name) => /^([a-z]{2})\.xlf$/.exec(name)?.[1] ?? []);
  const source = /"sourceLocale": "([a-z]{2})"/.exec(text("lit-localize.json"))?.[1] ?? "fr";
  return {
    prints: new Set(
      [...text("client/public/art/press.svg").matchAll(/<symbol id="k-([^"]+)"/g)].map(([, id = ""]) => id),
    ),
    glyphs: new Set([...text("client/design/icon-names.ts").matchAll(/^ {2}"([a-z-]+)",$/gm)].map(([, id = ""]) => id)),
    wordLists: new Set(words),
    screens: new Set([source, ...translated]),
    themeTokens: [...readTheme(text("instances/geneva/theme.css")).tokens.keys()],
    hasPackageFile: (path) => existsSync(at(`node_modules/${path}`)),
  };
}
