import { expect, test } from "vitest";
import { usualVatIn } from "../../crypto/protocol/usual-vat.ts";

const rate = (id: string) => ({ id, name: { en: id }, permille: 0, from: "2024-01-01" });
const instance = {
  vat: [rate("standard"), rate("reduced")],
  usualVat: [
    { branch: "drinks", rate: "reduced" },
    { branch: "drinks/wine", rate: "standard" },
    { branch: "food", rate: "reduced" },
  ],
};

test("the narrowest branch says the rate, whatever their order; no branch, the first rate", () => {
  expect(usualVatIn(instance, "drinks/juice/apple")).toBe("reduced");
  expect(usualVatIn(instance, "drinks/wine")).toBe("standard");
  expect(usualVatIn(instance, "drinks/wine/red")).toBe("standard");
  expect(usualVatIn({ ...instance, usualVat: instance.usualVat.toReversed() }, "drinks/wine/red")).toBe("standard");
  expect(usualVatIn(instance, "home/soap")).toBe("standard");
});

test("what only begins like a branch is not of it, and before a category is chosen the first rate stands", () => {
  expect(usualVatIn(instance, "foodie")).toBe("standard");
  expect(usualVatIn(instance, "drinks/winery")).toBe("reduced");
  expect(usualVatIn(instance, "")).toBe("standard");
  expect(usualVatIn({ vat: [], usualVat: [] }, "food")).toBe("");
});
