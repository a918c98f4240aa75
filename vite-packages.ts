import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Plugin } from "vite";

/** Read by the build itself, and so in no module: icons come as one drawing (vite.config.ts). */
const readByBuild = ["@phosphor-icons/core"];

const found = new Set<string>(readByBuild);

/** The package of a file below `node_modules`; null for a file of ours. */
function packageOf(file: string): string | null {
  const match = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(`/${file}`);
  return match?.[1]?.replaceAll("\\", "/") ?? null;
}

/**
 * Writes the names of all packages of which something ends in the client to `file`, for the bill of materials
 * (software-bill.mjs). Of the page, its workers and the service worker, which are bundled one after the other: the last
 * writing has them all.
 */
export function bundledPackages(file: string): Plugin {
  return {
    name: "bundled-packages",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const files =
          output.type === "chunk"
            ? Object.entries(output.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []))
            : output.originalFileNames;
        for (const one of files) {
          const name = packageOf(one);
          if (name !== null) found.add(name);
        }
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify([...found].sort()));
    },
  };
}
