import type { DeliveryOffer } from "../../crypto/protocol/exports.ts";
import { minorFrom, minorText, wholeFrom } from "../stall/amounts.ts";

export interface ZoneForm {
  readonly id: string;
  readonly name: string;
  /** Postcodes as typed, separated by spaces or commas. */
  readonly postcodes: string;
  readonly price: string;
}

export interface SlotForm {
  readonly id: string;
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
  readonly cutoffHours: string;
}

export interface OfferForm {
  readonly zones: readonly ZoneForm[];
  readonly slots: readonly SlotForm[];
  readonly temperatures: DeliveryOffer["temperatures"];
  readonly kilosMax: string;
  readonly vat: string;
  readonly vehicle: Readonly<Record<string, string>>;
}

/** What is wrong with a field; of postcodes, those that are none of the region. */
export type OfferProblem = "missing" | "not-an-amount" | "not-a-number" | "not-a-window" | UnknownPostcodes;
export interface UnknownPostcodes {
  readonly unknown: readonly string[];
}
export type OfferOutcome =
  | { readonly kind: "offer"; readonly offer: DeliveryOffer }
  | { readonly kind: "problems"; readonly problems: Readonly<Record<string, OfferProblem>> };

/** The form of an offer; one empty zone and one slot when there is none yet. */
export function offerFormOf(offer: DeliveryOffer | null, vat: string): OfferForm {
  if (offer === null) {
    return {
      zones: [{ id: "zone-1", name: "", postcodes: "", price: "" }],
      slots: [{ id: "slot-1", weekday: 1, from: "17:00", to: "19:00", cutoffHours: "6" }],
      temperatures: ["ambient"],
      kilosMax: "40",
      vat,
      vehicle: {},
    };
  }
  return {
    zones: offer.zones.map((zone) => ({
      id: zone.id,
      name: Object.values(zone.name)[0] ?? "",
      postcodes: zone.postcodes.join(" "),
      price: minorText(zone.priceMinor),
    })),
    slots: offer.slots.map((slot) => ({ ...slot, cutoffHours: String(slot.cutoffHours) })),
    temperatures: offer.temperatures,
    kilosMax: String(Math.round(offer.gramsMax / 1000)),
    vat: offer.vat,
    vehicle: offer.vehicle,
  };
}

/** The offer that a form describes, or what is wrong with it. `known` holds the instance's postcodes. */
export function offerFrom(form: OfferForm, known: ReadonlySet<string>, language: string): OfferOutcome {
  const problems: Record<string, OfferProblem> = {};
  if (form.zones.length === 0) problems["zones"] = "missing";
  if (form.slots.length === 0) problems["slots"] = "missing";
  if (form.temperatures.length === 0) problems["temperatures"] = "missing";
  if (!form.vehicle[language]?.trim()) problems["vehicle"] = "missing";
  const kilos = wholeFrom(form.kilosMax, 1, 1000);
  if (kilos === null) problems["kilosMax"] = "not-a-number";
  const zones = form.zones.map((zone, index) => {
    const path = `zones/${index}`;
    const postcodes = [...postcodesFrom(zone.postcodes)];
    const priceMinor = minorFrom(zone.price);
    if (zone.name.trim() === "") problems[`${path}/name`] = "missing";
    const unknown = postcodes.filter((postcode) => !known.has(postcode));
    if (postcodes.length === 0) problems[`${path}/postcodes`] = "missing";
    else if (unknown.length > 0) problems[`${path}/postcodes`] = { unknown };
    if (priceMinor === null) problems[`${path}/price`] = zone.price.trim() === "" ? "missing" : "not-an-amount";
    return { id: zone.id, name: { [language]: zone.name.trim() }, postcodes, priceMinor: priceMinor ?? 0 };
  });
  const slots = form.slots.map((slot, index) => {
    const cutoffHours = wholeFrom(slot.cutoffHours, 0, 168);
    if (cutoffHours === null) problems[`slots/${index}/cutoff`] = "not-a-number";
    if (!(slot.from < slot.to)) problems[`slots/${index}/window`] = "not-a-window";
    return { id: slot.id, weekday: slot.weekday, from: slot.from, to: slot.to, cutoffHours: cutoffHours ?? 0 };
  });
  if (Object.keys(problems).length > 0) return { kind: "problems", problems };
  return {
    kind: "offer",
    offer: {
      zones,
      slots,
      temperatures: [...form.temperatures],
      gramsMax: (kilos ?? 1) * 1000,
      vat: form.vat,
      vehicle: Object.fromEntries(Object.entries(form.vehicle).filter(([, text]) => text.trim() !== "")),
    },
  };
}

/** Postcodes from a list as typed; each once. */
export function postcodesFrom(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
}

/** An id that no other of the list has: "zone-3". */
export function freshId(prefix: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (ids.has(`${prefix}-${number}`)) number += 1;
  return `${prefix}-${number}`;
}
