import { msg } from "@lit/localize";
import type { TemplateResult } from "lit";
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { deskWaiting } from "./desk-frame.ts";
import "./desk.css";

/** Leads to the desk that a party has: a stall's, or a pickup point's. Each is loaded when it is entered. */
@customElement("sp-desk-door")
export class DeskDoor extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) section = "";
  readonly session = new Watch(this, "session");

  protected override render(): TemplateResult {
    const session = this.session.value;
    if (session === undefined || session.state === "starting") return deskWaiting(null, msg("Bureau"));
    const kind = session.memberships.find(({ partyId }) => partyId === this.party)?.kind;
    if (kind === "pickup-point") {
      void import("../pickup/pickup-desk.ts");
      return html`<sp-pickup-desk .party=${this.party} .section=${this.section}></sp-pickup-desk>`;
    }
    void import("./desk-page.ts");
    return html`<sp-desk-page .party=${this.party} .section=${this.section}></sp-desk-page>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-door": DeskDoor;
  }
}
