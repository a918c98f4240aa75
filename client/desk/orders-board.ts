import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { DeskOrder } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { boardOf, type Column, columns } from "./columns.ts";
import "./order-slip.ts";
import { todayOf } from "./order-words.ts";

/** Slips shown in a column before "N de plus". */
const slipsShown = 24;

/** The orders of a desk by state, and what is done to a column as a whole. */
export interface Board {
  readonly orders: readonly DeskOrder[];
  readonly open: DeskOrder | undefined;
  /** Path of the orders; an order's own is below it. */
  readonly base: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Slips shown in a column, where it is not as many as at first. */
  readonly shown: Readonly<Partial<Record<Column, number>>>;
  readonly onMore: (column: Column, shown: number) => void;
  readonly onHandAllOver: (orders: readonly DeskOrder[]) => void;
}

/** Four columns of slips. */
export function ordersBoard(board: Board): TemplateResult {
  const parts = boardOf(board.orders, todayOf(board.now));
  return html`<div class="board" tabindex="0" role="group" aria-label=${msg("Commandes par état")}>
    ${columns.map((column, index) => boardColumn(board, column, index, parts[column]))}
  </div>`;
}

function boardColumn(board: Board, column: Column, index: number, orders: readonly DeskOrder[]): TemplateResult {
  const shown = board.shown[column] ?? slipsShown;
  const handable = orders.filter(
    ({ actions, view }) =>
      actions.includes("hand-over") && view.state === "ready" && /^(delivery|pickup)$/.test(view.order.fulfilment.kind),
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
              .href=${`${board.base}/${order.thread}`}
              .chosen=${board.open?.thread === order.thread}
              .now=${board.now}
            ></sp-order-slip>
          </li>`,
      )}
    </ul>
    ${orders.length === 0 ? html`<p class="col-none small muted">${emptyText(column)}</p>` : nothing}
    ${
      orders.length > shown
        ? html`<button class="btn quiet s" @click=${() => board.onMore(column, shown + 50)}>
            ${msg(str`${orders.length - shown} de plus`)}
          </button>`
        : nothing
    }
    ${
      column === "ready" && handable.length > 1
        ? html`<button class="btn line s block" @click=${() => board.onHandAllOver(handable)}>
            ${icon("bicycle")}${msg(str`Remettre ${handable.length} colis au coursier`)}
          </button>`
        : nothing
    }
  </section>`;
}

/** Moves the focus into a column of the board that lies in `root`: to its first slip, or to its name. */
export function enterColumn(root: HTMLElement, column: Column): void {
  const place = root.querySelector<HTMLElement>(`[data-column="${column}"]`);
  place?.scrollIntoView({ block: "nearest", inline: "center" });
  (place?.querySelector<HTMLElement>(".slip-a") ?? place?.querySelector<HTMLElement>("h2"))?.focus();
}

/** Moves the focus from a slip, or from within it, to its neighbour that an arrow key names. */
export function moveOnBoard(root: HTMLElement, from: HTMLElement, key: string): void {
  const own = from.closest<HTMLElement>("[data-column]");
  if (own === null) return;
  const slips = [...own.querySelectorAll<HTMLElement>(".slip-a")];
  const index = slips.findIndex((slip) => slip === from.closest(".slip-a"));
  if (key === "ArrowDown") slips[index + 1]?.focus();
  else if (key === "ArrowUp") slips[index - 1]?.focus();
  else {
    const all = [...root.querySelectorAll<HTMLElement>("[data-column]")];
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

function columnText(column: Column): string {
  switch (column) {
    case "new":
      return msg("Nouvelles");
    case "prepare":
      return msg("À préparer");
    case "ready":
      return msg("Prêtes");
    case "gone":
      return msg("En route, remises");
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
      return msg("Rien de parti ces jours.");
  }
}
