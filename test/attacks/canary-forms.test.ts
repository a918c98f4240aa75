import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findText, formsOf, formsOfBytes } from "../support/hidden-text.ts";

// The canary flow finds nothing. This shows that it would: the same search finds a text wherever it is planted.

const canary = "Zéphyrine Quartz 48/1";
const around = (bytes: Buffer) => Buffer.concat([randomBytes(997), bytes, randomBytes(1009)]);

describe("a planted text is found", () => {
  for (const [form, bytes] of formsOf(canary)) {
    test(`as ${form}`, () => {
      expect(bytes.length).toBeGreaterThan(8);
      expect(findText("here", around(bytes), [canary])).not.toEqual([]);
    });
  }

  test("inside the base64 and base64url of any text around it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (before, after) => {
        const whole = Buffer.concat([before, Buffer.from(canary), after]);
        for (const encoding of ["base64", "base64url"] as const) {
          const haystack = around(Buffer.from(whole.toString(encoding)));
          expect(findText("here", haystack, [canary]).map(({ form }) => form.split(",")[0])).toContain(
            `${canary}: ${encoding}`,
          );
        }
      }),
    );
  });

  test("in a query string, in a form, and in escaped JSON", () => {
    for (const text of [
      `/search?q=${encodeURIComponent(canary)}&x=1`,
      new URLSearchParams({ q: canary }).toString(),
      JSON.stringify({ name: canary }),
    ]) {
      expect(findText("here", Buffer.from(text), [canary])).not.toEqual([]);
    }
  });
});

describe("secret bytes are found", () => {
  const secret = randomBytes(32);
  for (const [form, bytes] of formsOfBytes(secret)) {
    test(`as ${form}`, () => {
      expect(findText("here", around(bytes), [{ name: "secret", bytes: secret }])).not.toEqual([]);
    });
  }

  test("in JSON, as an array of numbers", () => {
    const json = Buffer.from(JSON.stringify({ prf: { results: { first: [...secret] } } }));
    expect(findText("here", json, [{ name: "secret", bytes: secret }])).toEqual([
      { place: "here", form: "secret: numbers" },
    ]);
  });
});

test("what is not there is not found", () => {
  expect(findText("here", randomBytes(1_000_000), [canary])).toEqual([]);
  expect(findText("here", Buffer.from("Zéphyrine Quarz 48/1, Zephyrine Quartz 481"), [canary])).toEqual([]);
});
