import { instance } from "../../instance.ts";
import { msg } from "@lit/localize";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Fingerprint } from "../../core/api.ts";
import { LightElement } from "../light-element.ts";
import "./ribbon.ts";

/** How a key looks: stripes, eight words, and the whole in hexadecimal under a fold. */
@customElement("sp-fingerprint")
export class FingerprintElement extends LightElement {
  @property({ attribute: false }) fingerprint: Fingerprint | undefined;

  protected override render(): unknown {
    if (this.fingerprint === undefined) return nothing;
    const { stripes, words, hex } = this.fingerprint;
    return html`<div class="finger">
      <sp-ribbon .stripes=${stripes} size="fat"></sp-ribbon>
      <p class="finger-w" lang=${instance.words}>${words.join(" · ")}</p>
      <details>
        <summary class="small muted">${msg("La marque entière, en chiffres")}</summary>
        <p><code class="mono small">${hex.match(/.{1,4}/g)?.join(" ")}</code></p>
      </details>
    </div>`;
  }
}
