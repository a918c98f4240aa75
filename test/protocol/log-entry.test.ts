import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { concat, toBase64url, toHex, utf8 } from "../../crypto/bytes.ts";
import {
  decodeLogEntry,
  encodeLogEntry,
  isLogged,
  type LogEntry,
  loggedTypes,
  logEntryOf,
  statementEntryBytesMax,
} from "../../crypto/protocol/log-entry.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf, everyByteFlipped } from "../crypto/flipped.ts";

beforeAll(async () => {
  await ready();
});

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url);
const anEntry: fc.Arbitrary<LogEntry> = fc.record({
  type: fc.constantFrom(...(Object.keys(loggedTypes) as LogEntry["type"][])),
  author: key,
  subject: fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/),
  revision: fc.integer({ min: 1, max: 0xffff_ffff }),
  digest: key,
});

const entry: LogEntry = {
  type: "token-key",
  author: toBase64url(new Uint8Array(32).fill(1)),
  subject: "relay-2026-11-23",
  revision: 258,
  digest: toBase64url(new Uint8Array(32).fill(2)),
};

test("an entry is the bytes that the protocol says", () => {
  expect(toHex(encodeLogEntry(entry))).toBe(
    `0104${"01".repeat(32)}0010${toHex(utf8("relay-2026-11-23"))}00000102${"02".repeat(32)}`,
  );
});

test("an entry comes back as it was, and none is longer than said", () => {
  fc.assert(
    fc.property(anEntry, (each) => {
      const bytes = encodeLogEntry(each);
      expect(bytes.length).toBeLessThanOrEqual(statementEntryBytesMax);
      expect(decodeLogEntry(bytes)).toEqual(each);
    }),
  );
});

test("any other bit is another entry or none", async () => {
  const bytes = encodeLogEntry(entry);
  for (const { changed } of everyByteFlipped(bytes)) {
    let other: LogEntry | null = null;
    expect(
      await codeOf(() => {
        other = decodeLogEntry(changed);
      }),
    ).toMatch(/^(none|log-entry\/(malformed|version))$/);
    if (other !== null) expect(encodeLogEntry(other)).toEqual(changed);
    expect(other).not.toEqual(entry);
  }
});

test("torn, lengthened, of no revision or with a foreign subject it is malformed", async () => {
  const bytes = encodeLogEntry(entry);
  for (let length = 0; length < bytes.length; length++) {
    expect(await codeOf(() => decodeLogEntry(bytes.subarray(0, length)))).toBe("log-entry/malformed");
  }
  expect(await codeOf(() => decodeLogEntry(concat(bytes, Uint8Array.of(0))))).toBe("log-entry/malformed");
  const revisionless = bytes.slice();
  revisionless.fill(0, 52, 56);
  expect(await codeOf(() => decodeLogEntry(revisionless))).toBe("log-entry/malformed");
  for (const subject of ["", "a b", "é", "x".repeat(65), "a/b", "\u0000"]) {
    expect(await codeOf(() => encodeLogEntry({ ...entry, subject }))).toBe("log-entry/malformed");
  }
  const spaced = bytes.slice();
  spaced[40] = 0x20;
  expect(await codeOf(() => decodeLogEntry(spaced))).toBe("log-entry/malformed");
});

test("of a version or type that this program does not know it asks for an update", async () => {
  for (const [at, value] of [
    [0, 0],
    [0, 2],
    [1, 0],
    [1, 200],
  ] as const) {
    const bytes = encodeLogEntry(entry);
    bytes[at] = value;
    expect(await codeOf(() => decodeLogEntry(bytes))).toBe("log-entry/version");
  }
});

test("a statement's entry names it and its bytes; of types that are not logged there is none", () => {
  const pair = signingKeyPair(new Uint8Array(32).fill(3));
  const author = toBase64url(pair.publicKey);
  const head = { v: 1, author, revision: 4, issuedOn: "2026-11-26" } as const;
  const judgement = makeStatement(
    {
      ...head,
      type: "accreditation",
      subject: entry.author,
      body: { status: "accredited", labels: [], keyCompared: true },
    },
    pair,
  );
  expect(logEntryOf(judgement)).toEqual({
    type: "accreditation",
    author,
    subject: entry.author,
    revision: 4,
    digest: judgement.digest,
  });
  const instance = makeStatement(
    {
      ...head,
      type: "instance",
      subject: "whatever",
      body: {
        name: "Marché",
        stewards: [author],
        replyBuckets: 1,
        operator: author,
        log: { origin: "market.example/log", key: author },
      },
    },
    pair,
  );
  expect(logEntryOf(instance)).toMatchObject({ type: "instance", subject: author });
  const stock = makeStatement({ ...head, type: "stock", subject: "shelf", body: { levels: {} } }, pair);
  expect(logEntryOf(stock)).toBeNull();
  expect(["shelf", "stock", "inbox-key", "delivery-offer", "toString"].filter(isLogged)).toEqual([]);
});
