import { expect, test } from "vitest";
import {
  type CheckoutInputs,
  checkoutView,
  orderDraftOf,
  postcodeOf,
  windowKey,
} from "../../../client/checkout/checkout-view.ts";
import type { BasketLine } from "../../../client/core/api.ts";
import { changeDraft, draftOf, forgetDraft } from "../../../client/checkout/draft.ts";
import { whatChanged } from "../../../client/checkout/what-changed.ts";
import { aChoice, aGroup, aLine, aWindow } from "./a-basket.ts";

const home = { id: "home", name: "Ada Exemple", street: "Rue 1", postcode: "1205", town: "Genève", phone: "022000000" };
const friday = aWindow("2026-09-25");
const group = aGroup([aLine("tomme", { lineMinor: 1120, lineCapMinor: 1288 }), aLine("lait", { depositMinor: 100 })]);

function inputs(more: Partial<CheckoutInputs> = {}): CheckoutInputs {
  return {
    draft: draftOf("nobody"),
    group,
    addresses: [],
    choices: [aChoice("bike", [friday]), aChoice("van", [friday], 900)],
    points: [],
    times: [],
    collection: [aWindow("2026-09-26")],
    postcode: "1205",
    town: "Genève",
    ...more,
  };
}
const draft = (more: Partial<CheckoutInputs["draft"]>): CheckoutInputs["draft"] => ({ ...draftOf("nobody"), ...more });

test("at first: delivery, the first courier, the first way to pay, an open form, and what is missing", () => {
  const view = checkoutView(inputs());
  expect(view).toMatchObject({ how: "delivery", addressId: "new", feeMinor: 650, window: null });
  expect(view.fields).toMatchObject({ postcode: "1205", town: "Genève" });
  expect(Object.keys(view.wrong)).toEqual(["address", "window"]);
  expect(orderDraftOf(view, inputs())).toBeNull();
});

test("a service that people come to the stall for is neither brought nor kept at a point, unless goods come along", () => {
  const asService = (name: string) => {
    const line = aLine(name);
    return { ...line, view: { ...line.view!, item: { ...line.view!.item, kind: "service" as const } } };
  };
  const kiosk = { point: aChoice("kiosk", []).courier, feeMinor: 150, keptDays: 3, windows: [friday] };
  const offers = (lines: BasketLine[], party = group.party) => {
    const { how, offersDelivery, offersCollection, offersPickup } = checkoutView(
      inputs({ group: { ...aGroup(lines), party }, points: [kiosk] }),
    );
    return { how, offersDelivery, offersCollection, offersPickup };
  };
  const all = { offersDelivery: true, offersCollection: true, offersPickup: true };
  expect(offers([asService("cours")])).toEqual({
    how: "collection",
    offersDelivery: false,
    offersCollection: true,
    offersPickup: false,
  });
  expect(offers([asService("cours"), aLine("tomme")])).toEqual({ how: "delivery", ...all });
  // What is no longer on the market was something once.
  expect(offers([{ ...aLine("gone"), view: null }])).toEqual({ how: "delivery", ...all });
  const ordering = { ...group.party!.party.ordering!, collection: [] };
  const bringing = { ...group.party!, party: { ...group.party!.party, ordering } };
  expect(offers([asService("aiguisage")], bringing)).toMatchObject({ how: "delivery", offersDelivery: true });
});

test("with a kept address and a window, nothing is missing, and the order says what was shown", () => {
  const whole = inputs({ addresses: [home], draft: draft({ window: windowKey(friday), note: " Merci " }) });
  const view = checkoutView(whole);
  expect(view.wrong).toEqual({});
  expect(orderDraftOf(view, whole)).toEqual({
    partyId: "producer",
    payment: "at-handover",
    shortage: "ask",
    note: "Merci",
    totalMinor: 1120 + 1200 + 100 + 650,
    capMinor: 1288 + 1200 + 100 + 650,
    fulfilment: {
      kind: "delivery",
      courierId: "bike",
      zoneId: "z",
      windowId: friday.id,
      day: friday.day,
      address: home,
    },
  });
});

test("another courier has another fee; a window that closed meanwhile is chosen no more", () => {
  expect(checkoutView(inputs({ draft: draft({ courierId: "van" }) })).feeMinor).toBe(900);
  const closed = inputs({
    choices: [aChoice("bike", [{ ...friday, open: false }])],
    draft: draft({ window: windowKey(friday) }),
  });
  expect(checkoutView(closed).wrong.window).toBeDefined();
});

test("collecting asks for no address and costs no delivery", () => {
  const collecting = inputs({ draft: draft({ how: "collection", window: windowKey(aWindow("2026-09-26")) }) });
  const view = checkoutView(collecting);
  expect(view).toMatchObject({ how: "collection", feeMinor: 0, wrong: {} });
  expect(orderDraftOf(view, collecting)?.fulfilment).toEqual({
    kind: "collection",
    windowId: "e.2026-09-26",
    day: "2026-09-26",
  });
});

test("where no courier goes, the order cannot leave, and the reason is said", () => {
  const view = checkoutView(inputs({ addresses: [home], choices: [] }));
  expect(view.wrong.courier).toBeDefined();
  expect(view.totalMinor).toBe(group.totalMinor);
});

test("couriers are asked about the chosen address, then about what is being typed, then about the shop's postcode", () => {
  const of = (more: Partial<CheckoutInputs>): string | null => postcodeOf(inputs(more));
  expect(of({ addresses: [{ ...home, postcode: "1227" }] })).toBe("1227");
  const fields = { name: "", street: "", extra: "", postcode: "12", town: "", phone: "", note: "" };
  expect(of({ draft: draft({ addressId: "new", fields }) })).toBeNull();
  expect(of({ draft: draft({ addressId: "new", fields: { ...fields, postcode: "1290" } }) })).toBe("1290");
  expect(of({})).toBe("1205");
});

test("a draft stays with its stall until the order has left", () => {
  changeDraft("one", { note: "Bonjour" });
  changeDraft("two", { shortage: "refund" });
  expect(draftOf("one")).toMatchObject({ note: "Bonjour", shortage: "ask" });
  forgetDraft("one");
  expect(draftOf("one").note).toBe("");
  expect(draftOf("two").shortage).toBe("refund");
});

test("what moved since is said line by line, and nothing when nothing did", () => {
  const agreed = { group, feeMinor: 650 };
  expect(whatChanged(agreed, agreed)).toEqual([]);
  const [tomme, lait] = group.lines;
  const now = aGroup([
    { ...tomme!, lineMinor: 1240 },
    { ...lait!, problem: "gone" },
  ]);
  const said = whatChanged(agreed, { group: now, feeMinor: 800 }).join("\n");
  for (const part of ["tomme", "12.40", "11.20", "lait", "8.00", "6.50"]) expect(said).toContain(part);
  expect(whatChanged(agreed, { group: undefined, feeMinor: 0 })).toHaveLength(1);
});

test("a window that closes while one decides is said to have, and everything else stays", () => {
  const draft = { ...draftOf("nobody"), window: windowKey(friday), note: "Merci", payment: "bank-transfer" as const };
  const before = checkoutView(inputs({ draft, addresses: [home], choices: [aChoice("c", [friday])] }));
  expect(before).toMatchObject({ late: false, window: friday, wrong: {} });
  const closed = [{ ...friday, open: false }, aWindow("2026-10-02")];
  const after = inputs({ draft, addresses: [home], choices: [aChoice("c", closed)] });
  const view = checkoutView(after);
  expect(view).toMatchObject({ late: true, window: null, addressId: "home", method: { method: "bank-transfer" } });
  expect(Object.keys(view.wrong)).toEqual(["window"]);
  expect(orderDraftOf(view, after)).toBeNull();
  // Until the couriers have answered nothing is late.
  expect(checkoutView(inputs({ draft, addresses: [home], choices: [] })).late).toBe(false);
});

const hour = aWindow("2026-09-25", { id: "a-10:00-11:00.2026-09-25", from: "10:00", to: "11:00" });
const lesson = { ...group, appointment: { minutes: 60, place: "ours" } } as const;

test("a service that is booked has a time of the agenda, and neither delivery nor collection", () => {
  const whole = inputs({ group: lesson, times: [hour], draft: draft({ window: windowKey(hour), how: "collection" }) });
  const view = checkoutView(whole);
  expect(view).toMatchObject({ how: "appointment", needsAddress: false, feeMinor: 0, wrong: {} });
  expect(orderDraftOf(view, whole)?.fulfilment).toEqual({ kind: "appointment", windowId: hour.id, day: hour.day });
});

test("where somebody comes, the address goes to them; where nobody does, none goes along", () => {
  const comes = { ...lesson, appointment: { minutes: 60, place: "yours" } } as const;
  const empty = checkoutView(inputs({ group: comes, times: [hour] }));
  expect(empty.needsAddress).toBe(true);
  expect(Object.keys(empty.wrong)).toEqual(["address", "window"]);
  const whole = inputs({ group: comes, times: [hour], addresses: [home], draft: draft({ window: windowKey(hour) }) });
  const fulfilment = orderDraftOf(checkoutView(whole), whole)?.fulfilment;
  expect(fulfilment).toEqual({ kind: "appointment", windowId: hour.id, day: hour.day, address: home });
  const remote = { ...whole, group: { ...lesson, appointment: { minutes: 60, place: "remote" } } as const };
  expect(orderDraftOf(checkoutView(remote), remote)?.fulfilment).not.toHaveProperty("address");
});

test("a time that somebody else took is said so; services of different places are ordered apart", () => {
  const gone = inputs({
    group: lesson,
    times: [hour],
    draft: draft({ window: "a-09:00-10:00.2026-09-25@2026-09-25" }),
  });
  expect(checkoutView(gone)).toMatchObject({ late: true, wrong: { window: expect.stringContaining("d’être pris") } });
  const apart = inputs({ group: { ...lesson, appointment: { minutes: 90, place: null } }, times: [hour] });
  expect(Object.keys(checkoutView(apart).wrong)).toEqual(["apart", "window"]);
  expect(orderDraftOf(checkoutView(apart), apart)).toBeNull();
});

test("who is met from afar is handed nothing, unless nothing else is accepted", () => {
  const cash = { method: "at-handover", means: ["cash"] } as const;
  const transfer = { method: "bank-transfer", iban: "CH93", creditor: {} as never, dueDays: 10 } as const;
  const methodsOf = (place: "ours" | "remote", payments: readonly (typeof cash | typeof transfer)[]) => {
    const ordering = { ...group.party!.party.ordering!, payments };
    const party = { ...group.party!, party: { ...group.party!.party, ordering } };
    const appointment = { minutes: 60, place };
    const { methods } = checkoutView(
      inputs({ group: { ...group, appointment, party: party as never }, times: [hour] }),
    );
    return methods.map(({ method }) => method);
  };
  expect(methodsOf("ours", [cash, transfer])).toEqual(["at-handover", "bank-transfer"]);
  expect(methodsOf("remote", [cash, transfer])).toEqual(["bank-transfer"]);
  expect(methodsOf("remote", [cash])).toEqual(["at-handover"]);
  expect(methodsOf("remote", [])).toEqual([]);
});

test("at a pickup point nothing is paid at handover, its fee counts, and no address is asked", () => {
  const point = { ...aChoice("kiosk", []).courier, id: "kiosk" };
  const choice = { point, feeMinor: 150, keptDays: 3, windows: [friday] };
  const payments = [
    { method: "at-handover", means: ["cash"] },
    { method: "bank-transfer", iban: "CH93", creditor: {} as never, dueDays: 10 },
  ] as const;
  const party = {
    ...group.party!,
    party: { ...group.party!.party, ordering: { ...group.party!.party.ordering!, payments } },
  };
  const whole = inputs({
    group: { ...group, party: party as never },
    points: [choice],
    draft: draft({ how: "pickup", window: windowKey(friday), payment: "at-handover" }),
  });
  const view = checkoutView(whole);
  expect(view).toMatchObject({ how: "pickup", needsAddress: false, feeMinor: 150, wrong: {} });
  expect(view.methods.map(({ method }) => method)).toEqual(["bank-transfer"]);
  expect(orderDraftOf(view, whole)).toMatchObject({
    payment: "bank-transfer",
    fulfilment: { kind: "pickup", pointId: "kiosk", windowId: friday.id, day: friday.day },
  });
  const none = inputs({ ...whole, points: [] });
  expect(checkoutView(none).how).toBe("collection");
});
