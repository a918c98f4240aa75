import { existsSync } from "node:fs";
import { join } from "node:path";
import { isValidIBAN } from "ibantools";
import { describe, expect, test } from "vitest";
import { item as itemSchema } from "../../crypto/protocol/item.ts";
import { deliveryOffer, party as partySchema } from "../../crypto/protocol/statements.ts";
import { demoMarket } from "../../instances/geneva/demo/market.ts";
import { hours, writeShelf } from "../../instances/geneva/demo/notation.ts";
import { demoPhotos } from "../../instances/geneva/demo/photos.ts";
import { geneva } from "../../instances/geneva/instance.ts";

const { stalls, couriers, pickupPoints } = demoMarket;
const items = stalls.flatMap((stall) => stall.items.map((item) => ({ stall, item })));

describe("the demo market", () => {
  test("is a market: about 45 stalls, three couriers, two pickup points, 1,500 items of every tile", () => {
    expect(stalls.length).toBeGreaterThanOrEqual(40);
    expect(couriers).toHaveLength(3);
    expect(pickupPoints).toHaveLength(2);
    expect(items.length).toBeGreaterThanOrEqual(1500);
    for (const { path, includes = [], tile } of geneva.categories) {
      if (!tile) continue;
      const branches = [path, ...includes];
      const below = items.filter(({ item }) =>
        branches.some((branch) => item.category === branch || item.category.startsWith(`${branch}/`)),
      );
      expect(below.length, path).toBeGreaterThanOrEqual(20);
    }
  });

  test("fits the schemas of what is published", () => {
    for (const { slug, party } of [...stalls, ...couriers, ...pickupPoints]) {
      expect(partySchema.safeParse(party).error, slug).toBeUndefined();
    }
    for (const { item, stall } of items) {
      expect(itemSchema.safeParse(item).error, `${stall.slug}/${item.id}`).toBeUndefined();
    }
    for (const { offer, slug } of couriers) expect(deliveryOffer.safeParse(offer).error, slug).toBeUndefined();
  });

  test("names only categories, labels, rates, containers, couriers and pictures that exist", () => {
    const paths = new Set(geneva.categories.map(({ path }) => path));
    const labels = new Set(geneva.labels.map(({ id }) => id));
    const rates = new Set(geneva.vat.map(({ id }) => id));
    const containers = new Map(geneva.containers.map(({ id, amountMinor }) => [id, amountMinor]));
    const courierSlugs = couriers.map(({ slug }) => slug);
    for (const { item, stall } of items) {
      const where = `${stall.slug}/${item.id}`;
      expect(paths.has(item.category), `${where}: ${item.category}`).toBe(true);
      expect(rates.has(item.vat), `${where}: ${item.vat}`).toBe(true);
      for (const label of item.labels ?? []) {
        expect(labels.has(label), `${where}: ${label}`).toBe(true);
        expect(stall.labels, `${where}: ${label} was not granted`).toContain(label);
      }
      for (const { deposit } of item.variants) {
        if (deposit) expect(containers.get(deposit.container), where).toBe(deposit.amountMinor);
      }
    }
    for (const stall of stalls) {
      expect(paths.has(stall.party.category ?? "")).toBe(true);
      for (const slug of stall.couriers) expect(courierSlugs, stall.slug).toContain(slug);
    }
    for (const [key, photos] of Object.entries(demoPhotos)) {
      expect(
        items.some(({ stall, item }) => `${stall.slug}/${item.id}` === key),
        key,
      ).toBe(true);
      for (const { file } of photos) {
        expect(existsSync(join(import.meta.dirname, "../../instances/geneva/demo/photos", file)), file).toBe(true);
      }
    }
  });

  test("keeps the law of its instance: alcohol has its age and its rate, what is not registered charges no VAT", () => {
    for (const { item, stall } of items) {
      const alcohol = /^drinks\/(wine|beer|sparkling)/.test(item.category) && item.kind === "good";
      const soft = /sans alcool|alcohol-free|jus |verjus/i.test(Object.values(item.name).join(" "));
      if (alcohol && !soft) expect(item.ageMin, `${stall.slug}/${item.id}`).toBeGreaterThanOrEqual(16);
      if (alcohol) expect(item.vat, `${stall.slug}/${item.id}`).not.toBe("reduced");
      if (stall.party.vatRegistered === false) expect(item.vat, `${stall.slug}/${item.id}`).toBe("none");
    }
  });

  test("has ids, names and accounts of its own in each stall", () => {
    for (const { slug, items: own, levels } of stalls) {
      expect(new Set(own.map(({ id }) => id)).size, slug).toBe(own.length);
      expect(new Set(own.map(({ name }) => name["fr"])).size, slug).toBe(own.length);
      for (const item of own) {
        expect(new Set(item.variants.map(({ id }) => id)).size, `${slug}/${item.id}`).toBe(item.variants.length);
      }
      const known = own.flatMap((item) => item.variants.map(({ id }) => `${item.id}/${id}`));
      for (const name of Object.keys(levels)) expect(known).toContain(name);
    }
    expect(new Set(stalls.map(({ slug }) => slug)).size).toBe(stalls.length);
    const ibans = stalls.flatMap(({ party }) =>
      (party.ordering?.payments ?? []).flatMap((payment) => (payment.method === "bank-transfer" ? [payment.iban] : [])),
    );
    for (const iban of ibans) expect(isValidIBAN(iban), iban).toBe(true);
    expect(new Set(ibans).size).toBe(ibans.length);
  });
});

describe("the notation of shelves", () => {
  test("reads a weighed cheese, a bottle with a deposit and a service", () => {
    const { items: written, levels } = writeShelf(
      {
        category: "food/dairy/cheese",
        vat: "reduced",
        lines: `
          Tomme = Tomme | Petit 28/kg 250g; 30/kg 400g | n3 +milk ~nuts s11-2 | Croûte grise.
          Lait | 2.60 1l +bottle-1l | n* cold |
          Visite | 15 | d120@ours c:services/farm-visit v:standard |`,
      },
      "ferme",
      new Set(),
    );
    expect(written).toEqual([
      {
        id: "tomme",
        kind: "good",
        name: { fr: "Tomme", en: "Tomme" },
        summary: { fr: "Croûte grise." },
        category: "food/dairy/cheese",
        vat: "reduced",
        season: [1, 2, 11, 12],
        allergens: { milk: "yes", nuts: "traces" },
        variants: [
          {
            id: "petit",
            name: { fr: "Petit" },
            priceMinor: 700,
            content: { quantity: 250_000, unit: "g" },
            weighed: { pricePerKgMinor: 2800, gramsMin: 225, gramsEstimate: 250, gramsMax: 288 },
          },
          {
            id: "400g",
            priceMinor: 1200,
            content: { quantity: 400_000, unit: "g" },
            weighed: { pricePerKgMinor: 3000, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 },
          },
        ],
      },
      {
        id: "lait",
        kind: "good",
        name: { fr: "Lait" },
        category: "food/dairy/cheese",
        vat: "reduced",
        temperature: "chilled",
        variants: [
          {
            id: "1l",
            priceMinor: 260,
            content: { quantity: 1_000_000, unit: "ml" },
            deposit: { container: "bottle-1l", amountMinor: 100 },
          },
        ],
      },
      {
        id: "visite",
        kind: "service",
        name: { fr: "Visite" },
        category: "services/farm-visit",
        vat: "standard",
        service: { durationMinutes: 120, place: "ours" },
        variants: [{ id: "v1", priceMinor: 1500 }],
      },
    ]);
    expect(levels).toEqual({ "tomme/petit": 3, "tomme/400g": 3, "lait/1l": "on-demand", "visite/v1": "on-demand" });
  });

  test("reads hours", () => {
    expect(hours("tue-wed 9-18:30, sat 8-13")).toEqual([
      { weekday: 2, from: "09:00", to: "18:30" },
      { weekday: 3, from: "09:00", to: "18:30" },
      { weekday: 6, from: "08:00", to: "13:00" },
    ]);
  });
});
