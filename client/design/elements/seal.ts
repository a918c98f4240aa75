import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { labelIcon, labelOf, type Label } from "../catalogue-facts.ts";
import { localizedText } from "../format.ts";
import { icon } from "../icon.ts";
import type { IconName } from "../icon-names.ts";
import { LightElement } from "../light-element.ts";

/** A stamp's scalloped edge: `lobes` arcs around the middle of a 26-unit box. */
function scallops(lobes: number, radius: number): string {
  const point = (index: number): string => {
    const angle = (index / lobes) * 2 * Math.PI;
    return `${(13 + radius * Math.cos(angle)).toFixed(2)} ${(13 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const bulge = (radius * Math.PI) / lobes;
  const arcs = Array.from(
    { length: lobes },
    (_lobe, index) => `A${bulge.toFixed(2)} ${bulge.toFixed(2)} 0 0 1 ${point(index + 1)}`,
  );
  return `M${point(0)}${arcs.join("")}z`;
}

const smallEdge = scallops(12, 10.6);
const bigEdge = scallops(28, 12);

/** A small stamp: glyph, with a name as its text alternative. */
export function stamp(glyph: IconName, name: string, size: "" | "l" = ""): TemplateResult {
  return html`<span class="seal ${size}" title=${name}
    ><svg viewBox="0 0 26 26" class="seal-edge" aria-hidden="true"><path d=${smallEdge}></path></svg>${icon(glyph)}<span
      class="vh"
      >${name}</span
    ></span
  >`;
}

let count = 0;

/** A label's stamp: small on a picture, large with its granter's name around it on a page. */
@customElement("sp-seal")
export class Seal extends LightElement {
  /** Id of a label of the instance. */
  @property() label = "";
  @property() size: "" | "l" | "big" = "";
  readonly #id = `seal-${(count += 1)}`;

  protected override render(): unknown {
    const label = labelOf(this.label);
    if (label === null) return nothing;
    return this.size === "big" ? this.#big(label) : stamp(labelIcon(label), localizedText(label.name), this.size);
  }

  #big(label: Label): TemplateResult {
    const around = `${label.granter.toLocaleUpperCase()} · `;
    const turns = Math.max(1, Math.round(36 / around.length));
    return html`<span class="seal-big">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <path class="edge" d=${bigEdge} transform="translate(-5 -5) scale(5)"></path>
        <circle class="ring" cx="60" cy="60" r="47"></circle>
        <circle class="ring in" cx="60" cy="60" r="30"></circle>
        <path id=${this.#id} d="M60 60m-38.5 0a38.5 38.5 0 1 1 77 0a38.5 38.5 0 1 1-77 0" fill="none"></path>
        <text>
          ${svg`<textPath href="#${this.#id}" startOffset="0" textLength="236" lengthAdjust="spacingAndGlyphs">${around.repeat(turns)}</textPath>`}
        </text>
      </svg>
      ${icon(labelIcon(label))}
    </span>`;
  }
}
