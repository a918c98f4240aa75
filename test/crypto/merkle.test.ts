import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64, toHex, u32, utf8 } from "../../crypto/bytes.ts";
import {
  consistencyPlan,
  emptyFrontier,
  emptyRoot,
  extendFrontier,
  fillProof,
  frontierRoot,
  type Hash,
  inclusionPlan,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootSubtrees,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
} from "../../crypto/merkle.ts";
import vectorsFile from "../vectors/published/merkle.json?raw";
import { codeOf, everyByteFlipped } from "./flipped.ts";
import { naivePath, naiveProof, naiveRoot } from "./naive-merkle.ts";

const entriesOf = (size: number): Uint8Array[] => Array.from({ length: size }, (_, at) => u32(at));

/** Hashes of the perfect subtrees of a tree, by the slow implementation. */
const subtreesOf =
  (entries: readonly Uint8Array[]) =>
  ({ level, index }: Subtree): Hash =>
    naiveRoot(entries.slice(index * 2 ** level, (index + 1) * 2 ** level)) as Hash;

describe("published vectors", () => {
  interface Inclusion {
    leafIdx: number;
    treeSize: number;
    root: string;
    leafHash: string;
    proof: string[] | null;
    wantErr: boolean;
  }
  interface Consistency {
    size1: number;
    size2: number;
    root1: string;
    root2: string;
    proof: string[] | null;
    wantErr: boolean;
  }
  const vectors = JSON.parse(vectorsFile) as {
    inclusion: Record<string, Inclusion>;
    consistency: Record<string, Consistency>;
  };
  /** Some of them have a text where a root belongs, in trees that are said to be equal: never a root of ours. */
  const hashOf = (text: string) => fromBase64(text);

  test("of inclusion are answered as published", async () => {
    for (const [name, each] of Object.entries(vectors.inclusion)) {
      const code = await codeOf(() =>
        verifyInclusion(
          { index: each.leafIdx, leaf: hashOf(each.leafHash) },
          { size: each.treeSize, root: hashOf(each.root) },
          (each.proof ?? []).map(hashOf),
        ),
      );
      expect(code, name).toMatch(each.wantErr ? /^merkle\// : /^none$/);
    }
    expect(Object.keys(vectors.inclusion)).toHaveLength(98);
  });

  test("of consistency are answered as published, but for what is policy", async () => {
    // "size 0 is useless" there; here everything follows from an empty tree, and roots are 32 bytes.
    const policy: Record<string, string> = {
      "additional/sizes-are-equal-one-and-proof-is-empty": "merkle/proof",
    };
    for (const [name, each] of Object.entries(vectors.consistency)) {
      const code = await codeOf(() =>
        verifyConsistency(
          { size: each.size1, root: hashOf(each.root1) },
          { size: each.size2, root: hashOf(each.root2) },
          (each.proof ?? []).map(hashOf),
        ),
      );
      if (policy[name] !== undefined) expect(code, name).toBe(policy[name]);
      else expect(code, name).toMatch(each.wantErr ? /^merkle\// : /^none$/);
    }
    expect(Object.keys(vectors.consistency)).toHaveLength(98);
  });
});

test("hashes are those of RFC 6962 as its test data have them", () => {
  expect(toHex(emptyRoot)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(toHex(leafHash(utf8("")))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  expect(toHex(nodeHash(leafHash(utf8("")), leafHash(Uint8Array.of(0))))).toBe(
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  );
});

test("roots are those of the recursion of RFC 6962, for every size to 130, in one go or leaf by leaf", () => {
  let frontier = emptyFrontier;
  for (let size = 0; size <= 130; size++) {
    const entries = entriesOf(size);
    expect(frontierRoot(frontier)).toEqual(naiveRoot(entries));
    expect(frontierRoot(extendFrontier(emptyFrontier, entries.map(leafHash)))).toEqual(naiveRoot(entries));
    expect(frontier.hashes).toEqual(rootSubtrees(size).map(subtreesOf(entries)));
    frontier = extendFrontier(frontier, [leafHash(u32(size))]);
  }
});

describe("proofs", () => {
  test("of inclusion are those of the recursion, and lead to the root", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (size, chance) => {
        const index = chance % size;
        const entries = entriesOf(size);
        const proof = fillProof(inclusionPlan(index, size), subtreesOf(entries));
        expect(proof).toEqual(naivePath(index, entries));
        const tree = { size, root: naiveRoot(entries) };
        expect(verifyInclusion({ index, leaf: leafHash(entries[index]!) }, tree, proof)).toEqual(
          leafHash(entries[index]!),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("of consistency are those of the recursion, and convince", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (newSize, chance) => {
        const oldSize = 1 + (chance % newSize);
        const entries = entriesOf(newSize);
        const proof = fillProof(consistencyPlan(oldSize, newSize), subtreesOf(entries));
        expect(proof).toEqual(naiveProof(oldSize, entries));
        const older = { size: oldSize, root: naiveRoot(entries.slice(0, oldSize)) };
        const newer = { size: newSize, root: naiveRoot(entries) };
        expect(verifyConsistency(older, newer, proof)).toBe(newer);
      }),
      { numRuns: 60 },
    );
  });

  test("convince of nothing when a bit, the order, the length, the entry or the sizes are others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (size, chance, other) => {
        const entries = entriesOf(size);
        const index = chance % size;
        const leaf = leafHash(entries[index]!);
        const tree = { size, root: naiveRoot(entries) };
        const proof = naivePath(index, entries);
        const refused = (at: number, head: typeof tree, path: readonly Uint8Array[]) =>
          expect(() => verifyInclusion({ index: at, leaf }, head, path)).toThrow(/the log|no such size or entry/);
        refused(index, tree, proof.slice(1));
        refused(index, tree, proof.slice(0, -1));
        refused(index, tree, [...proof, leaf]);
        refused(index, tree, [leaf, ...proof]);
        if (proof.length > 1) refused(index, tree, proof.toReversed());
        refused((index + 1 + (other % (size - 1))) % size, tree, proof);
        const bent = proof.map((hash) => hash.slice());
        bent[other % bent.length]![other % 32]! ^= 1 << (other % 8);
        refused(index, tree, bent);

        const oldSize = 1 + (chance % (size - 1));
        const older = { size: oldSize, root: naiveRoot(entries.slice(0, oldSize)) };
        const chain = naiveProof(oldSize, entries);
        const contradicted = (from: typeof older, to: typeof tree, path: readonly Uint8Array[]) =>
          expect(() => verifyConsistency(from, to, path)).toThrow(/the log|no such size or entry/);
        contradicted(older, tree, chain.slice(0, -1));
        contradicted(older, tree, [...chain, leaf]);
        contradicted(tree, older, chain);
        contradicted({ ...older, root: leafHash(leaf) }, tree, chain);
        contradicted(older, { ...tree, root: leafHash(leaf) }, chain);
        const forged = chain.map((hash) => hash.slice());
        forged[other % forged.length]![other % 32]! ^= 1 << (other % 8);
        contradicted(older, tree, forged);
      }),
      { numRuns: 80 },
    );
  });

  test("of every leaf of a tree of seven fail when any byte of the leaf, the root or the proof is another", () => {
    const entries = entriesOf(7);
    const tree = { size: 7, root: naiveRoot(entries) };
    for (let index = 0; index < 7; index++) {
      const leaf = leafHash(entries[index]!);
      const proof = naivePath(index, entries);
      for (const { changed } of everyByteFlipped(leaf)) {
        expect(() => verifyInclusion({ index, leaf: changed }, tree, proof)).toThrow("not in the log");
      }
      for (const { changed } of everyByteFlipped(tree.root)) {
        expect(() => verifyInclusion({ index, leaf }, { size: 7, root: changed }, proof)).toThrow("not in the log");
      }
    }
  });
});

describe("hostile input", () => {
  const leaf = leafHash(utf8("x"));

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53, 2 ** 64])("a size or index of %d is out of range", async (wrong) => {
    expect(await codeOf(() => rootSubtrees(wrong))).toBe("merkle/range");
    expect(await codeOf(() => inclusionPlan(0, wrong))).toBe("merkle/range");
    expect(await codeOf(() => inclusionPlan(wrong, 10))).toBe("merkle/range");
    expect(await codeOf(() => consistencyPlan(wrong, 10))).toBe("merkle/range");
    expect(await codeOf(() => consistencyPlan(1, wrong))).toBe("merkle/range");
    expect(await codeOf(() => rootFromInclusion(wrong, 10, leaf, []))).toBe("merkle/range");
    expect(await codeOf(() => rootFromInclusion(0, wrong, leaf, []))).toBe("merkle/range");
    const tree = { size: 1, root: leaf };
    expect(await codeOf(() => verifyConsistency({ ...tree, size: wrong }, tree, []))).toBe("merkle/range");
    expect(await codeOf(() => extendFrontier({ size: wrong, hashes: [] }, [leaf]))).toBe("merkle/range");
  });

  test("hashes of another length are refused wherever they stand", async () => {
    const short = leaf.subarray(0, 31);
    expect(await codeOf(() => rootFromInclusion(0, 2, short, [leaf]))).toBe("merkle/proof");
    expect(await codeOf(() => rootFromInclusion(0, 2, leaf, [short]))).toBe("merkle/proof");
    const [older, newer] = [
      { size: 1, root: leaf },
      { size: 2, root: leaf },
    ];
    expect(await codeOf(() => verifyConsistency({ ...older, root: short }, newer, [leaf]))).toBe("merkle/proof");
    expect(await codeOf(() => verifyConsistency(older, { ...newer, root: short }, [leaf]))).toBe("merkle/proof");
    expect(await codeOf(() => verifyConsistency(older, newer, [short]))).toBe("merkle/proof");
  });

  test("a proof of a million hashes is refused after as many as the tree is high", async () => {
    const endless = Array.from({ length: 1_000_000 }, () => leaf);
    expect(await codeOf(() => rootFromInclusion(3, 2 ** 53 - 1, leaf, endless))).toBe("merkle/proof");
    const older = { size: 3, root: leaf };
    expect(await codeOf(() => verifyConsistency(older, { size: 2 ** 53 - 1, root: leaf }, endless))).toBe(
      "merkle/proof",
    );
  });

  test("from an empty tree everything follows, if it is said to be the empty one", async () => {
    const newer = { size: 5, root: leaf };
    expect(verifyConsistency({ size: 0, root: emptyRoot }, newer, [])).toBe(newer);
    expect(await codeOf(() => verifyConsistency({ size: 0, root: leaf }, newer, []))).toBe("merkle/inconsistent");
    expect(await codeOf(() => verifyConsistency({ size: 0, root: emptyRoot }, newer, [leaf]))).toBe("merkle/proof");
  });

  test("a frontier that does not fit its size is not gone on from", async () => {
    expect(await codeOf(() => extendFrontier({ size: 3, hashes: [leaf] }, [leaf]))).toBe("merkle/range");
    expect(await codeOf(() => extendFrontier({ size: 0, hashes: [leaf] }, []))).toBe("merkle/range");
  });
});
