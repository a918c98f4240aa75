import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import "../map/beside.css";
import type { MapPin } from "../map/pins.ts";
import { type RoundOnMap, roundPins } from "./round-pins.ts";

/** The round on the map, when the courier asks for it. Nothing of an address leaves the device for it. */
@customElement("sp-round-map")
export class RoundMap extends LightElement {
  @property({ attribute: false }) round: RoundOnMap = { stops: [], first: 1, collections: [] };
  @state() private open = false;
  @state() private loaded = false;
  #pins: readonly MapPin[] = [];

  readonly #toggle = async (): Promise<void> => {
    this.open = !this.open;
    if (!this.open || this.loaded) return;
    await import("../map/map-parts.ts");
    this.loaded = true;
  };

  /** The same pins as long as they say the same: the map holds still while parcels change hands elsewhere. */
  #pinsNow(): readonly MapPin[] {
    const pins = roundPins(this.round);
    const said = (each: readonly MapPin[]): string => each.map(({ id, says }) => `${id} ${says}`).join("\n");
    if (said(pins) !== said(this.#pins)) this.#pins = pins;
    return this.#pins;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { stops, collections } = this.round;
    if (stops.length + collections.length === 0) return nothing;
    return html`<section class="round-map" aria-label=${msg("La tournée sur la carte")}>
      <button class="btn line" type="button" aria-expanded=${this.open} @click=${this.#toggle}>
        ${icon("map-trifold")}${this.open ? msg("Fermer la carte") : msg("Voir sur la carte")}
      </button>
      ${this.open ? this.#map() : nothing}
    </section>`;
  }

  #map(): TemplateResult {
    if (!this.loaded) return html`<div class="map-wait" role="status">${msg("Un instant…")}</div>`;
    return html`<sp-map inflow .pins=${this.#pinsNow()}></sp-map>
      <p class="hint">
        ${msg("Chaque porte est montrée à peu près, au milieu de son code postal : les rues ne sont demandées à personne.")}
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-round-map": RoundMap;
  }
}
