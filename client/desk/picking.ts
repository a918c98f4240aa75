import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Item } from "../../crypto/protocol/exports.ts";
import type { DeskOrder, StallView } from "../core/api.ts";
import "../design/elements/print.ts";
import { dayText, weightText } from "../design/format.ts";
import type { IconName } from "../design/icon-names.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { dueDay } from "./columns.ts";
import { orderName } from "./order-words.ts";
import { pickingListOf, type PickingRow, type Shelf } from "./picking-list.ts";

const tickedKey = (party: string): string => `sp-ticked:${party}`;

/** Ticks of this tab: they help the hand and say nothing to anyone, so they leave with the tab. */
function readTicks(party: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(tickedKey(party)) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}

/** What to gather over all accepted orders, with ticks and totals. `whole` is a page of its own. */
@customElement("sp-picking")
export class Picking extends LightElement {
  @property({ attribute: false }) party = "";
  /** Accepted orders that are not ready yet. */
  @property({ attribute: false }) orders: readonly DeskOrder[] = [];
  @property({ attribute: false }) stall: StallView | undefined;
  @property({ type: Boolean }) whole = false;
  @state() private ticked: ReadonlySet<string> = new Set();
  /** YYYY-MM-DD, or "" for every day. */
  @state() private day = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticked = readTicks(this.party);
  }

  #tick(row: PickingRow, on: boolean): void {
    const ticked = new Set(this.ticked);
    for (const { id } of row.shares) {
      if (on) ticked.add(id);
      else ticked.delete(id);
    }
    this.#keep(ticked);
  }

  #tickShare(id: string, on: boolean): void {
    const ticked = new Set(this.ticked);
    if (on) ticked.add(id);
    else ticked.delete(id);
    this.#keep(ticked);
  }

  #keep(ticked: ReadonlySet<string>): void {
    this.ticked = ticked;
    const threads = new Set(this.orders.map(({ thread }) => thread));
    const alive = [...ticked].filter((id) => threads.has(id.split("/")[0] ?? ""));
    sessionStorage.setItem(tickedKey(this.party), JSON.stringify(alive));
  }

  #itemOf = (id: string): Item | null => this.stall?.items.find(({ item }) => item.id === id)?.item ?? null;

  protected override render(): TemplateResult {
    const days = [...new Set(this.orders.map(dueDay))].sort();
    const orders =
      this.day === "" || !days.includes(this.day) ? this.orders : this.orders.filter((o) => dueDay(o) === this.day);
    const list = pickingListOf(orders, this.#itemOf, this.ticked);
    const share = list.pieces === 0 ? 0 : Math.round((list.donePieces / list.pieces) * 100);
    return html`<section class="picking ${this.whole ? "whole" : ""}" aria-label=${msg("Liste de préparation")}>
      <header>
        <div>
          <h2>${msg("À préparer")}</h2>
          ${days.length === 1 && days[0] !== undefined ? html`<p class="small muted">${msg(str`pour ${dayText(days[0])}`)}</p>` : nothing}
        </div>
        <button
          class="tool"
          aria-label=${msg("Imprimer la liste")}
          @click=${() => this.dispatchEvent(new CustomEvent("sp-print-list", { bubbles: true, detail: "picking" }))}
        >
          ${icon("printer")}
        </button>
      </header>
      ${days.length > 1 ? this.#days(days) : nothing}
      ${
        list.groups.length === 0
          ? html`<p class="picking-none">${msg("Rien à préparer. Une commande acceptée arrive ici.")}</p>`
          : html`<div
                class="bar big"
                role="progressbar"
                aria-label=${msg("Préparé")}
                aria-valuenow=${list.donePieces}
                aria-valuemin="0"
                aria-valuemax=${list.pieces}
              >
                <span style=${styleMap({ width: `${share}%` })}></span>
              </div>
              <p class="small muted num">${msg(str`${list.donePieces} sur ${list.pieces} prêts`)}</p>
              <table class="pick">
                <caption class="vh">
                  ${msg("Quantités à préparer, toutes commandes")}
                </caption>
                ${list.groups.map(
                  (group) =>
                    html`<tbody>
                      <tr class="zone">
                        <th colspan="5" scope="rowgroup">${icon(shelfIcon(group.shelf))}${shelfText(group.shelf)}</th>
                      </tr>
                      ${group.rows.map((row) => this.#row(row))}
                    </tbody>`,
                )}
              </table>`
      }
      <footer class="totals num">
        <span><b>${list.pieces}</b> ${list.pieces === 1 ? msg("article") : msg("articles")}</span>
        ${list.containers === 0 ? nothing : html`<span><b>${list.containers}</b> ${list.containers === 1 ? msg("consigne") : msg("consignes")}</span>`}
        <span><b>${list.parcels}</b> ${list.parcels === 1 ? msg("colis", { id: "one-parcel" }) : msg("colis")}</span>
      </footer>
    </section>`;
  }

  #days(days: readonly string[]): TemplateResult {
    const chip = (day: string, text: string): TemplateResult =>
      html`<button
        class="chip ${this.day === day ? "on" : ""}"
        aria-pressed=${this.day === day ? "true" : "false"}
        @click=${() => (this.day = day)}
      >
        ${text}
      </button>`;
    return html`<div class="chips picking-days">
      ${chip("", msg("Tous les jours"))}${days.map((day) => chip(day, dayText(day)))}
    </div>`;
  }

  #row(row: PickingRow): TemplateResult {
    const all = row.doneQuantity === row.quantity;
    const hints = [
      row.weighed ? msg(str`≈ ${weightText(row.weighed.gramsEstimate)}, à peser`) : null,
      row.deposit ? msg("consigne") : null,
    ].filter((hint) => hint !== null);
    return html`<tr class=${all ? "all" : ""}>
        <td>
          <label class="check"
            ><input
              type="checkbox"
              aria-label=${msg(str`${row.name} prêt`)}
              .checked=${all}
              .indeterminate=${!all && row.doneQuantity > 0}
              @change=${(event: Event) => this.#tick(row, (event.currentTarget as HTMLInputElement).checked)}
          /></label>
        </td>
        <td>${row.item === null ? nothing : html`<sp-print class="thumb s" .item=${row.item}></sp-print>`}</td>
        <td>
          <b>${row.name}</b
          >${hints.length === 0 ? nothing : html`<br /><span class="muted small">${hints.join(" · ")}</span>`}
        </td>
        <td class="r num"><b class="q">${row.quantity}</b></td>
        <td class="r num small muted">${row.doneQuantity}/${row.quantity}</td>
      </tr>
      ${
        this.whole && row.shares.length > 1
          ? row.shares.map(
              (share) =>
                html`<tr class="share">
                  <td></td>
                  <td>
                    <label class="check"
                      ><input
                        type="checkbox"
                        aria-label=${msg(str`${row.name} prêt pour ${orderName({ name: share.orderName })}`)}
                        .checked=${share.done}
                        @change=${(event: Event) => this.#tickShare(share.id, (event.currentTarget as HTMLInputElement).checked)}
                    /></label>
                  </td>
                  <td class="voice">${orderName({ name: share.orderName })}</td>
                  <td class="r num">${share.quantity}</td>
                  <td></td>
                </tr>`,
            )
          : nothing
      }`;
  }
}

/** Where things wait, as a heading. */
export function shelfText(shelf: Shelf): string {
  if (shelf === "chilled") return msg("Frigo");
  return shelf === "frozen" ? msg("Congélateur") : msg("Étagère");
}

function shelfIcon(shelf: Shelf): IconName {
  if (shelf === "chilled") return "thermometer-cold";
  return shelf === "frozen" ? "snowflake" : "basket";
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-picking": Picking;
  }
}
