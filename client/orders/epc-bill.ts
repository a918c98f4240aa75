import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OrderDetail } from "../core/api.ts";
import { epcCode } from "../core/orders/epc-code.ts";
import { dayText, moneyText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { drawScanCode } from "../design/scan-code.ts";

type Bill = NonNullable<OrderDetail["bill"]>;

/** "DE89 3704 0044 0532 0130 00": groups of four. */
function groups(text: string): string {
  return text.replace(/(.{4})(?=.)/g, "$1 ");
}

/**
 * A bill to be paid by bank transfer: account, amount, reference, and in the euro area the code that banking apps read.
 * Drawn on the device, always black on white, the same on screen and on paper.
 */
@customElement("sp-epc-bill")
export class EpcBill extends LightElement {
  @property({ attribute: false }) bill!: Bill;

  get #code(): string | null {
    return epcCode({ ...this.bill, name: this.bill.creditor.name });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    drawScanCode(this.querySelector("canvas"), this.#code);
  }

  protected override render(): TemplateResult {
    const { bill } = this;
    const { creditor } = bill;
    const amount = moneyText(bill.amountMinor);
    return html`<figure class="qrbill" aria-label=${msg(str`Virement à ${creditor.name}, ${amount}`)}>
        ${
          this.#code === null
            ? nothing
            : html`<div>
                <p class="qb-t">${msg("Payer par code")}</p>
                <canvas class="qr" width="512" height="512" aria-hidden="true"></canvas>
              </div>`
        }
        <dl>
          <dt>${msg("Compte / Payable à")}</dt>
          <dd>
            ${groups(bill.iban)}<br />${creditor.name}<br />${creditor.street} ${creditor.buildingNumber ?? ""}<br />
            ${creditor.postcode} ${creditor.town}
          </dd>
          <dt>${msg("Montant")}</dt>
          <dd>${amount}</dd>
          <dt>${msg("Référence")}</dt>
          <dd>${groups(bill.reference)}</dd>
        </dl>
      </figure>
      <p class="small muted no-print bill-due">
        ${this.#code === null ? nothing : msg("Ouvrez votre application de banque et visez le code.")}
        ${msg(str`À payer d’ici au ${dayText(bill.dueOn)}. La référence ne dit rien de ce que vous achetez.`)}
      </p>`;
  }
}
