import { describe, expect, test } from "vitest";
import { foldOrder } from "../../crypto/protocol/order-fold.ts";
import { afterDeadline, problems, view } from "./a-folded-order.ts";
import { appointment, line, order, request, story, visit, weighedLine, weighing } from "./an-order.ts";

const minutesPerDay = 24 * 60;
const booked = () => order({ fulfilment: appointment, lines: [line()] });
/** Three days after the day of the appointment began: two whole days after it. */
const presumedAt = Date.parse("2026-03-06T00:00:00Z");

describe("the way of an appointment", () => {
  test("is placed, accepted, done: nothing has to be prepared first", () => {
    const { messages, say } = story(booked());
    expect(view(messages)).toMatchObject({ state: "placed", deadline: { then: "lapses" }, pickup: null });
    say("producer", "order.accept", {}, 10);
    expect(view(messages)).toMatchObject({
      state: "accepted",
      deadline: { at: "2026-03-06T00:00:00.000Z", then: "is-done" },
    });
    say("producer", "order.hand-over", { to: "customer" }, 2000);
    say("producer", "order.paid", { amountMinor: 1380 }, 2001);
    expect(view(messages)).toMatchObject({ state: "delivered", deadline: null, paidMinor: 1380, problems: [] });
  });

  test("lapses like every order when nobody answers in time", () => {
    const { messages, say } = story(booked());
    expect(view(messages, afterDeadline).state).toBe("lapsed");
    say("producer", "order.accept", {}, 241);
    expect(view(messages, afterDeadline).state).toBe("lapsed");
  });

  test("of which nothing is said is taken to have taken place, two days after its own", () => {
    const { messages, say } = story(booked());
    say("producer", "order.accept", {}, 10);
    expect(foldOrder(messages, presumedAt)).toMatchObject({ state: "accepted" });
    const later = foldOrder(messages, presumedAt + 1)!;
    expect(later).toMatchObject({ state: "delivered", deadline: null, problems: [] });
    expect(later.timeline.at(-1)).toMatchObject({ type: "order.presume", at: "2026-03-06T00:00:00.000Z" });
  });

  test("that did not take place can be cancelled until then, and not after", () => {
    const early = story(booked());
    early.say("producer", "order.accept", {}, 10);
    early.say("producer", "order.cancel", { text: "Personne n'est venu." }, 3 * minutesPerDay);
    expect(foldOrder(early.messages, presumedAt + 1)).toMatchObject({ state: "cancelled", problems: [] });
    const late = story(booked());
    late.say("producer", "order.accept", {}, 10);
    late.say("producer", "order.cancel", {}, 4 * minutesPerDay);
    expect(foldOrder(late.messages, presumedAt + 1)).toMatchObject({ state: "delivered" });
    expect(problems(late.messages)).toEqual(["producer unexpected"]);
  });

  test("that was said to be done later is done by that word", () => {
    const { messages, say } = story(booked());
    say("producer", "order.accept", {}, 10);
    say("producer", "order.hand-over", { to: "customer" }, 6 * minutesPerDay);
    const done = foldOrder(messages, presumedAt + 10 * minutesPerDay * 60_000)!;
    expect(done).toMatchObject({ state: "delivered", problems: [] });
    expect(done.timeline.map(({ type }) => type)).toEqual(["order.place", "order.accept", "order.hand-over"]);
  });

  test("whose time was taken says so", () => {
    const { messages, say } = story(booked());
    say("producer", "order.decline", { reason: "slot-taken" }, 5);
    expect(view(messages)).toMatchObject({ state: "declined", decline: { reason: "slot-taken" } });
  });

  test("with something to be weighed is done once that is ready, for its weight", () => {
    const place = order({ fulfilment: appointment, lines: [weighedLine] });
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("producer", "order.hand-over", { to: "customer" }, 11);
    expect(view(messages)).toMatchObject({ state: "accepted" });
    say("producer", "order.ready", weighing(place, 1200), 12);
    say("producer", "order.hand-over", { to: "customer" }, 13);
    expect(view(messages).state).toBe("delivered");
  });
});

describe("an appointment is nobody else's", () => {
  test.each(["courier", "point"] as const)("a %s has no word in it", (stranger) => {
    const { messages, say } = story(booked());
    say("producer", "order.accept", {}, 10);
    if (stranger === "courier") say(stranger, "delivery.collect", {}, 11);
    else say(stranger, "pickup.arrive", { keptUntil: "2026-03-04" }, 11);
    say("producer", "delivery.request", request, 12);
    expect(view(messages)).toMatchObject({ state: "accepted", delivery: "none", pickup: null });
    expect(problems(messages)).toEqual(expect.arrayContaining([`${stranger} unexpected`, "producer unexpected"]));
  });

  test("it is not handed to a courier, nor to a point", () => {
    const { messages, say } = story(booked());
    say("producer", "order.accept", {}, 10);
    say("producer", "order.hand-over", { to: "courier" }, 11);
    say("producer", "order.hand-over", { to: "point" }, 12);
    expect(view(messages).state).toBe("accepted");
    expect(problems(messages)).toEqual(["producer unexpected", "producer unexpected"]);
  });
});

test("an order whose address was forgotten keeps its place in the chain", () => {
  const { messages, say } = story(order({ fulfilment: { ...appointment, place: "yours", visit } as never }));
  say("consumer", "order.text", { text: "À demain." }, 5);
  const [first, ...rest] = messages;
  const { digest } = { digest: JSON.parse(rest[0]!.json) as { prev: string } };
  const body = { ...(first!.message.body as ReturnType<typeof order>), fulfilment: { ...appointment, place: "yours" } };
  const shortened = { ...first!.message, body } as typeof first extends undefined
    ? never
    : (typeof first & object)["message"];
  const forgotten = {
    from: "consumer" as const,
    message: shortened,
    json: JSON.stringify(shortened),
    digest: digest.prev,
  };
  expect(JSON.stringify([forgotten, ...rest])).not.toContain("Rue des Inventés");
  expect(foldOrder([forgotten, ...rest], 0)!.problems).toEqual([]);
  expect(foldOrder([{ ...forgotten, digest: undefined as never }, ...rest], 0)!.problems).toMatchObject([
    { kind: "fork" },
  ]);
});
