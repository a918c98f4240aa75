import { html, render, svg, type TemplateResult } from "lit";
import { type Paper, sheetOf } from "./art.ts";

/** A piece of wrapping paper, which repeats: two rows of prints, the second half a column further, in units of its own. */
const tile = { width: 156, height: 136, print: 44 } as const;
/** Where prints stand on it, each a little turned, in degrees. What goes over its edge comes in again at the other. */
const places = [
  { x: 8, y: 6, turn: -12 },
  { x: 86, y: 6, turn: 9 },
  { x: 47, y: 74, turn: 16 },
  { x: 125, y: 74, turn: -17 },
  { x: 125 - tile.width, y: 74, turn: -17 },
] as const;

/** Wrapping papers that are printed by now, each once however many stalls are wrapped in it. */
const printed = new Set<string>();
let press: SVGSVGElement | undefined;

function paperTile(name: string): TemplateResult {
  const sheet = sheetOf(name);
  const centre = tile.print / 2;
  return svg`<pattern id="wrapping-${name}" patternUnits="userSpaceOnUse" width=${tile.width} height=${tile.height}>
    ${places.map(
      ({ x, y, turn }) =>
        svg`<g transform="translate(${x} ${y}) rotate(${turn} ${centre} ${centre})"><use href="${sheet}#c-${name}" x="1.2" y="1.2" width=${tile.print} height=${tile.print}></use><use href="${sheet}#k-${name}" width=${tile.print} height=${tile.print}></use></g>`,
    )}
  </pattern>`;
}

/** Prints this illustration's wrapping paper, unless it has been. */
function printPaper(name: string): void {
  if (printed.has(name)) return;
  printed.add(name);
  if (press === undefined) {
    press = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    press.setAttribute("class", "vh wrapping");
    press.setAttribute("aria-hidden", "true");
    document.body.append(press);
  }
  render([...printed].map(paperTile), press as unknown as HTMLElement);
}

/** A banner without a picture: wrapping paper printed all over with one illustration. Silent for screen readers. */
export function scene(name: string, paper: Paper): TemplateResult {
  printPaper(name);
  return html`<span class="scene paper-${paper}" aria-hidden="true">
    <svg viewBox="0 0 960 260" preserveAspectRatio="xMidYMid slice">
      <rect width="960" height="260" fill="url(#wrapping-${name})"></rect>
    </svg>
  </span>`;
}
