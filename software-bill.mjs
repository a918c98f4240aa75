// The bill of materials of a build, CycloneDX 1.5: every package of the lock file with its licence and hash, which of them
// end in the client that a browser gets, and which only build and test. Made of the lock file and of what the bundler saw:
// the same for the same sources, so without a time or a number of its own.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** "@a/b" of "node_modules/x/node_modules/@a/b". */
const nameOf = (path) => path.replace(/^.*node_modules\//, "");
const refOf = (path, { version }) => `${nameOf(path)}@${version}`;
const purlOf = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** Hashes of a lock file's `integrity`, in hexadecimal. */
function hashesOf(integrity = "") {
  const names = { sha512: "SHA-512", sha384: "SHA-384", sha256: "SHA-256", sha1: "SHA-1" };
  return integrity
    .split(/\s+/)
    .map((one) => /^(sha\d+)-([A-Za-z0-9+/=]+)$/.exec(one))
    .filter((found) => found !== null && found[1] in names)
    .map(([, alg, content]) => ({ alg: names[alg], content: Buffer.from(content, "base64").toString("hex") }));
}

/** A licence as CycloneDX has it: an SPDX id, or an expression of several. */
export function licencesOf(licence) {
  if (licence === undefined) return [];
  const expression = licence.replaceAll(/\s+(or|and|with)\s+/gi, (word) => word.toUpperCase());
  return /\s/.test(expression) ? [{ expression }] : [{ license: { id: expression } }];
}

/** Where a package at `path` finds its dependency `name`, as Node looks for it; undefined for one that is not installed. */
function foundFrom(packages, path, name) {
  for (let at = path; ; at = at.replace(/(^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    const candidate = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    if (candidate in packages) return candidate;
    if (at === "") return undefined;
  }
}

function componentOf(path, entry, inClient) {
  const name = nameOf(path);
  const isClient = inClient.has(name);
  const scope = isClient
    ? "required"
    : entry.dev
      ? "excluded"
      : entry.optional || entry.devOptional
        ? "optional"
        : "required";
  return {
    type: "library",
    "bom-ref": refOf(path, entry),
    name,
    version: entry.version,
    scope,
    hashes: hashesOf(entry.integrity),
    licenses: licencesOf(entry.license),
    purl: purlOf(name, entry.version),
    properties: [{ name: "smartketplace:in-client", value: String(isClient) }],
  };
}

const byRef = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The bill of a lock file (version 3), in the order of names.
 * @param inClient names of the packages of which something is in the client
 */
export function billOf(lock, inClient) {
  const { "": own, ...others } = lock.packages;
  const components = new Map();
  const dependsOn = new Map();
  const add = (ref, path, entry) => {
    const all = { ...entry.dependencies, ...entry.optionalDependencies, ...(path === "" ? entry.devDependencies : {}) };
    const found = Object.keys(all).map((name) => foundFrom(others, path, name));
    const refs = found.filter((at) => at !== undefined).map((at) => refOf(at, others[at]));
    dependsOn.set(ref, new Set([...(dependsOn.get(ref) ?? []), ...refs]));
  };
  const ownRef = `${own.name}@${own.version}`;
  add(ownRef, "", own);
  for (const [path, entry] of Object.entries(others)) {
    const component = componentOf(path, entry, inClient);
    const known = components.get(component["bom-ref"]);
    // Of one that is installed twice, the use that counts more.
    if (known === undefined || known.scope === "excluded") components.set(component["bom-ref"], component);
    add(component["bom-ref"], path, entry);
  }
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": ownRef,
        name: own.name,
        version: own.version,
        licenses: licencesOf(own.license),
        purl: purlOf(own.name, own.version),
      },
    },
    components: [...components.values()].sort((one, other) => byRef(one["bom-ref"], other["bom-ref"])),
    dependencies: [...dependsOn]
      .map(([ref, refs]) => ({ ref, dependsOn: [...refs].sort(byRef) }))
      .sort((one, other) => byRef(one.ref, other.ref)),
  };
}

/** Writes `<folder>.sbom.json`, from the lock file and from `<folder>.packages.json`, which the client's build leaves. */
export async function writeBill(root, folder) {
  const read = async (file) => JSON.parse(await readFile(join(root, file), "utf8"));
  const [lock, packages] = await Promise.all([read("package-lock.json"), read(`${folder}.packages.json`)]);
  await writeFile(join(root, `${folder}.sbom.json`), `${JSON.stringify(billOf(lock, new Set(packages)), null, 1)}\n`);
}
