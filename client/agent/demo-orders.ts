import type {
  BasketGroup,
  BasketLine,
  CourierAction,
  DeskAction,
  Market,
  OrderDraft,
  PickupAction,
} from "../core/api.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import type { DemoMarket, DemoOrder, DemoStep } from "../../instances/notation/demo-market.ts";
import { createMarket, type RunningMarket } from "../core/market.ts";
import type { AgentSettings } from "./agent-settings.ts";
import { createNodePlatform } from "./node-platform.ts";
import type { Seat } from "./seats.ts";

const waitMsMax = 20_000;
/** How often an order is chosen anew when what it was chosen from has changed. */
const triesMax = 5;

/** Resolves with the first value of a topic that `choose` takes. Throws when none comes in time. */
function until<T>(
  watch: (listener: (value: T) => void) => Promise<() => void>,
  choose: (value: T) => boolean,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | null = null;
    const timer = setTimeout(() => {
      stop?.();
      reject(new Error("A demo order did not arrive in time."));
    }, waitMsMax);
    watch((value) => {
      if (!choose(value)) return;
      clearTimeout(timer);
      resolve(value);
      stop?.();
    }).then((end) => {
      stop = end;
    }, reject);
  });
}

function lineTotals(lines: readonly BasketLine[]): { readonly totalMinor: number; readonly capMinor: number } {
  return lines.reduce(
    (sum, line) => ({
      totalMinor: sum.totalMinor + line.lineMinor + line.depositMinor,
      capMinor: sum.capMinor + line.lineCapMinor + line.depositMinor,
    }),
    { totalMinor: 0, capMinor: 0 },
  );
}

/** Places one order as its customer would: an account, a basket, a window, an address. Returns its thread. */
async function place(
  market: Market,
  seats: Seats,
  order: DemoOrder,
  customerPhone: string,
  before: number,
): Promise<string> {
  await market.createAccountWithCode();
  const partyId = partyOf(seats, order);
  for (const [itemId, variantIndex, quantity] of order.lines) {
    const key = `${partyId}/${itemId}`;
    const variant = (await market.item(key))?.item.variants[variantIndex];
    if (variant) await market.setBasketLine(key, variant.id, quantity);
  }
  for (let tries = 1; ; tries++) {
    try {
      return await market.placeOrder(await chosenFor(market, seats, order, customerPhone, before));
    } catch (cause) {
      // What the order before has taken, of an agenda or a stock, may be said while this one is chosen.
      if (!isCodedError(cause, "order/changed") || tries === triesMax) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/**
 * What a customer chooses of what can be had now.
 * @param before how many appointments were booked before: two in a row are not for one time, whether the first has been
 *   said yet or not
 */
async function chosenFor(
  market: Market,
  { producer, courier, point, bookable }: Seats,
  order: DemoOrder,
  customerPhone: string,
  before: number,
): Promise<OrderDraft> {
  const partyId = partyOf({ producer, bookable }, order);
  const courierId = courier.id;
  const basket = await until<{ readonly groups: readonly Pick<BasketGroup, "lines" | "appointment">[] }>(
    (listener) => market.watch("basket", listener),
    ({ groups }) => (groups[0]?.lines.length ?? 0) === order.lines.length,
  );
  const { totalMinor, capMinor } = lineTotals(basket.groups[0]?.lines ?? []);
  const common = {
    partyId,
    payment: order.payment,
    shortage: "ask" as const,
    sendNow: true,
    ...(order.note && { note: order.note }),
  };
  if (order.way === "collection") {
    const window = (await market.collectionWindows(partyId)).find(({ open }) => open);
    if (window === undefined) throw new Error("The demo stall has no collection window.");
    const fulfilment = { kind: "collection" as const, windowId: window.id, day: window.day };
    return { ...common, fulfilment, totalMinor, capMinor };
  }
  if (order.way === "appointment") {
    const minutes = basket.groups[0]?.appointment?.minutes ?? 0;
    const times = (await market.appointmentTimes(partyId, minutes)).filter(({ open }) => open);
    const time = times[Math.min(3 + 4 * before, times.length - 1)];
    if (time === undefined) throw new Error("The demo stall has no free time.");
    const fulfilment = { kind: "appointment" as const, windowId: time.id, day: time.day };
    return { ...common, fulfilment, totalMinor, capMinor };
  }
  if (order.way === "pickup") {
    const choice = (await market.pickupChoices(partyId)).find((one) => one.point.id === point?.id);
    const window = choice?.windows.find(({ open }) => open);
    if (choice === undefined || window === undefined) throw new Error("The demo stall brings to no point.");
    const fulfilment = { kind: "pickup" as const, pointId: choice.point.id, windowId: window.id, day: window.day };
    const sum = { totalMinor: totalMinor + choice.feeMinor, capMinor: capMinor + choice.feeMinor };
    return { ...common, fulfilment, ...sum };
  }
  const choices = await market.deliveryChoices(partyId, order.postcode);
  const choice = choices.find(({ courier }) => courier.id === courierId);
  const window = choice?.windows.find(({ open }) => open);
  if (choice === undefined || window === undefined) throw new Error("The demo courier has no window.");
  const { name, street, postcode, town } = order;
  const address = { id: "demo", name, street, postcode, town, phone: customerPhone };
  return {
    ...common,
    fulfilment: {
      kind: "delivery",
      courierId,
      zoneId: choice.zoneId,
      windowId: window.id,
      day: window.day,
      address,
    },
    totalMinor: totalMinor + choice.feeMinor,
    capMinor: capMinor + choice.feeMinor,
  };
}

/** Grams for each weighed piece: what the piece was estimated at, a little more or less. */
function weighings(view: {
  readonly order: {
    readonly lines: readonly { readonly weighed?: { gramsEstimate: number } | undefined; readonly quantity: number }[];
  };
}) {
  return view.order.lines.flatMap(({ weighed, quantity }, line) =>
    weighed
      ? [{ line, grams: Array.from({ length: quantity }, (_, piece) => weighed.gramsEstimate + 8 - 4 * piece) }]
      : [],
  );
}

interface Desks {
  readonly producer: Market;
  readonly courier: Market;
  readonly customer: Market;
  readonly point: Market | null;
}

/** The stall at which an order is placed. */
function partyOf({ producer, bookable }: Pick<Seats, "producer" | "bookable">, order: DemoOrder): string {
  return order.way === "appointment" && bookable ? bookable.id : producer.id;
}

/** The pickup point's part of a step. */
async function keep(desks: Desks, pointId: string, thread: string, type: "arrive" | "hand-out"): Promise<void> {
  const { point } = desks;
  if (point === null) return;
  await until<{ readonly parcels: readonly { thread: string; actions: readonly string[] }[] }>(
    (listener) => point.watch("pickup", listener, pointId),
    (view) => view.parcels.some((one) => one.thread === thread && one.actions.includes(type)),
  );
  const words = (await desks.customer.order(thread))?.handoverWords ?? [];
  const action: PickupAction = type === "hand-out" ? { type, words } : { type };
  await point.pickupAct(pointId, thread, action);
}

/** The courier's part of a step: waits until its desk may take it, then takes it with the customer's words. */
async function ride(desks: Desks, courierId: string, thread: string, step: DemoStep): Promise<void> {
  const type = step === "collect" ? "collect" : step === "deliver" ? "deliver" : "accept";
  const { deliveries } = await until<{
    readonly deliveries: readonly { thread: string; actions: readonly string[]; collectMinor: number }[];
  }>(
    (listener) => desks.courier.watch("courier", listener, courierId),
    (view) => view.deliveries.some((one) => one.thread === thread && one.actions.includes(type)),
  );
  const collectedMinor = deliveries.find((one) => one.thread === thread)?.collectMinor ?? 0;
  const words = (await desks.customer.order(thread))?.handoverWords ?? null;
  const action: CourierAction = type === "deliver" ? { type, words, collectedMinor } : { type };
  await desks.courier.courierAct(courierId, thread, action);
}

/** The producer's part of a step. */
async function work(
  desks: Desks,
  producerId: string,
  thread: string,
  said: DeskAction["type"] | "bring",
  reply: string,
): Promise<void> {
  const step = said === "bring" ? "hand-over" : said;
  const { orders } = await until<{
    readonly orders: readonly { thread: string; actions: readonly string[]; view: Parameters<typeof weighings>[0] }[];
  }>(
    (listener) => desks.producer.watch("desk", listener, producerId),
    (view) => view.orders.some((one) => one.thread === thread && one.actions.includes(step)),
  );
  const order = orders.find((one) => one.thread === thread);
  const words = (await desks.customer.order(thread))?.handoverWords ?? [];
  const actions: Partial<Record<DeskAction["type"], DeskAction>> = {
    accept: { type: "accept" },
    decline: { type: "decline", reason: "sold-out", text: reply },
    prepare: { type: "prepare" },
    ready: { type: "ready", weights: order ? weighings(order.view) : [] },
    "hand-over": said === "bring" ? { type: "hand-over", to: "point" } : { type: "hand-over", to: "customer", words },
    cancel: { type: "cancel", text: reply },
  };
  const action = actions[step];
  if (action) await desks.producer.act(producerId, thread, action);
}

async function takeSteps(desks: Desks, seats: Seats, thread: string, order: DemoOrder): Promise<void> {
  for (const step of order.steps) {
    if (step === "courier-accept" || step === "collect" || step === "deliver") {
      await ride(desks, seats.courier.id, thread, step);
    } else if (step === "arrive" || step === "hand-out") {
      await keep(desks, seats.point?.id ?? "", thread, step);
    } else {
      await work(desks, partyOf(seats, order), thread, step, order.reply ?? "");
    }
  }
}

interface Seats {
  readonly producer: Seat;
  readonly courier: Seat;
  readonly point: Seat | null;
  readonly bookable: Seat | null;
}

/** A market on a device of its own that has a seat at a party. */
async function atDesk(settings: AgentSettings, ...links: readonly string[]): Promise<RunningMarket> {
  const market = createMarket(createNodePlatform(settings.origin, settings.instance));
  await market.createAccountWithCode();
  for (const link of links) await market.joinWithInvitation(link.split("#")[1] ?? "");
  return market;
}

/**
 * Fills the demo's desks: real orders of invented customers, each placed from a device of its own and brought as far as
 * it says, by the producer's and the courier's own desks.
 * @param demo the orders, and the number at which its customers can be called
 * @param links reusable invitations to the desks of producers, courier and pickup point
 */
export async function placeDemoOrders(
  settings: AgentSettings,
  demo: Pick<DemoMarket, "orders" | "customerPhone">,
  seats: Seats,
  links: { readonly producers: readonly string[]; readonly courier: string; readonly point: string | null },
): Promise<void> {
  const { orders, customerPhone } = demo;
  const desk = await atDesk(settings, ...links.producers);
  const rounds = await atDesk(settings, links.courier);
  const shelf = links.point === null ? null : await atDesk(settings, links.point);
  const running: RunningMarket[] = [desk, rounds, ...(shelf ? [shelf] : [])];
  try {
    let appointments = 0;
    for (const order of orders) {
      const market = createMarket(createNodePlatform(settings.origin, settings.instance));
      running.push(market);
      await until<{ readonly state: string; readonly verified: boolean }>(
        (listener) => market.watch("catalogue", listener),
        ({ state, verified }) => state === "complete" && verified,
      );
      const thread = await place(market, seats, order, customerPhone, appointments);
      if (order.way === "appointment") appointments++;
      await until<readonly { thread: string; waiting: readonly string[] }[]>(
        (listener) => market.watch("orders", listener),
        (list) => list.some((one) => one.thread === thread && one.waiting.length === 0),
      );
      const desks = { producer: desk, courier: rounds, customer: market, point: shelf };
      await takeSteps(desks, seats, thread, order);
      if (order.text) await market.sendText(thread, order.text);
    }
    for (const market of running) {
      // What people write waits for up to half a minute, so that nobody sees who wrote when; invented people need not.
      await market.retryNow();
      await until<{ readonly waiting: readonly unknown[] }>(
        (listener) => market.watch("outbox", listener),
        ({ waiting }) => waiting.length === 0,
      );
    }
  } finally {
    for (const market of running) await market.close();
  }
}
