import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OrderDetail } from "../core/api.ts";
import { amountText, dayText, moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { transferCode, transferName } from "../design/transfer-words.ts";
import { LightElement } from "../design/light-element.ts";
import { isEstimated } from "./order-contents.ts";
import { printOnly } from "./print-only.ts";
import "./epc-bill.ts";
import "./qr-bill.ts";

/** How an order is paid, what was received, and its bill. */
@customElement("sp-order-payments")
export class OrderPayments extends LightElement {
  @property({ attribute: false }) order!: OrderDetail;
  @state() private open = false;

  #sentence(): string {
    const { order } = this;
    const { view } = order;
    if (view.paidMinor >= view.totalMinor) return msg("reçu, merci à vous deux");
    if (["declined", "cancelled", "lapsed"].includes(view.state)) {
      return view.paidMinor > 0 ? msg(str`${moneyText(view.paidMinor)} à vous rendre`) : msg("rien n’est dû");
    }
    if (view.paidMinor > 0) return msg(str`${moneyText(view.paidMinor)} reçus, le reste est attendu`);
    if (view.order.payment.method === "bank-transfer") {
      if (order.bill !== null) return msg(str`${transferName()}, jusqu’au ${dayText(order.bill.dueOn)}`);
      return this.#estimated() ? msg(str`${transferName()}, dès la pesée`) : msg(str`${transferName()}, à payer`);
    }
    if (view.order.fulfilment.kind === "appointment") return msg("au rendez-vous");
    return view.order.fulfilment.kind === "delivery" ? msg("au coursier, à la remise") : msg("à l’étal, au retrait");
  }

  #estimated(): boolean {
    const { view } = this.order;
    return isEstimated(view);
  }

  #openText(): string {
    if (transferCode === "swiss") return this.open ? msg("Cacher la QR-facture") : msg("Voir la QR-facture");
    return this.open ? msg("Cacher de quoi payer") : msg("Voir de quoi payer");
  }

  protected override render(): TemplateResult {
    const { order } = this;
    const { view } = order;
    const paid = view.paidMinor >= view.totalMinor;
    const bank = view.order.payment.method === "bank-transfer";
    const tone = paid ? "ok" : bank && order.bill !== null ? "warn" : "";
    const bill = paid ? null : order.bill;
    return html`<section class="panel pad stack-s" aria-labelledby="payments-heading">
      <h2 id="payments-heading">${msg("Paiement")}</h2>
      <ul class="payl num">
        <li>
          <span class="dot ${tone}"
            >${icon(paid ? "check-bold" : bank ? (transferCode === null ? "receipt" : "qr-code") : "hand-coins")}</span
          >
          <div>
            <b>${order.partyName}</b>
            <p class="muted small">${this.#sentence()}</p>
          </div>
          <span>${this.#estimated() ? "≈ " : ""}${amountText(view.totalMinor)}</span>
        </li>
      </ul>
      ${
        bill === null
          ? nothing
          : html`<p class="stack-s no-print">
                <button
                  class="btn line s block"
                  type="button"
                  aria-expanded=${this.open}
                  aria-controls="bill"
                  @click=${() => (this.open = !this.open)}
                >
                  ${icon(transferCode === null ? "receipt" : "qr-code")}${this.#openText()}
                </button>
                <button class="btn quiet s" type="button" @click=${() => printOnly("bill")}>
                  ${icon("printer")}${transferCode === "swiss" ? msg("Imprimer la QR-facture") : msg("Imprimer de quoi payer")}
                </button>
              </p>
              <div id="bill" class="print-bill ${this.open ? "" : "only-print"}">
                ${
                  transferCode === "swiss"
                    ? html`<sp-qr-bill .bill=${bill}></sp-qr-bill>`
                    : html`<sp-epc-bill .bill=${bill}></sp-epc-bill>`
                }
              </div>`
      }
    </section>`;
  }
}
