import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CourierView } from "../core/api.ts";
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
import "./courier.css";
import "./offer-editor.ts";
import "./requests.ts";
import "./round.ts";
import { roundOf } from "./stops.ts";

/** A courier's desk: the round, requests, zones and slots, page, team. It never shows what is in a parcel. */
@customElement("sp-courier-page")
export class CourierPage extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) section = "";
  readonly session = new Watch(this, "session");
  readonly courier = new Watch(this, "courier", () => this.party);
  readonly stall = new Watch(this, "stall", () => this.party);
  readonly outbox = new Watch(this, "outbox");

  #places(courier: CourierView): readonly DeskPlace[] {
    const [here = ""] = this.section.split("/");
    const base = `/courier/${this.party}`;
    const at = here === "" ? "round" : here;
    const { requests } = roundOf(courier.deliveries);
    const place = (
      section: string,
      label: string,
      icon: DeskPlace["icon"],
      currentIcon: DeskPlace["icon"],
      count = 0,
    ): DeskPlace => ({
      href: `${base}/${section}`,
      label,
      icon: at === section ? currentIcon : icon,
      current: at === section,
      count,
    });
    return [
      place("round", msg("Tournée"), "bicycle", "bicycle-fill"),
      place("requests", msg("Demandes"), "tray", "tray", requests.length),
      place("offer", msg("Zones"), "map-trifold", "map-trifold"),
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
    const courier = this.courier.value;
    const stall = this.stall.value;
    const member =
      session === undefined || session.state === "starting"
        ? null
        : session.memberships.some(({ partyId }) => partyId === this.party);
    if (member !== true || courier === undefined) {
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
      places: this.#places(courier),
      tabs: 3,
      online: this.outbox.value?.online ?? true,
      waiting: this.outbox.value?.waiting.length ?? 0,
      content: this.#content(courier),
    };
    return deskFrame(frame);
  }

  #content(courier: CourierView): TemplateResult {
    const [here = ""] = this.section.split("/");
    const stall = this.stall.value;
    switch (here) {
      case "requests":
        return html`<sp-courier-requests .party=${this.party} .courier=${courier}></sp-courier-requests>`;
      case "offer":
        return html`<sp-offer-editor .party=${this.party}></sp-offer-editor>`;
      case "page":
        return stall === undefined
          ? html`<p class="lead" role="status">${msg("La page s’ouvre…")}</p>`
          : html`<sp-page-editor .party=${this.party} .stall=${stall}></sp-page-editor>`;
      case "team":
        return html`<sp-team .party=${this.party} .name=${stall?.party.name ?? ""}></sp-team>`;
      default:
        return html`${accreditationNote(stall, this.party)}<sp-round
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
