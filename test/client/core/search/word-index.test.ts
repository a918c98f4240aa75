import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partsOf } from "../../../../client/core/search/compounds.ts";
import { sameWords } from "../../../../client/core/search/same-words.ts";
import { typedWords } from "../../../../client/core/search/terms.ts";
import { createWordIndex, type Manner, type WordIndex } from "../../../../client/core/search/word-index.ts";

const french = (text: string) => [{ text, language: "fr", weight: 1 }];

function found(index: WordIndex, word: string, manner: Manner = "begun"): number[] {
  return index.find(word, manner, new Float32Array(index.slots)).sort((a, b) => a - b);
}

describe("a word finds", () => {
  test("itself, its beginnings and other endings of its language", () => {
    const index = createWordIndex();
    const cheeses = index.add(french("Fromages de chèvre"));
    const dairy = index.add(french("fromagerie"));
    expect(found(index, "fromage")).toEqual([cheeses, dairy]);
    expect(found(index, "fromages")).toEqual([cheeses]);
    expect(found(index, "chev")).toEqual([cheeses]);
    const [cabbage, game] = [index.add(french("Chou blanc")), index.add(french("Jeu de cartes"))];
    expect([found(index, "choux"), found(index, "jeux")]).toEqual([[cabbage], [game]]);
    const germans = index.add([{ text: "Kerzen", language: "de", weight: 1 }]);
    const italian = index.add([{ text: "formaggio", language: "it", weight: 1 }]);
    const english = index.add([{ text: "cherries", language: "en", weight: 1 }]);
    expect([found(index, "kerze"), found(index, "formaggi"), found(index, "cherry")]).toEqual([
      [germans],
      [italian],
      [english],
    ]);
  });

  test("things whose name differs by a letter, when asked to, and not in short words", () => {
    const index = createWordIndex();
    const soap = index.add(french("savon"));
    index.add(french("sel"));
    expect(found(index, "savn", "slip")).toEqual([soap]);
    expect(found(index, "savn")).toEqual([]);
    expect(found(index, "sal", "slip")).toEqual([]);
  });

  test("with a slip of the pen all that the word meant finds, other endings too, those of its own language only", () => {
    const index = createWordIndex();
    const cottage = index.add(french("Fromage blanc"));
    const cheeses = index.add(french("Fromages affinés"));
    index.add([{ text: "Fromagesse", language: "de", weight: 1 }]);
    expect(found(index, "fromaje", "slip")).toEqual([cottage, cheeses]);
    index.remove(cottage);
    expect(found(index, "fromaje", "slip")).toEqual([cheeses]);
    // Also where only another ending is written.
    const other = createWordIndex();
    const alone = other.add(french("Fromages affinés"));
    expect(found(other, "fromaje", "slip")).toEqual([alone]);
  });

  test("what a name begins with before what it goes on with, in English what it ends with", () => {
    const index = createWordIndex();
    const name = (text: string, language: string) => index.add([{ text, language, weight: 6, name: true }]);
    const [bread, endive] = [name("Pain de seigle", "fr"), name("Chicorée pain de sucre", "fr")];
    const [rye, knife] = [name("Rye bread", "en"), name("Bread knife", "en")];
    const scores = new Float32Array(index.slots);
    index.find("pain", "begun", scores);
    expect(scores[bread]).toBeGreaterThan(scores[endive]!);
    index.find("bread", "begun", scores);
    expect(scores[rye]).toBeGreaterThan(scores[knife]!);
  });
});

test("a letter left out of a double one is no slip beside another, and other endings are found by a slip too", () => {
  const index = createWordIndex();
  const [beets, apples] = [index.add(french("Betterave")), index.add(french("Pommes"))];
  index.add([{ text: "pomme", language: "fr", weight: 1 }]);
  expect(found(index, "betrave", "slip")).toEqual([beets]);
  expect(found(index, "pome", "slip")).toContain(apples);
});

test("slips that only double a letter leave no others, and a short word's first letter is as it was meant", () => {
  const index = createWordIndex();
  const [carrots, card] = [index.add(french("Carottes")), index.add(french("Cartes"))];
  index.add(french("Osso buco"));
  expect(found(index, "carotes", "slip")).toEqual([carrots]);
  expect(found(index, "carstes", "slip")).toEqual([card]);
  expect(found(index, "rosso", "slip")).toEqual([]);
});

test("where the first letter is another, a slip fewer is thought of, of the stem's length too", () => {
  const index = createWordIndex();
  const [carrots, mushroom] = [
    index.add([{ text: "Möhren", language: "de", weight: 1 }]),
    index.add(french("champignon")),
  ];
  expect([found(index, "bohrer", "slip"), found(index, "nohren", "slip")]).toEqual([[], []]);
  expect([found(index, "mohrem", "slip"), found(index, "shampignon", "slip")]).toEqual([[carrots], [mushroom]]);
});

test("a compound is split before its longest known end, what is before it being a word", () => {
  const parts = (word: string) => partsOf(word, (end) => ["brot", "wein", "reparatur"].includes(end));
  expect(parts("roggenbrot")).toEqual({ first: "roggen", last: "brot" });
  expect(parts("veloreparatur")).toEqual({ first: "velo", last: "reparatur" });
  // No consonants alone are a word: a pig is no wine.
  expect([parts("schwein"), parts("brot"), parts("birnbaum")]).toEqual([null, null, null]);
});

test("a word of a language comes before its stem's family in another", () => {
  const index = createWordIndex();
  index.add([{ text: "pane", language: "it", weight: 1 }]);
  const parsnip = index.add(french("Panais"));
  const scores = new Float32Array(index.slots);
  index.find("pane", "whole", scores);
  const before = scores[parsnip]!;
  index.find("pane", "whole", scores, { spoken: new Set(index.languagesOf("pane")) });
  expect(scores[parsnip]).toBeCloseTo(before / 2);
});

test("a word finds what means the same in another language, and nothing that only has its stem there", () => {
  const index = createWordIndex();
  const rye = index.add(french("Pain de seigle"));
  const books = index.add(french("Livres"));
  index.add(french("Bûche"));
  const meant = (word: string) => index.find(word, "meant", new Float32Array(index.slots), { same: sameWords(word) });
  expect([meant("roggen"), meant("segale"), meant("buch")]).toEqual([[rye], [rye], [books]]);
  expect(sameWords("schrumpf")).toEqual([]);
});

test("a word that is whole finds what it begins too, at half of what it would count", () => {
  const index = createWordIndex();
  const [bread, broth] = [index.add(french("brot")), index.add(french("broth"))];
  const scoresAs = (manner: Manner): Float32Array => {
    const scores = new Float32Array(index.slots);
    index.find("brot", manner, scores);
    return scores;
  };
  const [begun, whole] = [scoresAs("begun"), scoresAs("whole")];
  expect(whole[bread]).toBe(begun[bread]);
  expect(whole[broth]).toBeCloseTo(begun[broth]! / 2);
  expect(whole[broth]).toBeGreaterThan(0);
});

test("an index knows whole words and their stems, not beginnings, slips, nor what was taken out for good", () => {
  const index = createWordIndex();
  index.add(french("Fromages de chèvre"));
  expect(["fromages", "fromage", "froma", "fromaje", "", "de"].map((word) => index.knows(word))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  const slots = Array.from({ length: 4_000 }, (_, place) => index.add(french(`mot${place}`)));
  for (const slot of slots) index.remove(slot);
  index.compact();
  expect([index.knows("mot7"), index.knows("fromage")]).toEqual([false, true]);
});

test("without something is one word, in four languages, and never that thing", () => {
  const index = createWordIndex();
  const flour = index.add(french("Farine sans gluten"));
  const plain = index.add(french("Farine : contient du gluten"));
  const english = index.add([{ text: "Without added sugar", language: "en", weight: 1 }]);
  const german = index.add([{ text: "Ohne Zucker", language: "de", weight: 1 }]);
  const italian = index.add([{ text: "Senza zucchero", language: "it", weight: 1 }]);
  const dangling = index.add(french("Le café sans"));
  const typed = (text: string) => {
    const words = typedWords(text);
    return words.map((word) => found(index, word));
  };
  expect(typed("sans gluten")).toEqual([[flour]]);
  expect(typed("Sans  Glu")).toEqual([[flour]]);
  expect(typed("gluten")).toEqual([[plain]]);
  expect(typed("ohne Zucker")).toEqual([[german]]);
  expect(typed("senza zucchero")).toEqual([[italian]]);
  expect(typed("without added")).toEqual([[english]]);
  expect(typed("café sans")).toEqual([[dangling]]);
  expect(typed("sans sans sans")).toEqual([[], []]);
});

test("whatever is added, removed and compacted: what is in the index is found, and nothing else", () => {
  const word = fc.constantFrom("tomate", "tomme", "tome", "pain", "pains", "miel", "mielleux", "savon");
  const step = fc.oneof(
    fc.record({ add: fc.array(word, { minLength: 1, maxLength: 4 }) }),
    fc.record({ remove: fc.nat(30) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = createWordIndex();
      const texts = new Map<number, readonly string[]>();
      for (const one of steps) {
        if ("add" in one) texts.set(index.add(french(one.add.join(" "))), one.add);
        else {
          index.remove(one.remove);
          texts.delete(one.remove);
        }
      }
      for (const typed of ["tomate", "tomm", "miel"]) {
        const expected = [...texts].filter(([, words]) => words.some((each) => each.startsWith(typed)));
        expect(found(index, typed)).toEqual(expect.arrayContaining(expected.map(([slot]) => slot)));
        for (const slot of found(index, typed)) expect(texts.has(slot)).toBe(true);
      }
    }),
  );
});

test("compacting gives slots anew, forgets what was removed, and keeps what remains", () => {
  const index = createWordIndex();
  const slots = Array.from({ length: 8_000 }, (_, place) => index.add(french(`mot${place} tomate`)));
  for (const slot of slots.slice(0, 6_000)) index.remove(slot);
  const moved = index.compact();
  expect(moved?.size).toBe(2_000);
  expect(index.slots).toBe(2_000);
  expect(found(index, "tomate")).toHaveLength(2_000);
  expect(found(index, "mot7000")).toEqual([moved?.get(7_000)]);
  expect(found(index, "mot100")).toEqual([]);
  expect(index.compact()).toBeNull();
});
