import { html, nothing, type TemplateResult } from "lit";
import type { StallInBrief } from "../core/api.ts";
import { art } from "../design/art.ts";
import { printOfParty } from "../design/catalogue-facts.ts";
import { distanceText, localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import { opening } from "../shop/opening-hours.ts";
import { temperatureTexts } from "../shop/pickup-facts.ts";
import type { Here } from "./map.ts";
import { answersText, type MapPin } from "./pins.ts";

function faceOf({ party }: StallInBrief): Exclude<MapPin["face"], { text: string }> {
  if (party.kind === "pickup-point") return { icon: "package" };
  if (party.kind === "courier") return { icon: "bicycle" };
  return printOfParty(party);
}

/** What a stall is, how far, and whether its door is open. */
function facts(view: StallInBrief): readonly string[] {
  const door = opening(view.party.hours);
  return [
    localizedText(view.party.trade),
    ...(view.distanceMetres === null ? [] : [distanceText(view.distanceMetres)]),
    ...(door === null ? [] : [door.text]),
  ];
}

function card(view: StallInBrief, count: number | undefined): TemplateResult {
  const face = faceOf(view);
  const door = opening(view.party.hours);
  const [trade = "", ...rest] = facts(view);
  const where = door === null ? rest : rest.slice(0, -1);
  return html`<li class="near-row">
    ${
      "icon" in face
        ? html`<span class="print paper-oat thumb map-thumb">${icon(face.icon)}</span>`
        : html`<span class="print paper-${face.paper} thumb">${art(face.print)}</span>`
    }
    <div>
      <h3><a href="/stall/${view.id}">${view.party.name}</a></h3>
      <p class="small muted">${[trade, ...where].join(" · ")}</p>
      ${door === null ? nothing : html`<p class="small ${door.open ? "near-open" : "muted"}">${door.text}</p>`}
      ${view.party.pickup === undefined ? nothing : html`<p class="small">${temperatureTexts(view.party.pickup.temperatures).join(", ")}</p>`}
      ${count === undefined ? nothing : html`<p class="small"><b>${answersText(count)}</b></p>`}
    </div>
  </li>`;
}

/** Parties as pins, those that say where they are. `counts`: how many answers each has, where that is the question. */
export function partyPins(
  views: readonly StallInBrief[],
  counts: Readonly<Record<string, number>> = {},
): readonly MapPin[] {
  return views.flatMap((view): MapPin[] => {
    const { place, name } = view.party;
    if (place === undefined) return [];
    const count = counts[view.id];
    return [
      {
        id: view.id,
        lat: place.lat,
        lon: place.lon,
        name,
        // Of a thousand pins a few are on the screen alone.
        get says() {
          return [name, ...facts(view), ...(count === undefined ? [] : [answersText(count)])].join(", ");
        },
        face: faceOf(view),
        ...(count !== undefined && { count }),
        card: () => card(view, count),
      },
    ];
  });
}

/** Where the reader is: the middle of the postcode that they chose. Nothing else is ever asked of the device. */
export function hereOf(postcode: string | null): Here | null {
  const place = instance.postcodes.find((each) => each.postcode === postcode);
  return place === undefined ? null : { lat: place.lat, lon: place.lon, name: `${place.postcode} ${place.name}` };
}
