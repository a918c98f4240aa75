import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Variant } from "../../crypto/protocol/exports.ts";
import type { ItemView, PartyView } from "../core/api.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { basketQuantity, cardEntries, itemAddress, offeredVariant } from "../design/elements/item-card.ts";
import "../design/elements/quantity.ts";
import { besidePrice } from "../design/elements/unit-price.ts";
import "../design/elements/weight-range.ts";
import { amountText, currencySign, distanceText, localizedText, moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import "../lists/add-to-list.ts";
import { market, Watch } from "../market.ts";
import { cameFrom } from "../shell/navigation.ts";
import { setTitle } from "../shell/title.ts";
import { deliveryFacts } from "./delivery-facts.ts";
import { itemDetails, itemFacts } from "./item-facts.ts";
import { itemPictures } from "./item-pictures.ts";
import { itemPrice, variantChoice } from "./item-price.ts";
import "./share-link.ts";
import { isSuspended, suspendedText } from "./suspended-note.ts";

/** One item: its picture, what it costs and how that is known, what is in it, who vouches, how it comes. */
@customElement("sp-item-page")
export class ItemPage extends LightElement {
  @property() party = "";
  @property() item = "";
  readonly catalogue = new Watch(this, "catalogue");
  readonly basket = new Watch(this, "basket");
  readonly favourites = new Watch(this, "favourites");
  @state() private chosen: string | null = null;
  @state() private amount = 1;
  @state() private picture = 0;
  @state() private said = "";
  #noted = "";

  get #key(): string {
    return `${this.party}/${this.item}`;
  }

  readonly #load = new Task(this, {
    task: async ([key, version]) => {
      if (version === undefined) return null;
      const [view, party, similar] = await Promise.all([
        market.item(key),
        market.party(this.party),
        market.similar(key, 6),
      ]);
      return { view, party, similar };
    },
    args: () => [this.#key, this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has("item") && !changed.has("party")) return;
    this.chosen = null;
    this.amount = 1;
    this.picture = 0;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const view = this.#load.value?.view;
    if (view === null || view === undefined) return;
    setTitle(localizedText(view.item.name));
    if (view.key !== this.#key || this.#noted === view.key) return;
    this.#noted = view.key;
    void market.noteSeen(view.key).catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const loaded = this.#load.value ?? null;
    const catalogue = this.catalogue.value?.state;
    if (loaded?.view === null || loaded?.view === undefined || loaded.view.key !== this.#key) {
      const gone = loaded?.view === null && (catalogue === "complete" || catalogue === "offline");
      return gone ? this.#gone(loaded.party) : this.#waiting();
    }
    const { view, party, similar } = loaded;
    const variant = view.item.variants.find((each) => each.id === this.chosen) ?? offeredVariant(view);
    if (variant === undefined) return this.#gone(party);
    return html`<div class="page">
        ${this.#crumbs(view)}
        <div class="prod">
          ${itemPictures(
            view,
            this.picture,
            (picture) => {
              this.picture = picture;
            },
            () => this.requestUpdate(),
          )}
          <div class="prod-main">
            <p class="prod-by">
              <a class="voice" href="/stall/${view.partyId}">${view.partyName}</a
              ><span class="muted"
                >${party === null ? nothing : html`, ${localizedText(party.party.trade)}`}
                ${
                  view.distanceMetres === null
                    ? nothing
                    : html`<span class="km">${distanceText(view.distanceMetres)}</span>`
                }</span
              >
            </p>
            <h1>${localizedText(view.item.name)}</h1>
            ${view.item.summary === undefined ? nothing : html`<p class="lead">${localizedText(view.item.summary)}</p>`}
            ${itemPrice(view, variant, party)}
            ${variantChoice(view, variant, (chosen) => {
              this.chosen = chosen;
            })}
            ${
              variant.weighed === undefined
                ? nothing
                : html`<sp-weight-range .weighed=${variant.weighed} .pieces=${this.amount}></sp-weight-range>`
            }
            ${this.#buy(view, variant)} ${this.#tools(view, variant)}
            ${itemFacts(view, variant, this.#delivery(view, variant, party))}
          </div>
        </div>
        ${itemDetails(view)} ${this.#similar(similar, view, party)}
      </div>
      ${this.#buyBar(view, variant)}`;
  }

  #waiting(): TemplateResult {
    return html`<div class="page" aria-busy="true">
      <div class="prod">
        <div class="prod-pics skel"><div class="print hero-print"></div></div>
        <div class="prod-main">
          <h1 class="vh">${msg("Article")}</h1>
          <span class="sk"></span><span class="sk b"></span>
        </div>
      </div>
    </div>`;
  }

  #gone(party: PartyView | null): TemplateResult {
    return html`<div class="page">
      <sp-empty
        print="basket"
        heading=${msg("Cet article n’est plus à l’étal.")}
        text=${
          party !== null && isSuspended(party)
            ? suspendedText(party)
            : msg("Il a peut-être été vendu ou retiré. D’autres l’ont peut-être.")
        }
        .action=${html`<a class="btn main" href="/search">${msg("Chercher")}</a> ${
            party === null ? nothing : html`<a class="btn line" href="/stall/${party.id}">${party.party.name}</a>`
          }`}
      ></sp-empty>
    </div>`;
  }

  #crumbs(view: ItemView): TemplateResult {
    const from = cameFrom();
    return html`<nav class="crumbs" aria-label=${msg("Fil")}>
      ${
        from === null || !/^\/(search|stall\/|lists|favourites|seen|$)/.test(from)
          ? nothing
          : html`<a class="back" href=${from} @click=${this.#back}
                >${icon("arrow-left")}${from.startsWith("/search") ? msg("Retour aux réponses") : msg("Retour")}</a
              ><span class="crumb-gap" aria-hidden="true"></span>`
      }<a href="/">${msg("Marché")}</a>${categoryTrail(view.item.category).map(
        (category) =>
          html`${icon("caret-right")}<a href="/search?cat=${encodeURIComponent(category.path)}"
              >${localizedText(category.name)}</a
            >`,
      )}${icon("caret-right")}<span aria-current="page">${localizedText(view.item.name)}</span>
    </nav>`;
  }

  /** Back in the history rather than on: the list is found again as it was, at the same place. */
  readonly #back = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.back();
  };

  #left(view: ItemView, variant: Variant): number {
    const stock = view.stock[variant.id];
    return typeof stock === "number" ? stock : 999;
  }

  async #add(view: ItemView, variant: Variant): Promise<void> {
    const before = basketQuantity(this.basket.value, view.key, variant.id);
    await market.setBasketLine(view.key, variant.id, Math.min(this.#left(view, variant), before + this.amount));
    this.amount = 1;
    this.said = msg("Ajouté au panier");
  }

  #addText(view: ItemView, variant: Variant, short: boolean): unknown {
    const before = basketQuantity(this.basket.value, view.key, variant.id);
    if (view.item.kind === "service") return short ? msg("Réserver") : msg("Réserver ce service");
    if (before > 0) return msg(str`Encore (${before} au panier)`);
    return short ? msg("Ajouter") : msg("Ajouter au panier");
  }

  #buy(view: ItemView, variant: Variant): TemplateResult {
    if (view.item.service?.appointment === true) {
      void import("../booking/book-item.ts");
      return html`<sp-book-item .view=${view} .variant=${variant.id}></sp-book-item>`;
    }
    const left = this.#left(view, variant);
    if (left === 0) return html`<p class="note warn">${icon("tray")}<span>${msg("Plus rien aujourd’hui.")}</span></p>`;
    return html`<div class="buy">
        <sp-quantity
          quiet
          .min=${1}
          .max=${left}
          .value=${this.amount}
          label=${localizedText(view.item.name)}
          @change=${(event: CustomEvent<{ value: number }>) => {
            this.amount = event.detail.value;
          }}
        ></sp-quantity>
        <button class="btn main big grow" type="button" @click=${() => void this.#add(view, variant)}>
          ${icon("basket")}${this.#addText(view, variant, false)}
        </button>
      </div>
      ${this.#total(variant)}
      <span class="vh" aria-live="polite">${this.said}</span>
      ${left < 6 ? html`<p class="small muted">${msg(str`Il en reste ${left}.`)}</p>` : nothing}
      ${view.stock[variant.id] === "on-demand" ? html`<p class="small muted">${msg("Fait à la commande.")}</p>` : nothing}`;
  }

  /** What several come to, deposits on a line of their own. */
  #total(variant: Variant): unknown {
    if (this.amount < 2 && variant.deposit === undefined) return nothing;
    const goods = variant.priceMinor * this.amount;
    const deposit = (variant.deposit?.amountMinor ?? 0) * this.amount;
    const about = variant.weighed === undefined ? "" : "≈ ";
    return html`<p class="small num total-line" aria-live="polite">
      ${
        deposit === 0
          ? msg(str`${this.amount} × ${amountText(variant.priceMinor)} = ${about}${moneyText(goods)}`)
          : msg(
              str`${about}${moneyText(goods)} + ${moneyText(deposit)} de consigne = ${about}${moneyText(goods + deposit)}`,
            )
      }
    </p>`;
  }

  /** What else can be done with it: kept, put on a list, passed on. */
  #tools(view: ItemView, variant: Variant): TemplateResult {
    const kept = this.favourites.value?.includes(view.key) === true;
    return html`<div class="prod-tools">
      <button
        class="btn quiet s"
        type="button"
        aria-pressed=${kept}
        @click=${() => void market.toggleFavourite(view.key)}
      >
        ${icon(kept ? "heart-fill" : "heart")}${kept ? msg("Parmi mes favoris") : msg("Garder")}
      </button>
      <sp-add-to-list .item=${view.key} .variant=${variant.id} .amount=${this.amount}></sp-add-to-list>
      <sp-share-link .name=${localizedText(view.item.name)} .path=${itemAddress(view.key)}></sp-share-link>
    </div>`;
  }

  #buyBar(view: ItemView, variant: Variant): unknown {
    // A time is chosen first: the button stands below the times.
    if (this.#left(view, variant) === 0 || view.item.service?.appointment === true) return nothing;
    return html`<div class="buybar only-s">
      <p>
        <b class="bigprice s" aria-hidden="true"
          >${variant.weighed === undefined ? nothing : html`<span class="ap">≈</span> `}${amountText(
            variant.priceMinor * this.amount,
          )} <small>${currencySign()}</small></b
        ><span class="small muted">${besidePrice(view.item, variant)}</span>
      </p>
      <button class="btn main grow" type="button" @click=${() => void this.#add(view, variant)}>
        ${icon("basket")}${this.#addText(view, variant, true)}
      </button>
    </div>`;
  }

  #delivery(view: ItemView, variant: Variant, party: PartyView | null): unknown {
    // What is booked is neither brought nor collected: its times stand above.
    if (party === null || view.item.service?.appointment === true) return nothing;
    const { postcode = null, version = 0 } = this.catalogue.value ?? {};
    const what =
      view.item.kind === "good" ? { key: view.key, variantId: variant.id, quantity: this.amount } : "service";
    return deliveryFacts(party, postcode, version, what);
  }

  #similar(similar: readonly ItemView[], view: ItemView, party: PartyView | null): unknown {
    if (similar.length === 0) return nothing;
    return html`<section class="sec" aria-labelledby="similar">
      <div class="sec-head">
        <h2 id="similar">${msg("Articles semblables")}</h2>
        <a href="/stall/${view.partyId}"
          >${msg(str`Tout l’étal de ${view.partyName}`)} ${party === null ? nothing : `(${party.itemCount})`}</a
        >
      </div>
      <ul class="cards">
        ${cardEntries(similar)}
      </ul>
    </section>`;
  }
}
