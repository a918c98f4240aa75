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

  protected override render(): unknown {
    const outbox = this.outbox.value;
    if (outbox === undefined || outbox.online) return html`<div role="status"></div>`;
    const waiting = outbox.waiting.length;
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
