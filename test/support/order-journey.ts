import { expect } from "vitest";
import { isCodedError } from "../../crypto/coded-error.ts";
import type { OrderState, OrderView } from "../../crypto/protocol/order-fold.ts";
import { createHttpTransport } from "../../client/core/http-transport.ts";
import type { Transport } from "../../client/core/platform.ts";
import { address, draftOf, openConsumer } from "../client/core/support/orders.ts";
import { type City, type Device, openDevice } from "../client/core/support/people.ts";

/** What is said in a journey and must be read by nobody else. */
export const secretsOfJourney = [address.name, address.street, address.phone, "sonner deux fois"];

const answerWithinMs = 3_000;
const callWithinMs = 15_000;
const triesMax = 60;
/** How much later the customer's program is started again, in milliseconds: by then everything is asked for anew. */
export const laterMs = 25 * 3_600_000;

/**
 * The transport of the core, which waits less long for an answer: tests do not have twenty seconds for each. Only where a
 * batch of tokens is signed does the server need its time.
 */
export function hastyTransport(origin: string): Transport {
  const plain = createHttpTransport(origin, { cookieJar: true });
  return {
    ...plain,
    request: (route, options) => {
      const isDraw = route === "drawTokens" || route === "drawPartyTokens";
      return plain.request(route, (isDraw ? options : { timeoutMs: answerWithinMs, ...options }) as never);
    },
  };
}

/** A device whose requests give up soon. */
export const openHastyDevice: typeof openDevice = (url, options) =>
  openDevice(url, { transport: hastyTransport(typeof url === "string" ? url : url()), ...options });

/** Fails when a call of the core has not come back in time: nothing that a server does may make it hang. */
export async function inTime<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The core hangs: ${what}.`)), callWithinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A person who is told that something did not work tries again, and asks for the market's log first. */
async function patiently<T>(what: string, device: Device, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTime(what, work());
    } catch (thrown) {
      if (!isCodedError(thrown) || tries === triesMax) throw thrown;
      await Promise.allSettled([inTime("asking for the log", device.market.checkLog())]);
    }
  }
}

/** Presses everything that asks for news, as an impatient person would, and waits for what comes of it. */
export async function nudge(devices: readonly Device[]): Promise<void> {
  // What the market says of itself first: nothing is sent to one that contradicts itself.
  await Promise.allSettled(devices.map(async ({ market }) => inTime("asking for the log", market.checkLog())));
  await Promise.all(
    devices.map(async ({ core }) => {
      const seats = core.session.view.memberships;
      const rooms = seats.map(async ({ partyId, kind }) => {
        const desk = kind === "producer" ? core.producerDesk : core.courierDesk;
        await (await desk.open(partyId)).inbox.fetch();
      });
      const spaces = core.session.spaces.map(async (space) => space.pull());
      const all = [core.outbox.retryNow(), core.orders.lookForReplies(), ...rooms, ...spaces];
      await Promise.allSettled(all.map(async (work) => inTime("asking for news", work)));
    }),
  );
}

const order: readonly OrderState[] = ["placed", "accepted", "ready", "handed-over", "delivered"];

/** An order on its way through three devices, and what has truly been done about it so far. */
export interface Journey {
  /** Who sees what; null where nothing is seen yet. Throws when somebody sees what never was. */
  look(): Promise<{ consumer: OrderView; producer: OrderView | null; courier: string | null }>;
  /**
   * Goes on as far as it can. Resolves with `true` when all three see the order delivered, and with `false` when a step
   * did not come through in `patience` rounds of asking for news.
   */
  goOn(patience: number): Promise<boolean>;
  /**
   * Closes all three programs and starts them again on what their stores kept, the customer's a day later: by then
   * everything is asked for anew. Returns the city with its new devices.
   */
  startAgain(): Promise<City>;
  /** Ends the customer's device. */
  close(): Promise<void>;
  /** What waits where, for whoever has to find out why it did not arrive. */
  standing(): Promise<string>;
}

/** Places an order to be delivered, in a city whose devices speak through `origin`. */
export async function beginJourney(origin: string, city: City, onPlacing: () => void): Promise<Journey> {
  const { producerId, courierId } = city;
  let { producer, courier } = city;
  const transport = hastyTransport(origin);
  let { device: consumer } = await openConsumer(origin, city, { transport });
  const draft = await draftOf(consumer, city, "delivery", { note: secretsOfJourney[3]! });
  onPlacing();
  const thread = await patiently("placing an order", consumer, () => consumer.market.placeOrder(draft));
  let truth: OrderState = "placed";
  let step = 0;
  let isLater = false;

  const look: Journey["look"] = async () => {
    const mine = await inTime("reading an order", consumer.market.order(thread));
    const desk = await inTime("reading the desk", producer.core.producerDesk.view(producerId));
    const round = await inTime("reading the round", courier.core.courierDesk.view(courierId));
    const theirs = desk.orders.filter((one) => one.thread === thread);
    const carried = round.deliveries.filter((one) => one.thread === thread);
    expect(theirs.length).toBeLessThanOrEqual(1);
    expect(carried.length).toBeLessThanOrEqual(1);
    for (const view of [mine!.view, ...theirs.map((one) => one.view)]) {
      // Something may still be missing, and what follows it has then no place; nothing that was never said may be there.
      const isMissing = view.problems.some(({ kind }) => kind === "gap");
      expect(view.problems.filter(({ kind }) => !isMissing || kind === "total" || kind === "fork")).toEqual([]);
      const lapsed = view === mine!.view && isLater && view.state === "lapsed";
      expect(lapsed ? "placed" : view.state).toBeOneOf(order.slice(0, order.indexOf(truth) + 1));
      expect(view.order.totalMinor).toBe(draft.totalMinor);
    }
    return { consumer: mine!.view, producer: theirs[0]?.view ?? null, courier: carried[0]?.state ?? null };
  };
  type Seen = Awaited<ReturnType<Journey["look"]>>;

  const steps: readonly { readonly when: (seen: Seen) => boolean; readonly then: (seen: Seen) => Promise<void> }[] = [
    {
      when: ({ producer: view }) => view?.state === "placed",
      then: async () => {
        truth = "accepted";
        await producer.market.act(producerId, thread, { type: "accept" });
      },
    },
    {
      when: ({ courier: state }) => state === "requested",
      then: async () => courier.market.courierAct(courierId, thread, { type: "accept" }),
    },
    {
      when: ({ producer: view }) => view?.delivery === "accepted",
      then: async () => {
        truth = "ready";
        await producer.market.act(producerId, thread, { type: "ready", weights: [] });
      },
    },
    {
      when: ({ courier: state }) => state === "accepted",
      then: async () => {
        truth = "handed-over";
        await courier.market.courierAct(courierId, thread, { type: "collect" });
      },
    },
    {
      when: ({ consumer: view }) => view.state === "handed-over",
      then: async ({ consumer: view }) => {
        truth = "delivered";
        const words = (await consumer.market.order(thread))!.handoverWords;
        const collectedMinor = view.totalMinor;
        await courier.market.courierAct(courierId, thread, { type: "deliver", words, collectedMinor });
      },
    },
    {
      when: ({ consumer: mine, producer: theirs, courier: state }) =>
        mine.state === "delivered" &&
        theirs?.state === "delivered" &&
        state === "delivered" &&
        // Nothing in between is missing either.
        mine.problems.length + theirs.problems.length === 0,
      then: () => Promise.resolve(),
    },
  ];

  return {
    look,
    startAgain: async () => {
      consumer.turnClock(laterMs);
      isLater = true;
      [consumer, producer, courier] = await Promise.all([consumer.restart(), producer.restart(), courier.restart()]);
      return { ...city, producer, courier };
    },
    close: () => consumer.close(),
    standing: async () => {
      const { consumer: mine, producer: theirs, courier: carried } = await look();
      const waits = [consumer, producer, courier].map(({ core: { outbox, session } }) => ({
        outbox: outbox.view.waiting.map(({ what, failure }) => `${what}: ${failure}`),
        spaces: session.spaces.map(({ failure, waiting }) => `${failure}, ${waiting.map((one) => one.failure).join()}`),
      }));
      return JSON.stringify({
        step,
        mine: mine.state,
        theirs: theirs?.state,
        delivery: theirs?.delivery,
        carried,
        waits,
      });
    },
    goOn: async (patience) => {
      for (let round = 0; round < patience; round += 1) {
        const seen = await look();
        const next = steps[step];
        if (next === undefined) return true;
        if (next.when(seen)) {
          await inTime("saying something", next.then(seen));
          step += 1;
          round = 0;
        }
        await nudge([consumer, producer, courier]);
      }
      await look();
      return step === steps.length;
    },
  };
}
