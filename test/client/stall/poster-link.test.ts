import fc from "fast-check";
import { expect, test } from "vitest";
import { isMarkOfPoster, posterLink } from "../../../client/stall/poster-link.ts";
import { posterWords } from "../../../client/stall/poster-words.ts";
import { instanceNamed, instanceNames } from "../../../instances/registry.ts";

const hex = "211eeb1ed9b815ce379639f5f681";
const party = "zXUqHmHhekL64N333g3o62zJCEL13KVfUCfTNOAzoGY";

test("a poster's code leads to the stall, and says its mark where no server reads it", () => {
  const link = new URL(posterLink("https://market.example", party, { hex }));
  expect(link.pathname).toBe(`/stall/${party}`);
  expect(link.search).toBe("");
  expect(isMarkOfPoster(link.hash, { hex })).toBe(true);
});

test("another mark in the address is noticed; an address without one says nothing", () => {
  const other = `${hex.slice(0, -1)}0`;
  expect(isMarkOfPoster(new URL(posterLink("https://market.example", party, { hex: other })).hash, { hex })).toBe(
    false,
  );
  for (const fragment of [
    "",
    "#verifier",
    `#marque=${hex}0`,
    `#marque=${hex.slice(1)}`,
    `#marque=${hex.toUpperCase()}`,
  ]) {
    expect([fragment, isMarkOfPoster(fragment, { hex })]).toEqual([fragment, null]);
  }
});

test("no fragment that anybody could write passes for the mark", () => {
  fc.assert(
    fc.property(fc.string(), (fragment) => {
      expect(isMarkOfPoster(fragment, { hex })).not.toBe(true);
    }),
  );
});

test("posters speak the languages of every instance", () => {
  for (const name of instanceNames) {
    const spoken = instanceNamed(name).languages.filter((language) => posterWords(language) !== null);
    expect([name, spoken.length > 0]).toEqual([name, true]);
  }
});
