import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";

@customElement("sp-how-page")
export class Page extends LightElement {
  protected override render(): TemplateResult {
    return html`<div class="page"><h1>how</h1></div>`;
  }
}
