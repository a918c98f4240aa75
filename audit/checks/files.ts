import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { files } from "../../server/data-map/surroundings.ts";
import { defineCheck } from "../check.ts";
import { dayKeyFiles } from "../day-key-files.ts";
import type { Found } from "../finding.ts";

/** What the embedded database keeps in its folder is PostgreSQL's own, and audited as a database. */
const notEntered = new Set(["database"]);

const parts: Readonly<Record<string, string>> = {
  "<day>": String.raw`\d{4}-\d{2}-\d{2}`,
  "<epoch>": String.raw`\d{4}-\d{2}-\d{2}`,
  "<purpose>": "(?:relay|space)",
  "<use>": "(?:inbox|board)",
  "<process>": String.raw`\d+`,
};

/** Names that the data map declares, as patterns over paths within the data folder; a folder's ends with a slash. */
function declaredPaths(): RegExp[] {
  return Object.keys(files).map((name) => {
    const pattern = name
      .split(/(<\w+>)/)
      .map((piece) => parts[piece] ?? piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join("");
    return new RegExp(`^${pattern}$`);
  });
}

/** Every file and folder of the data folder, outside of the database: path, and whether it is a folder. */
function entriesOf(dataDir: string, below = ""): { readonly path: string; readonly isFolder: boolean }[] {
  return readdirSync(join(dataDir, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const isFolder = entry.isDirectory();
    const inside = isFolder && !notEntered.has(path) ? entriesOf(dataDir, path) : [];
    return [{ path, isFolder }, ...inside];
  });
}

/** Files that nobody declared. */
export const filesDeclared = defineCheck({
  id: "files/declared",
  asks: "the data folder holds the files that the data map names and no others: no log, no dump, no copy",
  needs: ["dataDir"],
  async run({ dataDir }) {
    const declared = declaredPaths();
    const folders = new Set(
      Object.keys(files).flatMap((name) => (name.includes("/") ? [`${name.split("/")[0]}/`] : [])),
    );
    return entriesOf(dataDir)
      .map(({ path, isFolder }) => (isFolder ? `${path}/` : path))
      .filter((path) => !folders.has(path) && !declared.some((pattern) => pattern.test(path)))
      .map((path): Found => {
        const isLog = /\.(log|out|err|jsonl?)(\.\d+)?(\.gz)?$|(^|\/)(log|logs)\b/i.test(path);
        const isDump = /\.(sql|dump|backup|bak|tar|gz|zip)$/i.test(path);
        return {
          severity: isLog || isDump ? "high" : "medium",
          where: path,
          evidence: "The data map does not name it.",
          means: isLog
            ? "A log beside the data may hold addresses, paths and moments."
            : isDump
              ? "A copy of the data beside the data is not forgotten when the data is."
              : "Something is kept that nobody declared.",
          remedy: "Find out which program writes it; delete it, or keep it elsewhere and for a declared time.",
        };
      });
  },
});

/** Files that other users of the machine may read. */
export const filesModes = defineCheck({
  id: "files/modes",
  asks: "only the server's user may read what is in the data folder",
  needs: ["dataDir"],
  async run({ dataDir }) {
    if (process.platform === "win32") return [];
    const entries = [{ path: ".", isFolder: true }, ...entriesOf(dataDir)];
    return entries.flatMap(({ path, isFolder }): Found[] => {
      const mode = statSync(join(dataDir, path)).mode & 0o777;
      if ((mode & 0o077) === 0) return [];
      const isSecret = path === "." || /key|json$|^database$/.test(path);
      return [
        {
          severity: isSecret ? "high" : "low",
          where: path,
          evidence: `Its mode is ${mode.toString(8).padStart(4, "0")}.`,
          means: isFolder
            ? "Other users of the machine may look into this folder."
            : "Other users of the machine may read or change this file.",
          remedy: `chmod ${isFolder ? "700" : "600"} it, and see that umask lets it stay so.`,
        },
      ];
    });
  },
});

/** Keys that are not what a key is. */
export const filesKeys = defineCheck({
  id: "files/keys",
  asks: "keys of the days, and the operator's, are 32 bytes",
  needs: ["dataDir"],
  async run({ dataDir }) {
    const paths = [...dayKeyFiles(dataDir).map(({ path }) => path), "operator.key"];
    return paths
      .flatMap((path) => {
        const bytes = statSync(join(dataDir, path), { throwIfNoEntry: false })?.size;
        return bytes === undefined ? [] : [{ path, bytes }];
      })
      .filter(({ bytes }) => bytes !== 32)
      .map(({ path, bytes }): Found => {
        return {
          severity: "high",
          where: path,
          evidence: `It has ${bytes} bytes.`,
          means: "It closes, opens and signs nothing; envelopes of that day are lost, or it is not a key at all.",
          remedy: "Look at what wrote it, and restore the key if there is one.",
        };
      });
  },
});
