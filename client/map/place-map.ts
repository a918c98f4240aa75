import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PartyView } from "../core/api.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import "./beside.css";
import type { MapParts } from "./map-parts.ts";
import type { MapPin } from "./pins.ts";

/** A stall's own place on a small map. The map is loaded when it comes near the screen. */
@customElement("sp-place-map")
export class PlaceMap extends LightElement {
  @property({ attribute: false }) view: PartyView | undefined;
  readonly catalogue = new Watch(this, "catalogue");
  @state() private map: MapParts | undefined;
  readonly #near = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
    },
    { rootMargin: "200px" },
  );
  #pins: { readonly of: PartyView; readonly pins: readonly MapPin[] } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.map === undefined) this.#near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near.disconnect();
  }

  async #load(): Promise<void> {
    this.#near.disconnect();
    this.map = (await import("./map-parts.ts")).mapParts;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, map } = this;
    const place = view?.party.place;
    if (view === undefined || place === undefined) return nothing;
    if (map === undefined) return html`<div class="map-wait" aria-hidden="true"></div>`;
    if (this.#pins?.of !== view) this.#pins = { of: view, pins: map.partyPins([view]) };
    return html`<sp-map
        inflow
        plain
        .chosen=${view.id}
        .pins=${this.#pins.pins}
        .here=${map.hereOf(this.catalogue.value?.postcode ?? null)}
      ></sp-map>
      ${map.isAboutThere(place) ? html`<p class="hint">${msg("À peu près : le milieu du code postal.")}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-place-map": PlaceMap;
  }
}
