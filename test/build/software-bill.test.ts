import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";
import { billOf, licencesOf } from "../../software-bill.mjs";
import { root, textOf } from "../tidy/tracked-files.ts";

const execute = promisify(execFile);
const lock: unknown = JSON.parse(textOf("package-lock.json"));
const inClient = new Set(["lit-html", "workbox-core", "zod"]);
const bill = billOf(lock, inClient);

/** What of a bill is compared: by purl, hashes and licences. */
const listed = z.looseObject({
  components: z.array(
    z.looseObject({
      purl: z.string(),
      hashes: z.array(z.strictObject({ alg: z.string(), content: z.string() })).default([]),
      licenses: z.array(z.unknown()).default([]),
    }),
  ),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
const inShort = ({ components }: z.infer<typeof listed>) =>
  new Map(components.map(({ purl, hashes, licenses }) => [purl, { hashes, licenses }] as const));

test("npm's own bill names the same packages, with the same hashes and licences", { timeout: 120_000 }, async () => {
  const { stdout } = await execute("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  const theirs = inShort(listed.parse(JSON.parse(stdout)));
  const ours = inShort(listed.parse(bill));
  expect(theirs.size).toBeGreaterThan(400);
  expect([...theirs.keys()].filter((purl) => !ours.has(purl))).toEqual([]);
  expect([...ours.keys()].filter((purl) => !theirs.has(purl))).toEqual([]);
  const odd = [...ours].filter(
    ([purl, one]) => JSON.stringify(one.hashes) !== JSON.stringify(theirs.get(purl)!.hashes),
  );
  expect(odd).toEqual([]);
  // Of several licences npm writes an expression with its own spelling.
  const single = [...ours].filter(([, { licenses }]) => !JSON.stringify(licenses).includes("expression"));
  const other = single.filter(
    ([purl, one]) => JSON.stringify(one.licenses) !== JSON.stringify(theirs.get(purl)!.licenses),
  );
  expect(other).toEqual([]);
});

test("every package has a hash and a licence, and says whether it is in the client, needed by the server, or neither", () => {
  for (const one of bill.components) {
    expect(one.hashes.length, one.purl).toBeGreaterThan(0);
    expect(one.licenses.length, one.purl).toBeGreaterThan(0);
  }
  const scopes = Object.fromEntries(bill.components.map(({ name, scope }) => [name, scope]));
  expect(scopes).toMatchObject({
    "lit-html": "required",
    "workbox-core": "required",
    express: "required",
    vitest: "excluded",
  });
  const marked = bill.components.filter(({ properties }) => properties.some(({ value }) => value === "true"));
  expect(new Set(marked.map(({ name }) => name))).toEqual(inClient);
});

test("what depends on what is named by packages of the bill", () => {
  const refs = new Set(bill.components.map((one) => one["bom-ref"]));
  expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
  const lit = bill.dependencies.find(({ ref }) => ref.startsWith("lit@"));
  expect(lit?.dependsOn.map((ref) => ref.replace(/@[^@]+$/, ""))).toEqual([
    "@lit/reactive-element",
    "lit-element",
    "lit-html",
  ]);
});

test("the same lock file gives the same bill, and a package that is installed twice in two versions is two", () => {
  expect(JSON.stringify(billOf(lock, inClient))).toBe(JSON.stringify(bill));
  const small = billOf(
    {
      packages: {
        "": { name: "own", version: "1.0.0", dependencies: { a: "1", b: "1" } },
        "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "2" } },
        "node_modules/a/node_modules/b": { version: "2.0.0", license: "ISC" },
        "node_modules/b": { version: "1.0.0", license: "ISC" },
      },
    },
    new Set(),
  );
  expect(small.dependencies).toEqual([
    { ref: "a@1.0.0", dependsOn: ["b@2.0.0"] },
    { ref: "b@1.0.0", dependsOn: [] },
    { ref: "b@2.0.0", dependsOn: [] },
    { ref: "own@1.0.0", dependsOn: ["a@1.0.0", "b@1.0.0"] },
  ]);
});

test.each([
  ["MIT", [{ license: { id: "MIT" } }]],
  ["MIT or MPL-2.0", [{ expression: "MIT OR MPL-2.0" }]],
  ["(MIT OR CC0-1.0)", [{ expression: "(MIT OR CC0-1.0)" }]],
  [undefined, []],
])("licence %s as CycloneDX has it", (licence, expected) => {
  expect(licencesOf(licence)).toEqual(expected);
});

test("NOTICES.md has the licence that the lock file has, for every dependency of the product", () => {
  const lines = [...textOf("NOTICES.md").matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)];
  expect(lines.length).toBeGreaterThan(30);
  const { packages } = z
    .looseObject({ packages: z.record(z.string(), z.looseObject({ license: z.string().optional() })) })
    .parse(lock);
  const differing = lines.filter(([, name, licence]) => packages[`node_modules/${name}`]?.license !== licence);
  expect(differing.map(([line]) => line)).toEqual([]);
});
