import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { BasketGroup, BasketLine, BasketView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { amountText, currencySign, localizedText, moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { blockSkeletons } from "../design/waiting.ts";
import { market, Watch } from "../market.ts";
import "./basket-group.ts";
import { isSuspended } from "../shop/suspended-note.ts";
import "./basket.css";

/** A line that was taken out and can come back. */
interface Removed {
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly name: string;
}

/** The basket: one part for each producer, each with its own checkout. */
@customElement("sp-basket-page")
export class BasketPage extends LightElement {
  readonly basket = new Watch(this, "basket");
  @state() private removed: Removed | null = null;

  readonly #onRemove = (event: CustomEvent<BasketLine>): void => {
    const line = event.detail;
    const name = line.name === null ? msg("L’article") : localizedText(line.name);
    this.removed = { key: line.key, variantId: line.variantId, quantity: line.quantity, name };
    void market.setBasketLine(line.key, line.variantId, 0);
  };

  async #putBack(removed: Removed): Promise<void> {
    this.removed = null;
    await market.setBasketLine(removed.key, removed.variantId, removed.quantity);
    this.querySelector<HTMLElement>("h1")?.focus();
  }

  #undo(): TemplateResult {
    return html`<div class="undo-live" aria-live="polite">
      ${
        this.removed === null
          ? nothing
          : html`<p class="note undo">
              ${icon("trash")}
              <span class="grow">${msg(str`${this.removed.name} : retiré du panier.`)}</span>
              <button class="btn quiet s" @click=${() => this.removed && void this.#putBack(this.removed)}>
                ${icon("arrow-counter-clockwise")}${msg("Remettre")}
              </button>
            </p>`
      }
    </div>`;
  }

  /** What the groups that can be ordered from cost together. */
  #summary(basket: BasketView, groups: readonly BasketGroup[]): TemplateResult {
    const deposits = groups.reduce((sum, group) => sum + group.depositsMinor, 0);
    const cap = groups.reduce((sum, group) => sum + group.capMinor, 0);
    const about = cap > basket.totalMinor;
    return html`<aside class="sticky">
      <div class="sum panel pad">
        <h2>${msg("Votre panier")}</h2>
        <dl class="sums num">
          ${groups.map(
            (group) =>
              html`<div>
                <dt>${group.party?.party.name ?? msg("Étal inconnu")}</dt>
                <dd>${group.capMinor > group.totalMinor ? "≈ " : ""}${amountText(group.itemsMinor)}</dd>
              </div>`,
          )}
          ${
            deposits === 0
              ? nothing
              : html`<div>
                  <dt>
                    ${icon("recycle")} ${msg("Consignes")} <span class="muted small">${msg("rendues au retour")}</span>
                  </dt>
                  <dd>${amountText(deposits)}</dd>
                </div>`
          }
        </dl>
        <p class="total">
          <span>${msg("Total")}</span>
          <span class="price"
            >${about ? html`<span class="ap">≈</span>` : nothing}
            <b class="num">${amountText(basket.totalMinor)}</b> ${currencySign()}</span
          >
        </p>
        <p class="small muted num">
          ${[
            ...(about ? [msg(str`${moneyText(cap)} au plus, selon la pesée.`)] : []),
            ...(groups.every(({ party }) => party?.party.vatRegistered === true) ? [msg("TVA comprise.")] : []),
            // Nobody brings an appointment.
            ...(groups.every(({ appointment }) => appointment !== null) ? [] : [msg("Livraison à l’étape suivante.")]),
          ].join(" ")}
        </p>
        ${
          groups.length > 1
            ? html`<p class="hint">${msg("Chaque étal se commande à part, dans l’ordre que vous voulez.")}</p>`
            : nothing
        }
      </div>
    </aside>`;
  }

  #buyBar(group: BasketGroup): TemplateResult {
    const about = group.capMinor > group.totalMinor;
    return html`<div class="buybar only-s">
      <p>
        <b class="bigprice s"
          >${about ? html`<span class="ap">≈</span>` : nothing} ${amountText(group.totalMinor)}
          <small>${currencySign()}</small></b
        >
        ${group.appointment === null ? html`<span class="small muted">${msg("sans la livraison")}</span>` : nothing}
      </p>
      <a class="btn main grow" href="/checkout/${group.partyId}">${msg("Commander")}</a>
    </div>`;
  }

  protected override render(): TemplateResult {
    const basket = this.basket.value;
    if (basket === undefined) {
      return html`<div class="page basket" aria-busy="true">
        <div class="basket-h"><h1>${msg("Panier")}</h1></div>
        ${blockSkeletons(2)}
      </div>`;
    }
    if (basket.groups.length === 0) {
      return html`<div class="page">
        ${this.#undo()}
        <sp-empty
          print="basket"
          .heading=${msg("Votre panier attend.")}
          .text=${msg("Il peut mêler tous les étals : un pain, un bol, une révision de vélo. Chacun reçoit sa part.")}
          .action=${html`<a class="btn main" href="/">${msg("Aller au marché")}</a>
            <a class="btn line" href="/orders">${icon("receipt")}${msg("Reprendre une commande passée")}</a>`}
        ></sp-empty>
      </div>`;
    }
    const single = basket.groups.length === 1 ? basket.groups[0] : undefined;
    const ready = single !== undefined && groupReady(single);
    const open = basket.groups.filter(({ party }) => party === null || !isSuspended(party));
    return html`<div class="page basket">
      <div class="basket-h">
        <h1 tabindex="-1">${msg("Panier")}</h1>
        <p class="muted">${this.#count(basket)}</p>
      </div>
      ${this.#undo()}
      <div class="two">
        <div class="stack-l" @sp-line-remove=${this.#onRemove}>
          ${repeat(
            basket.groups,
            (group) => group.partyId,
            (group) => html`<sp-basket-group .group=${group}></sp-basket-group>`,
          )}
          <p class="flexline small muted">
            ${icon("device-mobile")}<span
              >${msg("Ce panier est gardé sur cet appareil. Changer d’étal n’y change rien.")}</span
            >
          </p>
        </div>
        ${open.length === 0 ? nothing : this.#summary(basket, open)}
      </div>
      ${ready ? this.#buyBar(single) : nothing}
    </div>`;
  }

  #count(basket: BasketView): string {
    const stalls = basket.groups.length === 1 ? msg("un étal") : msg(str`${basket.groups.length} étals`);
    const items = basket.count === 1 ? msg("un article") : msg(str`${basket.count} articles`);
    return `${stalls}, ${items}`;
  }
}

/** Whether a part of the basket can be ordered as it is: reachable, minimum reached, nothing gone or too many. */
export function groupReady(group: BasketGroup): boolean {
  return (
    group.party?.reachable === true &&
    group.missingMinor === 0 &&
    group.lines.every(({ problem }) => problem === null || problem === "price-changed")
  );
}
