import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { ItemView, PartyView, StallView } from "../core/api.ts";
import { offeredVariant } from "../design/elements/item-card.ts";
import { inInstance, listText, localizedText } from "../design/format.ts";
import { itemDetails, itemFacts } from "../shop/item-facts.ts";
import { itemPrice } from "../shop/item-price.ts";
import type { FormOutcome, FormProblems } from "./item-form.ts";

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

/** What a field is called that a preview waits for. */
function fieldText(field: string): string {
  switch (field.split("/").at(-1)) {
    case "name":
      return msg("Nom");
    case "summary":
      return msg("En une phrase");
    case "category":
      return msg("Catégorie");
    case "price":
      return msg("Prix");
    case "stock":
      return msg("Stock");
    case "content":
      return msg("Contenu");
    case "drained":
      return msg("Poids égoutté, g");
    case "gtin":
      return msg("Code-barres");
    case "duration":
      return msg("Durée");
    default:
      return msg("Poids");
  }
}

/** Why there is no preview yet: the fields that lack something or are wrong, each once, in the order of the form. */
export function previewWaits(problems: FormProblems): string {
  const fields = [...new Set(Object.keys(problems).map(fieldText))];
  return msg(str`L’aperçu paraît dès que ceci est juste : ${listText(fields)}.`);
}

/** An item as customers will see it, drawn by the shop's own parts: its card in a list, and what its page says. */
export function itemPreview(outcome: FormOutcome, stall: StallView): TemplateResult {
  if (outcome.kind === "problems") return html`<p class="muted small">${previewWaits(outcome.problems)}</p>`;
  const view = viewOf(outcome, stall);
  const variant = offeredVariant(view);
  return html`<div class="item-preview stack" inert aria-label=${msg("Aperçu de l’article")}>
    <div class="item-preview-card"><sp-item-card .view=${view}></sp-item-card></div>
    <h2>${localizedText(view.item.name)}</h2>
    ${view.item.summary === undefined ? "" : html`<p class="lead">${localizedText(view.item.summary)}</p>`}
    ${variant === undefined ? "" : html`${itemPrice(view, variant, partyOf(stall))} ${itemFacts(view, variant, "")}`}
    ${itemDetails(view)}
  </div>`;
}
