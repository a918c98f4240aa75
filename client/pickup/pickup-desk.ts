import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PickupDeskView } from "../core/api.ts";
import "../courier/courier.css";
import { type DeskFrame, deskFrame, type DeskPlace, deskWaiting } from "../desk/desk-frame.ts";
import "../desk/desk.css";
import { accreditationNote } from "../desk/today.ts";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { setTitle } from "../shell/title.ts";
import "../stall/page-editor.ts";
import "../stall/stall.css";
import "../stall/team.ts";
import { shelfOf } from "./parcels.ts";
import "./pickup.css";
import "./shelf.ts";

/** A pickup point's desk: parcels, page, team. It never shows what is in a parcel, nor for whom it is. */
@customElement("sp-pickup-desk")
export class PickupDeskPage extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) section = "";
  readonly session = new Watch(this, "session");
  readonly pickup = new Watch(this, "pickup", () => this.party);
  readonly stall = new Watch(this, "stall", () => this.party);
  readonly outbox = new Watch(this, "outbox");

  #places(pickup: PickupDeskView): readonly DeskPlace[] {
    const [here = ""] = this.section.split("/");
    const base = `/desk/${this.party}`;
    const { overdue } = shelfOf(pickup.parcels);
    const place = (
      section: string,
      label: string,
      icon: DeskPlace["icon"],
      currentIcon: DeskPlace["icon"],
      count = 0,
    ): DeskPlace => ({
      href: section === "" ? base : `${base}/${section}`,
      label,
      icon: here === section ? currentIcon : icon,
      current: here === section,
      count,
    });
    return [
      place("", msg("Colis"), "package", "package", overdue.length),
      place("page", msg("Page"), "storefront", "storefront-fill"),
      place("team", msg("Équipe"), "users", "users"),
    ];
  }

  protected override willUpdate(): void {
    const name = this.stall.value?.party.name;
    if (name !== undefined) setTitle(name);
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    const pickup = this.pickup.value;
    const stall = this.stall.value;
    const member =
      session === undefined || session.state === "starting"
        ? null
        : session.memberships.some(({ partyId }) => partyId === this.party);
    if (member !== true || pickup === undefined) {
      return deskWaiting(
        member,
        session?.removedFrom?.find(({ partyId }) => partyId === this.party),
      );
    }
    const frame: DeskFrame = {
      partyId: this.party,
      name: stall?.party.name ?? "",
      trade: localizedText(stall?.party.trade),
      home: `/stall/${this.party}`,
      stripes: stall?.fingerprint.stripes ?? [],
      places: this.#places(pickup),
      tabs: 3,
      online: this.outbox.value?.online ?? true,
      waiting: this.outbox.value?.waiting.length ?? 0,
      content: this.#content(pickup),
    };
    return deskFrame(frame);
  }

  #content(pickup: PickupDeskView): TemplateResult {
    const [here = ""] = this.section.split("/");
    const stall = this.stall.value;
    if (here === "team") return html`<sp-team .party=${this.party} .name=${stall?.party.name ?? ""}></sp-team>`;
    if (here === "page") {
      return stall === undefined
        ? html`<p class="lead" role="status">${msg("La page s’ouvre…")}</p>`
        : html`<sp-page-editor .party=${this.party} .stall=${stall}></sp-page-editor>`;
    }
    return html`${accreditationNote(stall, this.party)}<sp-pickup-shelf
        .party=${this.party}
        .desk=${pickup}
      ></sp-pickup-shelf>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-pickup-desk": PickupDeskPage;
  }
}
