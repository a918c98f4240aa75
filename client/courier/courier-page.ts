import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import "../desk/desk.css";
import { type NamedPlace, StallDesk } from "../desk/party-desk.ts";
import { accreditationNote } from "../desk/accreditation.ts";
import { Watch } from "../market.ts";
import "../stall/stall.css";
import "./courier.css";
import "./offer-editor.ts";
import "./requests.ts";
import "./round.ts";
import { roundOf } from "./stops.ts";

/** A courier's desk: the round, requests, zones and slots, page, team. It never shows what is in a parcel. */
@customElement("sp-courier-page")
export class CourierPage extends StallDesk {
  readonly courier = new Watch(this, "courier", () => this.party);
  protected override readonly tabs = 3;

  protected override get base(): string {
    return `/courier/${this.party}`;
  }

  protected override get isHere(): boolean {
    return this.courier.value !== undefined;
  }

  protected override places(): readonly NamedPlace[] {
    const { requests } = roundOf(this.courier.value?.deliveries ?? []);
    return [
      { section: "round", label: msg("Tournée"), icon: "bicycle", currentIcon: "bicycle-fill" },
      { section: "requests", label: msg("Demandes"), icon: "tray", count: requests.length },
      { section: "offer", label: msg("Zones"), icon: "map-trifold" },
      { section: "page", label: msg("Page"), icon: "storefront", currentIcon: "storefront-fill" },
      { section: "team", label: msg("Équipe"), icon: "users" },
    ];
  }

  protected override content(here: string): TemplateResult {
    const courier = this.courier.value;
    switch (here) {
      case "requests":
        return html`<sp-courier-requests .party=${this.party} .courier=${courier}></sp-courier-requests>`;
      case "offer":
        return html`<sp-offer-editor .party=${this.party}></sp-offer-editor>`;
      case "page":
        return this.pageEditor();
      case "team":
        return this.team();
      default:
        return html`${accreditationNote(this.stall.value, this.party)}<sp-round
            .party=${this.party}
            .courier=${courier}
          ></sp-round>`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-courier-page": CourierPage;
  }
}
