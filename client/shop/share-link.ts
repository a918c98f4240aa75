import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";

/** Passes a page of the shop on: by the device's own way of sharing, else its address is copied. */
@customElement("sp-share-link")
export class ShareLink extends LightElement {
  /** What it is called. */
  @property() name = "";
  /** Its path: what is shared holds nothing of the search that led there. */
  @property() path = "/";
  @state() private said = "";

  get #url(): string {
    return new URL(this.path, location.origin).href;
  }

  async #share(): Promise<void> {
    const data = { title: this.name, url: this.#url };
    // Firefox and many desktops have no sheet to share with.
    if ("share" in navigator && navigator.canShare(data)) {
      try {
        await navigator.share(data);
        return;
      } catch (cause) {
        // Closed without choosing: that is an answer, and no reason to copy.
        if (cause instanceof DOMException && cause.name === "AbortError") return;
      }
    }
    await this.#copy();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#url);
      this.said = msg("Lien copié");
    } catch {
      this.said = this.#url;
    }
  }

  protected override render(): TemplateResult {
    return html`<button class="btn quiet s" type="button" @click=${() => void this.#share()}>
        ${icon("share-network")}${msg("Partager")}
      </button>
      <span class="small muted said" role="status">${this.said}</span>`;
  }
}
