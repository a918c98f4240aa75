import { html, svg, type TemplateResult } from "lit";
import { sheets } from "virtual:art";

/** The eight wrapping papers. */
export type Paper = "straw" | "oat" | "clay" | "rose" | "plum" | "lake" | "mint" | "moss";

const [front, ...later] = sheets;
const addresses = new Map(sheets.flatMap(({ address, prints }) => prints.map((print) => [print, address] as const)));
let isFetched = false;

/**
 * Draws one illustration of each sheet unseen, so that everybody fetches all of them, in one order: which comes first would
 * else tell what is looked at.
 */
export function fetchArt(): void {
  if (isFetched) return;
  isFetched = true;
  const names = "http://www.w3.org/2000/svg";
  for (const { address, prints } of later) {
    const [drawing, use] = [document.createElementNS(names, "svg"), document.createElementNS(names, "use")];
    use.setAttribute("href", `${address}#k-${prints[0]}`);
    drawing.setAttribute("class", "vh");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(use);
    document.body.append(drawing);
  }
}

/** Address of the sheet that an illustration is in. */
function sheetOf(name: string): string {
  const address = addresses.get(name) ?? "";
  if (address !== front?.address) fetchArt();
  return address;
}

/**
 * An illustration of the art set in two blocks, the symbols `c-…` and `k-…`: tint and key, a little off register until
 * hovered. Silent for screen readers.
 */
export function art(name: string, size: "" | "s" | "m" | "l" = ""): TemplateResult {
  const sheet = sheetOf(name);
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
  const sheet = sheetOf(name);
  return html`<span class="scene paper-${paper}" aria-hidden="true">
    <svg viewBox="0 0 960 260" preserveAspectRatio="xMidYMid slice">
      ${places.map(
        ({ x, y, turn }) =>
          svg`<g transform="translate(${x} ${y}) rotate(${turn} 22 22)"><use class="tint" href="${sheet}#c-${name}" x="1.2" y="1.2" width="44" height="44"></use><use href="${sheet}#k-${name}" width="44" height="44"></use></g>`,
      )}
    </svg>
  </span>`;
}
