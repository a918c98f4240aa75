import fc from "fast-check";
import { expect, test } from "vitest";
import { fromUtf8, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { decodeListing, encodeListing, type ListedStatement } from "../../crypto/protocol/catalogue-listing.ts";
import { codeOf } from "../crypto/flipped.ts";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url);
const listed: fc.Arbitrary<ListedStatement> = fc.record({
  type: fc.constantFrom("party", "shelf", "delivery-offer", "inbox-key"),
  author: key,
  subject: fc.oneof(key, fc.stringMatching(/^[A-Za-z0-9_:-]{1,64}$/)),
  revision: fc.integer({ min: 1, max: 0xffff_ffff }),
  digest: key,
});
const a: ListedStatement = {
  type: "shelf",
  author: toBase64url(new Uint8Array(32).fill(1)),
  subject: "b",
  revision: 2,
  digest: toBase64url(new Uint8Array(32).fill(3)),
};

test("a listing is a line a statement, behind a line that says what it is", () => {
  expect(fromUtf8(encodeListing([a]))).toBe(
    "smartketplace/catalogue/v1\nshelf AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE b 2 AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM\n",
  );
  expect(decodeListing(encodeListing([]))).toEqual([]);
});

test("the same statements give the same bytes in any order, and come back", () => {
  fc.assert(
    fc.property(fc.uniqueArray(listed, { maxLength: 20, selector: ({ digest }) => digest }), (all) => {
      const bytes = encodeListing(all);
      expect(encodeListing(all.toReversed())).toEqual(bytes);
      const byDigest = (one: ListedStatement, other: ListedStatement) => (one.digest < other.digest ? -1 : 1);
      expect(decodeListing(bytes).toSorted(byDigest)).toEqual(all.toSorted(byDigest));
    }),
  );
});

const good = fromUtf8(encodeListing([a, { ...a, subject: "c" }]));
const [head, first, second] = good.split("\n");
test.each([
  "",
  "\n",
  `${first}\n${second}\n`,
  good.slice(0, -1),
  `${good}\n`,
  `${head}\n${second}\n${first}\n`,
  `${head}\n${first}\n${first}\n`,
  good.replace("v1", "v2"),
  good.replace(" 2 ", " 02 "),
  good.replace(" 2 ", " 0 "),
  good.replace(" 2 ", " 2.5 "),
  good.replace(" 2 ", " 1e3 "),
  good.replace(" b ", " b/c "),
  good.replace(" b ", "  "),
  good.replace("shelf", "Shelf"),
  good.replace("AQE ", "AQF "),
  good.replace("AwM\n", "AwM more\n"),
])("%j is none", async (text) => {
  expect(await codeOf(() => decodeListing(utf8(text)))).toBe("listing/malformed");
});

test("one that is too long is not even read", async () => {
  expect(await codeOf(() => decodeListing(new Uint8Array(33 * 1024 * 1024)))).toBe("listing/malformed");
});
