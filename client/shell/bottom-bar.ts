import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { itemsText } from "../design/counted.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";

/** The five places of the shop, under the thumb on a phone. */
@customElement("sp-bottom-bar")
export class BottomBar extends LightElement {
  @property() place = "";
  readonly basket = new Watch(this, "basket");
  readonly orders = new Watch(this, "orders");

  protected override render(): TemplateResult {
    const count = this.basket.value?.count ?? 0;
    const unread = (this.orders.value ?? []).reduce((sum, order) => sum + order.unread, 0);
    return html`<nav class="tabbar" aria-label=${msg("Les cinq lieux")}>
      ${this.#tab("market", "/", "storefront", "storefront-fill", msg("Marché"))}
      ${this.#tab("search", "/search", "magnifying-glass", "magnifying-glass-fill", msg("Chercher"))}
      ${this.#tab("basket", "/basket", "basket", "basket-fill", msg("Panier"), count, itemsText(count))}
      ${this.#tab("orders", "/orders", "receipt", "receipt-fill", msg("Commandes"), unread, msg(str`${unread} non lus`))}
      ${this.#tab("me", "/me", "user", "user-fill", msg("Moi"))}
    </nav>`;
  }

  #tab(
    place: string,
    href: string,
    still: IconName,
    here: IconName,
    name: string,
    count = 0,
    spoken = "",
  ): TemplateResult {
    const current = this.place === place;
    return html`<a href=${href} aria-current=${current ? "page" : nothing}
      >${icon(current ? here : still)}${
        count === 0 ? nothing : html`<b class="count" aria-hidden="true">${count}</b><span class="vh">${spoken}</span>`
      }<span>${name}</span></a
    >`;
  }
}
