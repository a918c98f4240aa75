import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Party } from "../../crypto/protocol/exports.ts";
import { scene } from "../design/scene.ts";
import { printOfParty } from "../design/catalogue-facts.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/ribbon.ts";
import { localizedText, phoneText, weekdayText, windowText } from "../design/format.ts";
import { transferName } from "../design/transfer-words.ts";
import { icon } from "../design/icon.ts";

/** A stall as others will see its head: banner or wrapping paper, name, trade, place, hours, in its own words. */
export function partyPreview(party: Party, stripes: readonly number[]): TemplateResult {
  const { print, paper } = printOfParty(party);
  return html`<article class="preview" aria-label=${msg("Aperçu de la page")}>
    <div class="preview-b">${party.banner === undefined ? scene(print, paper) : photo(party.banner)}</div>
    ${stripes.length === 0 ? nothing : html`<sp-ribbon .stripes=${stripes}></sp-ribbon>`}
    <div class="preview-t stack-s">
      <h2>${party.name}</h2>
      <p class="muted">${localizedText(party.trade)}</p>
      ${party.summary === undefined ? nothing : html`<p class="voice">${localizedText(party.summary)}</p>`}
      ${
        party.place === undefined
          ? nothing
          : html`<p class="flexline small">
              ${icon("map-pin")}<span>${party.place.street}, ${party.place.postcode} ${party.place.town}</span>
            </p>`
      }
      ${party.phone === undefined ? nothing : html`<p class="flexline small">${icon("phone")}<span class="num">${phoneText(party.phone)}</span></p>`}
      ${
        (party.hours ?? []).length === 0
          ? nothing
          : html`<ul class="small preview-h">
              ${party.hours?.map((window) => html`<li><span>${weekdayText(window.weekday)}</span><span class="num">${windowText(window)}</span></li>`)}
            </ul>`
      }
      ${
        party.ordering === undefined
          ? nothing
          : html`<p class="row tight">
              ${party.ordering.collection.length > 0 ? html`<span class="tag">${icon("storefront")}${msg("retrait")}</span>` : nothing}
              ${party.ordering.couriers.length > 0 ? html`<span class="tag">${icon("bicycle")}${msg("livraison")}</span>` : nothing}
              ${party.ordering.payments.map(
                ({ method }) =>
                  html`<span class="tag"
                    >${method === "at-handover" ? msg("payer à la remise") : transferName()}</span
                  >`,
              )}
            </p>`
      }
    </div>
  </article>`;
}
