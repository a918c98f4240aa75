import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { ClientFiles } from "../client-files.ts";
import type { PageFiles } from "./page-context.ts";

/** The pages' own style sheet, as the client's build names it (client/pages/pages.css). */
const stylesheetName = /^\/assets\/pages-[\w-]{8,}\.css$/;

/** The picture that stands for a category in link previews: its file below /art/cards, and what is on it. */
export interface Card {
  readonly file: string;
  readonly print: string;
  readonly paper: string;
}

function cardFile(print: string, paper: string): string {
  return `${print}-${paper}.jpg`;
}

/** The cards of an instance: of the widest categories, and of those that have a tile. They lie in client/public/art/cards. */
export function cardNames({ categories }: Pick<InstanceFile, "categories">): readonly Card[] {
  return categories
    .filter(({ path, tile }) => tile === true || !path.includes("/"))
    .map(({ print, paper }) => ({ file: cardFile(print, paper), print, paper }));
}

/** Finds the files that pages use among those of the built client, also of a newer build. */
export function pageFiles(files: ClientFiles): PageFiles {
  return {
    stylesheet: () => files.named(stylesheetName),
    card: (print, paper) => {
      const path = `/art/cards/${cardFile(print, paper)}`;
      return files.has(path) ? path : null;
    },
  };
}
