import type { ServicePlace } from "../../../crypto/protocol/exports.ts";
import type { AppointmentNeed, OrderDraft } from "../api.ts";
import { carriedGoods } from "../catalogue/carried-goods.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { appointmentNeed } from "./appointment-need.ts";
import { type Chosen, orderChanged } from "./order-lines.ts";

/** When it is handed over, and for how much, as the catalogue offers it now. */
export interface Agreed {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly feeMinor: number;
  /** Of an appointment only. */
  readonly place: ServicePlace | null;
}

/** What the chosen services need booked, by what is published now. */
function neededAppointment(catalogue: Pick<Catalogue, "published">, chosen: readonly Chosen[]): AppointmentNeed | null {
  return appointmentNeed(
    chosen.flatMap(({ key, quantity }) => {
      const item = catalogue.published(key)?.item;
      return item === undefined ? [] : [{ item, quantity }];
    }),
  );
}

function agreedTime(catalogue: Catalogue, draft: OrderDraft, need: AppointmentNeed | null): Agreed {
  const { fulfilment, partyId } = draft;
  if (need === null || need.place === null || fulfilment.kind !== "appointment") throw orderChanged();
  const time = catalogue
    .appointmentTimes(partyId, need.minutes)
    .find(({ id, open }) => open && id === fulfilment.windowId);
  const hasDoor = fulfilment.address !== undefined;
  if (!time || time.day !== fulfilment.day || hasDoor !== (need.place === "yours")) throw orderChanged();
  return { day: time.day, from: time.from, to: time.to, feeMinor: 0, place: need.place };
}

/** The window that a draft names, if it is still offered for what was chosen. Throws `order/changed`. */
export function agreedWindow(catalogue: Catalogue, draft: OrderDraft, chosen: readonly Chosen[]): Agreed {
  const { fulfilment, partyId } = draft;
  const need = neededAppointment(catalogue, chosen);
  if (need !== null || fulfilment.kind === "appointment") return agreedTime(catalogue, draft, need);
  if (fulfilment.kind === "collection") {
    const window = catalogue.collectionWindows(partyId).find(({ id, open }) => open && id === fulfilment.windowId);
    if (!window || window.day !== fulfilment.day) throw orderChanged();
    return { day: window.day, from: window.from, to: window.to, feeMinor: 0, place: null };
  }
  const goods = carriedGoods(catalogue, chosen) ?? undefined;
  if (fulfilment.kind === "pickup") {
    const point = catalogue.pickupChoices(partyId, goods).find(({ point: { id } }) => id === fulfilment.pointId);
    const window = point?.windows.find(({ id, open }) => open && id === fulfilment.windowId);
    if (!point || !window || window.day !== fulfilment.day) throw orderChanged();
    return { day: window.day, from: window.from, to: window.to, feeMinor: point.feeMinor, place: null };
  }
  const choice = catalogue
    .deliveryChoices(partyId, fulfilment.address.postcode, goods)
    .find(({ courier, zoneId }) => courier.id === fulfilment.courierId && zoneId === fulfilment.zoneId);
  const window = choice?.windows.find(({ id, open }) => open && id === fulfilment.windowId);
  if (!choice || !window || window.day !== fulfilment.day) throw orderChanged();
  return { day: window.day, from: window.from, to: window.to, feeMinor: choice.feeMinor, place: null };
}
