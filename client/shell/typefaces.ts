import { market } from "../market.ts";

/** Longest time without the city's typefaces, in milliseconds: for who sees no goods, offline or on a page without any. */
const waitMsMax = 4_000;

function show(): void {
  document.documentElement.classList.remove("typefaces-later");
}

/**
 * Lets the typefaces come once the first goods are here. On a slow line the two would otherwise stand before the catalogue,
 * for a third of a second; stand-ins of the same widths are on every device (`instances/<name>/typefaces.css`).
 */
export function typefacesAfterGoods(): void {
  setTimeout(show, waitMsMax);
  void market.watch("catalogue", ({ items, state }) => {
    if (items > 0 || state === "complete" || state === "offline") requestAnimationFrame(() => setTimeout(show));
  });
}
