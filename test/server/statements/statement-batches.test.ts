import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { toBase64url, u32 } from "../../../crypto/bytes.ts";
import { sha256 } from "../../../crypto/hash.ts";
import type { SignedStatement } from "../../../crypto/protocol/signed-statement.ts";
import { ready } from "../../../crypto/sodium.ts";
import { independentBatches } from "../../../server/statements/statement-batches.ts";
import { createStatementBook, type StatementBook } from "../../../server/statements/statement-book.ts";
import { judgeStatement } from "../../../server/statements/statement-rules.ts";
import { items, newSigner, partyBody, type Signer, stated } from "../../support/market-statements.ts";
import { noServer } from "../../support/no-server.ts";

// Statements that arrive at once are judged in batches: it must come out as if each had been judged after the one before.

let people: Signer[];
let instance: Signer;
beforeAll(async () => {
  await ready();
  instance = newSigner();
  people = Array.from({ length: 5 }, newSigner);
});

const today = Date.parse("2026-11-26T12:00:00Z");

/** The outcome of each statement, and the book that they leave. */
function takenIn(batches: readonly (readonly SignedStatement[])[]): string[] {
  const book = createStatementBook(() => instance.name);
  return batches.flatMap((batch) => {
    const outcomes = batch.map((signed) => outcomeOf(book, signed));
    for (const [at, signed] of batch.entries()) if (outcomes[at] === "new") book.put(signed);
    return outcomes;
  });
}

function outcomeOf(book: StatementBook, signed: SignedStatement): string {
  try {
    return judgeStatement(book, instance.name, signed, today);
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
}

const batchesOf = (statements: readonly SignedStatement[]) => {
  // As the server does: judged against the book before the first of them.
  return independentBatches(statements, () => true);
};

const shelves = new Map<string, SignedStatement>();
function largeShelf(who: number, shelf: number): SignedStatement {
  const made =
    shelves.get(`${who} ${shelf}`) ??
    stated(
      people[who]!,
      "shelf",
      { name: { fr: "Rayon" }, items: items(450, "Tomme", 1800) },
      { subject: `s${shelf}` },
    );
  shelves.set(`${who} ${shelf}`, made);
  return made;
}

const someone = fc.nat({ max: 4 });
const revision = fc.integer({ min: 1, max: 3 });
const aStatement: fc.Arbitrary<() => SignedStatement> = fc.oneof(
  fc.tuple(someone, revision).map(
    ([who, at]) =>
      () =>
        stated(people[who]!, "party", partyBody("Laiterie"), { revision: at }),
  ),
  fc.tuple(someone, someone, fc.constantFrom("accredited", "suspended"), revision).map(
    ([steward, party, status, at]) =>
      () =>
        stated(
          people[steward]!,
          "accreditation",
          { status: status as "accredited", labels: [], keyCompared: false },
          { subject: people[party]!.name, revision: at },
        ),
  ),
  fc.tuple(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }), revision).map(
    ([stewards, at]) =>
      () =>
        stated(
          instance,
          "instance",
          { name: "Genève", stewards: stewards.map((who) => people[who]!.name), replyBuckets: 1, ...noServer },
          { revision: at },
        ),
  ),
  // Large ones, so that quotas of those that nobody vouches for are met: 4 MiB.
  fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 5 })).map(
    ([who, shelf]) =>
      () =>
        largeShelf(who, shelf),
  ),
);

test("batches come out as one after the other does, whatever arrives", () => {
  let together = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.array(aStatement, { minLength: 2, maxLength: 14 }), (made) => {
      const statements = made.map((make) => make());
      const batches = batchesOf(statements);
      expect(batches.flat()).toEqual(statements);
      expect(batches.every((batch) => batch.length > 0)).toBe(true);
      const outcomes = takenIn(batches);
      expect(outcomes).toEqual(takenIn(statements.map((signed) => [signed])));
      together += statements.length - batches.length;
      refused += outcomes.filter((outcome) => outcome === "statement/quota").length;
    }),
    { numRuns: 60, examples: [[[0, 1, 2, 3, 4, 5].map((shelf) => () => largeShelf(0, shelf))]] },
  );
  // Otherwise the property holds of nothing.
  expect(together).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(0);
});

test("a thousand judgements of one steward are one batch, and an instance statement stands alone", () => {
  const judgements = Array.from({ length: 1000 }, (_, index) =>
    stated(
      people[0]!,
      "accreditation",
      { status: "accredited", labels: [], keyCompared: false },
      { subject: toBase64url(sha256(u32(index))) },
    ),
  );
  expect(independentBatches(judgements, () => true)).toHaveLength(1);
  const founding = stated(instance, "instance", {
    name: "G",
    stewards: [people[0]!.name],
    replyBuckets: 1,
    ...noServer,
  });
  expect(independentBatches([judgements[0]!, founding, judgements[1]!], () => true)).toHaveLength(3);
});

test("a batch is no larger than a transaction should be", () => {
  const large = Array.from({ length: 8 }, () =>
    stated(newSigner(), "shelf", { name: { fr: "Rayon" }, items: items(450, "Tomme", 1800) }, { subject: "a" }),
  );
  expect(large[0]!.wire.length).toBeGreaterThan(800_000);
  const batches = independentBatches(large, () => false);
  expect(batches.length).toBeGreaterThan(1);
  for (const batch of batches) {
    expect(batch.reduce((sum, { wire }) => sum + wire.length, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
  }
  expect(independentBatches([], () => true)).toEqual([]);
});
