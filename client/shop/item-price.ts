import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Party, Variant } from "../../crypto/protocol/exports.ts";
import type { ItemView, PartyView } from "../core/api.ts";
import { vatPermille } from "../design/catalogue-facts.ts";
import { besidePrice, holdsText } from "../design/elements/unit-price.ts";
import {
  amountText,
  currencySign,
  inInstance,
  localizedText,
  localMoneyText,
  moneySpoken,
  moneyText,
  numberText,
  unitPriceText,
} from "../design/format.ts";

/** Whether a party takes the city's own currency where it hands over. */
export function takesLocalCurrency(party: Party | undefined): boolean {
  const means = party?.ordering?.payments.flatMap((one) => (one.method === "at-handover" ? one.means : []));
  return means?.includes("local-currency") === true;
}

/** What a variant costs, per unit and in all, with its tax and its deposit. */
export function itemPrice(view: ItemView, variant: Variant, party: PartyView | null): TemplateResult {
  const about = variant.weighed !== undefined;
  const unit = variant.weighed === undefined ? besidePrice(view.item, variant) : (unitPriceText(variant) ?? "");
  const local = takesLocalCurrency(party?.party) ? localMoneyText(variant.priceMinor) : null;
  const rate = party?.party.vatRegistered === true ? vatPermille(view.item.vat, inInstance(new Date()).day) : null;
  return html`<div class="prod-price">
    <p class="bigprice">
      <span class="vh">${about ? msg("environ") : nothing} ${moneySpoken(variant.priceMinor)}</span>
      <span aria-hidden="true"
        >${about ? html`<span class="ap">≈</span> ` : nothing}${amountText(variant.priceMinor)}
        <small>${currencySign()}</small></span
      >
    </p>
    <p class="num">
      ${unit === "" ? nothing : html`<b>${unit}</b><br />`}<span class="muted small"
        >${local === null ? nothing : html`${local} · `}${
          rate === null || rate === 0 ? msg("sans TVA") : msg(str`TVA ${numberText(rate / 10)} % comprise`)
        }</span
      >
      ${
        variant.deposit === undefined
          ? nothing
          : html`<br /><span class="small"
                >${msg(str`plus ${moneyText(variant.deposit.amountMinor)} de consigne, rendue au retour`)}</span
              >`
      }
    </p>
  </div>`;
}

/** The variants to choose from, when there are several; those that are sold out cannot be. */
export function variantChoice(view: ItemView, variant: Variant, choose: (variant: string) => void): unknown {
  if (view.item.variants.length < 2) return nothing;
  return html`<fieldset class="plain">
    <legend class="label">${msg("Votre choix")}</legend>
    <div class="opts">
      ${view.item.variants.map((each) => {
        const gone = view.stock[each.id] === 0;
        const line = holdsText(each);
        return html`<label class="opt ${each.id === variant.id ? "on" : ""}"
          ><input
            type="radio"
            name="variant"
            .checked=${each.id === variant.id}
            ?disabled=${gone}
            @change=${() => choose(each.id)}
          /><b>${localizedText(each.name) || localizedText(view.item.name)}</b>
          ${line === "" ? nothing : html`<span class="num">${line}</span>`}
          <span class="num"
            >${gone ? msg("plus rien") : `${each.weighed === undefined ? "" : "≈ "}${amountText(each.priceMinor)}`}</span
          ></label
        >`;
      })}
    </div>
  </fieldset>`;
}
