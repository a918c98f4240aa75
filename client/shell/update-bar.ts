import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { isUpdateReady, updateReady, useUpdate } from "./installed.ts";

/** Offers a newer client. Nothing is reloaded until the person asks for it. */
@customElement("sp-update-bar")
export class UpdateBar extends LightElement {
  @state() private ready = isUpdateReady();

  readonly #offered = (): void => {
    this.ready = true;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(updateReady, this.#offered);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(updateReady, this.#offered);
  }

  protected override render(): TemplateResult {
    if (!this.ready) return html`<div role="status"></div>`;
    return html`<div class="update-bar" role="status">
      <span>${msg("Une nouvelle version est prête.")}</span>
      <button class="btn line s" type="button" @click=${useUpdate}>${msg("L’utiliser")}</button>
      <button
        class="btn quiet s"
        type="button"
        @click=${() => {
          this.ready = false;
        }}
      >
        ${msg("Plus tard")}
      </button>
    </div>`;
  }
}
