import { expect, test } from "vitest";
import { mapKey } from "../../../client/map/keys.ts";

const plain = { ctrlKey: false, altKey: false, metaKey: false };

test("arrows move towards where they point, plus and minus undo each other", () => {
  expect(mapKey({ ...plain, key: "ArrowLeft" })).toEqual({ does: "move", dx: -80, dy: 0 });
  expect(mapKey({ ...plain, key: "ArrowDown" })).toEqual({ does: "move", dx: 0, dy: 80 });
  const [plus, equals, minus] = ["+", "=", "-"].map((key) => mapKey({ ...plain, key }));
  expect(equals).toEqual(plus);
  const factor = (key: typeof plus) => (key?.does === "nearer" ? key.factor : 0);
  expect(factor(plus) * factor(minus)).toBeCloseTo(1);
});

test("what is the browser's is left to it", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"] as const) {
    expect(mapKey({ ...plain, key: "+", [held]: true })).toBeNull();
  }
  for (const key of ["a", "Tab", "Enter", " ", "PageDown", "constructor", "__proto__"]) {
    expect(mapKey({ ...plain, key })).toBeNull();
  }
});
