import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { BasketView, ItemView, PriceUnit } from "../../core/api.ts";
import { market, Watch } from "../../market.ts";
import { unitPriceOf, variantsLeft } from "../../core/search/unit-price.ts";
import { navigate } from "../../shell/navigation.ts";
import { labelIcon, labelOf, printOf } from "../catalogue-facts.ts";
import { art } from "../art.ts";
import { comparedPriceText } from "./compared-price.ts";
import { amountText, currencySign, distanceText, serviceTimeText, localizedText, moneySpoken } from "../format.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";
import { inTurn } from "../turns.ts";
import { photo } from "./print.ts";
import { stamp } from "./seal.ts";
import { unitPriceLine } from "./unit-price.ts";
import "./quantity.ts";

/** Address of an item's page. Its key is `party id / item id`. */
export function itemAddress(key: string): string {
  return `/item/${key}`;
}

/** How many of a variant lie in the basket. */
export function basketQuantity(basket: BasketView | undefined, key: string, variantId: string): number {
  const lines = basket?.groups.flatMap((group) => group.lines) ?? [];
  return lines.find((line) => line.key === key && line.variantId === variantId)?.quantity ?? 0;
}

/** The cheapest variant that can be had, else the cheapest: what "from" says. */
export function offeredVariant(view: ItemView): ItemView["item"]["variants"][number] | undefined {
  return variantsLeft(view.item, view.stock).toSorted((a, b) => a.priceMinor - b.priceMinor)[0];
}

/**
 * Items as entries of a list. Each keeps its card while the list changes around it: a finger that is down on one item's
 * button when the market brings news adds that item or none, never the one that came into its place.
 */
export function cardEntries(
  views: readonly ItemView[],
  {
    plain = false,
    per = null,
    byUnit = false,
  }: { readonly plain?: boolean; readonly per?: PriceUnit | null; readonly byUnit?: boolean } = {},
): unknown {
  return repeat(
    views,
    ({ key }) => key,
    (view) => html`<li><sp-item-card .view=${view} .per=${per} ?byUnit=${byUnit} ?plain=${plain}></sp-item-card></li>`,
  );
}

/**
 * An item in a list: one link, with the add control above it. Services and items with several variants lead to their
 * page instead of adding. `plain` leaves out the producer, on the producer's own page.
 */
@customElement("sp-item-card")
export class ItemCard extends LightElement {
  @property({ attribute: false }) view: ItemView | undefined;
  @property({ type: Boolean }) plain = false;
  /** Where prices are compared per one unit: that price stands under the price, whatever the package holds. */
  @property({ attribute: false }) per: PriceUnit | null = null;
  /** Where a list stands by the price of a unit: the variant that costs least by it is shown, and not the cheapest. */
  @property({ type: Boolean }) byUnit = false;
  readonly basket = new Watch(this, "basket");

  protected override scheduleUpdate(): Promise<void> {
    return inTurn(() => void super.scheduleUpdate());
  }

  protected override render(): unknown {
    const view = this.view;
    const cheapest = view === undefined ? undefined : offeredVariant(view);
    const byUnit = this.byUnit && view !== undefined ? unitPriceOf(view.item, view.stock) : null;
    const variant = byUnit?.variant ?? cheapest;
    if (view === undefined || variant === undefined) return nothing;
    const name = localizedText(view.item.name);
    const gone = view.item.variants.every((each) => view.stock[each.id] === 0);
    const several = view.item.variants.length > 1;
    const quantity = basketQuantity(this.basket.value, view.key, variant.id);
    return html`<article class="card ${gone ? "gone" : ""} ${quantity > 0 ? "in" : ""}">
      ${this.#picture(view)}
      <h3 class="card-name"><a href=${itemAddress(view.key)}>${name}</a></h3>
      <p class="card-by">
        ${this.plain ? localizedText(variant.name) : html`<em>${view.partyName}</em>`}
        ${
          view.distanceMetres === null || this.plain
            ? nothing
            : html`<span class="km">${distanceText(view.distanceMetres)}</span>`
        }
      </p>
      ${this.#slate(view, variant, several && variant === cheapest)} ${this.#seals(view)}
      ${
        view.item.ageMin === undefined
          ? nothing
          : html`<span
              class="age"
              title=${msg(str`Remis dès ${view.item.ageMin} ans, sur présentation d’une pièce d’identité`)}
              >${view.item.ageMin}+</span
            >`
      }
      ${this.#control(view, variant.id, name, gone, several, quantity)}
    </article>`;
  }

  #picture(view: ItemView): TemplateResult {
    const picture = view.item.pictures?.[0];
    if (picture !== undefined) return html`<div class="card-pic print photo">${photo(picture)}</div>`;
    const { print, paper } = printOf(view.item.category);
    return html`<div class="card-pic print paper-${paper}">${art(print)}</div>`;
  }

  #slate(view: ItemView, variant: ItemView["item"]["variants"][number], isLeast: boolean): TemplateResult {
    const service = view.item.service;
    const compared = this.per === null ? "" : comparedPriceText(view, this.per);
    const measured = service === undefined ? unitPriceLine(variant) : serviceTimeText(service.durationMinutes);
    const second = compared === "" ? measured : compared;
    const about = variant.weighed !== undefined;
    const from = isLeast && variant.weighed === undefined;
    return html`<p class="slate">
      <span class="slate-n"
        ><span class="vh"
          >${about ? msg("environ") : from ? msg("dès") : nothing} ${moneySpoken(variant.priceMinor)}</span
        ><span aria-hidden="true"
          >${about || from ? html`<span class="ap ${from ? "word" : ""}">${about ? "≈" : msg("dès")}</span> ` : nothing}${amountText(
            variant.priceMinor,
          )}<small>${currencySign()}</small></span
        ></span
      >
      ${second === "" ? nothing : html`<span class="slate-u ${compared === "" ? "" : "compared"}">${second}</span>`}
      ${
        variant.deposit === undefined
          ? nothing
          : html`<span class="slate-d">+ ${amountText(variant.deposit.amountMinor)} ${msg("consigne")}</span>`
      }
    </p>`;
  }

  #seals(view: ItemView): unknown {
    const labels = view.labels.map(labelOf).filter((label) => label !== null);
    const season = view.inSeason && view.item.season !== undefined;
    if (labels.length === 0 && !season) return nothing;
    return html`<span class="seals"
      >${labels.slice(0, season ? 2 : 3).map((label) => stamp(labelIcon(label), localizedText(label.name)))}${
        season ? stamp("sun-horizon-bold", msg("De saison")) : nothing
      }</span
    >`;
  }

  #control(
    view: ItemView,
    variantId: string,
    name: string,
    gone: boolean,
    several: boolean,
    quantity: number,
  ): TemplateResult {
    if (gone) return html`<span class="card-note">${msg("Plus rien aujourd’hui")}</span>`;
    if (view.item.kind === "service" || (several && quantity === 0)) {
      const service = view.item.kind === "service";
      return html`<button
        class="add"
        type="button"
        aria-label=${service ? msg(str`Voir, ${name}`) : msg(str`Choisir, ${name}`)}
        @click=${() => navigate(itemAddress(view.key))}
      >
        ${icon(service ? "calendar-blank" : "caret-right")}
      </button>`;
    }
    const stock = view.stock[variantId];
    return html`<sp-quantity
      .value=${quantity}
      .max=${typeof stock === "number" ? stock : 999}
      label=${name}
      @change=${(event: CustomEvent<{ value: number }>) =>
        void market.setBasketLine(view.key, variantId, event.detail.value)}
    ></sp-quantity>`;
  }
}
