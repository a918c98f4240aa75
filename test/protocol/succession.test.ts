import { beforeAll, describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { makeStatement, openStatement, readStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import { recoveryEffectiveAt, successionProof } from "../../crypto/protocol/succession.ts";
import { type SigningKeyPair, signingKeyPair } from "../../crypto/signature.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf } from "../crypto/flipped.ts";

let [old, next, steward]: SigningKeyPair[] = [];
beforeAll(async () => {
  await ready();
  [old, next, steward] = [signingKeyPair(), signingKeyPair(), signingKeyPair()];
});
const nameOf = (pair: SigningKeyPair | undefined): string => toBase64url(pair!.publicKey);

const head = { v: 1, revision: 1, issuedOn: "2026-11-26" } as const;
const succession = (proof: string, to = nameOf(next)): StatementOf<"succession"> => ({
  ...head,
  type: "succession",
  author: nameOf(old),
  subject: nameOf(old),
  body: { next: to, proof },
});
const recovery = (proof: string): StatementOf<"recovery"> => ({
  ...head,
  type: "recovery",
  author: nameOf(steward),
  subject: nameOf(old),
  body: { next: nameOf(next), proof, reason: { fr: "Téléphone perdu" } },
});
const opened = (content: StatementOf<"succession"> | StatementOf<"recovery">, author: SigningKeyPair | undefined) =>
  codeOf(() => openStatement(makeStatement(content, author!).wire));

describe("a key that follows another", () => {
  test("has signed over it", async () => {
    expect(await opened(succession(successionProof("succession", nameOf(old), next!)), old)).toBe("none");
    expect(await opened(recovery(successionProof("recovery", nameOf(old), next!)), steward)).toBe("none");
  });

  test("is nobody's who did not, signed over another or for the other use", async () => {
    const wrong = [
      successionProof("recovery", nameOf(old), next!),
      successionProof("succession", nameOf(steward), next!),
      successionProof("succession", nameOf(old), old!),
      toBase64url(new Uint8Array(64)),
    ];
    for (const proof of wrong) expect(await opened(succession(proof), old)).toBe("signature/invalid");
    const forSuccession = successionProof("succession", nameOf(old), next!);
    expect(await opened(recovery(forSuccession), steward)).toBe("signature/invalid");
  });

  test("is not itself, and any other bit of its proof is invalid", async () => {
    const toItself = succession(successionProof("succession", nameOf(old), old!), nameOf(old));
    expect(await opened(toItself, old)).toBe("statement/malformed");
    const proof = fromBase64url(successionProof("succession", nameOf(old), next!));
    for (let at = 0; at < 64; at++) {
      const bent = proof.slice();
      bent[at]! ^= 1 << (at % 8);
      expect(await opened(succession(toBase64url(bent)), old)).toBe("signature/invalid");
    }
    for (const length of [0, 63, 65]) {
      expect(await opened(succession(toBase64url(new Uint8Array(length))), old)).toBe("statement/malformed");
    }
  });

  test("can be read without its proof being believed", () => {
    const { wire } = makeStatement(succession(toBase64url(new Uint8Array(64))), old!);
    expect(readStatement(wire).statement.type).toBe("succession");
  });
});

test("a recovery counts 72 hours after the end of its day", async () => {
  expect(new Date(recoveryEffectiveAt({ issuedOn: "2026-11-26" })).toISOString()).toBe("2026-11-30T00:00:00.000Z");
  expect(new Date(recoveryEffectiveAt({ issuedOn: "2028-02-28" })).toISOString()).toBe("2028-03-03T00:00:00.000Z");
  expect(await codeOf(() => recoveryEffectiveAt({ issuedOn: "soon" }))).toBe("succession/day");
});
