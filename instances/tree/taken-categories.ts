import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import { generalMarket } from "./categories.ts";
import { otherWords } from "./other-words.ts";

type Category = InstanceFile["categories"][number];

/** What a city takes from the tree that all share. */
export interface Taking {
  /** Names are kept in these languages; one that the tree lacks is left to `rename`. */
  readonly languages: readonly string[];
  /** Top branches ("food", "repair"); all of them when left out. */
  readonly branches?: readonly string[];
  /** Words of its own, by path: they go over those of the tree, by which things are found still. */
  readonly rename?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Texts = Readonly<Record<string, string>>;

/** The categories of a city: those of the shared tree, in its languages and with its own words. Throws for unknown branches. */
export function takenCategories({ languages, branches, rename = {} }: Taking): Category[] {
  const known = new Set(generalMarket.map(({ path }) => path.split("/")[0] ?? ""));
  const unknown = branches?.find((branch) => !known.has(branch));
  if (unknown !== undefined) {
    throw new Error(`The shared tree has no branch "${unknown}"; there are: ${[...known].join(", ")}.`);
  }
  const isTaken = (path: string): boolean => branches === undefined || branches.includes(path.split("/")[0] ?? "");
  return generalMarket
    .filter(({ path }) => isTaken(path))
    .map((category): Category => {
      const names: Texts = { ...category.name, ...rename[category.path] };
      const inLanguages = (textIn: (language: string) => string): Record<string, string> =>
        Object.fromEntries(
          languages.flatMap((language) => (textIn(language) === "" ? [] : [[language, textIn(language)]])),
        );
      const name = inLanguages((language) => names[language] ?? "");
      const others = inLanguages((language) => {
        const renamed = rename[category.path]?.[language] === undefined ? [] : [category.name[language]];
        return [...renamed, otherWords[category.path]?.[language]].filter((words) => words !== undefined).join(" ");
      });
      const includes = category.includes?.filter(isTaken);
      return {
        ...category,
        name,
        ...(Object.keys(others).length > 0 && { otherWords: others }),
        ...(includes && { includes }),
      };
    });
}

/** Top branches of the shared tree, in its order. */
export const topBranches: readonly string[] = [...new Set(generalMarket.map(({ path }) => path.split("/")[0] ?? ""))];
