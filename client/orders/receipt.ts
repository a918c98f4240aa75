import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { OrderDetail } from "../core/api.ts";
import { amountText, currencySign, dateText, inInstance, moneyText, numberText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { depositsOf, linePrice, lineText } from "./order-contents.ts";
import { paymentText } from "./order-words.ts";

function vatText(permille: number): string {
  return permille === 0 ? "–" : `${numberText(permille / 10)} %`;
}

/** An order's receipt, for paper only: who sold what, at which price and rate, and what was paid. */
export function receipt(order: OrderDetail): TemplateResult {
  const { view } = order;
  const party = order.party?.party;
  const place = party?.place;
  const deposits = depositsOf(view);
  return html`<section class="receipt print-receipt only-print" aria-label=${msg("Reçu")}>
    <header>
      <div>
        <p class="receipt-name">${order.partyName}</p>
        ${place === undefined ? nothing : html`<p>${place.street}<br />${place.postcode} ${place.town}</p>`}
        ${party?.registration === undefined ? nothing : html`<p>${party.registration}</p>`}
      </div>
      <div>
        <p>${instance.name}</p>
        <p>${dateText(inInstance(new Date(view.placedOn)).day)}</p>
        <p>${order.name.join(" ")}</p>
      </div>
    </header>
    <h2>${msg("Reçu")}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${msg("Article")}</th>
          <th scope="col" class="r">${msg("TVA")}</th>
          <th scope="col" class="r">${currencySign()}</th>
        </tr>
      </thead>
      <tbody>
        ${view.order.lines.map(
          (line, index) =>
            html`<tr>
              <td>${lineText(view, line, index)}</td>
              <td class="r">${vatText(line.vatPermille)}</td>
              <td class="r">${amountText(linePrice(view, index).minor)}</td>
            </tr>`,
        )}
        ${
          deposits === 0
            ? nothing
            : html`<tr>
                <td>${msg("Consignes")}</td>
                <td class="r">–</td>
                <td class="r">${amountText(deposits)}</td>
              </tr>`
        }
        ${
          view.order.deliveryMinor === 0
            ? nothing
            : html`<tr>
                <td>${msg("Livraison")}</td>
                <td class="r"></td>
                <td class="r">${amountText(view.order.deliveryMinor)}</td>
              </tr>`
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${msg("Total")}</th>
          <td></td>
          <td class="r"><b>${amountText(view.totalMinor)}</b></td>
        </tr>
      </tfoot>
    </table>
    <p>
      ${paymentText(view.order.payment.method)} ·
      ${view.paidMinor === 0 ? msg("pas encore reçu") : msg(str`reçu : ${moneyText(view.paidMinor)}`)}
    </p>
  </section>`;
}
