import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAddCheckpoint, parseAddCheckpoint } from "../../crypto/add-checkpoint.ts";
import { parseNote } from "../../crypto/signed-note.ts";
import { codeOf } from "../crypto/flipped.ts";

// The example of C2SP tlog-witness.
const example = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`;

test("the example of the specification is read and written as it is", () => {
  const read = parseAddCheckpoint(example);
  expect([read.oldSize, read.proof.length, parseNote(read.note).signatures.length]).toEqual([20_852_014, 4, 2]);
  expect(formatAddCheckpoint(read)).toBe(example);
});

test("what is written is read as it was", () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.array(hash, { maxLength: 63 }),
      fc.string({ maxLength: 50 }),
      (oldSize, proof, note) => {
        expect(parseAddCheckpoint(formatAddCheckpoint({ oldSize, proof, note }))).toEqual({ oldSize, proof, note });
      },
    ),
  );
});

const line = `${"A".repeat(43)}=`;
test.each([
  "",
  "old 1",
  "old 1\n",
  "old\n\n",
  "old  1\n\n",
  "old 01\n\n",
  "old 1.5\n\n",
  "old 9007199254740992\n\n",
  "old 1\nAAAA\n\n",
  `old 1\n${line} \n\n`,
  `old 1\n${line.slice(0, -1)}\n\n`,
  `old 1\n${`${line}\n`.repeat(64)}\n`,
  `old 1\n\n${"x".repeat(200_000)}`,
])("%j is none", async (body) => {
  expect(await codeOf(() => parseAddCheckpoint(body))).toBe("add-checkpoint/malformed");
});
