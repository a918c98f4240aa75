import { expect, test } from "vitest";
import { codeFiles, textOf, trackedFiles } from "./tracked-files.ts";

const linesMax = 400;
/** Longer files, each with the reason why it is one. */
const mayBeLonger = new Map([
  ["client/core/api.ts", "the one list of what screens may ask"],
  ["crypto/protocol/routes.ts", "the one table of routes"],
]);

test(`no file of code is longer than ${linesMax} lines`, () => {
  const code = codeFiles.filter((file) => !mayBeLonger.has(file));
  const long = code.filter((file) => textOf(file).split("\n").length > linesMax);
  expect(long).toEqual([]);
});

test("folders and files are named after concepts, never drawers", () => {
  const drawers = /(^|\/)(utils?|helpers?|services?|common|misc|lib|shared)(\/|\.(ts|mjs|js)$)/;
  expect(trackedFiles.filter((path) => drawers.test(path))).toEqual([]);
});

test("files of code are named in kebab-case", () => {
  const named = codeFiles.filter((path) => path.endsWith(".ts")).map((path) => path.split("/").at(-1) ?? "");
  expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts$/.test(name))).toEqual([]);
});

test("nothing is unfinished by its own words", () => {
  // Written so that this file does not find itself.
  const marks = /\b(TOD[O]|FIXM[E]|XX[X])\b/;
  const words = /\b(not implemente[d]|for no[w]|stu[b]s?|placeholder implementatio[n])\b/i;
  expect(codeFiles.filter((path) => marks.test(textOf(path)) || words.test(textOf(path)))).toEqual([]);
});

test("no test is switched off or runs alone", () => {
  const off = /\b(it|test|describe)\.(skip|todo|only|fails)\b/;
  expect(codeFiles.filter((path) => path.startsWith("test/") && off.test(textOf(path)))).toEqual([]);
});

test("no file names a folder of the machine that it was written on", () => {
  const folders = /(^|["'`\s(=:])\/(wor[k]|roo[t]|hom[e]|User[s]|far[m])\/[\w.-]/m;
  const text = /\.(ts|mjs|js|json|css|html|md|xlf|ya?ml|txt)$|(^|\/)\.?[\w-]+$/;
  const named = trackedFiles.filter((path) => text.test(path) && !path.startsWith("test/vectors/"));
  expect(named.filter((path) => folders.test(textOf(path)))).toEqual([]);
});

test("there is no default export and no enum", () => {
  const files = codeFiles.filter((path) => path.endsWith(".ts") && !/(^|\/)[\w-]+\.config\.ts$/.test(path));
  expect(files.filter((path) => /^export default\b|^(export )?(const )?enum /m.test(textOf(path)))).toEqual([]);
});

test("no page loads anything from elsewhere", () => {
  const markup = codeFiles.filter((path) => path.startsWith("client/") && /\.(html|css|ts)$/.test(path));
  const elsewhere = /(src|href|url)\s*[=(]\s*["'`]?https?:\/\//;
  expect(markup.filter((path) => elsewhere.test(textOf(path)))).toEqual([]);
});

test("the files that the documents name exist", () => {
  const documents = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "SECURITY.md"];
  const path = /`((?:crypto|server|client|instances|migrations|audit|test)\/[\w./-]+\.(?:ts|xlf))`/g;
  const named = documents.flatMap((document) => [...textOf(document).matchAll(path)].map(([, file = ""]) => file));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !trackedFiles.includes(file))).toEqual([]);
});
