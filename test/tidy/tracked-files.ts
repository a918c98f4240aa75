import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

const notOurs = new Set(["node_modules", "dist", "data", "coverage", "screenshots", ".git", ".vite"]);

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : walk(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Paths from the root, with `/`, of every file of the project: those git tracks, or all of them without git. */
export const trackedFiles: readonly string[] = (() => {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const deleted = execFileSync("git", ["ls-files", "-z", "--deleted"], { cwd: root, encoding: "utf8" });
    const gone = new Set(deleted.split("\0"));
    return listed.split("\0").filter((path) => path !== "" && !gone.has(path));
  } catch {
    return walk("");
  }
})();

const code = /\.(ts|mjs|js|css|html)$/;

/** Files that people wrote as code: not vectors, pictures, tables or what a tool generated. */
export const codeFiles: readonly string[] = trackedFiles.filter(
  (path) => code.test(path) && !path.startsWith("test/vectors/") && !path.includes("/generated/"),
);

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const specifier = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)(["'])([^"']+)\1/gm;

/** What a file imports: a package's name, `node:…`, or for a relative import the path from the root. */
export function importsOf(path: string): string[] {
  return importsIn(path, textOf(path));
}

export function importsIn(path: string, text: string): string[] {
  return [...text.matchAll(specifier)].map(([, , name = ""]) =>
    name.startsWith(".") ? new URL(name, `file:///${path}`).pathname.slice(1) : name,
  );
}

/** The name of the package that a specifier reaches into: `@a/b/c` is `@a/b`. */
export function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
