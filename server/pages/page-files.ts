import type { ClientFiles } from "../client-files.ts";
import type { PageFiles } from "./page-context.ts";

/** The pages' own style sheet, as the client's build names it (client/pages/pages.css). */
const stylesheetName = /^\/assets\/pages-[\w-]{8,}\.css$/;

/** Finds the files that pages use among those of the built client, also of a newer build. */
export function pageFiles(files: ClientFiles): PageFiles {
  return {
    stylesheet: () => files.named(stylesheetName),
    card: (print, paper) => {
      const path = `/art/cards/${print}-${paper}.jpg`;
      return files.has(path) ? path : null;
    },
  };
}
