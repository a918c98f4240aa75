import { html, svg, type TemplateResult } from "lit";
import type { Drawing } from "./drawing.ts";
import type { WrittenName } from "./names.ts";
import type { Size, View } from "./projection.ts";

/** The ground of the map: land, lake with its waves, rivers, names. Silent: pins and list say what matters. */
export function ground(
  id: string,
  drawing: Drawing,
  view: View,
  size: Size,
  names: readonly WrittenName[],
): TemplateResult {
  // Waves and hatching keep their size on the screen, whatever the nearness.
  const scale = `scale(${1 / view.k})`;
  const shapes = (...kinds: readonly string[]) => drawing.shapes.filter(({ kind }) => kinds.includes(kind));
  return html`<svg class="map-ground" width=${size.width} height=${size.height} aria-hidden="true">
    <defs>
      <pattern id="${id}-wave" width="26" height="9" patternUnits="userSpaceOnUse" patternTransform=${scale}>
        <path class="wave" d="M-2 4.5c3.2-3 6.4-3 9 0s5.8 3 9 0 5.8-3 9 0"></path>
      </pattern>
      <pattern
        id="${id}-town"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="${scale} rotate(45)"
      >
        <path class="hatch" d="M0 3h6"></path>
      </pattern>
    </defs>
    <g transform="translate(${view.x} ${view.y}) scale(${view.k})">
      ${shapes("land", "town").map(({ d }) => svg`<path class="land" d=${d}></path>`)}
      ${shapes("town").map(({ d }) => svg`<path fill="url(#${id}-town)" d=${d}></path>`)}
      ${shapes("water").map(
        ({ d }) => svg`<path class="water" d=${d}></path><path class="shore" fill="url(#${id}-wave)" d=${d}></path>`,
      )}
      ${shapes("river").map(({ d }) => svg`<path class="river" d=${d}></path>`)}
    </g>
    <g class="map-names">
      ${names.map(({ text, at: [x, y], water }) => svg`<text class=${water ? "of-water" : ""} x=${x} y=${y}>${text}</text>`)}
    </g>
  </svg>`;
}
