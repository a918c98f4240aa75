import fc from "fast-check";
import { expect, test } from "vitest";
import { marketPathOfPage } from "../../../client/shell/public-pages.ts";
import {
  categoryOfPage,
  marketPath,
  type PageSubject,
  pagePath,
  subjectOfMarketPath,
} from "../../../server/pages/page-addresses.ts";
import { categoryTree } from "../../../server/pages/categories.ts";

const party = fc.stringMatching(/^[\w-]{43}$/);
const subjects: fc.Arbitrary<PageSubject> = fc.oneof(
  fc.constant({ kind: "front" as const }),
  fc.constant({ kind: "stalls" as const, page: 1 }),
  fc.record({ kind: fc.constant("stall" as const), party, page: fc.constant(1) }),
  fc.record({
    kind: fc.constant("item" as const),
    party,
    // Two names mean something else in every address (RFC 3986, 5.2.4): what is called so has no page.
    item: fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/).filter((id) => id !== "." && id !== ".."),
  }),
  fc.record({
    kind: fc.constant("category" as const),
    category: fc.stringMatching(/^[a-z0-9-]{1,9}(\/[a-z0-9-]{1,9}){0,4}$/),
    page: fc.constant(1),
  }),
);

test("a public page and the market's own page of the same thing lead to each other", () => {
  fc.assert(
    fc.property(subjects, fc.constantFrom("fr", "de"), (subject, language) => {
      const [page] = pagePath(language, subject).split("?");
      // The service worker reads the path as the browser has it.
      expect(marketPathOfPage(new URL(page ?? "", "https://market.example").pathname)).toBe(marketPath(subject));
      if (subject.kind === "category") expect(categoryOfPage(page?.split("/").at(-1) ?? "")).toBe(subject.category);
      else expect(subjectOfMarketPath(marketPath(subject))).toEqual(subject);
    }),
  );
});

test.each([
  "/basket",
  "/stall/short",
  "/item/x",
  "/item/%",
  "/desk/x/page",
  "//",
  "",
  `/item/${"A".repeat(43)}/%E0%A4%A`,
])("%s is no page of a thing", (path) => {
  expect(subjectOfMarketPath(path)).toBeNull();
  expect(marketPathOfPage(path)).toBeNull();
});

test.each(["/p", "/p/fr/", "/p/fra", "/p/fr/stall/x", "/p/fr/item/x/y", "/p/fr/category/a/b", "/p/fr/other", "/q/fr"])(
  "the service worker leaves %s to the server",
  (path) => expect(marketPathOfPage(path)).toBeNull(),
);

test("the way to a category begins at the widest, and an item is found in each above it and in those that include it", () => {
  const tree = categoryTree({
    categories: [
      { path: "food", name: { fr: "Manger" }, print: "basket", paper: "oat" },
      { path: "food/dairy", name: { fr: "Lait" }, print: "cheese-wedge", paper: "rose" },
      { path: "gifts", name: { fr: "Cadeaux" }, print: "wrapped-gift", paper: "rose" },
      { path: "gifts/eat", name: { fr: "À manger" }, print: "basket", paper: "rose", includes: ["food/dairy"] },
    ],
  });
  expect(tree.trail("food/dairy/cheese").map(({ path }) => path)).toEqual(["food", "food/dairy"]);
  expect([...tree.holding("food/dairy/cheese")].sort()).toEqual(["food", "food/dairy", "gifts", "gifts/eat"]);
  expect(tree.holding("nowhere")).toEqual([]);
  expect(tree.print("food/dairy/cheese/hard")).toEqual({ print: "cheese-wedge", paper: "rose" });
  expect(tree.print(undefined)).toEqual({ print: "basket", paper: "oat" });
  expect(tree.below("").map(({ path }) => path)).toEqual(["food", "gifts"]);
});
