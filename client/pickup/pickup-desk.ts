import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import "../courier/courier.css";
import "../desk/desk.css";
import { type NamedPlace, StallDesk } from "../desk/party-desk.ts";
import { accreditationNote } from "../desk/accreditation.ts";
import { Watch } from "../market.ts";
import "../stall/stall.css";
import { shelfOf } from "./parcels.ts";
import "./pickup.css";
import "./shelf.ts";

/** A pickup point's desk: parcels, page, team. It never shows what is in a parcel, nor for whom it is. */
@customElement("sp-pickup-desk")
export class PickupDeskPage extends StallDesk {
  readonly pickup = new Watch(this, "pickup", () => this.party);
  protected override readonly tabs = 3;

  protected override get base(): string {
    return `/desk/${this.party}`;
  }

  protected override get isHere(): boolean {
    return this.pickup.value !== undefined;
  }

  protected override places(): readonly NamedPlace[] {
    const { overdue } = shelfOf(this.pickup.value?.parcels ?? []);
    return [
      { section: "", label: msg("Colis"), icon: "package", count: overdue.length },
      { section: "page", label: msg("Page"), icon: "storefront", currentIcon: "storefront-fill" },
      { section: "team", label: msg("Équipe"), icon: "users" },
    ];
  }

  protected override content(here: string): TemplateResult {
    if (here === "team") return this.team();
    if (here === "page") return this.pageEditor();
    return html`${accreditationNote(this.stall.value, this.party)}<sp-pickup-shelf
        .party=${this.party}
        .desk=${this.pickup.value}
      ></sp-pickup-shelf>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-pickup-desk": PickupDeskPage;
  }
}
