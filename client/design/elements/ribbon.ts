import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../light-element.ts";

/** The gradient of a key's stripes: eight or more numbers 0–11, each with its ink, widths taken from its place. */
export function ribbonGradient(stripes: readonly number[], direction = "90deg"): string {
  const count = Math.max(1, stripes.length);
  // Widths differ by value, so that equal neighbours still show as two stripes of a rhythm.
  const widths = stripes.map((stripe) => 3 + ((stripe * 5) % 7));
  const total = widths.reduce((sum, width) => sum + width, 0) || count;
  let at = 0;
  const stops = stripes.map((stripe, index) => {
    const from = (at / total) * 100;
    at += widths[index] ?? 1;
    return `var(--sp-ribbon-${stripe % 12}) ${from.toFixed(1)}% ${((at / total) * 100).toFixed(1)}%`;
  });
  return `linear-gradient(${direction}, ${stops.join(", ")})`;
}

/** The stripes that a stall's key draws. Decoration for the eye: the words and the hexadecimal decide. */
@customElement("sp-ribbon")
export class Ribbon extends LightElement {
  @property({ attribute: false }) stripes: readonly number[] = [];
  @property() size: "" | "thin" | "fat" | "awning" = "";

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.style.setProperty("--ribbon", ribbonGradient(this.stripes));
  }

  protected override render(): TemplateResult {
    const shape = this.size === "awning" ? "awning own" : `ribbon ${this.size}`;
    return html`<span class=${shape} aria-hidden="true"></span>`;
  }
}
