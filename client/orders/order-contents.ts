import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { lineMinor } from "../../crypto/protocol/order-total.ts";
import type { OrderLine, OrderView } from "../../crypto/protocol/exports.ts";
import type { OrderDetail } from "../core/api.ts";
import "../design/elements/print.ts";
import { amountText, currencySign, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { LineTimes } from "./line-times.ts";

/** What a line comes to: weighed once it is, the estimate before. Minor units, without its deposit. */
export function linePrice(view: OrderView, index: number): { readonly minor: number; readonly estimated: boolean } {
  const line = view.order.lines[index];
  if (line === undefined) return { minor: 0, estimated: false };
  const grams = view.weights.find((weight) => weight.line === index)?.grams;
  return { minor: lineMinor(line, grams), estimated: line.weighed !== undefined && grams === undefined };
}

/** Whether something of an order is still to be weighed: its sum is about right. */
export function isEstimated(view: OrderView): boolean {
  return view.order.lines.some((_line, index) => linePrice(view, index).estimated);
}

/** A line's name with its amount: "Tomme, 412 g", "Lait cru × 2". */
export function lineText(view: OrderView, line: OrderLine, index: number): string {
  const grams = view.weights.find((weight) => weight.line === index)?.grams;
  if (grams !== undefined) return `${line.name}, ${grams.map((piece) => weightText(piece)).join(" + ")}`;
  return line.quantity === 1 ? line.name : `${line.name} × ${line.quantity}`;
}

function timeHint(text: string): TemplateResult | typeof nothing {
  return text === "" ? nothing : html`<span class="muted">${text}</span>`;
}

/** Deposits of an order: their sum in minor units. */
export function depositsOf(view: OrderView): number {
  return view.order.depositsMinor;
}

/** What an order holds, line by line, with deposits, delivery and the total. */
@customElement("sp-order-contents")
export class OrderContents extends LightElement {
  @property({ attribute: false }) order!: OrderDetail;

  readonly catalogue = new Watch(this, "catalogue");
  readonly #times = new LineTimes(this, this.catalogue, () => ({ party: this.order.partyId, view: this.order.view }));
  readonly items = new Task(this, {
    task: ([party, items]) =>
      Promise.all((items ?? "").split(" ").map((item) => market.item(`${party}/${item}`).catch(() => null))),
    args: () => [this.order.partyId, this.order.view.order.lines.map(({ item }) => item).join(" ")] as const,
  });

  protected override render(): TemplateResult {
    const { view } = this.order;
    const delivery = view.order.deliveryMinor;
    const deposits = depositsOf(view);
    const estimated = isEstimated(view);
    return html`<section class="panel pad stack-s" aria-labelledby="contents-heading">
      <h2 id="contents-heading">${msg("Contenu")}</h2>
      <ul class="mini">
        ${view.order.lines.map((line, index) => {
          const price = linePrice(view, index);
          const item = this.items.value?.[index]?.item;
          return html`<li>
            ${
              item === undefined
                ? html`<sp-print class="thumb s" name="basket" paper="oat"></sp-print>`
                : html`<sp-print class="thumb s" .item=${item}></sp-print>`
            }
            <span>${lineText(view, line, index)} ${timeHint(this.#times.text(view, index))}</span>
            <span class="num">${price.estimated ? "≈ " : ""}${amountText(price.minor)}</span>
          </li>`;
        })}
        ${
          deposits === 0
            ? nothing
            : html`<li>
                <span class="dep-ic">${icon("recycle")}</span><span>${msg("Consignes")}</span
                ><span class="num">${amountText(deposits)}</span>
              </li>`
        }
        ${
          !("feeMinor" in view.order.fulfilment)
            ? nothing
            : html`<li>
                <span class="dep-ic">${icon(view.order.fulfilment.kind === "pickup" ? "map-pin" : "bicycle")}</span
                ><span>${view.order.fulfilment.kind === "pickup" ? msg("Point de retrait") : msg("Livraison")}</span
                ><span class="num">${amountText(delivery)}</span>
              </li>`
        }
      </ul>
      <p class="total">
        <span>${msg("Total")}</span>
        <span class="price"
          >${estimated ? html`<span class="ap">≈</span>` : nothing}
          <b class="num">${amountText(view.totalMinor)}</b> ${currencySign()}</span
        >
      </p>
    </section>`;
  }
}
