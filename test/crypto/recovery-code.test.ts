import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../crypto/bytes.ts";
import {
  formatRecoveryCode,
  newRecoverySecret,
  parseRecoveryCode,
  recoveryKek,
  recoveryLookup,
  type RecoverySecret,
} from "../../crypto/recovery-code.ts";
import { ready } from "../../crypto/sodium.ts";
import { codeOf } from "./flipped.ts";

beforeAll(async () => {
  await ready();
});

const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => bytes as RecoverySecret);
const form = /^(?:[0-9A-HJKMNP-TV-Z]{6}-){5}[0-9A-HJKMNP-TV-Z]{6}$/;

describe("a recovery code", () => {
  test("is read as it was written, however it is typed", () => {
    fc.assert(
      fc.property(
        secrets,
        fc.constantFrom("-", " ", "", " – ", "\n", "‑"),
        fc.boolean(),
        (secret, separator, lower) => {
          const code = formatRecoveryCode(secret);
          expect(code).toMatch(form);
          const typed = code.replaceAll("-", separator).replaceAll("0", "o").replaceAll("1", "l");
          expect(parseRecoveryCode(lower ? typed.toLowerCase() : typed)).toEqual(secret);
        },
      ),
    );
  });

  test("with one symbol wrong, or two neighbours swapped, is a typing error", async () => {
    const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let undetected = 0;
    let tried = 0;
    for (const secret of fc.sample(secrets, { numRuns: 20, seed: 7 })) {
      const code = formatRecoveryCode(secret).replaceAll("-", "");
      for (let index = 0; index < code.length; index++) {
        const other = symbols[(symbols.indexOf(code[index]!) + 1 + (index % 30)) % 32]!;
        const wrong = [code.slice(0, index) + other + code.slice(index + 1)];
        const [a, b] = [code[index]!, code[index + 1] ?? code[index]!];
        if (a !== b) wrong.push(code.slice(0, index) + b + a + code.slice(index + 2));
        for (const typed of wrong) {
          tried += 1;
          if ((await codeOf(() => parseRecoveryCode(typed))) === "none") undetected += 1;
        }
      }
    }
    // Sixteen bits of checksum let one in 65,536 pass; of these, all are found.
    expect(tried).toBeGreaterThan(1000);
    expect(undetected).toBe(0);
  });

  test("is malformed when empty, short, long or of other letters", async () => {
    const code = formatRecoveryCode(newRecoverySecret());
    for (const wrong of ["", code.slice(1), `${code}0`, code.replace(/.$/, "U"), "é".repeat(36), "0".repeat(10_000)]) {
      expect(await codeOf(() => parseRecoveryCode(wrong))).toBe("recovery-code/malformed");
    }
    expect(await codeOf(() => formatRecoveryCode(new Uint8Array(19) as RecoverySecret))).toBe("bytes/length");
  });

  test("gives the server a lookup that is not the key, and neither is the secret", () => {
    const secret = newRecoverySecret();
    const all = [recoveryLookup(secret), recoveryKek(secret), recoveryLookup(newRecoverySecret())].map(toHex);
    expect(new Set(all).size).toBe(3);
    for (const derived of all) expect(derived).not.toContain(toHex(secret));
  });
});
