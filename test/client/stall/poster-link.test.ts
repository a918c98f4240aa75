import fc from "fast-check";
import { expect, test } from "vitest";
import { isMarkOfPoster, posterLink, posterTarget } from "../../../client/stall/poster-link.ts";
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

test("a scanned code leads into this market only, to a stall and the mark of its poster, and nowhere else", () => {
  const origin = "https://market.example";
  const link = posterLink(origin, party, { hex });
  expect(posterTarget(link, origin)).toBe(`/stall/${party}#marque=${hex}`);
  for (const other of [
    "",
    "not a link",
    link.slice(0, -1),
    `${link}0`,
    link.replace(origin, "https://market.example.evil.test"),
    link.replace("https:", "http:"),
    link.replace("/stall/", "/stall/../"),
    link.replace("#", "?x=1#"),
    `${origin}/stall/${party}`,
    `${origin}/item/${party}#marque=${hex}`,
    `javascript:alert(1)//${link}`,
    `https://user:word@market.example.test/stall/${party}#marque=${hex}`,
  ]) {
    expect([other, posterTarget(other, origin)]).toEqual([other, null]);
  }
});
