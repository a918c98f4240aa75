import { expect, test } from "vitest";
import { townAt } from "../../crypto/protocol/town.ts";
import { instance as freiburg } from "../../instances/freiburg/instance.ts";
import { geneva } from "../../instances/geneva/instance.ts";

test("addresses name the town, which is not everywhere what the place is called", () => {
  expect(townAt(freiburg, "79102")).toBe("Freiburg im Breisgau");
  expect(townAt(freiburg, " 79194 ")).toBe("Gundelfingen");
  expect(townAt(geneva, "1205")).toBe("Genève");
  expect(townAt(geneva, "1212")).toBe(geneva.postcodes.find(({ postcode }) => postcode === "1212")?.name);
});

test("a postcode of elsewhere, or none, has no town", () => {
  for (const postcode of ["", "99999", "7910", "x".repeat(5000), "__proto__"]) {
    expect(townAt(freiburg, postcode), postcode).toBeNull();
  }
});
