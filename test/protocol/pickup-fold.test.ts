import { describe, expect, test } from "vitest";
import { foldOrder } from "../../crypto/protocol/order-fold.ts";
import { foldPickup, overdueAt } from "../../crypto/protocol/pickup-fold.ts";
import { problems, view } from "./a-folded-order.ts";
import { announcement, order, pickup, request, story, weighing } from "./an-order.ts";

const keptUntil = "2026-03-10";

/** An order up to where it lies at the point. */
function arrived() {
  const place = order({ fulfilment: pickup });
  const told = story(place);
  told.say("producer", "order.accept", {}, 10);
  told.say("producer", "pickup.announce", announcement, 11);
  told.say("producer", "order.ready", weighing(place, 1200), 20);
  told.say("producer", "order.hand-over", { to: "point" }, 30);
  told.say("point", "pickup.arrive", { keptUntil }, 31);
  return told;
}

describe("the way of an order over a pickup point", () => {
  test("is announced, brought, there, handed out", () => {
    const place = order({ fulfilment: pickup });
    const { messages, say } = story(place);
    expect(view(messages)).toMatchObject({ state: "placed", pickup: { state: "none", keptUntil: null }, problems: [] });
    say("producer", "order.accept", {}, 10);
    say("producer", "pickup.announce", announcement, 11);
    expect(view(messages).pickup).toEqual({ state: "announced", keptUntil: null });
    say("producer", "order.ready", weighing(place, 1200), 20);
    say("producer", "order.hand-over", { to: "point" }, 30);
    expect(view(messages)).toMatchObject({ state: "handed-over", deadline: null });
    say("point", "pickup.arrive", { keptUntil }, 31);
    expect(view(messages)).toMatchObject({
      state: "handed-over",
      pickup: { state: "arrived", keptUntil },
      deadline: { at: new Date(overdueAt(keptUntil)).toISOString(), then: "goes-back" },
    });
    say("point", "pickup.hand-out", {}, 90);
    expect(view(messages)).toMatchObject({ state: "delivered", deadline: null, problems: [] });
  });

  test("the point's word that it is there counts as the handover when the producer's has not come", () => {
    const place = order({ fulfilment: pickup });
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("point", "pickup.arrive", { keptUntil }, 31);
    expect(view(messages)).toMatchObject({ state: "handed-over", pickup: { state: "arrived" }, problems: [] });
  });

  test("given back, it rests until the producer hands it over or cancels", () => {
    const back = arrived();
    back.say("point", "pickup.return", {}, 100);
    expect(view(back.messages)).toMatchObject({ state: "failed", pickup: { state: "returned" }, problems: [] });
    back.say("producer", "order.hand-over", { to: "customer" }, 110);
    expect(view(back.messages)).toMatchObject({ state: "delivered", problems: [] });
    const cancelled = arrived();
    cancelled.say("point", "pickup.return", {}, 100);
    cancelled.say("producer", "order.cancel", {}, 110);
    expect(view(cancelled.messages)).toMatchObject({ state: "cancelled", problems: [] });
  });

  test("refused, the producer may cancel; a parcel that is brought all the same is there", () => {
    const place = order({ fulfilment: pickup });
    const told = story(place);
    told.say("producer", "order.accept", {}, 10);
    told.say("producer", "pickup.announce", announcement, 11);
    told.say("point", "pickup.refuse", { text: "Le frigo est plein." }, 12);
    expect(view(told.messages).pickup).toMatchObject({ state: "refused", refusal: { text: "Le frigo est plein." } });
    told.say("point", "pickup.arrive", { keptUntil }, 40);
    expect(view(told.messages).pickup).toEqual({ state: "arrived", keptUntil });
  });

  test("cancelled while it is not there: the point is told, and so it stands", () => {
    const told = story(order({ fulfilment: pickup }));
    told.say("producer", "order.accept", {}, 10);
    told.say("producer", "pickup.announce", announcement, 11);
    told.say("producer", "order.cancel", {}, 12);
    told.say("producer", "pickup.cancel", {}, 12);
    expect(view(told.messages)).toMatchObject({ state: "cancelled", pickup: { state: "cancelled" }, problems: [] });
    expect(foldPickup(told.messages).state).toBe("cancelled");
  });

  test("past the day until which it is kept it lies there still, and may go back", () => {
    const { messages } = arrived();
    const later = foldOrder(messages, overdueAt(keptUntil) + 1)!;
    expect(later).toMatchObject({ state: "handed-over", deadline: { then: "goes-back" }, problems: [] });
    // Not before the day is over anywhere.
    expect(overdueAt(keptUntil)).toBeGreaterThan(Date.parse("2026-03-11T11:59:59-12:00") - 86_400_000);
  });
});

describe("at a point", () => {
  test("nothing is handed out twice, nor before it came, nor after it went back", () => {
    const twice = arrived();
    twice.say("point", "pickup.hand-out", {}, 90);
    twice.say("point", "pickup.hand-out", {}, 91);
    twice.say("point", "pickup.return", {}, 92);
    expect(view(twice.messages).state).toBe("delivered");
    expect(problems(twice.messages)).toEqual(["point unexpected", "point unexpected"]);
    const early = story(order({ fulfilment: pickup }));
    early.say("producer", "order.accept", {}, 10);
    early.say("producer", "pickup.announce", announcement, 11);
    early.say("point", "pickup.hand-out", {}, 12);
    expect(view(early.messages)).toMatchObject({ state: "accepted", pickup: { state: "announced" } });
    expect(problems(early.messages)).toEqual(["point unexpected"]);
  });

  test("nobody else speaks for it, and it speaks for nobody else", () => {
    const { messages, say } = arrived();
    say("producer", "pickup.hand-out", {}, 40);
    say("consumer", "pickup.hand-out", {}, 41);
    say("point", "order.cancel", {}, 42);
    say("point", "order.text", { text: "Bonjour" }, 43);
    say("producer", "delivery.request", request, 44);
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: 1 }, 45);
    expect(view(messages)).toMatchObject({
      state: "handed-over",
      pickup: { state: "arrived" },
      texts: [],
      paidMinor: 0,
    });
    expect(problems(messages)).toHaveLength(6);
  });

  test("its fee is in the sums that the buyer signed, or the order is wrong", () => {
    expect(view(story(order({ fulfilment: pickup })).messages).order.deliveryMinor).toBe(200);
    const wrong = order({ fulfilment: { ...pickup, feeMinor: 300 } as never, deliveryMinor: 200 });
    expect(problems(story(wrong).messages)).toEqual(["consumer total"]);
  });
});
