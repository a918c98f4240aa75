import type { InstanceFile } from "../../crypto/protocol/exports.ts";

/** A category of the instance. */
export type Category = InstanceFile["categories"][number];

/** The instance's tree of categories, asked by path. */
export interface CategoryTree {
  /** The category of exactly this path; null where there is none. */
  at(path: string): Category | null;
  /** The categories above a path and itself, the widest first. */
  trail(path: string): readonly Category[];
  /** Directly below a path; the widest ones for "". */
  below(path: string): readonly Category[];
  /** Every category in which an item of this path is found, by its own branch or by one that includes it. */
  holding(path: string): readonly string[];
  /** Which illustration, on which paper, stands for something without a picture. */
  print(path: string | undefined): Pick<Category, "print" | "paper">;
}

/** A path and those above it: "a/b/c", "a/b", "a". */
function upwards(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_part, index) => parts.slice(0, parts.length - index).join("/"));
}

/** Reads the tree once; what it answers is remembered, for an instance has hundreds of paths and a page asks for many. */
export function categoryTree(instance: Pick<InstanceFile, "categories">): CategoryTree {
  const byPath = new Map(instance.categories.map((category) => [category.path, category]));
  const includedIn = new Map<string, readonly string[]>();
  for (const { path, includes = [] } of instance.categories) {
    for (const branch of includes) includedIn.set(branch, [...(includedIn.get(branch) ?? []), path]);
  }
  const holding = new Map<string, readonly string[]>();

  const holdingOf = (path: string): readonly string[] => {
    const own = upwards(path);
    const through = own.flatMap((branch) => includedIn.get(branch) ?? []).flatMap(upwards);
    return [...new Set([...own, ...through])].filter((each) => byPath.has(each));
  };

  return {
    at: (path) => byPath.get(path) ?? null,
    trail: (path) =>
      upwards(path)
        .toReversed()
        .flatMap((each) => byPath.get(each) ?? []),
    below: (path) => {
      const depth = path === "" ? 1 : path.split("/").length + 1;
      return instance.categories.filter(
        (category) =>
          category.path.split("/").length === depth && (path === "" || category.path.startsWith(`${path}/`)),
      );
    },
    holding: (path) => {
      const known = holding.get(path) ?? holdingOf(path);
      holding.set(path, known);
      return known;
    },
    print: (path) => {
      const nearest = upwards(path ?? "").flatMap((each) => byPath.get(each) ?? [])[0];
      return { print: nearest?.print ?? "basket", paper: nearest?.paper ?? "oat" };
    },
  };
}
