import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { PartyView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { printOfParty } from "../design/catalogue-facts.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/ribbon.ts";
import { distanceText, localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { scene } from "../design/scene.ts";
import { inTurn } from "../design/turns.ts";
import { opening } from "./opening-hours.ts";

/** Where a stall is, and how far: "Carouge · 1,8 km". */
function whereText(view: PartyView): string {
  const parts = [
    localizedText(view.party.trade),
    view.distanceMetres === null ? "" : distanceText(view.distanceMetres),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/**
 * A stall in a grid: its ribbon, its banner or wrapping paper, its name, its own words. One link. Beside a map
 * (`mapped`) it also says whether the door is open, and fires `sp-on-map` when asked to be shown there.
 */
@customElement("sp-party-card")
export class PartyCard extends LightElement {
  @property({ attribute: false }) view: PartyView | undefined;
  @property({ type: Boolean }) mapped = false;

  protected override scheduleUpdate(): Promise<void> {
    return inTurn(() => void super.scheduleUpdate());
  }

  protected override render(): unknown {
    const { view } = this;
    if (view === undefined) return nothing;
    const { print, paper } = printOfParty(view.party);
    const { banner, summary } = view.party;
    return html`<article class="stall">
      <sp-ribbon .stripes=${view.fingerprint.stripes} size="thin"></sp-ribbon>
      ${banner === undefined ? scene(print, paper) : html`<span class="scene photo">${photo(banner)}</span>`}
      <div class="stall-in">
        <h3><a href="/stall/${view.id}">${view.party.name}</a></h3>
        <p class="muted small">${whereText(view)}</p>
        ${summary === undefined ? nothing : html`<p class="voice">${localizedText(summary)}</p>`}
        ${this.mapped && view.party.place !== undefined ? this.#onMap(view) : nothing}
      </div>
    </article>`;
  }

  #onMap({ party }: PartyView): TemplateResult {
    const door = opening(party.hours);
    return html`<p class="stall-act small ${door?.open === true ? "near-open" : "muted"}">
      ${door?.text}
      <button
        class="map-tool on-map"
        type="button"
        aria-label=${msg(str`Montrer sur la carte : ${party.name}`)}
        @click=${() => this.dispatchEvent(new CustomEvent("sp-on-map", { bubbles: true }))}
      >
        ${icon("map-pin")}<span>${msg("Sur la carte")}</span>
      </button>
    </p>`;
  }
}

/**
 * Stalls as entries of a list. Each keeps its card while the list changes around it.
 * @param viewOf what a card shows; its place is kept for as long as that is still to come
 * @param onMap shows one on the map beside, where there is one
 */
export function partyEntries(
  ids: readonly string[],
  viewOf: (id: string) => PartyView | undefined,
  onMap: ((id: string) => void) | null = null,
): unknown {
  return repeat(
    ids,
    (id) => id,
    (id) =>
      html`<li>
        <sp-party-card .view=${viewOf(id)} ?mapped=${onMap !== null} @sp-on-map=${() => onMap?.(id)}></sp-party-card>
      </li>`,
  );
}

/** A stall in a list: its print, its name, what it is, whether its door is open. One link. */
export function partyRow(view: PartyView): TemplateResult {
  const { print, paper } = printOfParty(view.party);
  const door = opening(view.party.hours);
  return html`<li class="near-row">
    <span class="print paper-${paper} thumb">${art(print)}</span>
    <div>
      <h3><a href="/stall/${view.id}">${view.party.name}</a></h3>
      <p class="small muted">${whereText(view)}</p>
      ${door === null ? nothing : html`<p class="small ${door.open ? "near-open" : "muted"}">${door.text}</p>`}
    </div>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-party-card": PartyCard;
  }
}
