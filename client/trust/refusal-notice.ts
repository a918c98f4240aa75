import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import { refusalText, saveFile } from "./trust-words.ts";
import "./trust.css";

/** Says that the market contradicted itself, that nothing leaves, and what to do. On every page, until it is over. */
@customElement("sp-refusal-notice")
export class RefusalNotice extends LightElement {
  readonly trust = new Watch(this, "trust");
  readonly outbox = new Watch(this, "outbox");
  @state() private asking = false;

  async #save(): Promise<void> {
    const text = await market.evidence();
    const day = this.trust.value?.refusal?.on.slice(0, 10) ?? "";
    if (text !== null) saveFile(text, `${instance.id}-journal-${day}.json`);
  }

  async #ask(): Promise<void> {
    this.asking = true;
    try {
      await market.checkLog();
    } finally {
      this.asking = false;
    }
  }

  #waiting(): TemplateResult {
    const waiting = this.outbox.value?.waiting.length ?? 0;
    return html`<p>
      ${
        waiting === 0
          ? msg("Rien ne part d’ici tant que cela dure. Vous pouvez continuer à regarder.")
          : msg(
              "Rien n’est parti depuis, et rien n’est perdu : vos envois attendent sur cet appareil. Vous pouvez continuer à regarder.",
            )
      }
    </p>`;
  }

  protected override render(): unknown {
    const refusal = this.trust.value?.refusal ?? null;
    if (refusal === null) return nothing;
    const lasting = refusal.reason === "fork";
    return html`<section class="refusal" role="alert" aria-labelledby="refusal-heading">
      <div class="refusal-in">
        ${icon("warning-circle-fill")}
        <div class="stack-s grow">
          <h2 class="h3" id="refusal-heading">${msg("Ce marché se contredit. Plus rien n’est envoyé.")}</h2>
          <p>${refusalText(refusal.reason)} <span class="muted">${momentText(refusal.on)}</span></p>
          ${this.#waiting()}
          <p>
            ${
              lasting
                ? msg(
                    "Cela ne s’arrange pas tout seul. Enregistrez la preuve et portez-la au bureau du marché de vive voix ou par téléphone, pas par ce site : elle se vérifie sans vous croire.",
                  )
                : msg(
                    "C’est peut-être une panne : si cela s’arrange, les envois reprennent d’eux-mêmes. Si cela dure, enregistrez la preuve et parlez-en au bureau du marché, pas par ce site.",
                  )
            }
          </p>
          <div class="row">
            <button class="btn main s" type="button" @click=${() => void this.#save()}>
              ${icon("download-simple")}${msg("Enregistrer la preuve")}
            </button>
            ${
              lasting
                ? nothing
                : html`<button
                    class="btn line s"
                    type="button"
                    ?disabled=${this.asking}
                    @click=${() => void this.#ask()}
                  >
                    ${icon("arrow-counter-clockwise")}${msg("Vérifier à nouveau")}
                  </button>`
            }
          </div>
        </div>
      </div>
    </section>`;
  }
}
