import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Variant } from "../../crypto/protocol/exports.ts";
import type { ItemView, PartyView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { categoryTrail, printOf, vatPermille } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { basketQuantity, offeredVariant } from "../design/elements/item-card.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/quantity.ts";
import "../design/elements/seal.ts";
import "../design/elements/season.ts";
import { holdsText, unitPriceLine } from "../design/elements/unit-price.ts";
import "../design/elements/weight-range.ts";
import {
  amountText,
  distanceText,
  durationText,
  inInstance,
  localizedText,
  localMoneyText,
  moneySpoken,
  moneyText,
  numberText,
  unitPriceText,
  weightText,
} from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import { setTitle } from "../shell/title.ts";
import { deliveryFacts } from "./delivery-facts.ts";
import { allergenFacts, labelFacts } from "./item-facts.ts";

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
    if (view !== null && view !== undefined) setTitle(localizedText(view.item.name));
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
          ${this.#pictures(view)}
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
            ${this.#price(view, variant, party)} ${this.#variants(view, variant)}
            ${
              variant.weighed === undefined
                ? nothing
                : html`<sp-weight-range .weighed=${variant.weighed} .pieces=${this.amount}></sp-weight-range>`
            }
            ${this.#buy(view, variant)} ${this.#facts(view, variant, party)}
          </div>
        </div>
        ${this.#more(view)} ${this.#similar(similar, view, party)}
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
        text=${msg("Il a peut-être été vendu ou retiré. D’autres l’ont peut-être.")}
        .action=${html`<a class="btn main" href="/search">${msg("Chercher")}</a> ${
            party === null ? nothing : html`<a class="btn line" href="/stall/${party.id}">${party.party.name}</a>`
          }`}
      ></sp-empty>
    </div>`;
  }

  #crumbs(view: ItemView): TemplateResult {
    return html`<nav class="crumbs" aria-label=${msg("Fil")}>
      <a href="/">${msg("Marché")}</a>${categoryTrail(view.item.category).map(
        (category) =>
          html`${icon("caret-right")}<a href="/search?cat=${encodeURIComponent(category.path)}"
              >${localizedText(category.name)}</a
            >`,
      )}${icon("caret-right")}<span aria-current="page">${localizedText(view.item.name)}</span>
    </nav>`;
  }

  #pictures(view: ItemView): TemplateResult {
    const pictures = view.item.pictures ?? [];
    const shown = pictures[this.picture] ?? pictures[0];
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
                    class="print photo ${index === this.picture ? "on" : ""}"
                    type="button"
                    aria-label=${msg(str`Image ${index + 1}`)}
                    aria-pressed=${index === this.picture}
                    @click=${() => {
                      this.picture = index;
                    }}
                  >
                    ${photo(each)}
                  </button>`,
              )}
            </div>`
      }
    </div>`;
  }

  #price(view: ItemView, variant: Variant, party: PartyView | null): TemplateResult {
    const about = variant.weighed !== undefined;
    const unit = variant.weighed === undefined ? unitPriceLine(variant) : (unitPriceText(variant) ?? "");
    const rate = party?.party.vatRegistered === true ? vatPermille(view.item.vat, inInstance(new Date()).day) : null;
    return html`<div class="prod-price">
      <p class="bigprice">
        <span class="vh">${about ? msg("environ") : nothing} ${moneySpoken(variant.priceMinor)}</span>
        <span aria-hidden="true"
          >${about ? html`<span class="ap">≈</span> ` : nothing}${amountText(variant.priceMinor)}
          <small>${instance.currency}</small></span
        >
      </p>
      <p class="num">
        ${unit === "" ? nothing : html`<b>${unit}</b><br />`}<span class="muted small"
          >${localMoneyText(variant.priceMinor) === null ? nothing : html`${localMoneyText(variant.priceMinor)} · `}${
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

  #variants(view: ItemView, variant: Variant): unknown {
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
              @change=${() => {
                this.chosen = each.id;
              }}
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
        ${this.#heart(view)}
      </div>
      <span class="vh" aria-live="polite">${this.said}</span>
      ${left < 6 ? html`<p class="small muted">${msg(str`Il en reste ${left}.`)}</p>` : nothing}`;
  }

  #heart(view: ItemView): TemplateResult {
    const kept = this.favourites.value?.includes(view.key) === true;
    return html`<button
      class="tool"
      type="button"
      aria-pressed=${kept}
      aria-label=${msg("Garder parmi mes favoris")}
      @click=${() => void market.toggleFavourite(view.key)}
    >
      ${icon(kept ? "heart-fill" : "heart")}
    </button>`;
  }

  #buyBar(view: ItemView, variant: Variant): unknown {
    if (this.#left(view, variant) === 0) return nothing;
    return html`<div class="buybar only-s">
      <p>
        <b class="bigprice s" aria-hidden="true"
          >${variant.weighed === undefined ? nothing : html`<span class="ap">≈</span> `}${amountText(
            variant.priceMinor * this.amount,
          )} <small>${instance.currency}</small></b
        ><span class="small muted">${unitPriceLine(variant)}</span>
      </p>
      <button class="btn main grow" type="button" @click=${() => void this.#add(view, variant)}>
        ${icon("basket")}${this.#addText(view, variant, true)}
      </button>
    </div>`;
  }

  #facts(view: ItemView, variant: Variant, party: PartyView | null): TemplateResult {
    const { temperature, service, season, ageMin, origin } = view.item;
    return html`<ul class="facts">
      ${party === null ? nothing : deliveryFacts(party, this.catalogue.value?.postcode ?? null, this.catalogue.value?.version ?? 0)}
      ${
        service === undefined
          ? nothing
          : html`<li>
              ${icon("calendar-blank")}<span
                ><b>${durationText(service.durationMinutes)}</b><br />${
                  service.place === "yours"
                    ? msg("chez vous")
                    : service.place === "ours"
                      ? msg("à l’atelier")
                      : msg("à distance")
                }</span
              >
            </li>`
      }
      ${
        temperature === undefined || temperature === "ambient"
          ? nothing
          : html`<li>
              ${icon(temperature === "frozen" ? "snowflake" : "thermometer-cold")}<span
                >${temperature === "frozen" ? msg("Congelé, à −18 °C") : msg("Au frais, de 2 à 8 °C")}</span
              >
            </li>`
      }
      ${
        ageMin === undefined
          ? nothing
          : html`<li>
              ${icon("identification-card")}<span
                >${msg(str`Remis dès ${ageMin} ans, sur présentation d’une pièce d’identité. Aucune date de naissance n’est gardée.`)}</span
              >
            </li>`
      }
      ${origin === undefined ? nothing : html`<li>${icon("map-pin")}<span>${msg("Origine :")} ${localizedText(origin)}</span></li>`}
      ${
        season === undefined || season.length === 0
          ? nothing
          : html`<li>
              ${icon("sun-horizon")}<span><sp-season .months=${season}></sp-season></span>
            </li>`
      }
      ${
        variant.weighed === undefined
          ? nothing
          : html`<li>
              ${icon("scales")}<span
                >${msg(str`Le poids exact est relevé à la préparation : ${weightText(variant.weighed.gramsMin)} à ${weightText(variant.weighed.gramsMax)} par pièce.`)}</span
              >
            </li>`
      }
    </ul>`;
  }

  #more(view: ItemView): TemplateResult {
    const food =
      view.item.allergens !== undefined ||
      view.item.category.startsWith("food") ||
      view.item.category.startsWith("drinks");
    const { description, ingredients } = view.item;
    return html`<div class="prod-more">
      ${view.labels.length === 0 ? nothing : labelFacts(view.labels)} ${food ? allergenFacts(view.item) : nothing}
      ${
        ingredients === undefined
          ? nothing
          : html`<section class="wide2">
              <h2>${msg("Composition")}</h2>
              <p class="text">${localizedText(ingredients)}</p>
            </section>`
      }
      ${
        description === undefined
          ? nothing
          : html`<section class="wide2">
              <h2>${msg("En détail")}</h2>
              <p class="text prose">${localizedText(description)}</p>
            </section>`
      }
    </div>`;
  }

  #similar(similar: readonly ItemView[], view: ItemView, party: PartyView | null): unknown {
    if (similar.length === 0) return nothing;
    return html`<section class="sec" aria-labelledby="similar">
      <div class="sec-head">
        <h2 id="similar">${msg("Dans le même esprit")}</h2>
        <a href="/stall/${view.partyId}"
          >${msg(str`Tout l’étal de ${view.partyName}`)} ${party === null ? nothing : `(${party.itemCount})`}</a
        >
      </div>
      <ul class="cards">
        ${similar.map((each) => html`<li><sp-item-card .view=${each}></sp-item-card></li>`)}
      </ul>
    </section>`;
  }
}
