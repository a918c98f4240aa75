import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../account/sign-in.ts";

import "../basket/basket.css";
import type { OrderSummary } from "../core/api.ts";
import "../design/elements/empty.ts";
import "../design/elements/outbox.ts";
import "../design/elements/print.ts";
import { amountText, currencySign, dayShortText, inInstance } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { isEstimated } from "./order-contents.ts";
import { headline, isOver, stateTag } from "./order-words.ts";
import "./orders.css";

const pageSize = 20;

/** One's orders: those under way first, then the past ones. */
@customElement("sp-orders-page")
export class OrdersPage extends LightElement {
  readonly session = new Watch(this, "session");
  readonly orders = new Watch(this, "orders");
  @state() private pastShown = pageSize;
  #now = Date.now();

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#now = Date.now();
  }

  #slip(order: OrderSummary): TemplateResult {
    const { view } = order;
    const tag = stateTag(order);
    const placed = dayShortText(inInstance(new Date(view.placedOn)).day);
    return html`<li class="oslip ${isOver(view.state) ? "past" : ""}">
      <div class="oslip-b">
        <p class="caps">${placed} · <span class="voice nocaps nowrap" translate="no">${order.name.join(" ")}</span></p>
        <h3><a href="/orders/${order.thread}">${order.partyName}</a></h3>
        <p class="small">${headline(order, null, this.#now)}</p>
      </div>
      <div class="oslip-e">
        <span class="tag ${tag.tone}">${tag.text}</span>
        ${
          order.unread === 0
            ? nothing
            : html`<span class="tag sun"
                >${icon("bell")}${order.unread === 1 ? msg("1 nouveauté") : msg(str`${order.unread} nouveautés`)}</span
              >`
        }
        <span class="num"
          >${isEstimated(view) ? "≈ " : ""}<b>${amountText(view.totalMinor)}</b> <small>${currencySign()}</small></span
        >
      </div>
    </li>`;
  }

  #list(orders: readonly OrderSummary[]): TemplateResult {
    return html`<ul class="oslips">
      ${repeat(
        orders,
        ({ thread }) => thread,
        (order) => this.#slip(order),
      )}
    </ul>`;
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    const orders = this.orders.value;
    if (session?.state === "anonymous") {
      return html`<div class="page pk pk-one">
        <sp-print class="key-print" name="old-key" paper="straw"></sp-print>
        <div class="stack">
          <h1>${msg("Vos commandes sont fermées.")}</h1>
          <p class="lead">
            ${msg("Elles ne s’ouvrent qu’avec votre clé d’accès, ou votre code écrit. Rien ici ne sait à qui elles sont.")}
          </p>
          <sp-sign-in first="enter"></sp-sign-in>
        </div>
      </div>`;
    }
    const heading = html`<div class="basket-h"><h1>${msg("Mes commandes")}</h1></div>`;
    if (session === undefined || session.state === "starting" || orders === undefined) {
      return html`<div class="page" aria-busy="true">
        ${heading}
        <ul class="oslips" aria-hidden="true">
          ${[0, 1, 2].map(() => html`<li class="oslip skel"></li>`)}
        </ul>
      </div>`;
    }
    if (orders.length === 0) {
      return html`<div class="page">
        <sp-empty
          print="envelope"
          .heading=${msg("Pas encore de commande.")}
          .text=${msg("Elles arriveront là, et personne d’autre ne peut les lire.")}
          .action=${html`<a class="btn main" href="/">${msg("Aller au marché")}</a>`}
        ></sp-empty>
      </div>`;
    }
    const sorted = [...orders].sort((a, b) => (a.view.placedOn < b.view.placedOn ? 1 : -1));
    const open = sorted.filter(({ view }) => !isOver(view.state));
    const past = sorted.filter(({ view }) => isOver(view.state));
    return html`<div class="page orders">
      ${heading}
      <div class="stack-l">
        <sp-outbox></sp-outbox>
        ${
          open.length === 0
            ? nothing
            : html`<section class="stack-s">
                <h2>${msg("En cours")}</h2>
                ${this.#list(open)}
              </section>`
        }
        ${
          past.length === 0
            ? nothing
            : html`<section class="stack-s">
                <h2>${msg("Passées")}</h2>
                ${this.#list(past.slice(0, this.pastShown))}
                ${
                  past.length <= this.pastShown
                    ? nothing
                    : html`<p class="center">
                        <button class="btn line" type="button" @click=${() => (this.pastShown += pageSize)}>
                          ${msg("Voir plus ancien")}
                        </button>
                      </p>`
                }
              </section>`
        }
      </div>
    </div>`;
  }
}
