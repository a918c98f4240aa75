import { html, type TemplateResult } from "lit";
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

/** Address of the sheet that an illustration is in; all sheets are fetched then. */
export function sheetOf(name: string): string {
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
