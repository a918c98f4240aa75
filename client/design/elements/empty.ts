import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { art } from "../art.ts";
import { LightElement } from "../light-element.ts";

/** A place where there is nothing yet: a print on a counter, what is so, and what to do (`action`, a template). */
@customElement("sp-empty")
export class Empty extends LightElement {
  /** Name of an illustration of the art set. */
  @property() print = "basket";
  @property() heading = "";
  @property() text = "";
  @property({ attribute: false }) action: TemplateResult | undefined;
  /** Smaller, inside a page that has its own heading. */
  @property({ type: Boolean }) within = false;

  protected override render(): TemplateResult {
    return html`<div class="blank ${this.within ? "within" : ""}">
      <div class="blank-a" aria-hidden="true">${art(this.print)}</div>
      <div class="stack">
        ${this.within ? html`<h2>${this.heading}</h2>` : html`<h1>${this.heading}</h1>`}
        ${this.text === "" ? nothing : html`<p class="lead">${this.text}</p>`}
        ${this.action === undefined ? nothing : html`<p class="row">${this.action}</p>`}
      </div>
    </div>`;
  }
}
