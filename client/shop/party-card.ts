import { html, nothing, type TemplateResult } from "lit";
import type { PartyView } from "../core/api.ts";
import { art, scene } from "../design/art.ts";
import { printOfParty } from "../design/catalogue-facts.ts";
import { photo } from "../design/elements/print.ts";
import "../design/elements/ribbon.ts";
import { distanceText, localizedText } from "../design/format.ts";
import { opening } from "./opening-hours.ts";

/** Where a stall is, and how far: "Carouge · 1,8 km". */
function whereText(view: PartyView): string {
  const parts = [
    localizedText(view.party.trade),
    view.distanceMetres === null ? "" : distanceText(view.distanceMetres),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** A stall in a grid: its ribbon, its banner or wrapping paper, its name, its own words. One link, and what else it does. */
export function partyCard(view: PartyView, act: unknown = nothing): TemplateResult {
  const door = opening(view.party.hours);
  const { print, paper } = printOfParty(view.party);
  const banner = view.party.banner;
  return html`<li class="stall">
    <sp-ribbon .stripes=${view.fingerprint.stripes} size="thin"></sp-ribbon>
    ${banner === undefined ? scene(print, paper) : html`<span class="scene photo">${photo(banner)}</span>`}
    <div class="stall-in">
      <h3><a href="/stall/${view.id}">${view.party.name}</a></h3>
      <p class="muted small">${whereText(view)}</p>
      ${view.party.summary === undefined ? nothing : html`<p class="voice">${localizedText(view.party.summary)}</p>`}
      ${act === nothing ? nothing : html`<p class="stall-act small ${door?.open === true ? "near-open" : "muted"}">${door?.text} ${act}</p>`}
    </div>
  </li>`;
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
