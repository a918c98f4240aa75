import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { printOf } from "../design/catalogue-facts.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/seal.ts";
import { localizedText } from "../design/format.ts";
import "./sharper.ts";

/**
 * The pictures of an item, one large and the others to choose from; without any, the print of its category. `again` is
 * called when they have become sharper.
 */
export function itemPictures(
  view: ItemView,
  picture: number,
  choose: (picture: number) => void,
  again: () => void,
): TemplateResult {
  const pictures = view.item.pictures ?? [];
  const shown = pictures[picture] ?? pictures[0];
  const { print, paper } = printOf(view.item.category);
  const seals = html`<div class="hero-seals">
    ${view.labels.map((id) => html`<sp-seal label=${id} size="l"></sp-seal>`)}
  </div>`;
  const name = localizedText(view.item.name);
  return html`<div class="prod-pics">
    ${
      shown === undefined
        ? html`<div class="print hero-print paper-${paper}">${art(print)}${seals}</div>`
        : html`<div class="print photo hero-print">${photo(shown, localizedText(shown.alt) || name)}${seals}</div>`
    }
    ${
      pictures.length < 2
        ? nothing
        : html`<div class="pic-strip" role="group" aria-label=${msg("Images")}>
            ${pictures.map(
              (each, index) =>
                html`<button
                  class="print photo ${index === picture ? "on" : ""}"
                  type="button"
                  aria-label=${msg(str`Image ${index + 1}`)}
                  aria-pressed=${index === picture}
                  @click=${() => choose(index)}
                >
                  ${photo(each)}
                </button>`,
            )}
          </div>`
    }
    <sp-sharper .view=${view} @sharper=${again}></sp-sharper>
  </div>`;
}
