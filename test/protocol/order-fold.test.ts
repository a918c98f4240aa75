import { describe, expect, test } from "vitest";
import { foldOrder } from "../../crypto/protocol/order-fold.ts";
import { afterDeadline, beforeDeadline, collected, problems, view } from "./a-folded-order.ts";
import { acceptBy, authentic, collection, line, named, order, placedOn, request, story, weighing } from "./an-order.ts";

describe("the way of a delivered order", () => {
  test("each message takes it one step on, and the timeline tells them", () => {
    const place = order();
    const { messages, say } = story(place);
    expect(view(messages)).toMatchObject({
      state: "placed",
      delivery: "none",
      deadline: { at: acceptBy, then: "lapses" },
    });
    say("producer", "order.accept", {}, 10);
    expect(view(messages)).toMatchObject({ state: "accepted", deadline: null });
    say("producer", "delivery.request", request, 11);
    expect(view(messages).delivery).toBe("requested");
    say("courier", "delivery.accept", {}, 20);
    expect(view(messages).delivery).toBe("accepted");
    say("producer", "order.prepare", {}, 30);
    expect(view(messages).state).toBe("preparing");
    say("producer", "order.ready", weighing(place, 1200), 40);
    expect(view(messages).state).toBe("ready");
    say("producer", "delivery.ready", { collectMinor: 9660 }, 41);
    say("producer", "order.hand-over", { to: "courier" }, 50);
    expect(view(messages).state).toBe("handed-over");
    say("courier", "delivery.collect", {}, 51);
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: place.totalMinor }, 70);
    const done = view(messages);
    expect(done).toMatchObject({
      state: "delivered",
      delivery: "delivered",
      paidMinor: place.totalMinor,
      problems: [],
    });
    expect(done.timeline.map(({ type }) => type)).toEqual([
      "order.place",
      "order.accept",
      "delivery.accept",
      "order.prepare",
      "order.ready",
      "order.hand-over",
      "delivery.collect",
      "delivery.deliver",
    ]);
  });

  test("collected at the producer's, the handover is the end", () => {
    const place = order({ fulfilment: collection });
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("producer", "order.ready", weighing(place, 1200), 20);
    say("producer", "order.hand-over", { to: "customer" }, 30);
    say("producer", "order.paid", { amountMinor: place.totalMinor }, 31);
    expect(view(messages)).toMatchObject({ state: "delivered", paidMinor: place.totalMinor, problems: [] });
  });

  test("the courier's collection counts as the handover when the producer's word has not come", () => {
    expect(view(collected().messages)).toMatchObject({ state: "handed-over", delivery: "collected", problems: [] });
  });

  test("without the order itself there is nothing to show", () => {
    const { messages } = collected();
    expect(foldOrder(messages.slice(1), beforeDeadline)).toBeNull();
    expect(foldOrder([], beforeDeadline)).toBeNull();
  });
});

describe("the deadline of an acceptance", () => {
  test("an order that nobody accepted lapses a moment after it, not before", () => {
    const { messages } = story();
    expect(view(messages, beforeDeadline).state).toBe("placed");
    expect(view(messages, afterDeadline)).toMatchObject({ state: "lapsed", deadline: null });
    expect(view(messages, afterDeadline).timeline.at(-1)).toMatchObject({ type: "order.lapse", at: acceptBy });
  });

  test("an acceptance made after it does not count", () => {
    const { messages, say } = story();
    say("producer", "order.accept", {}, 241);
    expect(view(messages, afterDeadline).state).toBe("lapsed");
    expect(problems(messages)).toEqual(["producer unexpected"]);
  });

  test("an acceptance made in time counts however late it arrives, at the very moment too", () => {
    const { messages, say } = story();
    say("producer", "order.accept", {}, 240);
    expect(view(messages, afterDeadline + 1e9).state).toBe("accepted");
  });

  test("moments are compared, not their spelling", () => {
    const { messages } = story();
    const accept = authentic("producer", {
      ...story().say("producer", "order.accept", {}, 0).message,
      createdOn: "2026-03-02T12:00:00Z",
    });
    expect(view([...messages, accept], afterDeadline).state).toBe("accepted");
  });

  test("a decline or a cancellation after it still says why", () => {
    const { messages, say } = story();
    say("producer", "order.decline", { reason: "closed" }, 300);
    expect(view(messages, afterDeadline)).toMatchObject({ state: "declined", decline: { reason: "closed" } });
  });
});

describe("cancelling", () => {
  test("a request of the consumer changes nothing by itself, and is shown while it can still be granted", () => {
    const { messages, say } = story();
    say("consumer", "order.cancel-request", {}, 5);
    expect(view(messages)).toMatchObject({ state: "placed", cancelRequested: true });
    say("producer", "order.cancel", {}, 6);
    expect(view(messages)).toMatchObject({ state: "cancelled", cancelRequested: false });
  });

  test("crossing an acceptance, the order is accepted and the request stands", () => {
    const { messages, say } = story();
    say("consumer", "order.cancel-request", {}, 5);
    say("producer", "order.accept", {}, 5);
    expect(view(messages)).toMatchObject({ state: "accepted", cancelRequested: true });
  });

  test("is not asked of an order that has left", () => {
    const { messages, say } = collected();
    say("consumer", "order.cancel-request", {}, 60);
    expect(view(messages)).toMatchObject({ state: "handed-over", cancelRequested: false });
  });

  test("by the producer ends the delivery that was asked for", () => {
    const { messages, say } = story();
    say("producer", "order.accept", {}, 10);
    say("producer", "delivery.request", request, 11);
    say("courier", "delivery.accept", {}, 12);
    say("producer", "order.cancel", {}, 13);
    expect(view(messages)).toMatchObject({ state: "cancelled", delivery: "cancelled" });
  });

  test("the delivery alone does not undo what the courier already did", () => {
    const { messages, say } = collected();
    say("producer", "delivery.cancel", {}, 49);
    expect(view(messages)).toMatchObject({ state: "handed-over", delivery: "collected" });
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: 0 }, 60);
    expect(view(messages)).toMatchObject({ state: "delivered", delivery: "delivered" });
  });

  test("by the producer stands against a courier who says otherwise", () => {
    const { messages, say } = collected();
    say("producer", "order.cancel", {}, 49);
    expect(view(messages)).toMatchObject({ state: "cancelled", delivery: "collected" });
  });

  test("is too late once the order was handed over, declined or delivered", () => {
    const { messages, say } = collected();
    say("producer", "order.hand-over", { to: "courier" }, 50);
    say("producer", "order.cancel", {}, 55);
    expect(view(messages).state).toBe("handed-over");
    expect(problems(messages)).toEqual(["producer unexpected"]);
  });
});

describe("a delivery that fails", () => {
  test("is tried again: the order stays handed over and the reason is shown until it succeeds", () => {
    const { messages, say } = collected();
    say("courier", "delivery.fail", { reason: "nobody-home", next: "retry" }, 60);
    expect(view(messages)).toMatchObject({
      state: "handed-over",
      delivery: "failed",
      failure: { reason: "nobody-home", next: "retry" },
    });
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: 0 }, 90);
    const done = view(messages);
    expect(done).toMatchObject({ state: "delivered", problems: [] });
    expect(done.failure).toBeUndefined();
  });

  test("fails a second time, or is collected again first", () => {
    const { messages, say } = collected();
    say("courier", "delivery.fail", { reason: "nobody-home", next: "retry" }, 60);
    say("courier", "delivery.collect", {}, 80);
    expect(view(messages)).toMatchObject({ state: "handed-over", delivery: "collected" });
    say("courier", "delivery.fail", { reason: "code-wrong", next: "retry" }, 90);
    say("courier", "delivery.fail", { reason: "nobody-home", next: "return" }, 95);
    expect(view(messages)).toMatchObject({ state: "failed", failure: { next: "return" }, problems: [] });
  });

  test("is over when the goods go back: the courier can say nothing more", () => {
    const { messages, say } = collected();
    say("courier", "delivery.fail", { reason: "refused-by-customer", next: "return" }, 60);
    say("courier", "delivery.deliver", { proof: "none", collectedMinor: 5000 }, 61);
    expect(view(messages)).toMatchObject({ state: "failed", paidMinor: 0 });
    expect(problems(messages)).toEqual(["courier unexpected"]);
  });

  test("and went back can be handed over at the producer's, or cancelled", () => {
    const handed = collected();
    handed.say("courier", "delivery.fail", { reason: "nobody-home", next: "return" }, 60);
    handed.say("producer", "order.hand-over", { to: "customer" }, 90);
    expect(view(handed.messages)).toMatchObject({ state: "delivered", problems: [] });
    const cancelled = collected();
    cancelled.say("producer", "order.hand-over", { to: "courier" }, 50);
    cancelled.say("courier", "delivery.fail", { reason: "nobody-home", next: "return" }, 60);
    cancelled.say("producer", "order.cancel", {}, 90);
    expect(view(cancelled.messages)).toMatchObject({ state: "cancelled", problems: [] });
  });

  test("a courier who refused may still come round", () => {
    const { messages, say } = story();
    say("producer", "order.accept", {}, 10);
    say("producer", "delivery.request", request, 11);
    say("courier", "delivery.refuse", { text: "Pneu crevé" }, 12);
    expect(view(messages).delivery).toBe("refused");
    say("courier", "delivery.accept", {}, 13);
    expect(view(messages)).toMatchObject({ delivery: "accepted", problems: [] });
  });
});

describe("who may say what", () => {
  test("a message in another's name changes nothing and is named", () => {
    const { messages, say } = story();
    say("consumer", "order.accept", {}, 5);
    say("courier", "order.paid", { amountMinor: 100 }, 6);
    say("producer", "delivery.deliver", { proof: "code", collectedMinor: 1 }, 7);
    expect(view(messages)).toMatchObject({ state: "placed", paidMinor: 0, delivery: "none" });
    expect(problems(messages).sort()).toEqual(["consumer unexpected", "courier unexpected", "producer unexpected"]);
  });

  test("a courier has no part in an order that is collected", () => {
    const { messages, say } = story(order({ fulfilment: collection }));
    say("courier", "delivery.accept", {}, 5);
    say("courier", "delivery.collect", {}, 6);
    say("courier", "delivery.deliver", { proof: "none", collectedMinor: 100 }, 7);
    expect(view(messages)).toMatchObject({ state: "placed", delivery: "none", paidMinor: 0 });
    expect(problems(messages)).toHaveLength(3);
  });

  test("a second order in one thread, or a message of another thread, is not taken for this one", () => {
    const { messages, say } = story();
    say("consumer", "order.place", order({ lines: [line({ quantity: 99 })] }), 5);
    const foreign = story().say("producer", "order.accept", {}, 6);
    const elsewhere = authentic("producer", { ...foreign.message, thread: named("another", 16) });
    const folded = view([...messages, elsewhere]);
    expect(folded.order.lines).toHaveLength(3);
    expect(folded.state).toBe("placed");
    expect(folded.problems.map(({ kind }) => kind)).toEqual(["unexpected", "unexpected"]);
  });

  test("texts come from all three, each once, in the order of their time", () => {
    const { messages, say } = story();
    say("consumer", "order.text", { text: "Bonjour" }, 3);
    say("producer", "order.text", { text: "Bonjour à vous" }, 4);
    say("courier", "order.text", { text: "J'arrive" }, 2);
    expect(view([...messages, ...messages]).texts.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      "courier: J'arrive",
      "consumer: Bonjour",
      "producer: Bonjour à vous",
    ]);
  });
});

describe("chains", () => {
  test("a missing message is a gap, and what it held back counts when it comes", () => {
    const { messages, say } = story();
    const accept = say("producer", "order.accept", {}, 10);
    say("producer", "order.prepare", {}, 20);
    const without = messages.filter((each) => each !== accept);
    expect(view(without).state).toBe("placed");
    expect(problems(without)).toContain("producer gap");
    expect(view(messages)).toMatchObject({ state: "preparing", problems: [] });
  });

  test("two devices that speak at once lose nothing: the words of both count, and the fork is named", () => {
    const { messages } = story();
    const accept = story().say("producer", "order.accept", {}, 10);
    const text = story().say("producer", "order.text", { text: "Merci" }, 9);
    const folded = view([...messages, text, accept]);
    expect(folded.state).toBe("accepted");
    expect(folded.texts).toHaveLength(1);
    expect(folded.problems.map(({ kind }) => kind)).toEqual(["fork", "fork"]);
  });

  test("of two that contradict each other, the earlier counts, whatever arrived first", () => {
    const { messages } = story();
    const accept = story().say("producer", "order.accept", {}, 10);
    const decline = story().say("producer", "order.decline", { reason: "sold-out" }, 11);
    expect(view([...messages, accept, decline]).state).toBe("accepted");
    expect(view([decline, accept, ...messages]).state).toBe("accepted");
  });

  test("a message that names another predecessor than the one that came is a fork", () => {
    const { messages, say } = story();
    say("producer", "order.accept", {}, 10);
    const prepare = say("producer", "order.prepare", {}, 20);
    const wrong = authentic("producer", { ...prepare.message, prev: named("another", 32) });
    expect(problems([...messages.slice(0, -1), wrong])).toEqual(["producer fork"]);
  });

  test("what goes to the courier leaves no gap in what goes to the customer", () => {
    const { messages } = collected();
    const atCustomer = messages.filter(({ from, message }) => from !== "producer" || message.type.startsWith("order."));
    expect(view(atCustomer)).toMatchObject({ state: "handed-over", problems: [] });
  });
});

test("time is told by the senders' clocks; a wrong one disturbs the timeline only", () => {
  const { messages, say } = story();
  say("producer", "order.accept", {}, -600);
  expect(view(messages)).toMatchObject({ state: "accepted", placedOn });
  expect(view(messages).timeline.map(({ type }) => type)).toEqual(["order.accept", "order.place"]);
});
