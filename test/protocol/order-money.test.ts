import { describe, expect, test } from "vitest";
import type { OrderPlace } from "../../crypto/protocol/order-messages.ts";
import { lineMinor, weighedTotalMinor } from "../../crypto/protocol/order-total.ts";
import { collected, problems, view } from "./a-folded-order.ts";
import { collection, line, order, story, weighing } from "./an-order.ts";

describe("money", () => {
  test("weights set the total, within what the buyer signed", () => {
    const place = order();
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("producer", "order.ready", weighing(place, 1350), 20);
    // Tomme 2 × 6.90, chicken 2 × 1.350 kg × 24.00, juice 6 × (4.20 + 0.50 deposit), delivery 9.00.
    expect(view(messages)).toMatchObject({ state: "ready", totalMinor: 1380 + 6480 + 2820 + 900 });
    expect(view(messages).totalMinor).toBeLessThanOrEqual(place.capMinor);
  });

  test("lines, deposits and delivery add up to the total, weighed or not", () => {
    const { lines, deliveryMinor } = order();
    for (const weights of [[], [{ line: 1, grams: [1350, 1420] }]]) {
      const sum = lines.reduce((total, each, index) => {
        const grams = weights.find((weight) => weight.line === index)?.grams;
        return total + lineMinor(each, grams) + (each.deposit?.amountMinor ?? 0) * each.quantity;
      }, deliveryMinor);
      expect(weighedTotalMinor(lines, deliveryMinor, weights)).toBe(sum);
    }
    // Weights of a line that is not weighed price nothing.
    expect(lineMinor(lines[0]!, [5])).toBe(lines[0]!.unitPriceMinor * lines[0]!.quantity);
  });

  test.each([
    ["above the cap", 1501],
    ["above the cap by far", 9000],
  ])("a weight %s is refused, and the order is not ready", (_, grams) => {
    const place = order();
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("producer", "order.ready", weighing(place, grams), 20);
    expect(view(messages)).toMatchObject({ state: "accepted", totalMinor: place.totalMinor });
    expect(problems(messages)).toEqual(["producer total"]);
  });

  test.each<[string, { line: number; grams: number[] }[], number]>([
    ["a line that is not weighed", [{ line: 0, grams: [1] }], 0],
    ["a line that is not there", [{ line: 99, grams: [1] }], 0],
    [
      "one line twice",
      [
        { line: 1, grams: [1000, 1000] },
        { line: 1, grams: [1000, 1000] },
      ],
      -960,
    ],
    ["more pieces than were ordered", [{ line: 1, grams: [800, 800, 800] }], 0],
    ["one piece above its largest, hidden by a light one", [{ line: 1, grams: [1600, 800] }], 0],
  ])("weights of %s are refused even when the sum is right", (_, weights, changeMinor) => {
    const place = order();
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    say("producer", "order.ready", { weights, totalMinor: place.totalMinor + changeMinor }, 20);
    expect(view(messages).state).toBe("accepted");
    expect(problems(messages)).toEqual(["producer total"]);
  });

  test("a total that is not the sum of the weights is refused", () => {
    const place = order();
    const { messages, say } = story(place);
    say("producer", "order.accept", {}, 10);
    const { weights, totalMinor } = weighing(place, 1200);
    say("producer", "order.ready", { weights, totalMinor: totalMinor + 1 }, 20);
    expect(problems(messages)).toEqual(["producer total"]);
    // Said again with the right sum, it counts.
    say("producer", "order.ready", { weights, totalMinor }, 21);
    expect(view(messages).state).toBe("ready");
  });

  test("what the courier took and what the producer booked of it are the same money", () => {
    const place = order();
    const { messages, say } = collected(place);
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: place.totalMinor }, 60);
    expect(view(messages).paidMinor).toBe(place.totalMinor);
    say("producer", "order.paid", { amountMinor: place.totalMinor }, 90);
    expect(view(messages).paidMinor).toBe(place.totalMinor);
  });

  test("transfers add up, and nothing at the door counts for an order paid by bank", () => {
    const place = order({ payment: { method: "bank-transfer", reference: "RF18539007547034" } });
    const { messages, say } = collected(place);
    say("courier", "delivery.deliver", { proof: "code", collectedMinor: 700 }, 60);
    say("producer", "order.paid", { amountMinor: 1000 }, 61);
    say("producer", "order.paid", { amountMinor: 500 }, 62);
    expect(view(messages).paidMinor).toBe(1500);
  });

  test.each<[string, Partial<OrderPlace>]>([
    ["items", { itemsMinor: 1 }],
    ["deposits", { depositsMinor: 1 }],
    ["total", { totalMinor: 1 }],
    ["cap", { capMinor: 1 }],
    ["a fee that is not the courier's", { deliveryMinor: 0 }],
    [
      "a line whose estimate is above its cap",
      { lines: [line({ unitPriceMinor: 9000, weighed: order().lines[1]!.weighed! })] },
    ],
  ])("an order whose sums are wrong is shown with its problem: %s", (_, change) => {
    expect(problems(story(order(change)).messages)).toContain("consumer total");
  });

  test("an order whose sums are right has none", () => {
    expect(problems(story(order({ fulfilment: collection })).messages)).toEqual([]);
  });
});
