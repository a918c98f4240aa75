import { describe, expect, test } from "vitest";
import type { Item, Party } from "../../../crypto/protocol/exports.ts";
import { renderPage } from "../../../server/pages/frame.ts";
import { itemPage } from "../../../server/pages/item-page.ts";
import { stallPage } from "../../../server/pages/stall-page.ts";
import { ready } from "../../../crypto/sodium.ts";
import { newSigner, partyBody, stated } from "../../support/market-statements.ts";
import { readPage } from "../../support/public-page.ts";
import { pagesMarket } from "./pages-market.ts";

await ready();

const point = newSigner();
const stranger = newSigner();
const lesson: Item = {
  id: "lecon",
  kind: "service",
  name: { fr: "Leçon" },
  category: "services/courses",
  variants: [{ id: "une", priceMinor: 6000 }],
  vat: "standard",
  service: { durationMinutes: 60, place: "ours", appointment: true },
};
const trailer: Item = {
  ...lesson,
  id: "remorque",
  name: { fr: "Remorque" },
  service: { durationMinutes: 10_080, place: "ours" },
};
const honey: Item = {
  id: "miel",
  kind: "good",
  name: { fr: "Miel" },
  category: "food/honey",
  variants: [{ id: "pot", priceMinor: 1250 }],
  vat: "reduced",
};
const days = [{ weekday: 4, from: "11:00" }];
const stall: Party = {
  ...partyBody("La Ruche"),
  ordering: {
    acceptWithinHours: 24,
    leadHours: 1,
    collection: [],
    couriers: [],
    payments: [{ method: "at-handover", means: ["cash"] }],
    appointments: {
      windows: [{ weekday: 2, from: "09:00", to: "12:00" }],
      stepMinutes: 30,
      leadHours: 2,
      daysAhead: 30,
      capacity: 1,
    },
    pickupPoints: [
      { point: point.name, feeMinor: 150, days },
      { point: stranger.name, feeMinor: 0, days },
    ],
  },
};

async function openMarket() {
  const market = await pagesMarket(stall, [lesson, trailer, honey]);
  const place = { street: "Place d’Essai 2", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.14 };
  market.put(stated(point, "party", { ...partyBody("Kiosque <b>", "pickup-point"), place }));
  // One that says it is a point and is not accredited, which is not named.
  market.put(stated(stranger, "party", partyBody("Inconnu", "pickup-point")));
  const judgement = { status: "accredited" as const, labels: [], keyCompared: true };
  market.put(stated(market.steward, "accreditation", judgement, { subject: point.name }));
  market.put(
    stated(
      market.producer,
      "stock",
      { levels: {}, taken: { cellMinutes: 30, days: { "2026-12-01": { "09:00": 1 } } } },
      { subject: "agenda" },
    ),
  );
  const text = async (language: string, of: "stall" | "lecon" | "miel" | "remorque"): Promise<string> => {
    const context = market.context(language);
    const party = market.producer.name;
    const content = of === "stall" ? stallPage(context, party, 1) : itemPage(context, party, of);
    return readPage(renderPage(context, content!)).text.replaceAll(/[\u00a0\u202f]/g, " ");
  };
  return { text };
}

describe("public pages", () => {
  test.each([
    ["fr", "Sur rendez-vous : mardi, 9 h – 12 h", "À retirer : Kiosque <b>, Place d’Essai 2, Genève, 1.50 CHF"],
    ["en", "By appointment: Tuesday, ", "Picked up at Kiosque <b>, Place d’Essai 2, Genève, "],
    ["de", "Nach Vereinbarung: Dienstag, ", "Abzuholen: Kiosque <b>, Place d’Essai 2, Genève, "],
    ["it", "Su appuntamento: martedì, ", "Da ritirare: Kiosque <b>, Place d’Essai 2, Genève, "],
  ])("of a stall say when it is booked and where its things wait: %s", async (language, booked, waits) => {
    const { text } = await openMarket();
    const stallText = await text(language, "stall");
    expect(stallText).toContain(booked);
    expect(stallText).toContain(waits);
    expect(stallText).not.toContain("Inconnu");
  });

  test("of a service say that it is booked, and nothing of what is taken; of a good, where it waits", async () => {
    const { text } = await openMarket();
    const service = await text("fr", "lecon");
    expect(service).toContain("à l’atelier, sur rendez-vous");
    expect(service).not.toContain("À retirer");
    expect(service).not.toContain("2026-12-01");
    expect(await text("fr", "miel")).toContain("À retirer : Kiosque <b>");
    // What is hired says for how long beside its price, on its page and in lists.
    for (const page of ["remorque", "stall"] as const) expect(await text("fr", page)).toMatch(/60\.00 CHF\s+pour 7 j/);
  });
});
