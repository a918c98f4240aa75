import { expect, test } from "vitest";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";

test("base64url has one spelling for one value", () => {
  expect(toBase64url(Uint8Array.of(255, 254))).toBe("__4");
  expect(() => fromBase64url("__5")).toThrow();
});
