import { html, render } from "lit";
import { expect, test } from "vitest";
import type { SearchResult } from "../../../client/core/api.ts";
import { insteadLink } from "../../../client/shop/search-ways-out.ts";

test("a link leads to what is of the diet in the branch that was named, and nothing where there is none", () => {
  const place = document.createElement("main");
  const found = { instead: { category: "food/bread", diet: "gluten-free", count: 17 } } as SearchResult;
  render(html`${insteadLink(found)}`, place);
  expect(place.querySelector("a")?.getAttribute("href")).toBe("/search?cat=food%2Fbread&diet=gluten-free");
  expect(place.textContent).toContain("sans gluten\u00a0: 17");
  render(html`${insteadLink({} as SearchResult)}`, place);
  expect(place.querySelector("a")).toBeNull();
});
