import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { ItemView, PartyView, StallView } from "../core/api.ts";
import "../design/elements/item-card.ts";
import { inInstance, localizedText } from "../design/format.ts";
import { itemDetails, itemFacts } from "../shop/item-facts.ts";
import { itemPrice } from "../shop/item-price.ts";
import type { FormOutcome } from "./item-form.ts";

function viewOf(outcome: Extract<FormOutcome, { kind: "item" }>, stall: StallView): ItemView {
  const { item, stock } = outcome;
  const month = Number(inInstance(new Date()).day.slice(5, 7));
  return {
    key: `${stall.partyId}/${item.id}`,
    partyId: stall.partyId,
    partyName: stall.party.name,
    distanceMetres: null,
    item,
    stock,
    labels: (item.labels ?? []).filter((label) => stall.accreditation?.labels.includes(label) === true),
    inSeason: item.season?.includes(month) === true,
  };
}

function partyOf(stall: StallView): PartyView {
  return {
    id: stall.partyId,
    party: stall.party,
    accreditation: stall.accreditation,
    labels: stall.accreditation?.labels ?? [],
    itemCount: stall.items.length,
    publishedCount: stall.items.length,
    distanceMetres: null,
    reachable: stall.accreditation?.status === "accredited",
    fingerprint: stall.fingerprint,
  };
}

/** An item as customers will see it, drawn by the shop's own parts: its card in a list, and what its page says. */
export function itemPreview(outcome: FormOutcome, stall: StallView): TemplateResult {
  const variant = outcome.kind === "item" ? outcome.item.variants[0] : undefined;
  if (outcome.kind === "problems" || variant === undefined) {
    return html`<p class="muted small">${msg("L’aperçu paraît dès que le nom, la catégorie et le prix y sont.")}</p>`;
  }
  const view = viewOf(outcome, stall);
  return html`<div class="item-preview stack" inert aria-label=${msg("Aperçu de l’article")}>
    <div class="item-preview-card"><sp-item-card .view=${view}></sp-item-card></div>
    <h2>${localizedText(view.item.name)}</h2>
    ${view.item.summary === undefined ? "" : html`<p class="lead">${localizedText(view.item.summary)}</p>`}
    ${itemPrice(view, variant, partyOf(stall))} ${itemFacts(view, variant, "")} ${itemDetails(view)}
  </div>`;
}
