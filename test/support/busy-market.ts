import type { CourierAction, DeliveryChoice, DeskAction, DeskOrder, OrderDraft } from "../../client/core/api.ts";
import type { Item, Party } from "../../crypto/protocol/exports.ts";
import { address } from "../client/core/support/orders.ts";
import { type Device, openDevice } from "../client/core/support/people.ts";
import { until } from "./server-process.ts";
import { openFilledMarket, type Seat, type SmallMarket } from "./small-market.ts";

/** A small market in which something stands at every place. */
export type BusyMarket = SmallMarket & Filled;

/** What was put into it. */
interface Filled {
  /** Of somebody who buys: orders in every state, a list, favourites, a basket. */
  readonly customerCode: string;
  /** Of who sits at each desk. */
  readonly keeperCodes: Readonly<Record<DeskName, string>>;
  readonly pointId: string;
  /** Orders of the customer, by how far they are. Each is a thread at the stall's desk, too. */
  readonly threads: Readonly<Record<OrderName, string>>;
  /** The customer's list. */
  readonly listId: string;
  /** A stall that has asked for accreditation. */
  readonly applicantId: string;
}

type DeskName = "producer" | "courier" | "point" | "steward";
type OrderName = "fresh" | "toWeigh" | "ready" | "asked" | "underway" | "announced" | "arrived" | "booked";

const applicant: Party = {
  kind: "producer",
  name: "Le Nouvel Étal d’Essai",
  trade: { fr: "pains et brioches" },
  place: { street: "Rue du Four 5", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.15 },
  story: { fr: "Du pain au levain, cuit chaque matin." },
  since: "2026-01-01",
};

/** What an order of one item comes to, with its delivery, in minor units. */
const prices = { miel: 1250, tomme: 1200, lecon: 6000, courier: 700, point: 150 } as const;

async function offerOf(device: Device, partyId: string): Promise<DeliveryChoice | undefined> {
  const [choice] = await device.market.deliveryChoices(partyId, address.postcode);
  return choice;
}

async function customerOf(url: string, market: SmallMarket): Promise<{ device: Device; code: string }> {
  const device = await openDevice(url);
  const code = await device.market.createAccountWithCode();
  const { partyId } = market.producer;
  await device.until(
    "catalogue",
    () =>
      device.core.catalogue.published(`${partyId}/lecon`) !== null &&
      [partyId, market.courier.partyId].every((id) => device.core.catalogue.inboxKey(id) !== null),
  );
  await until("a courier's offer is seen", async () => (await offerOf(device, partyId)) !== undefined);
  return { device, code };
}

async function keeperOf(url: string, seat: Seat | null): Promise<{ device: Device; code: string }> {
  const device = await openDevice(url);
  const code = await device.market.createAccountWithCode();
  await device.market.joinWithInvitation(seat?.link.split("#")[1] ?? "");
  return { device, code };
}

/** Places orders of one item each. */
function buyer(device: Device, market: SmallMarket, pointId: string) {
  const { partyId } = market.producer;
  const open = <T extends { readonly open: boolean }>(windows: readonly T[]): T => {
    const window = windows.find((one) => one.open);
    if (window === undefined) throw new Error("No window is open.");
    return window;
  };
  const place = async (
    item: "miel" | "tomme" | "lecon",
    variant: string,
    fulfilment: OrderDraft["fulfilment"],
    more: Partial<OrderDraft> & { readonly feeMinor?: number } = {},
  ): Promise<string> => {
    await device.market.clearBasketGroup(partyId);
    await device.market.setBasketLine(`${partyId}/${item}`, variant, 1);
    const { feeMinor = 0, ...rest } = more;
    const totalMinor = prices[item] + feeMinor;
    return device.market.placeOrder({
      partyId,
      fulfilment,
      payment: "at-handover",
      shortage: "refund",
      totalMinor,
      capMinor: totalMinor,
      sendNow: true,
      ...rest,
    });
  };
  return {
    collect: async (item: "miel" | "tomme", variant: string, more: Partial<OrderDraft> = {}) => {
      const { id, day } = open(await device.market.collectionWindows(partyId));
      return place(item, variant, { kind: "collection", windowId: id, day }, more);
    },
    deliver: async () => {
      const choice = await offerOf(device, partyId);
      const { id, day } = open(choice?.windows ?? []);
      const fulfilment = {
        kind: "delivery",
        courierId: market.courier.partyId,
        zoneId: choice?.zoneId ?? "",
        windowId: id,
        day,
        address,
      } as const;
      return place("miel", "pot", fulfilment, { feeMinor: prices.courier, note: "Sonner deux fois, merci." });
    },
    pickUp: async () => {
      const [choice] = await device.market.pickupChoices(partyId);
      const { id, day } = open(choice?.windows ?? []);
      const fulfilment = { kind: "pickup", pointId, windowId: id, day } as const;
      return place("miel", "pot", fulfilment, { feeMinor: prices.point, payment: "bank-transfer" });
    },
    book: async () => {
      const { id, day } = open(await device.market.appointmentTimes(partyId, 60));
      return place("lecon", "une", { kind: "appointment", windowId: id, day }, { shortage: "ask" });
    },
  };
}

/** Brings the customer's orders as far as their names say. */
async function order(
  customer: Device,
  keepers: Readonly<Record<DeskName, Device>>,
  market: SmallMarket,
  pointId: string,
): Promise<Record<OrderName, string>> {
  const { producer, courier, point } = keepers;
  const { partyId } = market.producer;
  const courierId = market.courier.partyId;
  const buys = buyer(customer, market, pointId);
  const threads: Record<OrderName, string> = {
    fresh: await buys.collect("miel", "pot", { note: "Un petit sac suffit." }),
    toWeigh: await buys.collect("tomme", "piece", { capMinor: 1500 }),
    ready: await buys.collect("miel", "pot"),
    asked: await buys.deliver(),
    underway: await buys.deliver(),
    announced: await buys.pickUp(),
    arrived: await buys.pickUp(),
    booked: await buys.book(),
  };
  // Words wait for a random moment; nobody hides here.
  await customer.market.sendText(threads.fresh, "Je passe vers midi.");
  await customer.core.outbox.retryNow();
  const atDesk = (thread: string, holds: (order: DeskOrder) => boolean = () => true) =>
    producer.until("desk", ({ orders }) => orders.some((one) => one.thread === thread && holds(one)), partyId);
  const atRound = (thread: string, action: CourierAction["type"]) =>
    courier.until(
      "courier",
      ({ deliveries }) => deliveries.some((one) => one.thread === thread && one.actions.includes(action)),
      courierId,
    );
  const act = (thread: string, action: DeskAction) => producer.market.act(partyId, thread, action);
  const { fresh, ...accepted } = threads;
  for (const thread of Object.values(accepted)) {
    await atDesk(thread);
    await act(thread, { type: "accept" });
  }
  await act(threads.ready, { type: "ready", weights: [] });
  await act(threads.arrived, { type: "ready", weights: [] });
  await act(threads.arrived, { type: "hand-over", to: "point" });
  for (const thread of [threads.announced, threads.arrived]) {
    await point.until("pickup", ({ parcels }) => parcels.some((one) => one.thread === thread), pointId);
  }
  await point.market.pickupAct(pointId, threads.arrived, { type: "arrive" });
  await atRound(threads.asked, "accept");
  await atRound(threads.underway, "accept");
  await courier.market.courierAct(courierId, threads.underway, { type: "accept" });
  await atDesk(threads.underway, ({ view }) => view.delivery === "accepted");
  await act(threads.underway, { type: "ready", weights: [] });
  await act(threads.underway, { type: "hand-over", to: "courier" });
  await atRound(threads.underway, "collect");
  await courier.market.courierAct(courierId, threads.underway, { type: "collect" });
  await atDesk(fresh, ({ view }) => view.texts.length > 0);
  return threads;
}

/** Ends a device once everything that it has done lies on the server, for whoever comes in elsewhere. */
async function goneOut(device: Device): Promise<void> {
  await device.until("outbox", ({ waiting }) => waiting.length === 0);
  await Promise.all(device.core.session.spaces.map((space) => space.flush()));
  await device.close();
}

/** A market with orders in each state at each desk, a list, a basket, a stall that asks to be let in. */
export async function openBusyMarket(): Promise<BusyMarket> {
  const { market, filled } = await openFilledMarket("busy-market", fill);
  return Object.assign(market, filled);
}

/** Has people come, buy, accept and carry, each on a device without a screen; returns who they are and what came of it. */
async function fill(market: SmallMarket): Promise<Filled> {
  const url = `http://127.0.0.1:${market.server.port}`;
  const pointId = market.point?.partyId ?? "";
  const [customer, producer, courier, point, steward] = await Promise.all([
    customerOf(url, market),
    keeperOf(url, market.producer),
    keeperOf(url, market.courier),
    keeperOf(url, market.point),
    keeperOf(url, market.steward),
  ]);
  const devices = { producer: producer.device, courier: courier.device, point: point.device, steward: steward.device };
  const threads = await order(customer.device, devices, market, pointId);
  const key = `${market.producer.partyId}/miel` as const;
  const { market: shop } = customer.device;
  const listId = await shop.createList("Samedi");
  await shop.changeList(listId, { type: "add-item", key, variantId: "pot", quantity: 2 });
  await shop.changeList(listId, { type: "add-text", text: "Bougies" });
  await shop.toggleFavourite(key);
  await shop.toggleFavourite(market.producer.partyId);
  await shop.noteSeen(key);
  await shop.clearBasketGroup(market.producer.partyId);
  await shop.setBasketLine(key, "pot", 2);
  // In the stall's own table, too: two that are not published yet.
  for (const [id, fr] of [
    ["cire", "Bougie de cire"],
    ["pollen", "Pollen frais"],
  ] as const) {
    const item: Item = {
      id,
      kind: "good",
      name: { fr },
      category: "food/honey",
      variants: [{ id: "un", priceMinor: 900 }],
      vat: "reduced",
      temperature: "ambient",
    };
    await producer.device.market.saveItem(market.producer.partyId, { item, stock: {}, status: "on" });
  }
  const applicantId = await shop.openStall(applicant);
  await Promise.all([customer.device, ...Object.values(devices)].map(goneOut));
  return {
    customerCode: customer.code,
    keeperCodes: { producer: producer.code, courier: courier.code, point: point.code, steward: steward.code },
    pointId,
    threads,
    listId,
    applicantId,
  };
}
