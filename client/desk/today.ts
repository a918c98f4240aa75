import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { DeskOrder, DeskView, StallView } from "../core/api.ts";
import "../design/elements/outbox.ts";
import { amountText, clockText, dayText, localizedText } from "../design/format.ts";
import type { IconName } from "../design/icon-names.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { passesFilter } from "../stall/item-filter.ts";
import { accreditationNote } from "./accreditation.ts";
import { boardOf, dueDay, openOrders, unreadTexts } from "./columns.ts";
import { onceLooked } from "./first-look.ts";
import { beforeText, estimated, orderName, stateText, sumText, todayOf } from "./order-words.ts";

/** What has to be done today: the first screen of a desk. */
@customElement("sp-desk-today")
export class DeskToday extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) desk!: DeskView;
  @property({ attribute: false }) stall: StallView | undefined;
  readonly outbox = new Watch(this, "outbox");

  /** Whether something fails to leave, or has waited for a minute: before that it is none of a person's business. */
  #stuck(now: number): boolean {
    return (this.outbox.value?.waiting ?? []).some(
      ({ failure, since }) => failure !== null || now - Date.parse(since) > 60_000,
    );
  }

  protected override render(): TemplateResult {
    const now = Date.now();
    const today = todayOf(now);
    const board = boardOf(this.desk.orders, today);
    const unread = this.desk.orders.filter((order) => unreadTexts(order) > 0);
    const cancelling = openOrders(this.desk.orders).filter(({ view }) => view.cancelRequested);
    const firstDeadline = board.new[0]?.view.deadline?.at;
    const days = [...new Set(openOrders(this.desk.orders).map(dueDay))].sort();
    return html`<header class="desk-h">
        <div>
          <p class="caps">${dayText(today)}</p>
          <h1>${this.#heading(board.new.length, board.prepare.length, board.ready.length)}</h1>
        </div>
        ${
          board.new.length > 0
            ? html`<div class="desk-t">
                <a class="btn main" href="/desk/${this.party}/orders"
                  >${board.new.length === 1 ? msg("Répondre à la commande") : msg("Répondre aux commandes")}</a
                >
              </div>`
            : nothing
        }
      </header>
      ${accreditationNote(this.stall, this.party)}
      <div class="today">
        ${tile(
          "tray",
          board.new.length === 1 ? msg("Nouvelle") : msg("Nouvelles"),
          board.new.length,
          firstDeadline === undefined ? msg("rien n’attend") : msg(str`à accepter ${beforeText(firstDeadline, now)}`),
          `/desk/${this.party}/orders`,
        )}
        ${tile(
          "list-checks",
          msg("À préparer"),
          board.prepare.length,
          sumOrNone(board.prepare),
          `/desk/${this.party}/prepare`,
        )}
        ${tile("package", msg("Prêtes"), board.ready.length, sumOrNone(board.ready), `/desk/${this.party}/orders`)}
        ${tile(
          "chat-circle-text",
          msg("Messages"),
          unread.length,
          unread.length === 0 ? msg("tout est lu") : (unread[0]?.view.texts.at(-1)?.text ?? ""),
          `/desk/${this.party}/messages`,
        )}
      </div>
      ${this.#stuck(now) ? html`<sp-outbox></sp-outbox>` : nothing}
      ${cancelling.map(
        (order) =>
          html`<p class="note bad compact">
            ${icon("warning-circle")}<span
              ><a href="/desk/${this.party}/orders/${order.thread}">${orderName(order)}</a>
              ${msg(": le client demande d’annuler.")}</span
            >
          </p>`,
      )}
      ${
        days.length === 0
          ? onceLooked(
              this.desk,
              html`<p class="lead">${msg("Rien à préparer. Une nouvelle commande arrive ici d’elle-même.")}</p>`,
            )
          : days.map((day) => this.#day(day, today))
      }
      ${this.#soldOut()}`;
  }

  /** What is about to run out. */
  #soldOut(): unknown {
    const low = (this.stall?.items ?? []).filter((draft) => passesFilter(draft, "low") && draft.status === "on");
    if (low.length === 0) return nothing;
    return html`<section class="panel stack-s">
      <h2>${msg("Épuisés ou bientôt")}</h2>
      <ul class="low-list">
        ${low.slice(0, 8).map(
          ({ item, stock }) =>
            html`<li class="row between">
              <a href="/desk/${this.party}/items/${item.id}">${localizedText(item.name)}</a>
              <span class="low num"
                >${Math.min(...Object.values(stock).filter((level) => typeof level === "number"))}</span
              >
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #heading(fresh: number, prepare: number, ready: number): string {
    if (fresh === 1) return msg("Une nouvelle commande");
    if (fresh > 1) return msg(str`${fresh} nouvelles commandes`);
    if (prepare > 0) return prepare === 1 ? msg("Une commande à préparer") : msg(str`${prepare} commandes à préparer`);
    if (ready > 0)
      return ready === 1 ? msg("Une commande attend son départ") : msg(str`${ready} commandes attendent leur départ`);
    return msg("Aujourd’hui");
  }

  #day(day: string, today: string): TemplateResult {
    const orders = openOrders(this.desk.orders)
      .filter((order) => dueDay(order) === day)
      .toSorted((a, b) => (a.view.order.fulfilment.from < b.view.order.fulfilment.from ? -1 : 1));
    return html`<section class="panel stack-s">
      <header class="row between">
        <h2>${day === today ? msg("Pour aujourd’hui") : msg(str`Pour ${dayText(day)}`)}</h2>
        <span class="muted num">${sumText(orders)}</span>
      </header>
      <ul class="due-list">
        ${orders.map(
          (order) =>
            html`<li>
              <a href="/desk/${this.party}/orders/${order.thread}">
                <time class="num">${clockText(order.view.order.fulfilment.from)}</time>
                <b>${orderName(order)}</b>
                <span class="tag ${order.view.state === "placed" ? "sun" : order.view.state === "ready" ? "ok" : ""}"
                  >${stateText(order.view.state)}</span
                >
                <span class="num">${estimated(order.view) ? "≈ " : ""}${amountText(order.view.totalMinor)}</span>
              </a>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

function sumOrNone(orders: readonly DeskOrder[]): string {
  return orders.length === 0 ? msg("rien") : sumText(orders);
}

function tile(name: IconName, label: string, count: number, text: string, href: string): TemplateResult {
  return html`<a class="today-tile ${count > 0 ? "on" : ""}" href=${href}>
    ${icon(name)}<b class="num">${count}</b><span>${label}</span><small class="muted">${text}</small>
  </a>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-today": DeskToday;
  }
}
