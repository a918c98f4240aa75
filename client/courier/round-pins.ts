import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Delivery } from "../core/api.ts";
import { instance } from "../instance.ts";
import type { MapPin } from "../map/pins.ts";
import type { Collection, Round } from "./stops.ts";

/** What of a round stands on its map: the stops in their order, the first one's number, and what is still to be fetched. */
export interface RoundOnMap {
  readonly stops: readonly Delivery[];
  readonly first: number;
  readonly collections: readonly Collection[];
}

/** A round with its present stop, which may have been chosen out of turn, before the others. */
export function roundOnMap(round: Round, now: Delivery | undefined): RoundOnMap {
  const stops = now === undefined ? [] : [now, ...round.stops.filter((stop) => stop !== now)];
  return { stops, first: round.done.length + 1, collections: round.collections };
}

/**
 * A round as pins. A stall stands at its own public place. A door stands in the middle of its postcode, with all the
 * others of that postcode: this device knows no street, and asks nobody where one is.
 */
export function roundPins({ stops, first, collections }: RoundOnMap): readonly MapPin[] {
  const byPostcode = new Map<string, { readonly number: number; readonly street: string }[]>();
  for (const [index, { address }] of stops.entries()) {
    if (address === null) continue;
    const there = byPostcode.get(address.postcode) ?? [];
    byPostcode.set(address.postcode, [...there, { number: first + index, street: address.street }]);
  }
  return [
    ...[...byPostcode].flatMap(([postcode, doors]) => doorsPin(postcode, doors)),
    ...collections.flatMap(stallPin),
  ];
}

function doorsPin(postcode: string, doors: readonly { readonly number: number; readonly street: string }[]): MapPin[] {
  const place = instance.postcodes.find((each) => each.postcode === postcode);
  if (place === undefined) return [];
  const all = doors.map(({ number }) => number);
  const numbers = all.length > 3 ? `${all[0] ?? ""}…${all.at(-1) ?? ""}` : all.join(", ");
  const name = `${postcode} ${place.name}`;
  const says =
    doors.length === 1 ? msg(str`Arrêt ${numbers}, par là : ${name}`) : msg(str`Arrêts ${numbers}, par là : ${name}`);
  const streets = doors.map(({ number, street }) => html`<li><b>${number}</b> ${street}</li>`);
  return [
    {
      id: `postcode ${postcode}`,
      lat: place.lat,
      lon: place.lon,
      name,
      says,
      face: { text: numbers },
      card: () =>
        card(
          name,
          html`<ul class="small">
            ${streets}
          </ul>`,
        ),
    },
  ];
}

function stallPin({ producer, producerId, parcels }: Collection): MapPin[] {
  const place = producer?.party.place;
  if (producer === null || place === undefined) return [];
  const { name } = producer.party;
  const text = parcels === 1 ? msg("1 colis à chercher") : msg(str`${parcels} colis à chercher`);
  return [
    {
      id: producerId,
      lat: place.lat,
      lon: place.lon,
      name,
      says: `${name}, ${text}`,
      face: { icon: "storefront" },
      card: () => card(name, html`<p class="small">${text} · ${place.street}</p>`),
    },
  ];
}

function card(name: string, what: TemplateResult): TemplateResult {
  return html`<li class="near-row">
    <div>
      <h3 tabindex="-1">${name}</h3>
      ${what}
    </div>
  </li>`;
}
