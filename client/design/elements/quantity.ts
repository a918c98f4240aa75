import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

/**
 * How many: a plus that unfolds into a stepper. Fires `change` (a CustomEvent with `detail.value`) at each step; the
 * owner sets `value`. At 1 the minus is a bin, unless `min` is 1. `label` names the thing for screen readers.
 */
@customElement("sp-quantity")
export class Quantity extends LightElement {
  @property({ type: Number }) value = 0;
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 999;
  @property() label = "";
  /** In a quiet frame rather than in leaf: where the amount is chosen before it is added. */
  @property({ type: Boolean }) quiet = false;
  @property({ type: Boolean }) disabled = false;
  @state() private said = "";

  #set(value: number): void {
    const next = Math.max(this.min, Math.min(this.max, value));
    if (next === this.value) return;
    this.said = this.value === 0 ? msg("Ajouté") : String(next);
    const unfolds = this.value === 0 || next === 0;
    this.value = next;
    this.dispatchEvent(new CustomEvent("change", { detail: { value: next }, bubbles: true }));
    // The button under the finger is replaced: focus stays with the control.
    if (unfolds) {
      void this.updateComplete.then(() =>
        this.querySelector<HTMLElement>(next === 0 ? ".add" : ".step:last-of-type")?.focus(),
      );
    }
  }

  protected override render(): TemplateResult {
    const live = html`<span class="vh" aria-live="polite">${this.said}</span>`;
    if (this.value === 0 && this.min === 0) {
      return html`<button
          class="add"
          type="button"
          ?disabled=${this.disabled || this.max === 0}
          aria-label=${msg(str`Ajouter au panier, ${this.label}`)}
          @click=${() => this.#set(1)}
        >
          ${icon("plus-bold")}</button
        >${live}`;
    }
    return html`<span
        class="stepper ${this.quiet ? "line" : ""}"
        role="group"
        aria-label=${msg(str`Quantité, ${this.label}`)}
      >
        <button
          class="step"
          type="button"
          ?disabled=${this.disabled || this.value <= this.min}
          aria-label=${this.value === 1 && this.min === 0 ? msg("Retirer du panier") : msg("Un de moins")}
          @click=${() => this.#set(this.value - 1)}
        >
          ${icon(this.value === 1 && this.min === 0 ? "trash" : "minus")}
        </button>
        <output>${this.value}</output>
        <button
          class="step"
          type="button"
          ?disabled=${this.disabled || this.value >= this.max}
          aria-label=${msg("Un de plus")}
          @click=${() => this.#set(this.value + 1)}
        >
          ${icon("plus")}
        </button> </span
      >${live}`;
  }
}
