import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import "./account.css";

/**
 * A question before something that cannot be taken back: names what goes, and what the two answers do. Opened by
 * {@link ConfirmDialog.ask}; fires `sp-confirmed` for yes. `content` is what it says.
 */
@customElement("sp-confirm-dialog")
export class ConfirmDialog extends LightElement {
  @property() heading = "";
  @property() yes = "";
  @property() no = "";
  @property({ attribute: false }) content: TemplateResult | string = "";

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  /** Opens the dialog; focus goes to the answer that changes nothing. */
  ask(): void {
    this.#dialog?.showModal();
  }

  #answer(yes: boolean): void {
    this.#dialog?.close();
    if (yes) this.dispatchEvent(new CustomEvent("sp-confirmed", { bubbles: true }));
  }

  protected override render(): TemplateResult {
    return html`<dialog class="confirm-dialog" aria-labelledby="${this.id}-heading">
      <div class="stack">
        <h2 id="${this.id}-heading">${this.heading}</h2>
        <div>${this.content}</div>
        <p class="row">
          <button class="btn line" type="button" autofocus @click=${() => this.#answer(false)}>
            ${this.no === "" ? msg("Ne rien changer") : this.no}
          </button>
          <button class="btn line danger" type="button" @click=${() => this.#answer(true)}>${this.yes}</button>
        </p>
      </div>
    </dialog>`;
  }
}
