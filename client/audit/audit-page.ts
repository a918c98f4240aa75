import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import "../orders/print-only.css";
import "./audit.css";
import "./market-verify.ts";
import "./order-audit.ts";
import "./self-check.ts";
import "./stored-map.ts";

/** What the server keeps: of an order byte by byte, of everybody table by table, and how anyone checks both. */
@customElement("sp-audit-page")
export class AuditPage extends LightElement {
  /** The order that is followed; "" for the newest. */
  @property() thread = "";
  readonly orders = new Watch(this, "orders");

  protected override render(): TemplateResult {
    const orders = this.orders.value ?? [];
    const party = (this.thread === "" ? orders[0] : orders.find(({ thread }) => thread === this.thread))?.partyId ?? "";
    return html`<div class="page audit">
      <header class="audit-h">
        <div>
          <h1>
            ${this.thread === "" ? msg("Ce que le serveur garde") : msg("Ce que le serveur garde de votre commande")}
          </h1>
          <p class="lead">${msg("Octet par octet : ce qu’il a, et ce que votre clé en lit, ici, sur cet appareil.")}</p>
        </div>
        <button class="btn line s no-print" type="button" @click=${() => globalThis.print()}>${msg("Imprimer")}</button>
      </header>
      <section aria-labelledby="audit-order-heading">
        <h2 id="audit-order-heading">${msg("Suivre une commande")}</h2>
        <sp-order-audit .thread=${this.thread}></sp-order-audit>
      </section>
      <section class="sec" aria-labelledby="audit-verify-heading">
        <h2 id="audit-verify-heading">${msg("Vérifiez sans nous croire")}</h2>
        <sp-market-verify .party=${party}></sp-market-verify>
      </section>
      <section class="sec" aria-labelledby="audit-map-heading">
        <h2 id="audit-map-heading">${msg("Ce qui est gardé de tout le monde")}</h2>
        <sp-stored-map></sp-stored-map>
      </section>
      <section class="sec" aria-labelledby="audit-check-heading">
        <h2 id="audit-check-heading">${msg("Contrôle de ce navigateur et des réponses")}</h2>
        <sp-self-check></sp-self-check>
      </section>
    </div>`;
  }
}
