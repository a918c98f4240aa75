import { expect, test } from "vitest";
import { townAt } from "../../../crypto/protocol/town.ts";
import { party as partySchema } from "../../../crypto/protocol/statements.ts";
import type { Party } from "../../../crypto/protocol/exports.ts";
import { instance } from "../../../client/instance.ts";
import { emptyPartyForm, type PartyForm, partyFormOf, partyFrom, phoneFrom } from "../../../client/stall/party-form.ts";
import { firstWindow } from "../../../client/stall/window-form.ts";

const postcode = instance.postcodes[0]?.postcode ?? "";
const stall: PartyForm = {
  ...emptyPartyForm("2026-11-24"),
  name: "Ferme des Essais",
  trade: { fr: "fromagerie" },
  category: instance.categories[0]?.path ?? "",
  street: "Chemin du Lait 1",
  postcode,
  collection: [{ ...firstWindow, weekday: 5, from: "16:00", to: "18:00" }],
};

/** The party of a form that is right; fails with what is wrong. */
function partyOf(form: PartyForm, previous?: Party): Party {
  const outcome = partyFrom(form, instance, previous);
  if (outcome.kind === "problems") throw new Error(JSON.stringify(outcome.problems));
  return partySchema.parse(outcome.party);
}

test("a stall stands where its postcode is, by the instance's own list", () => {
  const { place } = partyOf(stall);
  const area = instance.postcodes.find((known) => known.postcode === postcode);
  expect(place).toEqual({
    street: "Chemin du Lait 1",
    postcode,
    town: townAt(instance, postcode),
    lat: area?.lat,
    lon: area?.lon,
  });
  expect(partyFrom({ ...stall, postcode: "99999" }, instance)).toEqual({
    kind: "problems",
    problems: { postcode: "unknown-postcode" },
  });
  const outcome = partyFrom({ ...stall, postcode: " " }, instance);
  expect(outcome).toEqual({ kind: "problems", problems: { postcode: "missing" } });
});

test("an account number with a digit that jumped is refused, a right one is kept without its spaces", () => {
  const transfer = {
    ...stall,
    bankTransfer: true,
    creditorName: "Ferme des Essais",
    creditorStreet: "Chemin du Lait",
    creditorPostcode: postcode,
    creditorTown: "Jussy",
  };
  expect(partyFrom({ ...transfer, iban: "CH93 0076 2011 6238 5295 8" }, instance)).toEqual({
    kind: "problems",
    problems: { iban: "bad-iban" },
  });
  const payments = partyOf({ ...transfer, iban: "ch93 0076 2011 6238 5295 7" }).ordering?.payments;
  expect(payments?.[1]).toMatchObject({ method: "bank-transfer", iban: "CH9300762011623852957", dueDays: 10 });
});

test("a stall without a way to get an order or to pay it is not opened", () => {
  expect(partyFrom({ ...stall, collection: [], means: [] }, instance)).toEqual({
    kind: "problems",
    problems: { fulfilment: "no-way", payments: "no-way" },
  });
});

test("a pickup point is brought to by a stall that is paid beforehand only", () => {
  const way = { point: "A".repeat(43), fee: "", days: [firstWindow] };
  expect(partyFrom({ ...stall, pickupWays: [way] }, instance)).toEqual({
    kind: "problems",
    problems: { pickupTransfer: "no-transfer" },
  });
});

test("a courier takes no orders", () => {
  const courier = partyOf({ ...stall, kind: "courier", category: "", collection: [], means: [] });
  expect(courier.kind).toBe("courier");
  expect(courier.ordering).toBeUndefined();
});

test("a page that is opened and saved untouched is the same page, an exact place included", () => {
  const before = partyOf({ ...stall, phone: "022 345 67 89", website: "exemple.ch", minimum: "20" });
  const moved: Party = { ...before, place: { ...before.place!, lat: 46.2345, lon: 6.2345 } };
  expect(partyOf(partyFormOf(moved), moved)).toEqual(moved);
  const pickup: Party = { ...moved, kind: "pickup-point" };
  expect(partyOf(partyFormOf(pickup), pickup).kind).toBe("pickup-point");
});

test("a phone number is written as the world dials it", () => {
  const swiss = { callingCode: "+41", trunk: "0", example: "022 345 67 89" };
  const italian = { callingCode: "+39", trunk: "", example: "06 1234 5678" };
  expect(phoneFrom("022 345 67 89", swiss)).toBe("+41223456789");
  expect(phoneFrom("0041 22 345 67 89", swiss)).toBe("+41223456789");
  expect(phoneFrom("+33 4 50 12 34 56", swiss)).toBe("+33450123456");
  expect(phoneFrom("appelez-moi", swiss)).toBeNull();
  expect(phoneFrom("22 345 67 89", swiss)).toBeNull();
  // In Italy the zero is dialled from abroad as well.
  expect(phoneFrom("06 1234 5678", italian)).toBe("+390612345678");
});

test("windows keep their cut-off, delivery days and holidays over an edit", () => {
  const party = partyOf({
    ...stall,
    collection: [
      { ...firstWindow, weekday: 5, from: "16:00", to: "18:00", cutoffDays: "2", cutoffAt: "18:00" },
      { ...firstWindow, occurs: "dated", day: "2026-12-24", from: "08:00", to: "12:00" },
    ],
    onDeliveryDays: true,
    deliveryDays: [{ ...firstWindow, weekday: 6 }],
    holidays: [{ from: "2026-12-25", until: "", note: { fr: " Fêtes " } }],
  });
  expect(party.ordering).toMatchObject({
    collection: [
      { weekday: 5, from: "16:00", to: "18:00", cutoff: { daysBefore: 2, at: "18:00" } },
      { day: "2026-12-24", from: "08:00", to: "12:00" },
    ],
    deliveryDays: [{ weekday: 6 }],
    holidays: [{ from: "2026-12-25", until: "2026-12-25", note: { fr: "Fêtes" } }],
  });
  expect(partyOf(partyFormOf(party), party)).toEqual(party);
});

test("says which line of windows or holidays is wrong", () => {
  const outcome = partyFrom(
    {
      ...stall,
      collection: [
        firstWindow,
        { ...firstWindow, from: "12:00", to: "12:00" },
        { ...firstWindow, occurs: "dated" },
        { ...firstWindow, cutoffDays: "31" },
        { ...firstWindow, from: "", to: "99:99" },
      ],
      onDeliveryDays: true,
      holidays: [{ from: "2026-12-25", until: "2026-12-24", note: {} }],
    },
    instance,
  );
  expect(outcome).toEqual({
    kind: "problems",
    problems: {
      "collection/1": "times-not-rising",
      "collection/2": "no-date",
      "collection/3": "bad-cutoff",
      "collection/4": "times-not-rising",
      deliveryDays: "no-way",
      "holidays/0": "dates-not-rising",
    },
  });
});
