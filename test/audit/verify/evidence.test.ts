import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvidenceArguments, VerifyUsageError } from "../../../audit/verify/arguments.ts";
import { evidenceBytesMax, examineEvidence, readEvidenceFile } from "../../../audit/verify/evidence-file.ts";
import { evidenceReport } from "../../../audit/verify/evidence-words.ts";
import { toBase64url } from "../../../crypto/bytes.ts";
import { signCheckpoint } from "../../../crypto/checkpoint.ts";
import { emptyFrontier, extendFrontier, frontierRoot, leafHash } from "../../../crypto/merkle.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../crypto/signature.ts";
import { ready } from "../../../crypto/sodium.ts";
import { newSigner, stated } from "../../support/market-statements.ts";
import { root } from "../../tidy/tracked-files.ts";

await ready();

// A file that somebody kept comes to somebody who was not there.

const origin = "market.example/log";
const pair = signingKeyPair();
const key = toBase64url(pair.publicKey);
const leaf = (text: string) => leafHash(Buffer.from(text));
/** A signed head over these entries, each a text. */
const head = (entries: readonly string[], by: SigningKeyPair = pair): string =>
  signCheckpoint(
    { origin, size: entries.length, root: frontierRoot(extendFrontier(emptyFrontier, entries.map(leaf))) },
    by,
  );
const entries = ["a", "b", "c"];
const ofLog = (more: object = {}) => ({
  v: 1,
  kind: "smartketplace/log-evidence",
  reason: "fork",
  on: "2026-03-02T10:00:00.000Z",
  words: "…",
  log: { origin, key },
  known: head(entries),
  offered: head(["a", "b", "x"]),
  history: null,
  statements: [],
  ...more,
});
const judged = async (file: unknown, known: string | null = null) => (await examineEvidence(file, known)).judgement;

describe("a file about a log", () => {
  test("that has two signed heads of one size proves it against whoever holds the log's key, and says so", async () => {
    const verdict = await examineEvidence(ofLog(), key);
    expect(verdict).toMatchObject({ judgement: "proven", kind: "log", keyIsKnown: true, log: { origin, key } });
    expect(verdict.against).toContain("whoever holds the key of the log market.example/log: market.example/log+");
    const words = evidenceReport(verdict);
    expect(words).toContain("The market's log signed two histories that exclude each other");
    expect(words).toMatch(/Seen before, signed by the log: 3 entries, root [0-9a-f]{16}…/);
    expect(words).toContain("PROVEN against whoever holds the key of the log market.example/log: ");
    expect(words).not.toContain("--log-key");
    expect(evidenceReport(await examineEvidence(ofLog(), null))).toContain("give it with --log-key");
  });

  test("of two lengths proves it by what the longer one has where the shorter one ends", async () => {
    // The tree of "a", "x" has the root that is said; the longer one goes on from it by one entry.
    const rootAtShorter = toBase64url(frontierRoot(extendFrontier(emptyFrontier, ["a", "x"].map(leaf))));
    const shorter = { known: head(["a", "b"]), offered: head(["a", "x", "c"]) };
    const history = { rootAtShorter, consistency: [toBase64url(leaf("c"))] };
    expect(await judged(ofLog({ ...shorter, history }))).toBe("proven");
    expect(await judged(ofLog({ ...shorter, history: { ...history, consistency: [toBase64url(leaf("d"))] } }))).toBe(
      "worthless",
    );
    expect(await judged(ofLog({ ...shorter, history: null }))).toBe("told");
  });

  test("that somebody made up is worthless: another signer, one head twice, another log's key", async () => {
    expect(await judged(ofLog({ offered: head(["x"], signingKeyPair()) }))).toBe("worthless");
    expect(await judged(ofLog({ offered: head(entries) }))).toBe("worthless");
    expect(await judged(ofLog(), toBase64url(signingKeyPair().publicKey))).toBe("worthless");
    const other = await examineEvidence(ofLog(), toBase64url(signingKeyPair().publicKey));
    expect(evidenceReport(other)).toContain("a log with another key than the one that you named");
  });

  test.each(["rollback", "unwitnessed", "withheld"])("that says %s only tells", async (reason) => {
    const verdict = await examineEvidence(ofLog({ reason, offered: head(["a"]) }), key);
    expect([verdict.judgement, verdict.against]).toEqual(["told", null]);
    expect(evidenceReport(verdict)).toContain("is the word of whoever made the file");
  });

  test("whose statement is not what it says it is, is worthless", async () => {
    const { wire, digest, statement } = stated(newSigner(), "party", {
      kind: "producer",
      name: "Ferme",
      trade: { fr: "Légumes" },
      since: "2026-01-01",
    });
    const { type, author, subject, revision } = statement;
    const one = {
      wire: toBase64url(wire),
      identity: `${type} ${author} ${subject}`,
      shown: { revision, digest },
      logged: { revision: revision + 1, digest, index: 2 },
    };
    const about = (statements: object[]) => ofLog({ reason: "outdated", offered: null, statements });
    const verdict = await examineEvidence(about([one]), key);
    expect(verdict.judgement).toBe("told");
    expect(verdict.says.at(-1)).toBe(
      `party ${author} ${subject} was shown as revision 1, validly signed, and the log has revision 2 at entry 2.`,
    );
    const spoilt = Uint8Array.from(wire);
    spoilt[3]! ^= 1;
    for (const changed of [
      { wire: toBase64url(spoilt) },
      { identity: `${type} ${author} elsewhere` },
      { shown: { revision: 5, digest } },
      { shown: { revision, digest: toBase64url(leaf("x")) } },
      { shown: null },
    ]) {
      expect(await judged(about([{ ...one, ...changed }])), JSON.stringify(Object.keys(changed))).toBe("worthless");
    }
  });

  test("shows nothing of a hostile maker's on the terminal but printable characters, and none of their words", async () => {
    const identity = "party \u001b[2J\u001b]0;owned\u0007 x";
    const statements = [{ wire: null, identity, shown: null, logged: null }];
    const words = evidenceReport(
      await examineEvidence(ofLog({ reason: "outdated", words: "\u001b[31mBelieve me", statements }), null),
    );
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(words).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect(words).not.toContain("Believe me");
  });
});

test.each([
  ["nothing", undefined],
  ["a number", 7],
  ["a list", [[[]]]],
  ["another kind", { kind: "smartketplace/other" }],
  ["a kind and no more", { kind: "smartketplace/log-evidence" }],
  ["more than there is", ofLog({ more: 1 })],
  ["a later version", ofLog({ v: 2 })],
  ["too many statements", ofLog({ statements: Array.from({ length: 21 }, () => ({})) })],
  ["a note that is too long", ofLog({ known: "x".repeat(200_000) })],
  ["no note", ofLog({ known: "" })],
  ["an origin with a line feed", ofLog({ log: { origin: "a/b\nc/d", key } })],
  ["a key that is none", ofLog({ log: { origin, key: "A".repeat(43) } })],
  ["a release's kind and no more", { kind: "smartketplace/release-evidence", v: 1 }],
])("%s is worthless, and nothing of it is repeated", async (_, file) => {
  const verdict = await examineEvidence(file, null);
  expect(verdict.judgement).toBe("worthless");
  expect(verdict.says).toHaveLength(1);
});

test("a version that took over unasked is told, and nothing more", async () => {
  const unasked = {
    v: 1,
    kind: "smartketplace/release-evidence",
    reason: "unasked",
    on: "2026-03-02T10:00:00.000Z",
    origin: "https://market.example",
  };
  expect(await judged(unasked)).toBe("told");
  expect(await judged({ ...unasked, release: "AAAA" })).toBe("worthless");
});

describe("npm run verify -- --evidence", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "smartketplace-evidence-"));
    writeFileSync(at("fork.json"), JSON.stringify(ofLog()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function verify(...words: string[]): Promise<{ status: number | null; output: string; problem: string }> {
    return new Promise((resolve) => {
      const script = join(root, "node_modules/tsx/dist/cli.mjs");
      const all = [script, "audit/verify/verify.ts", ...words];
      const child = execFile(process.execPath, all, { cwd: root }, (_, output, problem) =>
        resolve({ status: child.exitCode, output, problem }),
      );
    });
  }

  test("ends with 0 where it is proven, for machines", async () => {
    const { status, output, problem } = await verify("--evidence", at("fork.json"), "--log-key", key, "--json");
    expect([status, problem]).toEqual([0, ""]);
    expect(JSON.parse(output)).toMatchObject({ v: 1, judgement: "proven", keyIsKnown: true });
  });

  test("ends with 2 where there is no such file, and repeats nothing of it", async () => {
    const { status, output, problem } = await verify("--evidence", at("s3cret.json"));
    expect([status, output, problem]).toEqual([2, "", "The file of evidence cannot be read.\n"]);
  });

  test("takes no file that is no file, no text, or longer than any evidence", () => {
    writeFileSync(at("bytes"), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(at("half"), JSON.stringify(ofLog()).slice(0, 300));
    writeFileSync(at("deep"), "[".repeat(2_000_000));
    for (const name of ["bytes", "half", "deep"]) expect(readEvidenceFile(at(name))).toBeUndefined();
    writeFileSync(at("long"), "");
    truncateSync(at("long"), evidenceBytesMax + 1);
    expect(() => readEvidenceFile(at("long"))).toThrow(RangeError);
    expect(() => readEvidenceFile(folder)).toThrow(RangeError);
  });

  test("is used in one way", () => {
    expect(readEvidenceArguments(["https://market.example"])).toBeNull();
    expect(readEvidenceArguments(["--evidence=x", "--json"])).toEqual({ file: "x", json: true, logKey: null });
    for (const words of [
      ["--evidence"],
      ["--evidence", ""],
      ["--evidence", "x", "https://market.example"],
      ["--evidence", "x", "--no-build"],
      ["--evidence", "x", "--log-key", "short"],
    ]) {
      expect(() => readEvidenceArguments(words), words.join(" ")).toThrow(VerifyUsageError);
    }
  });
});
