import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { DeskAction, DeskOrder, DeskView, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { dayText, moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { boardOf, type Column, columnOf, columns, openOrders } from "./columns.ts";
import { needsDialog, type OrderDialog, plainAction, refusalText } from "./order-dialog.ts";
import "./order-dialog.ts";
import "./order-list.ts";
import "./order-panel.ts";
import "./order-slip.ts";
import type { SlipAct } from "./order-slip.ts";
import { beforeText, todayOf } from "./order-words.ts";
import "./picking.ts";

/** Slips shown in a column before "N de plus". */
const slipsShown = 24;
const viewKey = "sp-desk-view";

/** Orders at a desk: the board or the list, the order opened up, the picking list beside it. */
@customElement("sp-desk-orders")
export class DeskOrders extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) desk!: DeskView;
  @property({ attribute: false }) stall: StallView | undefined;
  /** Thread of the order that is open, or "". */
  @property({ attribute: false }) thread = "";
  @state() private view: "board" | "list" = localStorage.getItem(viewKey) === "list" ? "list" : "board";
  @state() private shown: Readonly<Partial<Record<Column, number>>> = {};
  @state() private bulk: { readonly done: number; readonly total: number } | null = null;
  @state() private problem = "";
  @state() private now = Date.now();
  @query("sp-order-dialog") private dialog!: OrderDialog;
  #clock = 0;
  #stopped = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#onKey);
    this.#clock = window.setInterval(() => (this.now = Date.now()), 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
    window.clearInterval(this.#clock);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("desk")) this.now = Date.now();
  }

  get #base(): string {
    return `/desk/${this.party}/orders`;
  }

  get #new(): readonly DeskOrder[] {
    return this.desk.orders.filter((order) => columnOf(order) === "new");
  }

  async #perform(order: DeskOrder, type: DeskAction["type"]): Promise<void> {
    this.problem = "";
    const action = plainAction(type);
    if (needsDialog(order, type) || action === null) {
      this.dialog.open(order, type);
      return;
    }
    try {
      await market.act(this.party, order.thread, action);
    } catch (error) {
      this.problem = refusalText(failureCode(error));
    }
  }

  async #acceptAll(): Promise<void> {
    const orders = this.#new.filter(({ actions }) => actions.includes("accept"));
    if (orders.length === 0 || this.bulk !== null) return;
    this.#stopped = false;
    this.problem = "";
    for (const [index, order] of orders.entries()) {
      if (this.#stopped) break;
      this.bulk = { done: index, total: orders.length };
      try {
        await market.act(this.party, order.thread, { type: "accept" });
      } catch (error) {
        this.problem = refusalText(failureCode(error));
        break;
      }
    }
    this.bulk = null;
  }

  async #handAllOver(orders: readonly DeskOrder[]): Promise<void> {
    for (const order of orders) await this.#perform(order, "hand-over");
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as HTMLElement | null;
    if (target?.closest("input, textarea, select, wa-dialog, [contenteditable]")) return;
    const column = columns[Number(event.key) - 1];
    if (column !== undefined) this.#enterColumn(column);
    else if (event.key.toLowerCase() === "a") void this.#acceptAll();
    else if (event.key === "Escape" && this.thread !== "") navigate(this.#base);
    else if (event.key.startsWith("Arrow") && target?.closest(".slip-a")) this.#move(target, event.key);
    else return;
    event.preventDefault();
  };

  #enterColumn(column: Column): void {
    const place = this.querySelector<HTMLElement>(`[data-column="${column}"]`);
    place?.scrollIntoView({ block: "nearest", inline: "center" });
    (place?.querySelector<HTMLElement>(".slip-a") ?? place?.querySelector<HTMLElement>("h2"))?.focus();
  }

  #move(from: HTMLElement, key: string): void {
    const own = from.closest<HTMLElement>("[data-column]");
    if (own === null) return;
    const slips = [...own.querySelectorAll<HTMLElement>(".slip-a")];
    const index = slips.findIndex((slip) => slip === from.closest(".slip-a"));
    if (key === "ArrowDown") slips[index + 1]?.focus();
    else if (key === "ArrowUp") slips[index - 1]?.focus();
    else {
      const all = [...this.querySelectorAll<HTMLElement>("[data-column]")];
      const step = key === "ArrowRight" ? 1 : -1;
      for (let at = all.indexOf(own) + step; all[at] !== undefined; at += step) {
        const there = [...(all[at]?.querySelectorAll<HTMLElement>(".slip-a") ?? [])];
        const slip = there[Math.min(index, there.length - 1)];
        if (slip === undefined) continue;
        slip.focus();
        return;
      }
    }
  }

  #choose(view: "board" | "list"): void {
    this.view = view;
    localStorage.setItem(viewKey, view);
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    const open = desk.orders.find(({ thread }) => thread === this.thread);
    const fresh = this.#new;
    return html`<div
      class="desk-orders"
      @sp-act=${(event: CustomEvent<SlipAct>) => void this.#perform(event.detail.order, event.detail.type)}
    >
      ${this.#header(fresh)} ${this.#progress()} ${this.#unreadable()}
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      ${this.#firstDeadline(fresh)}
      ${
        desk.orders.length === 0 && desk.progress === null
          ? html`<sp-empty
              part
              print="envelope"
              .heading=${msg("Pas encore de commande.")}
              .text=${msg("Elles arriveront là, lisibles de vous seul.")}
              .action=${html`<a class="btn line" href="/desk/${this.party}/items">${msg("Voir mes articles")}</a>`}
            ></sp-empty>`
          : html`<div class="desk-2 ${open === undefined ? "" : "with-panel"}">
              ${
                this.view === "board"
                  ? this.#board(open)
                  : html`<sp-order-list
                      .party=${this.party}
                      .orders=${desk.orders}
                      .chosen=${this.thread}
                      .now=${this.now}
                    ></sp-order-list>`
              }
              ${
                open === undefined
                  ? html`<sp-picking
                      .party=${this.party}
                      .orders=${desk.orders.filter((order) => columnOf(order) === "prepare")}
                      .stall=${this.stall}
                    ></sp-picking>`
                  : html`<sp-order-panel
                      .party=${this.party}
                      .order=${open}
                      .back=${this.#base}
                      .now=${this.now}
                    ></sp-order-panel>`
              }
            </div>`
      }
      <sp-order-dialog .party=${this.party}></sp-order-dialog>
      ${
        fresh.length > 1 && open === undefined
          ? html`<div class="buybar only-s">
              <button class="btn main block" ?disabled=${this.bulk !== null} @click=${() => void this.#acceptAll()}>
                ${msg(str`Accepter les ${fresh.length} nouvelles`)}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #header(fresh: readonly DeskOrder[]): TemplateResult {
    const open = openOrders(this.desk.orders);
    const totalMinor = open.reduce((sum, order) => sum + order.view.totalMinor, 0);
    const days = [...new Set(open.map((order) => order.view.order.fulfilment.day))].sort();
    const segment = (view: "board" | "list", text: string, name: "kanban" | "list"): TemplateResult =>
      html`<label class=${this.view === view ? "on" : ""}
        ><input
          type="radio"
          name="desk-view"
          .checked=${this.view === view}
          @change=${() => this.#choose(view)}
        />${icon(name)}<span>${text}</span></label
      >`;
    return html`<header class="desk-h">
      <div>
        <p class="caps only-l">
          ${days.length === 1 && days[0] !== undefined ? msg(str`Pour ${dayText(days[0])}`) : todayLine(this.now)}
        </p>
        <h1>
          ${
            open.length === 0
              ? msg("Commandes")
              : html`${open.length === 1 ? msg("1 commande") : msg(str`${open.length} commandes`)},
                  <span class="nowrap">${moneyText(totalMinor)}</span>`
          }
        </h1>
      </div>
      <div class="desk-t">
        <fieldset class="plain seg mini-seg">
          <legend class="vh">${msg("Vue")}</legend>
          ${segment("board", msg("Tableau"), "kanban")}${segment("list", msg("Liste"), "list")}
        </fieldset>
        <button
          class="btn line s"
          @click=${() => this.dispatchEvent(new CustomEvent("sp-print-list", { bubbles: true, detail: "slips" }))}
        >
          ${icon("printer")}${msg("Bons")}
        </button>
        ${
          fresh.length === 0
            ? nothing
            : html`<button
                class="btn main s only-l"
                ?disabled=${this.bulk !== null}
                @click=${() => void this.#acceptAll()}
              >
                ${fresh.length === 1 ? msg("Accepter la nouvelle") : msg(str`Accepter les ${fresh.length} nouvelles`)}<kbd
                  >A</kbd
                >
              </button>`
        }
      </div>
    </header>`;
  }

  #progress(): unknown {
    const { bulk } = this;
    const progress = bulk ?? this.desk.progress;
    if (progress === null) return nothing;
    const share = progress.total === 0 ? 0 : (progress.done / progress.total) * 100;
    return html`<div class="progress-line" role="status">
      <span class="num"
        >${
          bulk === null
            ? msg(str`Ouverture des commandes : ${progress.done} sur ${progress.total}`)
            : msg(str`Acceptées : ${progress.done} sur ${progress.total}`)
        }</span
      >
      <span class="bar"><span style=${styleMap({ width: `${share}%` })}></span></span>
      ${bulk === null ? nothing : html`<button class="btn quiet s" @click=${() => (this.#stopped = true)}>${msg("Arrêter")}</button>`}
    </div>`;
  }

  #unreadable(): unknown {
    const { unreadable } = this.desk;
    if (unreadable.length === 0) return nothing;
    return html`<details class="note warn compact unreadable">
      <summary>
        ${icon("warning-circle")}<span
          >${
            unreadable.length === 1
              ? msg("Une enveloppe n’a pas pu être ouverte. Les autres commandes sont là.")
              : msg(str`${unreadable.length} enveloppes n’ont pas pu être ouvertes. Les autres commandes sont là.`)
          }</span
        >
      </summary>
      <ul>
        ${unreadable.map(
          ({ id, receivedOn }) =>
            html`<li class="row between">
              <span>${msg(str`Reçue ${dayText(receivedOn)}`)}</span>
              <button class="btn quiet s" @click=${() => void market.discardUnreadable(this.party, id)}>
                ${msg("La jeter")}
              </button>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #firstDeadline(fresh: readonly DeskOrder[]): unknown {
    const first = fresh
      .map(({ view }) => view.deadline?.at)
      .filter((at) => at !== undefined)
      .sort()[0];
    if (first === undefined) return nothing;
    const count = fresh.length;
    return html`<p class="note warn compact">
      ${icon("clock-countdown")}<span
        ><b
          >${count === 1 ? msg("Une commande attend votre réponse.") : msg(str`${count} commandes attendent votre réponse.`)}</b
        >
        ${msg(str`Réponse attendue ${beforeText(first, this.now)} pour la première ; ensuite elle tombe.`)}</span
      >
    </p>`;
  }

  #board(open: DeskOrder | undefined): TemplateResult {
    const board = boardOf(this.desk.orders, todayOf(this.now));
    return html`<div class="board" tabindex="0" role="group" aria-label=${msg("Commandes par état")}>
      ${columns.map((column, index) => this.#column(column, index, board[column], open))}
    </div>`;
  }

  #column(column: Column, index: number, orders: readonly DeskOrder[], open: DeskOrder | undefined): TemplateResult {
    const shown = this.shown[column] ?? slipsShown;
    const handable = orders.filter(
      ({ actions, view }) => actions.includes("hand-over") && view.order.fulfilment.kind === "delivery",
    );
    return html`<section class="col" data-column=${column} aria-label=${columnText(column)}>
      <header>
        <h2 tabindex="-1">${columnText(column)}</h2>
        <b class="cnt">${orders.length}</b><kbd aria-hidden="true">${index + 1}</kbd>
      </header>
      <ul>
        ${repeat(
          orders.slice(0, shown),
          ({ thread }) => thread,
          (order) =>
            html`<li>
              <sp-order-slip
                .order=${order}
                .href=${`${this.#base}/${order.thread}`}
                .chosen=${open?.thread === order.thread}
                .now=${this.now}
              ></sp-order-slip>
            </li>`,
        )}
      </ul>
      ${orders.length === 0 ? html`<p class="col-none small muted">${emptyText(column)}</p>` : nothing}
      ${
        orders.length > shown
          ? html`<button class="btn quiet s" @click=${() => (this.shown = { ...this.shown, [column]: shown + 50 })}>
              ${msg(str`${orders.length - shown} de plus`)}
            </button>`
          : nothing
      }
      ${
        column === "ready" && handable.length > 1
          ? html`<button class="btn line s block" @click=${() => void this.#handAllOver(handable)}>
              ${icon("bicycle")}${msg(str`Remettre ${handable.length} colis au coursier`)}
            </button>`
          : nothing
      }
    </section>`;
  }
}

function todayLine(now: number): string {
  return dayText(todayOf(now));
}

/** What a column is called. */
export function columnText(column: Column): string {
  switch (column) {
    case "new":
      return msg("Nouvelles");
    case "prepare":
      return msg("À préparer");
    case "ready":
      return msg("Prêtes");
    case "gone":
      return msg("Remises");
  }
}

function emptyText(column: Column): string {
  switch (column) {
    case "new":
      return msg("Rien de nouveau.");
    case "prepare":
      return msg("Rien à préparer.");
    case "ready":
      return msg("Rien qui attende.");
    case "gone":
      return msg("Rien de remis ces jours.");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-orders": DeskOrders;
  }
}
