import { expect, test } from "vitest";
import { foldOrder } from "../../../crypto/protocol/order-fold.ts";
import type { OrderSummary } from "../../../client/core/api.ts";
import { headline, isOver, orderWaits, stateTag } from "../../../client/orders/order-words.ts";
import { timelineSteps } from "../../../client/orders/timeline-steps.ts";
import { collection, order, placedOn, request, type Story, story, weighing } from "../../protocol/an-order.ts";

const names = { party: "Ferme des Trois Noyers", courier: "La Bise à Vélo", point: "Kiosque" };
const atPlacing = Date.parse(placedOn) + 60_000;
/** Sentences use no-break spaces where French does. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");

function summary(told: Story, now: number, waiting: readonly string[] = []): OrderSummary {
  const view = foldOrder(told.messages, now);
  if (view === null) throw new Error("the story has no order");
  return { thread: view.thread, name: ["a", "b", "c"], partyId: "p", partyName: names.party, view, unread: 0, waiting };
}
const steps = (of: OrderSummary, now: number): string[] =>
  timelineSteps(of.view, names, now).map(({ state, title }) => `${state} ${title}`);

test("an order on its way tells what was, what is awaited, and what comes after", () => {
  const place = order();
  const told = story(place);
  expect(steps(summary(told, atPlacing), atPlacing)).toEqual([
    "done Envoyée, en enveloppes fermées",
    "now Réponse de Ferme des Trois Noyers",
    "next Prête",
    "next En route avec La Bise à Vélo",
    "next Remise contre votre code",
  ]);
  told.say("producer", "order.accept", {}, 10);
  told.say("producer", "delivery.request", request, 11);
  told.say("courier", "delivery.accept", {}, 12);
  told.say("producer", "order.prepare", {}, 20);
  told.say("producer", "order.ready", weighing(place, 1250), 60);
  const ready = summary(told, atPlacing);
  expect(plain(timelineSteps(ready.view, names, atPlacing)[4]?.detail as string)).toContain("1,25 kg + 1,25 kg");
  expect(headline(ready, names.courier, atPlacing)).toMatch(
    /^Elle est prête\. Demain, entre 17\u00a0h et 19\u00a0h\.$/,
  );
  told.say("courier", "delivery.collect", {}, 80);
  told.say("courier", "delivery.deliver", { proof: "code", collectedMinor: 0 }, 120);
  const over = summary(told, atPlacing);
  expect(steps(over, atPlacing)).toEqual([
    "done Envoyée, en enveloppes fermées",
    "done Ferme des Trois Noyers a accepté",
    "done La Bise à Vélo la livrera",
    "done Elle se prépare",
    "done Pesée et prête",
    "done En route avec La Bise à Vélo",
    "done Remise contre votre code",
  ]);
  expect(isOver(over.view.state)).toBe(true);
});

test("collected at the stall, nobody is on the way", () => {
  const told = story(order({ fulfilment: collection }));
  expect(steps(summary(told, atPlacing), atPlacing)).toEqual([
    "done Envoyée, en enveloppe fermée",
    "now Réponse de Ferme des Trois Noyers",
    "next Prête",
    "next Retrait contre votre code",
  ]);
});

test("an answer that never came: cancelled, nothing owed, in the words that were agreed on", () => {
  const late = Date.parse(placedOn) + 24 * 3_600_000;
  const lapsed = summary(story(), late);
  expect(headline(lapsed, null, late)).toBe(
    "Ferme des Trois Noyers n’a pas répondu à temps : la commande est annulée, rien n’est dû.",
  );
  expect(stateTag(lapsed).tone).toBe("warn");
  expect(steps(lapsed, late).at(-1)).toBe("bad Ferme des Trois Noyers n’a pas répondu à temps");
});

test("declined with a reason: the reason, the stall's own words, nothing owed", () => {
  const told = story();
  told.say("producer", "order.decline", { reason: "sold-out", text: "La dernière est partie ce matin." }, 5);
  const declined = summary(told, atPlacing);
  expect(headline(declined, null, atPlacing)).toBe("Ferme des Trois Noyers ne peut pas la préparer. Rien n’est dû.");
  expect(timelineSteps(declined.view, names, atPlacing).at(-1)).toMatchObject({
    state: "bad",
    detail: "Il n’y en a plus. La dernière est partie ce matin.",
  });
});

test("a failed delivery that is tried again says who comes again; one that goes back says so", () => {
  for (const [next, sentence] of [
    ["retry", "Pas encore remise. La Bise à Vélo repasse."],
    ["return", "Elle n’a pas pu être remise et retourne à l’étal."],
  ] as const) {
    const place = order();
    const told = story(place);
    told.say("producer", "order.accept", {}, 10);
    told.say("producer", "delivery.request", request, 11);
    told.say("courier", "delivery.accept", {}, 12);
    told.say("producer", "order.ready", weighing(place, 1200), 20);
    told.say("courier", "delivery.collect", {}, 30);
    told.say("courier", "delivery.fail", { reason: "nobody-home", next }, 40);
    expect(headline(summary(told, atPlacing), names.courier, atPlacing)).toBe(sentence);
  }
});

test("what has not left this device yet is said before anything else", () => {
  const told = story();
  const waits = summary(told, atPlacing, [told.messages[0]!.message.id]);
  expect(orderWaits(waits)).toBe(true);
  expect(headline(waits, null, atPlacing)).toBe("Elle attend de partir. Rien n’est perdu.");
  expect(orderWaits(summary(told, atPlacing, ["another message"]))).toBe(false);
});
