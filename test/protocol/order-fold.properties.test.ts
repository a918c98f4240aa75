import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldOrder, type OrderState, type OrderView } from "../../crypto/protocol/order-fold.ts";
import {
  type AuthenticMessage,
  orderMessage,
  type OrderMessage,
  type OrderMessageType,
  type Role,
} from "../../crypto/protocol/order-messages.ts";
import { orderTotal, priceOfGrams, weighedTotalMinor } from "../../crypto/protocol/order-total.ts";
import {
  acceptBy,
  address,
  announcement,
  appointment,
  authentic,
  bottleLine,
  collection,
  line,
  named,
  order,
  pickup,
  placedOn,
  request,
  story,
  thread,
  weighedLine,
  weighing,
} from "./an-order.ts";

const deliveredOrder = order();
const collectedOrder = order({ fulfilment: collection });
const bookedOrder = order({ fulfilment: appointment, lines: [line()] });
const fetchedOrder = order({ fulfilment: pickup });
const deadline = Date.parse(acceptBy);

const bodies: { readonly [Type in OrderMessageType]: readonly OrderMessage["body"][] } = {
  "order.place": [deliveredOrder, collectedOrder, bookedOrder, fetchedOrder],
  "order.cancel-request": [{}],
  "order.text": [{ text: "a" }, { text: "b" }],
  "order.accept": [{}],
  "order.decline": [{ reason: "sold-out" }],
  "order.cancel": [{}],
  "order.prepare": [{}],
  "order.ready": [weighing(deliveredOrder, 1200), weighing(collectedOrder, 1300), weighing(deliveredOrder, 2000)],
  "order.hand-over": [{ to: "courier" }, { to: "customer" }, { to: "point" }],
  "order.paid": [{ amountMinor: 100 }],
  "delivery.request": [request],
  "delivery.ready": [{ collectMinor: 5 }],
  "delivery.cancel": [{}],
  "delivery.address": [address()],
  "delivery.accept": [{}],
  "delivery.refuse": [{}],
  "delivery.collect": [{}],
  "delivery.deliver": [{ proof: "code", collectedMinor: 77 }],
  "pickup.announce": [announcement],
  "pickup.cancel": [{}],
  "pickup.refuse": [{}],
  "pickup.arrive": [{ keptUntil: "2026-03-02" }, { keptUntil: "2026-03-10" }],
  "pickup.hand-out": [{}],
  "pickup.return": [{}],
  "delivery.fail": [
    { reason: "nobody-home", next: "retry" },
    { reason: "nobody-home", next: "return" },
  ],
};
const types = Object.keys(bodies) as OrderMessageType[];

/** Anything that anyone could sign: any sender, type, number and time, ids used twice, other threads, links to nothing. */
const anyMessage: fc.Arbitrary<AuthenticMessage> = fc
  .record({
    from: fc.constantFrom<Role>("consumer", "producer", "courier", "point"),
    type: fc.constantFrom(...types),
    pick: fc.nat(3),
    seq: fc.nat(4),
    id: fc.nat(6),
    minutes: fc.integer({ min: -10, max: 400 }),
    here: fc.boolean(),
    linked: fc.boolean(),
  })
  .map(({ from, type, pick, seq, id, minutes, here, linked }) =>
    authentic(
      from,
      orderMessage.parse({
        v: 1,
        id: named(`id ${id}`, 16),
        thread: here || type === "order.place" ? thread : named("elsewhere", 16),
        seq,
        prev: linked ? named(`previous ${seq}`, 32) : null,
        createdOn: new Date(Date.parse(placedOn) + minutes * 60_000).toISOString(),
        type,
        body: bodies[type][pick % bodies[type].length],
      }),
    ),
  );

describe("whatever was said", () => {
  test("the view depends on the set of messages alone: not on their order, nor on copies", () => {
    const shuffled = fc.array(anyMessage, { minLength: 1, maxLength: 25 }).chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 }),
        fc.oneof(
          fc.integer({ min: deadline - 1000, max: deadline + 1000 }),
          // Around when an appointment is taken to have taken place.
          fc.integer({ min: Date.parse("2026-03-05"), max: Date.parse("2026-03-07") }),
        ),
        fc.constantFrom(deliveredOrder, collectedOrder, bookedOrder, fetchedOrder),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([messages, again, now, place]) => {
        const first = story(place).messages;
        const structurallyCopied = JSON.parse(JSON.stringify(again)) as AuthenticMessage[];
        expect(foldOrder([...structurallyCopied, ...first], now)).toEqual(foldOrder([...first, ...messages], now));
      }),
      { numRuns: 300 },
    );
  });

  test("the total never passes what the buyer signed, and never falls below nothing", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 25 }), (messages) => {
        const view = foldOrder([...story(deliveredOrder).messages, ...messages], deadline)!;
        expect(view.totalMinor).toBeLessThanOrEqual(view.order.capMinor);
        expect(view.totalMinor).toBeGreaterThanOrEqual(0);
        expect(view.paidMinor).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  test("the input is left as it was", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 10 }), (messages) => {
        const before = JSON.stringify(messages);
        foldOrder(messages, deadline);
        expect(JSON.stringify(messages)).toBe(before);
      }),
      { numRuns: 50 },
    );
  });
});

// ── honest people, slow networks ─────────────────────────────────────────────────────────────────────────────────────

const ends: readonly OrderState[] = ["declined", "cancelled", "delivered"];

/** What an honest client of `role` would offer to do at `view`, given which of its own words it has said. */
function choices(role: Role, view: OrderView): [OrderMessageType, OrderMessage["body"]][] {
  const { state, delivery, order: place } = view;
  const open = !ends.includes(state) && state !== "lapsed";
  if (role === "consumer") {
    return [
      ["order.text", { text: "?" }],
      ...(open ? [["order.cancel-request", {}] as [OrderMessageType, object]] : []),
    ] as never;
  }
  // A pickup point speaks of parcels only.
  const list: [OrderMessageType, unknown][] = role === "point" ? [] : [["order.text", { text: "!" }]];
  const likely = (...choice: [OrderMessageType, unknown]) => list.push(choice, choice, choice, choice);
  const { kind } = place.fulfilment;
  const delivered = kind === "delivery";
  const waits = view.pickup?.state;
  if (role === "producer") {
    if (state === "placed") likely("order.accept", {});
    if (state === "placed") list.push(["order.decline", { reason: "other" }]);
    if (state === "accepted") likely("order.prepare", {});
    if (state === "accepted" || state === "preparing") likely("order.ready", weighing(place, 1100));
    if (["placed", "accepted", "preparing", "ready"].includes(state)) list.push(["order.cancel", {}]);
    const to = delivered ? "courier" : kind === "pickup" ? "point" : "customer";
    if (state === "ready" || (kind === "appointment" && (state === "accepted" || state === "preparing"))) {
      likely("order.hand-over", { to });
    }
    if (state === "failed") list.push(["order.hand-over", { to: "customer" }], ["order.cancel", {}]);
    if (delivered && delivery === "none" && state === "accepted") likely("delivery.request", request);
    if (delivery === "requested" || delivery === "accepted") list.push(["delivery.cancel", {}]);
    if (waits === "none" && state === "accepted") likely("pickup.announce", announcement);
    if (waits === "announced" || waits === "refused") list.push(["pickup.cancel", {}]);
  } else if (role === "point") {
    if (waits === "announced") likely("pickup.arrive", { keptUntil: "2026-03-10" });
    if (waits === "announced") list.push(["pickup.refuse", {}]);
    if (waits === "arrived") list.push(["pickup.hand-out", {}], ["pickup.return", {}]);
  } else if (delivered) {
    if (delivery === "requested") likely("delivery.accept", {});
    if (delivery === "requested") list.push(["delivery.refuse", {}]);
    if (delivery === "accepted") likely("delivery.collect", {});
    if (delivery === "collected" || (delivery === "failed" && view.failure?.next === "retry")) {
      list.push(["delivery.deliver", { proof: "code", collectedMinor: 50 }]);
      list.push(["delivery.fail", { reason: "nobody-home", next: "retry" }]);
      list.push(["delivery.fail", { reason: "nobody-home", next: "return" }]);
    }
  }
  return list as [OrderMessageType, OrderMessage["body"]][];
}

/** Whether `reader` is among those a message is sent to. The courier's share of the order itself is taken as given. */
function reaches(reader: Role, { from, message }: AuthenticMessage): boolean {
  if (reader === from) return true;
  if (message.type === "order.place") return true;
  if (reader === "courier") return from === "producer" && message.type.startsWith("delivery.");
  if (reader === "point") return from === "producer" && message.type.startsWith("pickup.");
  if (reader === "consumer") return !(from === "producer" && /^(delivery|pickup)\./.test(message.type));
  return true;
}

interface Life {
  /** Each reader's view after each thing that reached them. */
  readonly seen: Record<Role, OrderView[]>;
  readonly said: readonly AuthenticMessage[];
}

/** Lets four honest people act by what they see, while what they say to each other arrives late and out of order. */
function live(place: typeof deliveredOrder, steps: readonly { who: number; what: number; arrives: number }[]): Life {
  const told = story(place);
  const roles: readonly Role[] = ["consumer", "producer", place.fulfilment.kind === "pickup" ? "point" : "courier"];
  const held: Record<Role, AuthenticMessage[]> = { consumer: [], producer: [], courier: [], point: [] };
  const waiting: { to: Role; message: AuthenticMessage }[] = [];
  const seen: Life["seen"] = { consumer: [], producer: [], courier: [], point: [] };
  const receive = (to: Role, message: AuthenticMessage): void => {
    held[to].push(message);
    const view = foldOrder(held[to], deadline);
    if (view !== null) seen[to].push(view);
  };
  const post = (message: AuthenticMessage): void => {
    receive(message.from, message);
    for (const to of roles) if (to !== message.from && reaches(to, message)) waiting.push({ to, message });
  };
  post(told.messages[0]!);
  steps.forEach(({ who, what, arrives }, minute) => {
    if (waiting.length > 0 && arrives % 3 > 0) {
      const [next] = waiting.splice(arrives % waiting.length, 1);
      receive(next!.to, next!.message);
    }
    const role = roles[who % 3]!;
    const view = seen[role].at(-1);
    if (view === undefined) return;
    const offered = choices(role, view);
    if (offered.length === 0) return;
    const [type, body] = offered[what % offered.length]!;
    post(told.say(role, type, body, minute));
  });
  for (const { to, message } of waiting) receive(to, message);
  return { seen, said: told.messages };
}

const steps = fc.array(fc.record({ who: fc.nat(2), what: fc.nat(20), arrives: fc.nat(50) }), {
  minLength: 10,
  maxLength: 60,
  size: "max",
});
const places = fc.constantFrom(deliveredOrder, collectedOrder, bookedOrder, fetchedOrder);

describe("between honest people over a slow network", () => {
  test("an end is never left", () => {
    const reached = new Set<OrderState>();
    fc.assert(
      fc.property(places, steps, (place, taken) => {
        const { seen, said } = live(place, taken);
        // A producer who cancels while the courier, unheard, delivers: the one crossing of ends, decided by the producer.
        const crossed = said.some(({ message }) => message.type === "order.cancel");
        for (const views of Object.values(seen)) {
          let end: OrderState | null = null;
          for (const { state } of views) {
            const overruled = end === "delivered" && state === "cancelled" && crossed;
            if (end !== null && !overruled) expect(state).toBe(end);
            end = ends.includes(state) ? state : null;
            reached.add(state);
          }
        }
      }),
      { numRuns: 400, seed: 11 },
    );
    // The stories told really come to all of these.
    expect([...reached]).toEqual(
      expect.arrayContaining(["declined", "cancelled", "delivered", "failed", "handed-over"]),
    );
  });

  test("once everything has arrived, customer and producer see the same", () => {
    fc.assert(
      fc.property(places, steps, (place, taken) => {
        const { seen } = live(place, taken);
        const [customer, producer] = [seen.consumer.at(-1)!, seen.producer.at(-1)!];
        const shared = ({
          state,
          totalMinor,
          weights,
          paidMinor,
          failure,
          decline,
          cancelRequested,
          texts,
          timeline,
        }: OrderView) => ({
          state,
          totalMinor,
          weights,
          paidMinor,
          failure,
          decline,
          cancelRequested,
          texts,
          timeline,
        });
        expect(shared(customer)).toEqual(shared(producer));
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  test("nobody is told of gaps or forks that are none, once everything has arrived", () => {
    fc.assert(
      fc.property(places, steps, (place, taken) => {
        const { seen } = live(place, taken);
        for (const role of ["consumer", "producer"] as const) {
          const kinds = seen[role].at(-1)!.problems.map(({ kind }) => kind);
          expect(kinds.filter((kind) => kind !== "unexpected")).toEqual([]);
        }
      }),
      { numRuns: 200, seed: 13 },
    );
  });
});

describe("sums", () => {
  const lines = fc.array(
    fc.record({
      kind: fc.constantFrom("plain", "weighed", "bottle"),
      quantity: fc.integer({ min: 1, max: 20 }),
      priceMinor: fc.integer({ min: 0, max: 50_000 }),
      pricePerKgMinor: fc.integer({ min: 1, max: 20_000 }),
      gramsMax: fc.integer({ min: 1000, max: 5000 }),
    }),
    { minLength: 1, maxLength: 20 },
  );
  const made = lines.map((drafts) =>
    drafts.map(({ kind, quantity, priceMinor, pricePerKgMinor, gramsMax }) => {
      if (kind === "plain") return line({ quantity, unitPriceMinor: priceMinor });
      if (kind === "bottle") return { ...bottleLine, quantity, unitPriceMinor: priceMinor };
      const gramsEstimate = Math.floor(gramsMax * 0.8);
      return {
        ...weighedLine,
        quantity,
        unitPriceMinor: priceOfGrams(pricePerKgMinor, gramsEstimate),
        weighed: { pricePerKgMinor, gramsMin: 1, gramsEstimate, gramsMax },
      };
    }),
  );

  test("total = items + deposits + delivery ≤ cap, all whole minor units", () => {
    fc.assert(
      fc.property(made, fc.nat(5000), (ordered, deliveryMinor) => {
        const sum = orderTotal(ordered, deliveryMinor);
        expect(sum.totalMinor).toBe(sum.itemsMinor + sum.depositsMinor + sum.deliveryMinor);
        expect(sum.totalMinor).toBeLessThanOrEqual(sum.capMinor);
        for (const amountMinor of Object.values(sum)) expect(Number.isSafeInteger(amountMinor)).toBe(true);
        const byHand = ordered.reduce((total, each) => total + each.unitPriceMinor * each.quantity, 0);
        expect(sum.itemsMinor).toBe(byHand);
      }),
    );
  });

  test("weighed at the estimate it is the total, at the largest the cap, between them between", () => {
    fc.assert(
      fc.property(made, fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }), (ordered, deliveryMinor, share) => {
        const sum = orderTotal(ordered, deliveryMinor);
        const at = (gramsOf: (weighed: NonNullable<(typeof ordered)[number]["weighed"]>) => number) =>
          weighedTotalMinor(
            ordered,
            deliveryMinor,
            ordered.flatMap((each, index) =>
              each.weighed
                ? [{ line: index, grams: Array.from({ length: each.quantity }, () => gramsOf(each.weighed!)) }]
                : [],
            ),
          );
        expect(at(({ gramsEstimate }) => gramsEstimate)).toBe(sum.totalMinor);
        expect(at(({ gramsMax }) => gramsMax)).toBe(sum.capMinor);
        const between = at(({ gramsEstimate, gramsMax }) =>
          Math.round(gramsEstimate + share * (gramsMax - gramsEstimate)),
        );
        expect(between).toBeGreaterThanOrEqual(sum.totalMinor);
        expect(between).toBeLessThanOrEqual(sum.capMinor);
        expect(weighedTotalMinor(ordered, deliveryMinor, [])).toBe(sum.totalMinor);
      }),
    );
  });
});
