import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ready } from "../../crypto/sodium.ts";
import { logOrigin } from "../../crypto/protocol/primitives.ts";
import { openOperatorKeys, proposedLogOrigin } from "../../server/operator-keys.ts";

let folder: string;
beforeEach(async () => {
  await ready();
  folder = await mkdtemp(join(tmpdir(), "smartketplace-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("the keys are made once, and are the same at every start", async () => {
  const first = openOperatorKeys(folder);
  expect(openOperatorKeys(folder)).toEqual(first);
  expect(first.operator.publicKey).not.toEqual(first.log.publicKey);
  const other = await mkdtemp(join(tmpdir(), "smartketplace-test-"));
  expect(openOperatorKeys(other).operator.publicKey).not.toEqual(first.operator.publicKey);
  await rm(other, { recursive: true });
});

test("the file is 32 bytes that only this user reads, and no draft stays beside it", async () => {
  openOperatorKeys(folder);
  const file = join(folder, "operator.key");
  expect((await readFile(file)).length).toBe(32);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.each([0, 31, 33, 5_000])("a file of %i bytes is refused, and left as it is", async (length) => {
  const file = join(folder, "operator.key");
  await writeFile(file, new Uint8Array(length));
  expect(() => openOperatorKeys(folder)).toThrowError(expect.objectContaining({ code: "operator/key-damaged" }));
  expect((await readFile(file)).length).toBe(length);
});

test("a log is named after the host, without its scheme", () => {
  expect(proposedLogOrigin("https://Market.example")).toBe("market.example/log");
  for (const origin of [
    "https://market.example",
    "http://localhost:8080",
    "http://[::1]:8080",
    "https://xn--gnve-5ra.ch",
  ]) {
    expect(logOrigin.safeParse(proposedLogOrigin(origin)).success, origin).toBe(true);
  }
});
