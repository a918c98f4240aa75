import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OrderDetail } from "../core/api.ts";
import { amountText, dayText, moneyText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { language } from "../locales/locale.ts";

type Bill = NonNullable<OrderDetail["bill"]>;

interface Drawn {
  /** The code alone, for a screen. */
  readonly code: SVGElement;
  /** The whole slip with its receipt, 210 × 105 mm, for paper. */
  readonly slip: SVGElement;
}

/** Languages of the slip's own words: all four of the standard. */
const billLanguages: Readonly<Record<string, "DE" | "EN" | "FR" | "IT">> = { de: "DE", en: "EN", fr: "FR", it: "IT" };

const pxPerMm = 96 / 25.4;
const mmPerPt = 25.4 / 72;
/** By how much the receipt's corners stand too high: 18 pt, less what is left of them after converting twice. */
const receiptCornersLowMm = 18 * mmPerPt * (1 - mmPerPt);

/** What swissqrbill takes. The debtor is left out: the standard allows it, and the bank knows who pays. */
function billData(bill: Bill): Record<string, unknown> {
  const { creditor } = bill;
  return {
    currency: bill.currency,
    amount: bill.amountMinor / 100,
    reference: bill.reference,
    creditor: {
      account: bill.iban,
      name: creditor.name,
      address: creditor.street,
      ...(creditor.buildingNumber !== undefined && { buildingNumber: creditor.buildingNumber }),
      zip: creditor.postcode,
      city: creditor.town,
      country: creditor.country,
    },
  };
}

/**
 * Draws the bill on the device (Swiss Implementation Guidelines QR-bill 2.3). svg-engine, which swissqrbill draws with,
 * sets texts as markup; here they are set as text, so that a creditor's name stays a name and the page's content policy
 * has nothing to refuse. Throws when the account and the reference do not go together.
 */
async function drawBill(bill: Bill): Promise<Drawn> {
  const [{ SwissQRBill, SwissQRCode }, { SVGTextInstance, SVGTSpanInstance }] = await Promise.all([
    import("swissqrbill/svg"),
    import("svg-engine"),
  ]);
  for (const { prototype } of [SVGTextInstance, SVGTSpanInstance]) {
    (prototype as unknown as { text: unknown }).text = function (this: { element: Element }, text: string) {
      this.element.textContent = text;
      return this;
    };
  }
  const data = billData(bill) as unknown as ConstructorParameters<typeof SwissQRBill>[0];
  const slip = new SwissQRBill(data, { language: billLanguages[language()] ?? "EN" }).element as unknown as SVGElement;
  const code = new SwissQRCode(data).element as unknown as SVGElement;
  // swissqrbill 4.4.1 converts the height of the reference to millimetres twice: the receipt's corners are drawn over
  // the words above them.
  const corners = slip.querySelector<SVGElement>('svg[width="52mm"]');
  corners?.setAttribute("y", `${Number.parseFloat(corners.getAttribute("y") ?? "0") + receiptCornersLowMm}mm`);
  slip.setAttribute("viewBox", `0 0 ${210 * pxPerMm} ${105 * pxPerMm}`);
  code.setAttribute("viewBox", `0 0 ${46 * pxPerMm} ${46 * pxPerMm}`);
  code.removeAttribute("width");
  code.removeAttribute("height");
  code.setAttribute("class", "qr");
  code.setAttribute("aria-hidden", "true");
  slip.setAttribute("aria-hidden", "true");
  return { code, slip };
}

/** "CH44 3199 9123 0008 8901 2": groups of four. */
function groups(text: string): string {
  return text.replace(/(.{4})(?=.)/g, "$1 ");
}

/** A Swiss QR-bill: its payment part on screen, the whole slip on paper. Always black on white. */
@customElement("sp-qr-bill")
export class QrBill extends LightElement {
  @property({ attribute: false }) bill!: Bill;
  @state() private drawn: Drawn | null = null;
  @state() private failed = false;
  /** The bill that is drawn, or being drawn, as JSON. */
  #wanted = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has("bill")) return;
    // The same bill comes anew with whatever else changes of the order: it is drawn once, and counts for each of them.
    const wanted = JSON.stringify(this.bill);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    drawBill(this.bill).then(
      (drawn) => {
        if (this.#wanted !== wanted) return;
        this.drawn = drawn;
        this.failed = false;
      },
      () => {
        if (this.#wanted !== wanted) return;
        this.drawn = null;
        this.failed = true;
      },
    );
  }

  protected override render(): TemplateResult {
    const { bill } = this;
    const { creditor } = bill;
    const amount = moneyText(bill.amountMinor);
    return html`<figure class="qrbill" aria-label=${msg(str`QR-facture de ${creditor.name}, ${amount}`)}>
        <div>
          <p class="qb-t">${msg("Section paiement")}</p>
          ${this.drawn?.code ?? nothing}
          <p class="qb-a">
            <span><b>${msg("Monnaie")}</b>${bill.currency}</span
            ><span><b>${msg("Montant")}</b>${amountText(bill.amountMinor)}</span>
          </p>
        </div>
        <dl>
          <dt>${msg("Compte / Payable à")}</dt>
          <dd>
            ${groups(bill.iban)}<br />${creditor.name}<br />${creditor.street} ${creditor.buildingNumber ?? ""}<br />
            ${creditor.postcode} ${creditor.town}
          </dd>
          <dt>${msg("Référence")}</dt>
          <dd>${groups(bill.reference)}</dd>
          <dt>${msg("Payable par")}</dt>
          <dd class="corners"></dd>
        </dl>
      </figure>
      ${
        this.failed
          ? html`<p class="note warn">
              ${msg("Le code n’a pas pu être dessiné. Le compte et la référence ci-dessus suffisent pour payer.")}
            </p>`
          : nothing
      }
      <p class="small muted no-print bill-due">
        ${msg(str`À payer d’ici au ${dayText(bill.dueOn)}. La référence ne dit rien de ce que vous achetez.`)}
      </p>
      <div class="bill-slip only-print">${this.drawn?.slip ?? nothing}</div>`;
  }
}
