import type { Page } from "playwright";

/** What a page shows in the pseudo-language (pseudo-language.ts) and should not. */
export interface Reading {
  /** Messages of which an end is cut off, or which stick out of the screen. */
  readonly cut: readonly string[];
  /** Words outside of every bracket, as they stand on the screen, in names and in descriptions. */
  readonly bare: readonly string[];
}

/** Reads the open page: what is cut, and what no message said. */
export function read(page: Page): Promise<Reading> {
  return page.evaluate(readPage);
}

/** Runs in the page. */
function readPage(): Reading {
  const cut: string[] = [];
  const bare: string[] = [];
  // What people and machines wrote: codes, keys, bytes; and what is written in a language of its own.
  const foreign = "code, pre, kbd, script, style, .mono, [translate=no], main [lang]";

  /** Whether it is there for screen readers alone. */
  const unseen = (element: Element): boolean =>
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(".vh") !== null;

  const outside = (text: string): void => {
    let depth = 0;
    let rest = "";
    for (const letter of text) {
      if (letter === "⟦") depth += 1;
      if (depth === 0) rest += letter;
      if (letter === "⟧") depth -= 1;
    }
    if (/\p{L}{2}/u.test(rest)) bare.push(rest.trim());
  };

  /** Whether the mark at `offset` is drawn where it can be seen, perhaps after scrolling something within the page. */
  const isSeen = (node: Text, offset: number): boolean => {
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    for (let up = node.parentElement; up !== null && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      if (/auto|scroll/.test(overflowX)) return true;
      if (overflowX !== "visible" && (left < box.left - 1 || right > box.right + 1)) return false;
      if (!/auto|scroll|visible/.test(overflowY) && (top < box.top - 1 || bottom > box.bottom + 1)) return false;
      if (position === "fixed") break;
    }
    return left >= -1 && right <= innerWidth + 1;
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode as Text;
    const element = node.parentElement;
    if (element === null || node.data.trim() === "" || !element.checkVisibility() || element.closest(foreign)) continue;
    outside(node.data);
    // Options are drawn by the browser, over everything.
    if (unseen(element) || element.closest("option, .brand")) continue;
    for (const mark of ["⟦", "⟧"]) {
      const offset = node.data.lastIndexOf(mark);
      if (offset >= 0 && !isSeen(node, offset))
        cut.push(`${element.closest("[class]")?.className}: ${node.data.trim()}`);
    }
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-description]")) {
    if (!element.checkVisibility() || element.closest(foreign)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"]) {
      outside(element.getAttribute(name) ?? "");
    }
  }
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) cut.push(`the page is ${wide} px too wide`);
  return { cut, bare };
}
