import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { drawScanCode } from "../design/scan-code.ts";

function ticketText(to: HandoverTicket["to"]): string {
  if (to === "stall") return msg("À dire à l’étal");
  return to === "point" ? msg("À dire au point de retrait") : msg("À dire au coursier");
}

/** What to say at handover: three words, and the same as a code to be scanned. */
@customElement("sp-handover-ticket")
export class HandoverTicket extends LightElement {
  @property({ attribute: false }) words: readonly string[] = [];
  @property() text = "";
  /** Who is told the words. */
  @property() to: "stall" | "courier" | "point" = "courier";

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    drawScanCode(this.querySelector("canvas"), this.text);
  }

  protected override render(): TemplateResult {
    return html`<section class="ticket" aria-label=${msg("Votre code de remise")}>
      <div class="ticket-a">
        <p class="caps">${ticketText(this.to)}</p>
        <p class="words" translate="no">
          ${this.words.map((word, index) => html`${index === 0 ? nothing : html`<br />`}${word}`)}
        </p>
        <p class="small muted">${msg("ou montrez le code. Qui l’a peut recevoir à votre place.")}</p>
      </div>
      <div class="ticket-q">
        <canvas width="512" height="512" role="img" aria-label=${msg("Le même code, à scanner")}></canvas>
      </div>
    </section>`;
  }
}
