import { expect, test } from "vitest";
import { townAt } from "../../crypto/protocol/town.ts";
import { instanceNamed } from "../../instances/registry.ts";

test("addresses name the town, which is not everywhere what the place is called", () => {
  const freiburg = instanceNamed("freiburg");
  expect(townAt(freiburg, "79102")).toBe("Freiburg im Breisgau");
  expect(townAt(freiburg, " 79194 ")).toBe("Gundelfingen");
  expect(townAt(instanceNamed("geneva"), "1205")).toBe(
    instanceNamed("geneva").postcodes.find(({ postcode }) => postcode === "1205")?.name,
  );
});

test("a postcode of elsewhere, or none, has no town", () => {
  for (const postcode of ["", "99999", "7910", "x".repeat(5000), "__proto__"]) {
    expect(townAt(instanceNamed("freiburg"), postcode), postcode).toBeNull();
  }
});
