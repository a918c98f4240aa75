import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { Watch } from "../../market.ts";
import { icon } from "../icon.ts";
import { LightElement } from "../light-element.ts";

/** Says that there is no network, as a fact, and how much waits. */
@customElement("sp-offline-bar")
export class OfflineBar extends LightElement {
  readonly outbox = new Watch(this, "outbox");
  readonly catalogue = new Watch(this, "catalogue");

  readonly #changed = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("online", this.#changed);
    window.addEventListener("offline", this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.#changed);
    window.removeEventListener("offline", this.#changed);
  }

  protected override render(): unknown {
    const outbox = this.outbox.value;
    // The browser knows of a lost network at once; mail and catalogue, of a server that does not answer.
    const answers = outbox?.online !== false && this.catalogue.value?.state !== "offline";
    if (navigator.onLine && answers) return html`<div role="status"></div>`;
    const waiting = outbox?.waiting.length ?? 0;
    return html`<div class="offline-bar" role="status">
      ${icon("cloud-slash")}
      <p>
        ${msg("Hors ligne. Tout est là.")}
        ${
          waiting === 0
            ? nothing
            : waiting === 1
              ? msg("Un envoi partira au retour du réseau.")
              : msg(str`${waiting} envois partiront au retour du réseau.`)
        }
      </p>
    </div>`;
  }
}
