import { html, svg, type TemplateResult } from "lit";
import { frontPress, press } from "virtual:art";
import { instance } from "../instance.ts";
import { frontPrints } from "./front-sprite.ts";

/** The eight wrapping papers. */
export type Paper = "straw" | "oat" | "clay" | "rose" | "plum" | "lake" | "mint" | "moss";

const inFront = frontPrints(instance);

/**
 * Draws one of the whole set unseen, so that its sheet is fetched by everybody at the same moment, and not by who comes
 * across the first thing that is not on the front page.
 */
export function fetchArt(page: Document): void {
  const names = "http://www.w3.org/2000/svg";
  const [drawing, use] = [page.createElementNS(names, "svg"), page.createElementNS(names, "use")];
  use.setAttribute("href", `${press}#k-snail`);
  drawing.setAttribute("class", "vh");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(use);
  page.body.append(drawing);
}

/**
 * An illustration of the art set in two blocks, the symbols `c-…` and `k-…`: tint and key, a little off register until
 * hovered. Silent for screen readers.
 */
export function art(name: string, size: "" | "s" | "m" | "l" = ""): TemplateResult {
  const sheet = inFront.has(name) ? frontPress : press;
  return html`<svg class="art ${size}" viewBox="0 0 33 33" aria-hidden="true">
    <use class="tint" href="${sheet}#c-${name}"></use>
    <use class="key" href="${sheet}#k-${name}"></use>
  </svg>`;
}

/** Where the prints of a scene stand: columns and rows of a brick pattern, slightly turned. */
const places = Array.from({ length: 4 }, (_row, row) =>
  Array.from({ length: 13 }, (_column, column) => ({
    x: column * 78 + (row % 2 === 0 ? 8 : 47),
    y: row * 68 + 6,
    turn: ((column * 37 + row * 53) % 40) - 20,
  })),
).flat();

/** A banner without a picture: wrapping paper printed all over with one illustration (sp-scene). */
export function scene(name: string, paper: Paper): TemplateResult {
  return html`<span class="scene paper-${paper}" aria-hidden="true">
    <svg viewBox="0 0 960 260" preserveAspectRatio="xMidYMid slice">
      ${places.map(
        ({ x, y, turn }) =>
          svg`<g transform="translate(${x} ${y}) rotate(${turn} 22 22)"><use class="tint" href="${press}#c-${name}" x="1.2" y="1.2" width="44" height="44"></use><use href="${press}#k-${name}" width="44" height="44"></use></g>`,
      )}
    </svg>
  </span>`;
}
