import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { foldWord } from "../core/words/words.ts";
import type { DeskOrder } from "../core/api.ts";
import { amountText, clockText, dayShortText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { columnOf } from "./columns.ts";
import { cameText, fulfilmentIcon, estimated, moneyState, orderName, standText } from "./order-words.ts";

type Filter = "all" | "open" | "unpaid" | "ended";
const rowsStep = 100;

/** Every order of a desk as a table, the last one first; found by its words, filtered by where it stands. */
@customElement("sp-order-list")
export class OrderList extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) orders: readonly DeskOrder[] = [];
  @property({ attribute: false }) chosen = "";
  @property({ attribute: false }) now = 0;
  @state() private filter: Filter = "all";
  @state() private text = "";
  @state() private shown: number = rowsStep;

  #matching(): readonly DeskOrder[] {
    const text = foldWord(this.text);
    return this.orders
      .filter((order) => passes(order, this.filter))
      .filter((order) => text === "" || foldWord(orderName(order)).includes(text))
      .toSorted((a, b) => (a.view.placedOn < b.view.placedOn ? 1 : -1));
  }

  protected override render(): TemplateResult {
    const rows = this.#matching();
    const count = (filter: Filter): number => this.orders.filter((order) => passes(order, filter)).length;
    const chip = (filter: Filter, text: string): TemplateResult =>
      html`<button
        class="chip ${this.filter === filter ? "on" : ""}"
        aria-pressed=${this.filter === filter ? "true" : "false"}
        @click=${() => {
          this.filter = filter;
          this.shown = rowsStep;
        }}
      >
        ${text} ${count(filter)}
      </button>`;
    return html`<div class="stack">
      <div class="filterbar">
        <div class="search s">
          ${icon("magnifying-glass")}<input
            type="search"
            aria-label=${msg("Chercher une commande")}
            placeholder=${msg("Un de ses trois mots…")}
            .value=${this.text}
            @input=${(event: Event) => (this.text = (event.currentTarget as HTMLInputElement).value)}
          />
        </div>
        <div class="scroll-x chips-x">
          ${chip("all", msg("Toutes"))}${chip("open", msg("En cours"))}${chip("unpaid", msg("À payer"))}${chip("ended", msg("Finies"))}
        </div>
      </div>
      ${
        rows.length === 0
          ? html`<p class="muted">${msg("Aucune commande ne répond à cela.")}</p>`
          : html`<div class="tablewrap">
              <table class="grid orders">
                <thead>
                  <tr>
                    <th scope="col">${msg("Commande")}</th>
                    <th scope="col">${msg("Reçue")}</th>
                    <th scope="col">${msg("Pour")}</th>
                    <th scope="col">${msg("État")}</th>
                    <th scope="col">${msg("Paiement")}</th>
                    <th scope="col" class="r">${msg("Total")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${repeat(
                    rows.slice(0, this.shown),
                    ({ thread }) => thread,
                    (order) => this.#row(order),
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${
        rows.length > this.shown
          ? html`<button class="btn line s" @click=${() => (this.shown += rowsStep)}>
              ${msg(str`${rows.length - this.shown} de plus`)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #row(order: DeskOrder): TemplateResult {
    const { view } = order;
    const { fulfilment } = view.order;
    const money = moneyState(view);
    return html`<tr class=${this.chosen === order.thread ? "sel" : ""}>
      <td class="t-n">
        <a href="/desk/${this.party}/orders/${order.thread}"><b>${orderName(order)}</b></a>
        <span class="muted small"
          >${view.order.lines.map(({ quantity, name }) => `${quantity} ${name}`).join(", ")}</span
        >
      </td>
      <td class="small nowrap">${cameText(view.placedOn, this.now)}</td>
      <td class="small nowrap">
        ${icon(fulfilmentIcon(fulfilment))} ${dayShortText(fulfilment.day)} ${clockText(fulfilment.from)}
      </td>
      <td><span class="tag ${view.state === "placed" ? "sun" : ""}">${standText(view)}</span></td>
      <td>
        ${
          columnOf(order) === null && view.paidMinor === 0
            ? html`<span class="muted">—</span>`
            : html`<span class="tag ${money.tone}">${money.text}</span>`
        }
      </td>
      <td class="r num nowrap"><b>${estimated(view) ? "≈ " : ""}${amountText(view.totalMinor)}</b></td>
    </tr>`;
  }
}

function passes(order: DeskOrder, filter: Filter): boolean {
  const column = columnOf(order);
  switch (filter) {
    case "all":
      return true;
    case "open":
      return column !== null && column !== "gone";
    case "unpaid":
      return column !== null && order.view.paidMinor < order.view.totalMinor;
    case "ended":
      return column === null || column === "gone";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-order-list": OrderList;
  }
}
