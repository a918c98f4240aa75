import { expect, test } from "vitest";
import { showTypefaces } from "../../../client/shell/after-goods.ts";

/** A face whose bytes come when the test says so. */
function face(unicodeRange: string) {
  let settle: { come(): void; fail(): void } = { come: () => undefined, fail: () => undefined };
  let asked = 0;
  const coming = new Promise<void>((resolve, reject) => {
    settle = { come: resolve, fail: () => reject(new DOMException("no such file", "NetworkError")) };
  });
  const load = () => {
    asked++;
    return coming;
  };
  return {
    font: { unicodeRange, load } as unknown as FontFace,
    come: () => settle.come(),
    fail: () => settle.fail(),
    askedCount: () => asked,
  };
}

/** A page that still has its stand-ins, with so many cards of some ten elements each. */
function waitingPage(cardsCount = 1): Document {
  const page = document.implementation.createHTMLDocument();
  page.documentElement.className = "typefaces-later evening";
  const card = `<li>${"<p><b>Poires</b></p>".repeat(5)}</li>`;
  page.body.innerHTML = `<header><a>Marché</a></header><main><h1>Poires</h1><ul>${card.repeat(cardsCount)}</ul></main>`;
  return page;
}

const classOf = (page: Document): string => page.documentElement.className;

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("the page changes its typefaces once, when the last of them is here", async () => {
  const [page, text, name] = [waitingPage(), face("U+0-FF, U+131"), face("U+0000-00FF")];
  const shown = showTypefaces([text.font, name.font], page);
  text.come();
  await settled();
  expect(classOf(page)).toBe("typefaces-later evening");
  name.come();
  await shown;
  expect(classOf(page)).toBe("evening");
});

test("faces of other letters, stand-ins and the face of codes are not fetched for it", async () => {
  const others = [face("U+100-130, U+132"), face("U+0-10FFFF"), face("U+0-F"), face("")];
  const page = waitingPage();
  await showTypefaces(
    others.map(({ font }) => font),
    page,
  );
  expect(others.map((other) => other.askedCount())).toEqual([0, 0, 0, 0]);
  expect(classOf(page)).toBe("evening");
});

test("one that does not come keeps the others from nobody", async () => {
  const [page, lost, here] = [waitingPage(), face("U+0-FF"), face("U+0-FF")];
  const shown = showTypefaces([lost.font, here.font], page);
  lost.fail();
  here.come();
  await shown;
  expect(classOf(page)).toBe("evening");
});

test("a page of many elements changes part by part, and what comes meanwhile in the end", async () => {
  const page = waitingPage(40);
  const marked: number[] = [];
  new MutationObserver((changes) => {
    marked.push(...changes.map(({ target }) => (target as Element).getElementsByTagName("*").length));
    if (marked.length === 3) page.querySelector("main")?.append("Plus");
  }).observe(page.body, { attributes: true, subtree: true, attributeFilter: ["data-typefaces"] });
  const shown = showTypefaces(
    [face("U+0-FF")].map(({ font, come }) => (come(), font)),
    page,
  );
  await settled();
  expect(classOf(page)).toBe("typefaces-later evening");
  await shown;
  await settled();
  expect(classOf(page)).toBe("evening");
  expect(marked.length).toBeGreaterThanOrEqual(40);
  expect(Math.max(...marked)).toBeLessThan(60);
  const unmarked = [...page.querySelectorAll("body *")].filter((each) => each.closest("[data-typefaces]") === null);
  expect(unmarked.map(({ localName }) => localName)).toEqual(["main", "ul"]);
});

test("a part keeps its headings in the family of names, before and after", async () => {
  await import("../../../client/design/theme.css");
  await import("../../../client/design/tokens.css");
  await import("../../../client/design/base.css");
  const root = document.documentElement;
  const [part, name, text] = ["section", "h2", "p"].map((tag) => document.createElement(tag)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  part.append(name, text);
  document.body.append(part);
  const families = () => [name, text].map((each) => getComputedStyle(each).fontFamily);
  const after = families();
  root.classList.add("typefaces-later");
  const before = families();
  expect(before[0]).not.toBe(after[0]);
  expect(before[1]).not.toBe(after[1]);
  part.toggleAttribute("data-typefaces", true);
  expect(families()).toEqual(after);
  root.classList.remove("typefaces-later");
  expect(families()).toEqual(after);
  part.remove();
});

test("the city's own faces are among those that the browser knows by this form", async () => {
  await import("../../../client/design/theme.css");
  const own = [...document.fonts].filter(({ unicodeRange }) => /^U\+0+-0*FF\b/i.test(unicodeRange));
  expect(own.length).toBeGreaterThanOrEqual(2);
});
