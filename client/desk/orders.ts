import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import type { DeskAction, DeskOrder, DeskView, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { dayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { type Column, columnOf, columns, openOrders } from "./columns.ts";
import { onceLooked } from "./first-look.ts";
import { needsDialog, type OrderDialog, plainAction, refusalText } from "./order-dialog.ts";
import "./order-dialog.ts";
import "./order-list.ts";
import "./order-panel.ts";
import type { SlipAct } from "./order-slip.ts";
import { sumText, todayOf } from "./order-words.ts";
import { enterColumn, moveOnBoard, ordersBoard } from "./orders-board.ts";
import { deadlineNote, unreadableNote } from "./orders-notes.ts";
import "./picking.ts";

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
    const action = plainAction(type, order);
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
    if (column !== undefined) enterColumn(this, column);
    else if (event.key.toLowerCase() === "a") void this.#acceptAll();
    else if (event.key === "Escape" && this.thread !== "") navigate(this.#base);
    else if (event.key.startsWith("Arrow") && target?.closest(".slip-a")) moveOnBoard(this, target, event.key);
    else return;
    event.preventDefault();
  };

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
      ${this.#header(fresh)} ${this.#progress()} ${unreadableNote(this.party, desk)}
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      ${deadlineNote(fresh, this.now)}
      ${
        desk.orders.length === 0 && desk.progress === null
          ? onceLooked(
              desk,
              html`<sp-empty
                part
                print="envelope"
                .heading=${msg("Pas encore de commande.")}
                .text=${msg("Elles arriveront là, et personne d’autre ne peut les lire.")}
                .action=${html`<a class="btn line" href="/desk/${this.party}/items">${msg("Voir mes articles")}</a>`}
              ></sp-empty>`,
            )
          : html`<div class="desk-2 ${open === undefined ? "" : "with-panel"}">
              ${
                this.view === "board"
                  ? ordersBoard({
                      orders: desk.orders,
                      open,
                      base: this.#base,
                      now: this.now,
                      shown: this.shown,
                      onMore: (column, shown) => (this.shown = { ...this.shown, [column]: shown }),
                      onHandAllOver: (orders) => void this.#handAllOver(orders),
                    })
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
                  <span class="nowrap">${sumText(open)}</span>`
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
}

function todayLine(now: number): string {
  return dayText(todayOf(now));
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-orders": DeskOrders;
  }
}
