import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { itemsText } from "../design/counted.ts";
import { amountText, moneySpoken } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { languageNames, type Locale } from "../locales/languages.ts";
import { chooseLanguage, language, locales } from "../locales/locale.ts";
import { Watch } from "../market.ts";
import { brand } from "./brand.ts";
import { chooseTheme, theme } from "./theme.ts";
import "./search-box.ts";

/** The bar above every shop page: sign, search, orders, language, theme, basket. */
@customElement("sp-top-bar")
export class TopBar extends LightElement {
  /** On the front page the search stands in the shop front instead. */
  @property({ type: Boolean }) home = false;
  @property() place = "";
  readonly basket = new Watch(this, "basket");
  readonly session = new Watch(this, "session");

  protected override render(): TemplateResult {
    return html`<header class="top ${this.home ? "top-home" : ""}">
      <div class="top-in">
        ${brand()} ${this.home ? html`<span class="grow"></span>` : html`<sp-search-box></sp-search-box>`}
        <nav class="top-nav" aria-label=${msg("Outils")}>
          ${this.#desks()}
          <a class="tool lists" href="/lists" aria-label=${msg("Mes listes")} title=${msg("Mes listes")}
            >${icon("heart")}</a
          >
          <a class="tool wide" href="/orders" aria-current=${this.place === "orders" ? "page" : nothing}
            >${icon("receipt")}<span>${msg("Mes commandes")}</span></a
          >
          <a class="tool wide" href="/me" aria-current=${this.place === "me" ? "page" : nothing}
            >${icon("user")}<span>${msg("Moi")}</span></a
          >
          ${this.#languages()}
          <button
            class="tool theme"
            type="button"
            @click=${this.#turn}
            aria-label=${theme() === "day" ? msg("Passer au soir") : msg("Passer au jour")}
          >
            ${icon("moon")}${icon("sun-dim")}
          </button>
          ${this.#basket()}
        </nav>
      </div>
    </header>`;
  }

  /** Whoever works at a stall finds the way to its desk here. */
  #desks(): unknown {
    const seats = this.session.value?.memberships ?? [];
    return seats.slice(0, 2).map((seat) => {
      const kind = seat.kind === "courier" ? "courier" : seat.kind === "steward" ? "steward" : "desk";
      return html`<a class="tool wide" href="/${kind}/${seat.partyId}"
        >${icon(kind === "courier" ? "bicycle" : "storefront")}<span>${seat.name}</span></a
      >`;
    });
  }

  #languages(): TemplateResult {
    return html`<label class="tool lang"
      ><span class="vh">${msg("Langue")}</span
      ><select @change=${(event: Event) => void chooseLanguage((event.target as HTMLSelectElement).value as Locale)}>
        ${locales.map((locale) => html`<option value=${locale} lang=${locale} ?selected=${locale === language()}>${languageNames[locale]}</option>`)}
      </select></label
    >`;
  }

  #basket(): TemplateResult {
    const basket = this.basket.value;
    const count = basket?.count ?? 0;
    // Not asked of an empty basket: the first amount said aloud takes a browser as long as the rest of this bar.
    const total = count === 0 ? "" : moneySpoken(basket?.totalMinor ?? 0);
    return html`<a
      class="btn main basket-btn"
      href="/basket"
      aria-label=${count === 0 ? msg("Panier, vide") : msg(str`Panier, ${itemsText(count)}, ${total}`)}
      >${icon("basket")}<span class="basket-t">${count === 0 ? nothing : amountText(basket?.totalMinor ?? 0)}</span></a
    >`;
  }

  #turn(): void {
    chooseTheme(theme() === "day" ? "evening" : "day");
    this.requestUpdate();
  }
}
