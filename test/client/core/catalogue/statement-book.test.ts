import fc from "fast-check";
import { expect, test } from "vitest";
import type { PackEntry } from "../../../../client/core/catalogue/pack-entries.ts";
import { createStatementBook, type StatementBook } from "../../../../client/core/catalogue/statement-book.ts";

function entry(author: number, revision: number, copy: number): PackEntry {
  const statement = {
    type: "stock",
    author: `a${author}`,
    subject: "s0",
    revision,
  } as unknown as PackEntry["statement"];
  const identity = `stock a${author} s0`;
  return { identity, statement, digest: `${author}-${revision}-${copy}`, wire: new Uint8Array(), start: 0 };
}

const state = (book: StatementBook): unknown => ({
  current: book
    .all("stock")
    .map(({ statement }) => `${statement.author} ${statement.revision}`)
    .sort(),
  behind: [...book.rolledBack()].sort(),
});

const statement = fc.record({ author: fc.nat(4), revision: fc.integer({ min: 1, max: 4 }), copy: fc.nat(1) });
const step = fc.oneof(
  fc.record({ add: fc.array(statement, { maxLength: 5 }), verified: fc.boolean(), pack: fc.nat(6) }),
  fc.record({ remove: fc.nat(6) }),
  fc.record({ settle: fc.nat(6), forged: fc.array(statement, { maxLength: 2 }) }),
);

test("however packs come, go and are verified: the book is as one that was handed what remains at once", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const book = createStatementBook({});
      const held = new Map<string, { entries: PackEntry[]; verified: boolean }>();
      for (const one of steps) {
        if ("add" in one) {
          const entries = one.add.map(({ author, revision, copy }) => entry(author, revision, copy));
          book.addPack(`p${one.pack}`, entries, one.verified);
          held.set(`p${one.pack}`, { entries, verified: one.verified });
        } else if ("remove" in one) {
          book.removePack(`p${one.remove}`);
          held.delete(`p${one.remove}`);
        } else {
          const forged = new Set(one.forged.map(({ author, revision, copy }) => `${author}-${revision}-${copy}`));
          book.settle(`p${one.settle}`, forged);
          const pack = held.get(`p${one.settle}`);
          if (pack) {
            held.set(`p${one.settle}`, {
              entries: pack.entries.filter(({ digest }) => !forged.has(digest)),
              verified: true,
            });
          }
        }
      }
      const again = createStatementBook(book.heads);
      for (const [pack, { entries, verified }] of held) again.addPack(pack, entries, verified);
      expect(state(book)).toEqual(state(again));
    }),
  );
});
