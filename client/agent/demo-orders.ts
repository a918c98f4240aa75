import type { BasketLine, DeskAction, Market } from "../core/api.ts";
import { createMarket, type RunningMarket } from "../core/market.ts";
import type { AgentSettings } from "./agent-settings.ts";
import { createNodePlatform } from "./node-platform.ts";
import type { Seat } from "./seats.ts";

/** One invented customer's order, and how far it has come. */
interface DemoOrder {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly lines: readonly (readonly [item: string, variant: number, quantity: number])[];
  readonly way: "delivery" | "collection";
  readonly payment: "at-handover" | "bank-transfer";
  readonly note?: string;
  readonly steps: readonly DemoStep[];
  /** Said by the customer after it was placed. */
  readonly text?: string;
}

type DemoStep = "accept" | "decline" | "prepare" | "ready" | "courier-accept" | "collect" | "cancel";

const orders: readonly DemoOrder[] = [
  {
    name: "Amélie Rochat-Diallo",
    street: "Rue de Carouge 48",
    postcode: "1205",
    town: "Genève",
    lines: [
      ["tomme-fermiere-au-lait-cru", 1, 1],
      ["lait-cru-entier", 0, 2],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: [],
  },
  {
    name: "Jonas Perrin",
    street: "Boulevard Carl-Vogt 30",
    postcode: "1205",
    town: "Genève",
    lines: [
      ["panier-fromager-de-la-semaine", 0, 1],
      ["yogourt-de-la-ferme-nature", 0, 6],
    ],
    way: "collection",
    payment: "at-handover",
    text: "Je viendrai plutôt vers 18 h, cela vous va ?",
    steps: [],
  },
  {
    name: "Mireille Tanner",
    street: "Rue de Lyon 77",
    postcode: "1203",
    town: "Genève",
    lines: [
      ["beurre-de-baratte", 0, 2],
      ["serac-frais", 0, 1],
      ["oeufs-de-nos-poules", 1, 1],
    ],
    way: "delivery",
    payment: "bank-transfer",
    steps: ["accept"],
  },
  {
    name: "Bruno Schaffner",
    street: "Rue des Délices 14",
    postcode: "1203",
    town: "Genève",
    lines: [
      ["tomme-fermiere-au-lait-cru", 2, 1],
      ["beurre-de-baratte", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    note: "Couper en deux, merci.",
    steps: ["accept", "courier-accept", "prepare"],
  },
  {
    name: "Ines Cardoso",
    street: "Rue de la Coulouvrenière 8",
    postcode: "1204",
    town: "Genève",
    lines: [
      ["lait-cru-entier", 0, 3],
      ["yogourt-de-la-ferme-nature", 0, 2],
      ["faisselle", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: ["accept", "courier-accept", "prepare", "ready"],
  },
  {
    name: "Pascal Wüthrich",
    street: "Rue de la Terrassière 21",
    postcode: "1207",
    town: "Genève",
    lines: [
      ["raclette-de-la-ferme", 0, 1],
      ["lait-cru-entier", 0, 1],
    ],
    way: "delivery",
    payment: "at-handover",
    steps: ["accept", "courier-accept", "prepare", "ready", "collect"],
  },
  {
    name: "Sylvie Magnin",
    street: "Chemin des Crêts 5",
    postcode: "1209",
    town: "Genève",
    lines: [["vacherin-des-noyers", 0, 1]],
    way: "collection",
    payment: "at-handover",
    steps: ["decline"],
  },
  {
    name: "Karim Benhaddou",
    street: "Avenue de Miremont 12",
    postcode: "1206",
    town: "Genève",
    lines: [
      ["creme-double", 0, 2],
      ["tomme-aux-noix", 0, 1],
    ],
    way: "collection",
    payment: "at-handover",
    steps: ["accept", "prepare", "ready"],
  },
];

const waitMsMax = 20_000;

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

/** Places one order as its customer would: a basket, an account, a window, an address. Returns its thread. */
async function place(market: Market, partyId: string, courierId: string, order: DemoOrder): Promise<string> {
  await market.createAccountWithCode();
  for (const [itemId, variantIndex, quantity] of order.lines) {
    const key = `${partyId}/${itemId}`;
    const variant = (await market.item(key))?.item.variants[variantIndex];
    if (variant) await market.setBasketLine(key, variant.id, quantity);
  }
  const basket = await until<{ readonly groups: readonly { readonly lines: readonly BasketLine[] }[] }>(
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
    return market.placeOrder({ ...common, fulfilment, totalMinor, capMinor });
  }
  const choices = await market.deliveryChoices(partyId, order.postcode);
  const choice = choices.find(({ courier }) => courier.id === courierId);
  const window = choice?.windows.find(({ open }) => open);
  if (choice === undefined || window === undefined) throw new Error("The demo courier has no window.");
  const { name, street, postcode, town } = order;
  const address = { id: "demo", name, street, postcode, town, phone: "+41 22 555 01 23" };
  return market.placeOrder({
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
  });
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

async function takeSteps(
  desk: Market,
  rounds: Market,
  seats: Seats,
  thread: string,
  steps: readonly DemoStep[],
): Promise<void> {
  const { producer, courier } = seats;
  for (const step of steps) {
    if (step === "courier-accept" || step === "collect") {
      const type = step === "collect" ? "collect" : "accept";
      await until<{ readonly deliveries: readonly { thread: string; actions: readonly string[] }[] }>(
        (listener) => rounds.watch("courier", listener, courier.id),
        ({ deliveries }) => deliveries.some((one) => one.thread === thread && one.actions.includes(type)),
      );
      await rounds.courierAct(courier.id, thread, { type });
      continue;
    }
    const { orders: onDesk } = await until<{
      readonly orders: readonly { thread: string; actions: readonly string[]; view: Parameters<typeof weighings>[0] }[];
    }>(
      (listener) => desk.watch("desk", listener, producer.id),
      (view) => view.orders.some((one) => one.thread === thread && one.actions.includes(step)),
    );
    const order = onDesk.find((one) => one.thread === thread);
    const action: DeskAction =
      step === "decline"
        ? { type: "decline", reason: "sold-out", text: "Le vacherin n’est pas encore affiné. Dès le mois prochain." }
        : step === "ready"
          ? { type: "ready", weights: order ? weighings(order.view) : [] }
          : { type: step };
    await desk.act(producer.id, thread, action);
  }
}

interface Seats {
  readonly producer: Seat;
  readonly courier: Seat;
}

/** A market on a device of its own that has a seat at a party. */
async function atDesk(settings: AgentSettings, link: string): Promise<RunningMarket> {
  const market = createMarket(createNodePlatform(settings.origin, settings.instance));
  await market.createAccountWithCode();
  await market.joinWithInvitation(link.split("#")[1] ?? "");
  return market;
}

/**
 * Fills the demo's desks: real orders of invented customers, each placed from a device of its own and brought as far as
 * it says, by the producer's and the courier's own desks.
 * @param links reusable invitations to the producer's and the courier's desk
 */
export async function placeDemoOrders(
  settings: AgentSettings,
  seats: Seats,
  links: { readonly producer: string; readonly courier: string },
): Promise<void> {
  const desk = await atDesk(settings, links.producer);
  const rounds = await atDesk(settings, links.courier);
  const running: RunningMarket[] = [desk, rounds];
  try {
    for (const order of orders) {
      const market = createMarket(createNodePlatform(settings.origin, settings.instance));
      running.push(market);
      await until<{ readonly state: string; readonly verified: boolean }>(
        (listener) => market.watch("catalogue", listener),
        ({ state, verified }) => state === "complete" && verified,
      );
      const thread = await place(market, seats.producer.id, seats.courier.id, order);
      await until<readonly { thread: string; waiting: readonly string[] }[]>(
        (listener) => market.watch("orders", listener),
        (list) => list.some((one) => one.thread === thread && one.waiting.length === 0),
      );
      await takeSteps(desk, rounds, seats, thread, order.steps);
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
