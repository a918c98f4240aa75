import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Item } from "../../crypto/protocol/exports.ts";
import { lineMinor } from "../../crypto/protocol/order-total.ts";
import type { DeskOrder, StallView } from "../core/api.ts";
import { containersText, itemsText, parcelsText } from "../design/counted.ts";
import { amountText, dayText, moneyText, quoted, weightText, windowText } from "../design/format.ts";
import { boardOf } from "./columns.ts";
import { estimated, moneyState, orderName, todayOf } from "./order-words.ts";
import { shelfText } from "./picking.ts";
import { pickingListOf } from "./picking-list.ts";

/** What leaves the printer: a slip for each parcel, or the list of all that has to be gathered. */
export type PrintedSheet = "slips" | "picking";

/**
 * The sheets as they stand on paper. They carry three words, a day and what is inside: no name, no address, no phone,
 * because a parcel lies about.
 */
export function printSheet(
  sheet: PrintedSheet,
  orders: readonly DeskOrder[],
  stall: StallView | undefined,
  name: string,
): TemplateResult {
  const board = boardOf(orders, todayOf(Date.now()));
  return sheet === "slips"
    ? html`<div class="paper">${[...board.prepare, ...board.ready].map((order) => slip(order, name))}</div>`
    : html`<div class="paper">${picking(board.prepare, stall, name)}</div>`;
}

/** Who takes it, on paper. */
function shipText({ view, courier, point }: DeskOrder): string {
  const { kind } = view.order.fulfilment;
  if (kind === "delivery") return courier?.party.name ?? msg("coursier");
  if (kind === "pickup") return point?.party.name ?? msg("point de retrait");
  return kind === "appointment" ? msg("rendez-vous") : msg("retrait");
}

function slip(order: DeskOrder, name: string): TemplateResult {
  const { view } = order;
  const { fulfilment } = view.order;
  const money = moneyState(view);
  return html`<section class="paper-slip">
    <header>
      <p>${name}</p>
      <h2>${orderName(order)}</h2>
      <p>${dayText(fulfilment.day)}, ${windowText(fulfilment)} · ${shipText(order)}</p>
    </header>
    <table>
      <tbody>
        ${view.order.lines.map((line, index) => {
          const grams = view.weights.find((weight) => weight.line === index)?.grams;
          return html`<tr>
            <td class="paper-box"></td>
            <td class="num"><b>${line.quantity}</b></td>
            <td>
              ${line.name} ${grams ? grams.map((piece) => weightText(piece)).join(" + ") : nothing}
              ${line.deposit ? html`<i>(${msg("consigne")})</i>` : nothing}
            </td>
            <td class="r num">${line.weighed && !grams ? "≈ " : ""}${amountText(lineMinor(line, grams))}</td>
          </tr>`;
        })}
      </tbody>
    </table>
    <p class="paper-sum">
      <span>${money.text}</span>
      <b class="num">${estimated(view) ? "≈ " : ""}${moneyText(view.totalMinor)}</b>
    </p>
    ${view.order.note === undefined ? nothing : html`<p class="voice">${quoted(view.order.note)}</p>`}
  </section>`;
}

function picking(orders: readonly DeskOrder[], stall: StallView | undefined, name: string): TemplateResult {
  const itemOf = (id: string): Item | null => stall?.items.find(({ item }) => item.id === id)?.item ?? null;
  const list = pickingListOf(orders, itemOf, new Set());
  return html`<section>
    <header>
      <p>${name}</p>
      <h2>${msg("À préparer")}</h2>
      <p>
        ${[parcelsText(list.parcels), itemsText(list.pieces), ...(list.containers === 0 ? [] : [containersText(list.containers)])].join(", ")}
      </p>
    </header>
    <table>
      ${list.groups.map(
        (group) =>
          html`<tbody>
            <tr>
              <th colspan="4" scope="rowgroup">${shelfText(group.shelf)}</th>
            </tr>
            ${group.rows.map(
              (row) =>
                html`<tr>
                  <td class="paper-box"></td>
                  <td class="num"><b>${row.quantity}</b></td>
                  <td>
                    ${row.name} ${row.weighed ? html`<i>(≈ ${weightText(row.weighed.gramsEstimate)})</i>` : nothing}
                  </td>
                  <td class="paper-for">
                    ${row.shares.map((share) => `${share.quantity} ${orderName({ name: share.orderName })}`).join(", ")}
                  </td>
                </tr>`,
            )}
          </tbody>`,
      )}
    </table>
  </section>`;
}
