import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import type { Variant } from "../../../crypto/protocol/exports.ts";
import { moneyText, weightText } from "../format.ts";
import { LightElement } from "../light-element.ts";

type Weighed = NonNullable<Variant["weighed"]>;

/** Where a weight stands on the scale, in percent: the range fills the middle five ninths. */
function place(weighed: Weighed, grams: number): number {
  const span = Math.max(1, weighed.gramsMax - weighed.gramsMin);
  return Math.max(2, Math.min(98, 22.2 + ((grams - weighed.gramsMin) / span) * 55.6));
}

/** A piece sold by weight: floor, estimate and cap on a scale, the weighed value when known; the same in words below. */
@customElement("sp-weight-range")
export class WeightRange extends LightElement {
  @property({ attribute: false }) weighed: Weighed | undefined;
  /** The weighed value, once known. */
  @property({ type: Number }) grams: number | undefined;
  /** How many pieces the sentence speaks of. */
  @property({ type: Number }) pieces = 1;

  protected override render(): unknown {
    const weighed = this.weighed;
    if (weighed === undefined) return nothing;
    const over = this.grams !== undefined && this.grams > weighed.gramsMax;
    const min = weightText(weighed.gramsMin);
    const max = weightText(weighed.gramsMax);
    const estimate = weightText(weighed.gramsEstimate);
    return html`<div class="weigh-box ${over ? "over" : ""}">
      <p class="label">${msg("Coupé à la main, payé au poids pesé")}</p>
      <div class="weigh" role="img" aria-label=${msg(str`Poids attendu entre ${min} et ${max}, estimé à ${estimate}`)}>
        <span class="weigh-band" style=${styleMap({ left: "22.2%", right: "22.2%" })}></span>
        ${this.#mark(weighed, weighed.gramsMin, "", min)}
        ${this.#mark(weighed, weighed.gramsEstimate, "est", `≈ ${estimate}`)}
        ${this.#mark(weighed, weighed.gramsMax, "cap", max)} ${this.#actual(weighed)}
      </div>
      <p class="small">${this.#sentence(weighed, over)}</p>
    </div>`;
  }

  #mark(weighed: Weighed, grams: number, kind: string, text: string): TemplateResult {
    return html`<span class="weigh-m ${kind}" style=${styleMap({ left: `${place(weighed, grams)}%` })}
      ><b>${text}</b></span
    >`;
  }

  #actual(weighed: Weighed): unknown {
    if (this.grams === undefined) return nothing;
    return html`<span class="weigh-act" style=${styleMap({ left: `${place(weighed, this.grams)}%` })}
      ><b>${weightText(this.grams)}</b></span
    >`;
  }

  #sentence(weighed: Weighed, over: boolean): unknown {
    const cap = html`<b
      >${moneyText(Math.round((weighed.pricePerKgMinor * weighed.gramsMax * this.pieces) / 1000))}</b
    >`;
    if (this.grams === undefined) {
      const about = weightText(weighed.gramsEstimate * this.pieces);
      return html`${msg(str`Environ ${about} : vous payez le poids réel,`)} ${cap}
      ${msg("au plus. Au-delà, on vous demande d’abord.")}`;
    }
    if (over) return msg("Plus lourd que convenu : rien n’est dû au-delà sans votre accord.");
    return msg(str`Pesé ${weightText(this.grams)}, dans ce qui était convenu.`);
  }
}
