// What a build says of itself, beside the client's folder: every file with its digest, the content policy that the server
// sends with them, and the commit. It is the body of the `release` statement that a server makes of this build
// (crypto/protocol/statements.ts), and what `npm run verify` compares a live market with.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { tsImport } from "tsx/esm/api";

const execute = promisify(execFile);
/** Copies that are served in place of a file, to whoever takes them. */
const compressedCopies = new Set([".br", ".gz"]);

/** Path below the origin and SHA-256 (base64url) of each file of a built client, by path in the order of code units. */
export async function releasedFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !compressedCopies.has(extname(entry.name)));
  const named = await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const digest = createHash("sha256")
        .update(await readFile(file))
        .digest("base64url");
      return { path: `/${relative(folder, file).split(sep).join("/")}`, digest };
    }),
  );
  return named.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * The commit that a tree is of: git's, when nothing in it was changed; where there is no git, what SOURCE_COMMIT says. Null
 * for anything else: a build of changed sources is nobody's commit.
 */
export async function commitOf(root, environment = process.env) {
  const git = (...args) => execute("git", args, { cwd: root }).then(({ stdout }) => stdout.trimEnd());
  try {
    // A folder without git inside another project's repository is not that project's commit.
    if ((await git("rev-parse", "--show-prefix")) === "") {
      return (await git("status", "--porcelain")) === "" ? await git("rev-parse", "HEAD") : null;
    }
  } catch {
    // No git, or no repository.
  }
  const said = environment.SOURCE_COMMIT ?? "";
  return /^[0-9a-f]{40}$/.test(said) ? said : null;
}

/** The commit that the manifest of a built client names; undefined where there is no manifest. */
export async function commitIn(root, folder) {
  return readFile(join(root, `${folder}.release.json`), "utf8").then(
    (text) => JSON.parse(text).commit,
    () => undefined,
  );
}

/** Writes `<folder>.release.json`, whole or not at all: a running server takes it as the sign that a build is finished. */
export async function writeManifest(root, folder) {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { contentSecurityPolicy } = await tsImport("./server/security-headers.ts", import.meta.url);
  const manifest = {
    version,
    commit: await commitOf(root),
    csp: contentSecurityPolicy,
    files: await releasedFiles(join(root, folder)),
  };
  const file = join(root, `${folder}.release.json`);
  await writeFile(`${file}.draft`, `${JSON.stringify(manifest, null, 1)}\n`);
  await rename(`${file}.draft`, file);
}
