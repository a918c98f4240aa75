import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Item, Variant } from "../../../crypto/protocol/exports.ts";
import { contentText, serviceTimeText, unitPriceText, weightText } from "../format.ts";
import { LightElement } from "../light-element.ts";

/** What a variant holds and what one unit of it costs: "850 g · 9.18/kg". Empty where neither is known. */
@customElement("sp-unit-price")
export class UnitPrice extends LightElement {
  @property({ attribute: false }) variant: Variant | undefined;

  protected override render(): unknown {
    if (this.variant === undefined) return nothing;
    const text = unitPriceLine(this.variant);
    return text === "" ? nothing : html`<span class="num">${text}</span>`;
  }
}

/** What a variant holds: "850 g", "≈ 400 g"; empty where it is not measured. */
export function holdsText(variant: Variant): string {
  const { weighed, content } = variant;
  if (weighed !== undefined) return `≈ ${weightText(weighed.gramsEstimate)}`;
  return content === undefined ? "" : contentText(content);
}

/** The element's line as text. */
export function unitPriceLine(variant: Variant): string {
  return [holdsText(variant), unitPriceText(variant) ?? ""].filter((part) => part !== "").join(" · ");
}

/** What stands beside a price: what a variant holds and costs by measure, else how long a service lasts or a thing is hired. */
export function besidePrice({ service }: Pick<Item, "service">, variant: Variant): string {
  const measured = unitPriceLine(variant);
  return measured === "" && service !== undefined ? serviceTimeText(service.durationMinutes) : measured;
}
