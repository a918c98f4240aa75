import { describe, expect, test } from "vitest";
import { tellApart } from "./alike.ts";

describe("telling two sets of values apart", () => {
  test("gives the figures of SciPy's documentation (mannwhitneyu, asymptotic)", () => {
    const [males, females] = [
      [19, 22, 16, 29, 24],
      [20, 11, 17, 12],
    ];
    const { chanceLarger, p } = tellApart(males, females);
    expect(chanceLarger * 20).toBeCloseTo(17, 12);
    expect(p).toBeCloseTo(0.11134688653314041, 6);
    expect(tellApart(females, males).p).toBeCloseTo(p, 12);
  });

  test("finds nothing in sets that are the same, or all of one value", () => {
    const values = Array.from({ length: 50 }, (_, index) => index % 7);
    expect(tellApart(values, values)).toMatchObject({ chanceLarger: 0.5, advantage: 0, p: 1 });
    expect(tellApart([1, 1, 1], [1, 1])).toMatchObject({ advantage: 0, p: 1 });
  });

  test("finds a shift, and all the better the larger it is", () => {
    const values = Array.from({ length: 200 }, (_, index) => (index * 37) % 101);
    const by = (shift: number) =>
      tellApart(
        values.map((value) => value + shift),
        values,
      );
    expect(by(2).advantage).toBeLessThan(by(20).advantage);
    expect(by(20).p).toBeLessThan(1e-6);
    expect(by(500)).toMatchObject({ chanceLarger: 1, advantage: 1 });
    expect(() => tellApart([], values)).toThrow();
  });
});
