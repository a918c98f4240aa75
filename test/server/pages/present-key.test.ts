import { beforeAll, expect, test } from "vitest";
import { successionProof } from "../../../crypto/protocol/succession.ts";
import { ready } from "../../../crypto/sodium.ts";
import { presentKey } from "../../../server/pages/present-key.ts";
import { createStatementBook } from "../../../server/statements/statement-book.ts";
import { noServer } from "../../support/no-server.ts";
import { newSigner, partyBody, type Signer, stated } from "../../support/market-statements.ts";

beforeAll(ready);

/** A book without the rules of the door: in it may stand what a server would have refused. */
function bookOf(parties: readonly Signer[]) {
  const [founder, steward] = [newSigner(), newSigner()];
  const book = createStatementBook(() => founder.name);
  book.put(stated(founder, "instance", { name: "Genève", stewards: [steward.name], replyBuckets: 1, ...noServer }));
  for (const party of parties) book.put(stated(party, "party", partyBody("Ferme")));
  return {
    book,
    succeed: (old: Signer, next: Signer, revision = 1) =>
      book.put(
        stated(
          old,
          "succession",
          { next: next.name, proof: successionProof("succession", old.name, next.pair) },
          { revision },
        ),
      ),
    recover: (old: Signer, next: Signer) => {
      const proof = successionProof("recovery", old.name, next.pair);
      book.put(
        stated(steward, "recovery", { next: next.name, proof, reason: { fr: "Clé perdue" } }, { subject: old.name }),
      );
    },
  };
}

test("every former key leads to the present one, by successions and recoveries", () => {
  const [first, second, third, stranger] = [newSigner(), newSigner(), newSigner(), newSigner()];
  const { book, succeed, recover } = bookOf([first, second, third]);
  succeed(first, second);
  recover(second, third);
  expect([first, second, third].map(({ name }) => presentKey(book, name))).toEqual(Array(3).fill(third.name));
  expect(presentKey(book, stranger.name)).toBe(stranger.name);
});

test("a key that nobody has yet leads nowhere: the one before it still speaks", () => {
  const [first, silent] = [newSigner(), newSigner()];
  const { book, succeed } = bookOf([first]);
  succeed(first, silent);
  expect(presentKey(book, first.name)).toBe(first.name);
});

test("a circle has no present key", () => {
  const [first, second] = [newSigner(), newSigner()];
  const { book, succeed } = bookOf([first, second]);
  succeed(first, second);
  succeed(second, first);
  expect([first, second].map(({ name }) => presentKey(book, name))).toEqual([null, null]);
});

test("a key that two parties claim is followed from neither, until one of them claims another", () => {
  const [first, other, next, elsewhere] = [newSigner(), newSigner(), newSigner(), newSigner()];
  const { book, succeed, recover } = bookOf([first, other, next, elsewhere]);
  succeed(first, next);
  recover(other, next);
  expect([first, other].map(({ name }) => presentKey(book, name))).toEqual([null, null]);
  succeed(other, elsewhere);
  expect([first, other].map(({ name }) => presentKey(book, name))).toEqual([next.name, elsewhere.name]);
});
