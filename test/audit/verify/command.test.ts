import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readVerifyArguments, VerifyUsageError } from "../../../audit/verify/arguments.ts";
import { readBuild } from "../../../audit/verify/local-build.ts";
import { root } from "../../tidy/tracked-files.ts";
import { type AMarket, clientFiles, openAMarket, releaseOf } from "../../support/a-market.ts";

let market: AMarket;
let folder: string;
beforeEach(async () => {
  market = await openAMarket();
  folder = join(mkdtempSync(join(tmpdir(), "smartketplace-verify-")), "client");
  for (const [path, content] of Object.entries(clientFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  // What a build leaves beside the files is not among them.
  writeFileSync(join(folder, "icon.svg.br"), "compressed");
  writeFileSync(`${folder}.release.json`, JSON.stringify(releaseOf(market.files)));
});
afterEach(async () => {
  await market.close();
  rmSync(dirname(folder), { recursive: true, force: true });
});

/** Runs the command as people do. */
function verify(...words: string[]): Promise<{ status: number | null; output: string; problem: string }> {
  return new Promise((resolve) => {
    const script = join(root, "node_modules/tsx/dist/cli.mjs");
    const child = execFile(
      process.execPath,
      [script, "audit/verify/verify.ts", ...words],
      { cwd: root },
      (_, output, problem) => resolve({ status: child.exitCode, output, problem }),
    );
  });
}

test("ends with 0 when all is the same, and says what it has seen and what it cannot say", async () => {
  const { status, output, problem } = await verify(market.origin, "--build", folder);
  expect([problem, status]).toEqual(["", 0]);
  expect(output).toContain("0.1.0, revision 1, commit 0123456789abcdef0123456789abcdef01234567");
  expect(output).toContain("market.example/log, entry 1 of 2");
  expect(output).toContain("and the one that the sources give. 0 differences, 0 unknown.");
  expect(output).toContain("It cannot say what is served to somebody else.");
  const alone = await verify(`${market.origin}/`, "--no-build", "--instance-key", market.instance.name);
  expect(alone.status).toBe(0);
  expect(alone.output).not.toContain("the sources give");
});

test("ends with 1 and names the file when one byte differs, for people and for machines", async () => {
  market.files.set("/icon.svg", clientFiles["/icon.svg"]!.toUpperCase());
  const words = await verify(market.origin, "--build", folder);
  expect(words.status).toBe(1);
  expect(words.output).toMatch(/DIFFERS {2}live +changed +\/icon\.svg\n/);
  expect(words.output).toContain("NOT what it should be. 1 differences, 0 unknown.");
  const machine = await verify(market.origin, "--build", folder, "--json");
  expect(machine.status).toBe(1);
  expect(JSON.parse(machine.output)).toMatchObject({
    v: 1,
    verdict: "differs",
    differences: [{ where: "live", what: "changed", path: "/icon.svg" }],
  });
});

test("ends with 2 when nothing can be told: no server, no build in the folder", async () => {
  await market.close();
  expect((await verify(market.origin, "--build", folder)).status).toBe(2);
  const none = await verify(market.origin, "--build", join(folder, "assets"));
  expect([none.status, none.output]).toEqual([2, ""]);
  expect(none.problem).toContain("no built client");
  market = await openAMarket();
});

test("a release of other sources than those that were built is said to be one", async () => {
  writeFileSync(`${folder}.release.json`, JSON.stringify({ ...releaseOf(market.files), commit: null }));
  writeFileSync(join(folder, "icon.svg"), "<svg>another</svg>");
  const { status, output } = await verify(market.origin, "--build", folder);
  expect(status).toBe(1);
  expect(output).toMatch(/DIFFERS {2}build +changed +\/icon\.svg\n/);
  expect(output).toContain("check out its commit");
});

test("a build is what lies in its folder, whatever its manifest says", async () => {
  writeFileSync(join(folder, "more.js"), "export {};");
  const build = await readBuild(folder);
  expect([...build!.files.keys()]).toEqual([...Object.keys(clientFiles), "/more.js"].sort());
  writeFileSync(`${folder}.release.json`, "{");
  expect((await readBuild(folder))!.commit).toBeNull();
  rmSync(`${folder}.release.json`);
  expect((await readBuild(folder))!.files.size).toBe(Object.keys(clientFiles).length + 1);
  expect(await readBuild(join(folder, "nothing"))).toBeNull();
});

test.each([
  [[]],
  [["market.example"]],
  [["ftp://market.example"]],
  [["https://market.example/path"]],
  [["https://market.example/?a=b"]],
  [["https://user:word@market.example/"]],
  [["https://market.example", "https://other.example"]],
  [["https://market.example", "--build", "x", "--no-build"]],
  [["https://market.example", "--instance-key", "short"]],
  [["https://market.example", "--unknown"]],
])("%j is not a way to ask, and nothing of it is repeated", (words) => {
  expect(() => readVerifyArguments(words)).toThrow(VerifyUsageError);
  expect(() => readVerifyArguments(words)).toThrow(/^npm run verify -- URL/);
  expect(() => readVerifyArguments(words)).not.toThrow(/word@|other\.example/);
});
