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

function waitingPage(): HTMLElement {
  const page = document.createElement("div");
  page.className = "typefaces-later evening";
  return page;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("the page changes its typefaces once, when the last of them is here", async () => {
  const [page, text, name] = [waitingPage(), face("U+0-FF, U+131"), face("U+0000-00FF")];
  const shown = showTypefaces([text.font, name.font], page);
  text.come();
  await settled();
  expect(page.className).toBe("typefaces-later evening");
  name.come();
  await shown;
  expect(page.className).toBe("evening");
});

test("faces of other letters, stand-ins and the face of codes are not fetched for it", async () => {
  const others = [face("U+100-130, U+132"), face("U+0-10FFFF"), face("U+0-F"), face("")];
  const page = waitingPage();
  await showTypefaces(
    others.map(({ font }) => font),
    page,
  );
  expect(others.map((other) => other.askedCount())).toEqual([0, 0, 0, 0]);
  expect(page.className).toBe("evening");
});

test("one that does not come keeps the others from nobody", async () => {
  const [page, lost, here] = [waitingPage(), face("U+0-FF"), face("U+0-FF")];
  const shown = showTypefaces([lost.font, here.font], page);
  lost.fail();
  here.come();
  await shown;
  expect(page.className).toBe("evening");
});

test("the city's own faces are among those that the browser knows by this form", async () => {
  await import("../../../client/design/theme.css");
  const own = [...document.fonts].filter(({ unicodeRange }) => /^U\+0+-0*FF\b/i.test(unicodeRange));
  expect(own.length).toBeGreaterThanOrEqual(2);
});
