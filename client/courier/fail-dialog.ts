import "../design/web-awesome.ts";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { FailReason } from "../../crypto/protocol/exports.ts";
import type { Delivery } from "../core/api.ts";
import { failText } from "../desk/order-words.ts";
import { LightElement } from "../design/light-element.ts";

export interface FailAnswer {
  readonly reason: FailReason;
  readonly next: "retry" | "return";
  readonly text?: string;
}

const reasons: readonly FailReason[] = [
  "nobody-home",
  "address-not-found",
  "code-wrong",
  "refused-by-customer",
  "other",
];

/** Why a parcel could not be handed over, and whether to try again or bring it back. Fires `sp-fail`. */
@customElement("sp-fail-dialog")
export class FailDialog extends LightElement {
  @state() private delivery: Delivery | null = null;
  @state() private reason: FailReason = "nobody-home";
  @state() private next: "retry" | "return" = "retry";
  @state() private text = "";

  open(delivery: Delivery): void {
    this.delivery = delivery;
    this.reason = "nobody-home";
    this.next = "retry";
    this.text = "";
  }

  /** Resolves when the dialog is gone and has given the focus back. */
  async closed(): Promise<void> {
    await new Promise((gone) => this.addEventListener("wa-after-hide", gone, { once: true }));
    // The focus is given back in a task of its own, that was asked for before.
    await new Promise((given) => setTimeout(given));
  }

  #send(event: Event): void {
    event.preventDefault();
    const text = this.text.trim();
    const detail: FailAnswer = { reason: this.reason, next: this.next, ...(text !== "" && { text }) };
    this.delivery = null;
    this.dispatchEvent(new CustomEvent("sp-fail", { detail }));
  }

  protected override render(): TemplateResult {
    return html`<wa-dialog
      label=${msg("Pas remis")}
      .open=${this.delivery !== null}
      light-dismiss
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.delivery = null;
      }}
    >
      ${
        this.delivery === null
          ? nothing
          : html`<form class="stack dialog-form" @submit=${(event: Event) => this.#send(event)}>
              <fieldset class="plain stack-s">
                <legend class="label">${msg("Que s’est-il passé ?")}</legend>
                ${reasons.map(
                  (reason) =>
                    html`<label class="check big-check"
                      ><input
                        type="radio"
                        name="fail"
                        .checked=${this.reason === reason}
                        @change=${() => (this.reason = reason)}
                      /><span>${failText(reason)}</span></label
                    >`,
                )}
              </fieldset>
              <fieldset class="plain stack-s">
                <legend class="label">${msg("Et maintenant ?")}</legend>
                ${(["retry", "return"] as const).map(
                  (next) =>
                    html`<label class="check big-check"
                      ><input
                        type="radio"
                        name="next"
                        .checked=${this.next === next}
                        @change=${() => (this.next = next)}
                      /><span
                        >${next === "retry" ? msg("Je réessaie plus tard") : msg("Je le rapporte à l’étal")}</span
                      ></label
                    >`,
                )}
              </fieldset>
              <label class="field"
                ><span class="label">${msg("Un mot")} <span class="optional">${msg("(facultatif)")}</span></span
                ><input
                  class="input"
                  maxlength="200"
                  .value=${this.text}
                  @input=${(event: Event) => (this.text = (event.currentTarget as HTMLInputElement).value)}
              /></label>
              <div class="row dialog-act">
                <button type="button" class="btn line" @click=${() => (this.delivery = null)}>${msg("Laisser")}</button>
                <button class="btn main grow">${msg("Noter")}</button>
              </div>
            </form>`
      }
    </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-fail-dialog": FailDialog;
  }
}
