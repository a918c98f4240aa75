import type { Item } from "../../../crypto/protocol/exports.ts";
import type { BasketGroup, BasketLine, DeliveryChoice, PartyView, WindowChoice } from "../../../client/core/api.ts";

const fingerprint = { stripes: [1, 2, 3, 4, 5, 6, 7, 8], words: ["un", "deux"], hex: "00" };

/** A producer that delivers by two couriers, lets collect, and is paid in two ways. Invented. */
export function aParty(id = "producer"): PartyView {
  return {
    id,
    accreditation: null,
    labels: [],
    itemCount: 3,
    publishedCount: 3,
    distanceMetres: null,
    reachable: true,
    fingerprint,
    party: {
      kind: "producer",
      name: "Ferme des Trois Noyers",
      trade: { fr: "fromagerie à Jussy" },
      since: "2026-01-01",
      ordering: {
        acceptWithinHours: 12,
        leadHours: 24,
        minimumMinor: 1500,
        collection: [{ weekday: 5, from: "16:00", to: "19:00" }],
        couriers: ["c".repeat(43)],
        payments: [
          { method: "at-handover", means: ["cash", "card"] },
          {
            method: "bank-transfer",
            iban: "CH5604835012345678009",
            creditor: { name: "Ferme", street: "Chemin 4", postcode: "1254", town: "Jussy", country: "CH" },
            dueDays: 10,
          },
        ],
      },
    },
  };
}

/** One line: an item at 12.00, once, unless said otherwise. */
export function aLine(name: string, more: Partial<BasketLine> = {}): BasketLine {
  const key = `producer/${name}`;
  const priceMinor = more.lineMinor ?? 1200;
  const item: Item = {
    id: name,
    kind: "good",
    name: { fr: name },
    category: "food",
    vat: "reduced",
    variants: [{ id: "v", priceMinor }],
  };
  return {
    key,
    variantId: "v",
    quantity: 1,
    name: item.name,
    view: {
      key,
      partyId: "producer",
      partyName: "Ferme des Trois Noyers",
      distanceMetres: null,
      stock: {},
      labels: [],
      inSeason: true,
      item,
    },
    problem: null,
    lineMinor: priceMinor,
    lineCapMinor: priceMinor,
    depositMinor: 0,
    ...more,
  };
}

/** What `lines` come to at one producer. */
export function aGroup(lines: readonly BasketLine[], more: Partial<BasketGroup> = {}): BasketGroup {
  const sum = (of: (line: BasketLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const itemsMinor = sum((line) => line.lineMinor);
  const depositsMinor = sum((line) => line.depositMinor);
  return {
    partyId: "producer",
    party: aParty(),
    lines,
    itemsMinor,
    depositsMinor,
    totalMinor: itemsMinor + depositsMinor,
    capMinor: sum((line) => line.lineCapMinor) + depositsMinor,
    missingMinor: Math.max(0, 1500 - itemsMinor),
    ageMin: 0,
    appointment: null,
    time: null,
    ...more,
  };
}

/** A window of an evening. */
export function aWindow(day: string, more: Partial<WindowChoice> = {}): WindowChoice {
  return { id: `e.${day}`, day, from: "17:00", to: "19:00", orderBefore: `${day}T10:00:00Z`, open: true, ...more };
}

/** A courier for 6.50. */
export function aChoice(id: string, windows: readonly WindowChoice[], feeMinor = 650): DeliveryChoice {
  return { courier: aParty(id), zoneId: "z", feeMinor, vehicle: { fr: "à vélo" }, windows };
}
