import { beforeEach, expect, test } from "vitest";
import { forgetMarks } from "../../../client/account/device-marks.ts";

beforeEach(() => localStorage.clear());

test("whoever leaves takes their marks along, and the device keeps its light and its language", () => {
  localStorage.setItem("sp-theme", "evening");
  localStorage.setItem("sp-language", "it");
  localStorage.setItem("smartketplace-items/a-stall", "{}");
  localStorage.setItem("sp-desk-view", "list");
  localStorage.setItem("whatever-comes-later", "x".repeat(100_000));
  forgetMarks();
  expect(Object.keys(localStorage).toSorted()).toEqual(["sp-language", "sp-theme"]);
  expect(localStorage.getItem("sp-theme")).toBe("evening");
});

test("there may be nothing to forget", () => {
  forgetMarks();
  expect(localStorage).toHaveLength(0);
});
