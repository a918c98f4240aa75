import { msg } from "@lit/localize";
import type { PaymentMethod, ServicePlace } from "../../crypto/protocol/exports.ts";
import type { Address, BasketGroup, DeliveryChoice, OrderDraft, PickupChoice, WindowChoice } from "../core/api.ts";
import {
  type AddressField,
  type AddressFields,
  addressOf,
  checkAddress,
  emptyAddress,
  newAddressId,
} from "./address.ts";
import type { CheckoutDraft } from "./draft.ts";

/** One window among many: its id and day. */
export function windowKey(window: WindowChoice): string {
  return `${window.id}@${window.day}`;
}

/** What a checkout is made of: the draft, and what the market says now. */
export interface CheckoutInputs {
  readonly draft: CheckoutDraft;
  readonly group: BasketGroup;
  readonly addresses: readonly Address[];
  /** Couriers that go where the address is. */
  readonly choices: readonly DeliveryChoice[];
  readonly collection: readonly WindowChoice[];
  /** Pickup points that the stall brings to. */
  readonly points: readonly PickupChoice[];
  /** Free times for the services in the basket; empty when none is booked. */
  readonly times: readonly WindowChoice[];
  readonly postcode: string | null;
  readonly town: string | null;
}

/** What is missing before the order can leave, by section, in words. */
export interface Wrong {
  readonly address?: Partial<Record<AddressField, string>>;
  readonly courier?: string;
  /** Services that cannot be booked together. */
  readonly apart?: string;
  readonly window?: string;
  readonly payment?: string;
}

/** A checkout as it stands: what was chosen, or stands chosen until something else is. */
export interface CheckoutView {
  readonly how: "delivery" | "collection" | "pickup" | "appointment";
  /** An address is needed: somebody brings it, or comes. */
  readonly needsAddress: boolean;
  readonly offersDelivery: boolean;
  readonly offersCollection: boolean;
  readonly offersPickup: boolean;
  /** A kept address' id, or `new` while the form is open. */
  readonly addressId: string;
  readonly fields: AddressFields;
  readonly choice: DeliveryChoice | null;
  readonly point: PickupChoice | null;
  readonly windows: readonly WindowChoice[];
  readonly window: WindowChoice | null;
  /** A window was chosen, and it has closed or gone since. */
  readonly late: boolean;
  readonly methods: readonly PaymentMethod[];
  readonly method: PaymentMethod | null;
  readonly feeMinor: number;
  readonly totalMinor: number;
  readonly capMinor: number;
  readonly wrong: Wrong;
}

/** The address whose couriers are to be asked for: its postcode, or null while there is none. */
export function postcodeOf(inputs: Pick<CheckoutInputs, "draft" | "addresses" | "postcode">): string | null {
  const { draft, addresses } = inputs;
  const kept = keptAddress(draft, addresses);
  const typed = kept?.postcode ?? draft.fields?.postcode.trim() ?? inputs.postcode;
  return typed === null || !/^[A-Z0-9 -]{3,10}$/.test(typed) ? null : typed;
}

function keptAddress(draft: CheckoutDraft, addresses: readonly Address[]): Address | null {
  if (draft.addressId === "new") return null;
  return addresses.find(({ id }) => id === draft.addressId) ?? addresses[0] ?? null;
}

function lateText(): string {
  return msg(
    "L’heure limite du moment que vous aviez choisi est passée. Rien d’autre n’est perdu : choisissez-en un autre.",
  );
}

function takenText(): string {
  return msg("Ce moment vient d’être pris. Rien d’autre n’est perdu : choisissez-en un autre.");
}

/** How it is fulfilled: what was wanted, where the stall offers it; an appointment where one has to be booked. */
function howOf(
  inputs: CheckoutInputs,
  offers: Pick<CheckoutView, "offersDelivery" | "offersCollection" | "offersPickup">,
) {
  if (inputs.group.appointment !== null) return "appointment";
  const wanted = inputs.draft.how ?? "delivery";
  if (wanted === "pickup" && offers.offersPickup) return "pickup";
  if (wanted === "delivery" && offers.offersDelivery) return "delivery";
  if (offers.offersCollection) return "collection";
  return offers.offersPickup && !offers.offersDelivery ? "pickup" : "delivery";
}

/** What can still be booked for how it is fulfilled, and what of it was chosen. */
function windowsOf(
  how: CheckoutView["how"],
  inputs: CheckoutInputs,
  choice: DeliveryChoice | null,
  point: PickupChoice | null,
): readonly WindowChoice[] {
  if (how === "appointment") return inputs.times;
  if (how === "collection") return inputs.collection;
  return how === "pickup" ? (point?.windows ?? []) : (choice?.windows ?? []);
}

/**
 * How it can be paid. A pickup point takes no money for others; who is met from afar cannot be handed any, and where
 * nothing else is accepted, the two agree on it.
 */
function methodsOf(
  accepted: readonly PaymentMethod[],
  how: CheckoutView["how"],
  place: ServicePlace | null | undefined,
): readonly PaymentMethod[] {
  const fromAfar = accepted.filter(({ method }) => method !== "at-handover");
  if (how === "pickup") return fromAfar;
  return place === "remote" && fromAfar.length > 0 ? fromAfar : accepted;
}

/** Works out how a checkout stands. Pure. */
export function checkoutView(inputs: CheckoutInputs): CheckoutView {
  const { draft, group, addresses, choices, points } = inputs;
  const ordering = group.party?.party.ordering;
  const offersCollection = (ordering?.collection.length ?? 0) > 0;
  // Nobody brings a service that people come to the stall for.
  const isBrought = !offersCollection || group.lines.some((line) => line.view?.item.kind !== "service");
  const offers = {
    offersDelivery: isBrought && (ordering?.couriers.length ?? 0) > 0,
    offersCollection,
    offersPickup: isBrought && points.length > 0,
  };
  const how = howOf(inputs, offers);
  const comes = how === "appointment" && group.appointment?.place === "yours";
  const needsAddress = how === "delivery" || comes;

  const kept = keptAddress(draft, addresses);
  const fields = draft.fields ?? emptyAddress(inputs.postcode, inputs.town);
  const choice = choices.find(({ courier }) => courier.id === draft.courierId) ?? choices[0] ?? null;
  const point = points.find((each) => each.point.id === draft.pointId) ?? points[0] ?? null;
  const windows = windowsOf(how, inputs, choice, point);
  const window = windows.find((candidate) => candidate.open && windowKey(candidate) === draft.window) ?? null;
  const late = draft.window !== null && window === null && windows.length > 0;
  const methods = methodsOf(ordering?.payments ?? [], how, group.appointment?.place);
  const method = methods.find(({ method: name }) => name === draft.payment) ?? methods[0] ?? null;
  const feeMinor = how === "delivery" ? (choice?.feeMinor ?? 0) : how === "pickup" ? (point?.feeMinor ?? 0) : 0;

  const addressWrong = needsAddress && kept === null ? checkAddress(fields) : {};
  const gone = how === "appointment" ? takenText() : lateText();
  const apart = how === "appointment" && group.appointment?.place === null;
  const wrong: Wrong = {
    ...(Object.keys(addressWrong).length > 0 && { address: addressWrong }),
    ...(how === "delivery" && choice === null && { courier: msg("Aucun coursier de cet étal ne va à cette adresse.") }),
    ...(apart && { apart: msg("Ces services ont lieu à des endroits différents : commandez-les l’un après l’autre.") }),
    ...(window === null && { window: late ? gone : msg("Choisissez un moment.") }),
    ...(method === null && { payment: msg("Choisissez comment payer.") }),
  };
  return {
    how,
    needsAddress,
    ...offers,
    addressId: kept?.id ?? "new",
    fields,
    choice,
    point,
    windows,
    window,
    late,
    methods,
    method,
    feeMinor,
    totalMinor: group.totalMinor + feeMinor,
    capMinor: group.capMinor + feeMinor,
    wrong,
  };
}

/** The order as the core takes it, or null while something is missing. A new address gets an id of its own. */
export function orderDraftOf(
  view: CheckoutView,
  inputs: Pick<CheckoutInputs, "draft" | "group" | "addresses">,
): OrderDraft | null {
  const { draft, group, addresses } = inputs;
  if (Object.keys(view.wrong).length > 0 || view.window === null || view.method === null) return null;
  const when = { windowId: view.window.id, day: view.window.day };
  const note = draft.note.trim();
  const common = {
    partyId: group.partyId,
    payment: view.method.method,
    shortage: draft.shortage,
    ...(note !== "" && { note }),
    totalMinor: view.totalMinor,
    capMinor: view.capMinor,
  };
  if (view.how === "collection") return { ...common, fulfilment: { kind: "collection", ...when } };
  if (view.how === "pickup") {
    const pointId = view.point?.point.id;
    return pointId === undefined ? null : { ...common, fulfilment: { kind: "pickup", pointId, ...when } };
  }
  const address = keptAddress(draft, addresses) ?? addressOf(view.fields, draft.newAddressId ?? newAddressId());
  if (view.how === "appointment") {
    return { ...common, fulfilment: { kind: "appointment", ...when, ...(view.needsAddress && { address }) } };
  }
  if (view.choice === null) return null;
  const { courier, zoneId } = view.choice;
  return { ...common, fulfilment: { kind: "delivery", courierId: courier.id, zoneId, ...when, address } };
}
