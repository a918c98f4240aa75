import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { newerVersion, newerVersionChanged, useNewerVersion } from "./newer-version.ts";

/** Offers a newer version, and says when one was not taken. Nothing is reloaded until the person asks for it. */
@customElement("sp-update-bar")
export class UpdateBar extends LightElement {
  @state() private version = newerVersion();
  @state() private later = false;

  readonly #changed = (): void => {
    this.version = newerVersion();
    this.later = false;
    if (this.version?.state === "refused") void import("./not-taken.ts");
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(newerVersionChanged, this.#changed);
    this.#changed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(newerVersionChanged, this.#changed);
  }

  protected override render(): TemplateResult {
    const { version } = this;
    if (version?.state === "refused") return html`<sp-not-taken .version=${version}></sp-not-taken>`;
    return html`<div class=${version === null || this.later ? "" : "update-bar"} role="status">
      ${
        version === null || this.later
          ? nothing
          : html`<span>${msg("Une nouvelle version est prête.")}</span>
              <button class="btn line s" type="button" @click=${useNewerVersion}>${msg("L’utiliser")}</button>
              <button
                class="btn quiet s"
                type="button"
                @click=${() => {
                  this.later = true;
                }}
              >
                ${msg("Plus tard")}
              </button>`
      }
    </div>`;
  }
}
