import { expect, test } from "vitest";
import { allLocales } from "../../../client/locales/languages.ts";
import { offeredLocales } from "../../../client/locales/offered-locales.ts";

test("a city offers its own languages, in its order, of those that screens are written in", () => {
  expect(offeredLocales(["en", "fr"])).toEqual(["en", "fr"]);
  expect(offeredLocales(["fr", "en"])).toEqual(["fr", "en"]);
  // A language that has no file yet is left out, wherever it stands; with its file it comes by itself.
  expect(offeredLocales(["xx", "en"])).toEqual(["en"]);
});

test("a city whose languages have no screens yet offers all that there are", () => {
  expect(offeredLocales(["xx", "yy"])).toEqual(allLocales);
  expect(offeredLocales([])).toEqual(allLocales);
});
