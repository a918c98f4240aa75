import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { commitOf } from "../../release-manifest.mjs";
import { release } from "../../crypto/protocol/statements.ts";
import { clientFolder, instanceNames } from "../../instances/registry.ts";
import { root, trackedFiles } from "../tidy/tracked-files.ts";

// A release can be checked by building it again: elsewhere, at another time, on a machine with other habits.

const execute = promisify(execFile);
const reversed = new URL("reversed-folders.mjs", import.meta.url).href;

/** A copy of the project in a folder of its own, and how its machine is set. */
interface Place {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly umask: number;
}

let base = "";
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "smartketplace-build-"));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Copies what the project consists of, last changed at `changedAt`; packages are those that are installed. */
function copyTo(folder: string, changedAt: Date): void {
  for (const path of trackedFiles.filter((file) => !/^(test\/.*\.ts|docs\/.*)$/.test(file))) {
    const copy = join(folder, path);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(root, path)));
    utimesSync(copy, changedAt, changedAt);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

async function build({ folder, environment, umask }: Place, city: string): Promise<void> {
  const script = `process.umask(${umask}); await (await import("./build.mjs")).buildClient();`;
  await execute(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    env: { PATH: process.env["PATH"], INSTANCE: city, ...environment },
  });
}

/** Every file below a folder, copies in other encodings included. */
async function bytesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(folder, file), readFileSync(file)]));
}

test("two clean builds in different places are the same bytes, for each city", { timeout: 600_000 }, async () => {
  const places: readonly Place[] = [
    { folder: join(base, "here"), environment: { TZ: "UTC", LC_ALL: "C" }, umask: 0o022 },
    {
      folder: join(base, "far away", "deep (2)", "ü"),
      environment: { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8", NODE_OPTIONS: `--import=${reversed}` },
      umask: 0o077,
    },
  ];
  copyTo(places[0]!.folder, new Date());
  copyTo(places[1]!.folder, new Date("2001-02-03T04:05:06Z"));
  for (const city of instanceNames) {
    await Promise.all(places.map((place) => build(place, city)));
    const [here, there] = await Promise.all(places.map(({ folder }) => bytesOf(join(folder, clientFolder(city)))));
    expect([...here!.keys()]).toContain("service-worker.js");
    expect([...there!.keys()]).toEqual([...here!.keys()]);
    expect([...here!].filter(([path, bytes]) => !there!.get(path)!.equals(bytes)).map(([path]) => path)).toEqual([]);
    const manifests = places.map(({ folder }) =>
      readFileSync(join(folder, `${clientFolder(city)}.release.json`), "utf8"),
    );
    expect(manifests[1]).toBe(manifests[0]);
    const bills = places.map(({ folder }) => readFileSync(join(folder, `${clientFolder(city)}.sbom.json`), "utf8"));
    expect(bills[1]).toBe(bills[0]);
    // Of each of the three things that are bundled, something that is in no other.
    for (const name of ["lit-html", "libsodium-wrappers", "workbox-core", "@fontsource-variable/source-code-pro"]) {
      const component = z
        .looseObject({ components: z.array(z.looseObject({ name: z.string(), properties: z.array(z.unknown()) })) })
        .parse(JSON.parse(bills[0]!))
        .components.find((one) => one.name === name);
      expect(component?.properties, name).toEqual([{ name: "smartketplace:in-client", value: "true" }]);
    }
    const said = release.parse(JSON.parse(manifests[0]!));
    // Neither place is a commit of anything.
    expect(said.commit).toBeNull();
    expect(said.files.map(({ path }) => path.slice(1))).toEqual(
      [...here!.keys()].filter((path) => !/\.(br|gz)$/.test(path)).sort((one, other) => (one < other ? -1 : 1)),
    );
    const naming = [...here!].filter(([, bytes]) => bytes.includes(base)).map(([path]) => path);
    expect(naming).toEqual([]);
  }
});

test("a tree without git is of the commit that SOURCE_COMMIT says, if that is one", async () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const folder = mkdtempSync(join(base, "bare-"));
  expect(await commitOf(folder, {})).toBeNull();
  expect(await commitOf(folder, { SOURCE_COMMIT: commit })).toBe(commit);
  for (const other of ["main", commit.slice(1), `${commit}0`, commit.toUpperCase().replace("A", "G")]) {
    expect(await commitOf(folder, { SOURCE_COMMIT: other })).toBeNull();
  }
});

test("a tree with git is of its commit while it is clean, whatever is said; a folder in somebody's repository is not", async () => {
  const folder = mkdtempSync(join(base, "git-"));
  const git = (...args: string[]) =>
    execute("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false", ...args], {
      cwd: folder,
    });
  await git("init", "--quiet");
  const said = { SOURCE_COMMIT: "0123456789abcdef0123456789abcdef01234567" };
  mkdirSync(join(folder, "inside"));
  writeFileSync(join(folder, "inside", "file"), "one");
  await git("add", ".");
  await git("commit", "--quiet", "-m", "first");
  const head = (await git("rev-parse", "HEAD")).stdout.trim();
  expect(await commitOf(folder, said)).toBe(head);
  expect(await commitOf(join(folder, "inside"), {})).toBeNull();
  writeFileSync(join(folder, "inside", "file"), "two");
  expect(await commitOf(folder, said)).toBeNull();
  await git("checkout", "--quiet", ".");
  writeFileSync(join(folder, "new"), "");
  expect(await commitOf(folder, said)).toBeNull();
});
