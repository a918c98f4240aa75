import { existsSync } from "node:fs";
import { join } from "node:path";
import { isValidIBAN } from "ibantools";
import { describe, expect, test } from "vitest";
import { item as itemSchema } from "../../crypto/protocol/item.ts";
import { deliveryOffer, party as partySchema } from "../../crypto/protocol/statements.ts";
import { demoThumbnail } from "../../instances/notation/demo-market.ts";
import { hours, type ShelfPlace, writeShelf } from "../../instances/notation/shelf-notation.ts";
import { ibanWith } from "../../instances/notation/stall-notation.ts";
import { demoNamed, instanceNamed } from "../../instances/registry.ts";

/** What each city's demo has at least. */
const cities = [
  { name: "geneva", stalls: 40, items: 1500, couriers: 3, pickupPoints: 2, ofEachTile: 20 },
  { name: "freiburg", stalls: 12, items: 150, couriers: 2, pickupPoints: 1, ofEachTile: 3 },
];
const markets = await Promise.all(
  cities.map(async (least) => {
    const market = await demoNamed(least.name);
    const instance = instanceNamed(least.name);
    if (market === null) throw new Error(`${least.name} has no demo.`);
    const items = market.stalls.flatMap((stall) => stall.items.map((item) => ({ stall, item })));
    return { least, market, instance, items };
  }),
);

test("an instance without a demo has none", async () => {
  expect(await demoNamed("tree")).toBeNull();
  expect(await demoNamed("../instances/geneva")).toBeNull();
});

describe.each(markets)("the demo market of $least.name", ({ least, market, instance, items }) => {
  const { stalls, couriers, pickupPoints, photos: demoPhotos } = market;
  const language = instance.languages[0] ?? "";

  test("is a market: stalls, couriers, pickup points, items of every tile", () => {
    expect(stalls.length).toBeGreaterThanOrEqual(least.stalls);
    expect(couriers).toHaveLength(least.couriers);
    expect(pickupPoints).toHaveLength(least.pickupPoints);
    expect(items.length).toBeGreaterThanOrEqual(least.items);
    for (const { path, includes = [], tile } of instance.categories) {
      if (!tile) continue;
      const branches = [path, ...includes];
      const below = items.filter(({ item }) =>
        branches.some((branch) => item.category === branch || item.category.startsWith(`${branch}/`)),
      );
      expect(below.length, path).toBeGreaterThanOrEqual(least.ofEachTile);
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
    const paths = new Set(instance.categories.map(({ path }) => path));
    const labels = new Set(instance.labels.map(({ id }) => id));
    const rates = new Set(instance.vat.map(({ id }) => id));
    const containers = new Map(instance.containers.map(({ id, amountMinor }) => [id, amountMinor]));
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
      for (const { file } of photos.flatMap((photo) => [photo, { file: demoThumbnail(photo.file) }])) {
        expect(existsSync(join(import.meta.dirname, "../../instances", least.name, "demo/photos", file)), file).toBe(
          true,
        );
      }
    }
  });

  test("keeps the law of its instance: alcohol has its age and its rate, what is not registered charges no VAT", () => {
    for (const { item, stall } of items) {
      const alcohol = /^drinks\/(wine|beer|sparkling)/.test(item.category) && item.kind === "good";
      const soft = /sans alcool|alcohol-free|alkoholfrei|jus |verjus/i.test(Object.values(item.name).join(" "));
      if (alcohol && !soft) expect(item.ageMin, `${stall.slug}/${item.id}`).toBeGreaterThanOrEqual(16);
      if (alcohol) expect(item.vat, `${stall.slug}/${item.id}`).not.toBe("reduced");
      if (stall.party.vatRegistered === false) expect(item.vat, `${stall.slug}/${item.id}`).toBe("none");
    }
  });

  test("has ids, names and accounts of its own in each stall", () => {
    for (const { slug, items: own, levels } of stalls) {
      expect(new Set(own.map(({ id }) => id)).size, slug).toBe(own.length);
      expect(new Set(own.map(({ name }) => name[language])).size, slug).toBe(own.length);
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
    for (const iban of ibans) expect(iban.slice(0, 2)).toBe(instance.country);
  });

  test("speaks the city's first language, and calls nothing a diet that it contains", () => {
    for (const { item, stall } of items) {
      const where = `${stall.slug}/${item.id}`;
      expect(item.name[language], where).toBeTruthy();
      for (const told of Object.keys(item.name)) expect(instance.languages, where).toContain(told);
      const has = (allergen: string): boolean =>
        Object.entries(item.allergens ?? {}).some(([name, presence]) => name === allergen && presence === "yes");
      if (item.diets?.includes("vegan"))
        for (const from of ["milk", "eggs", "fish"]) expect(has(from), where).toBe(false);
      if (item.diets?.includes("gluten-free")) expect(has("gluten"), where).toBe(false);
    }
  });

  test("says of whom the open desks are, and its orders can be placed there", () => {
    const stall = stalls.find(({ slug }) => slug === market.openStall);
    expect(stall?.couriers).toContain(market.openCourier);
    for (const slug of market.waiting) expect(stalls.map((one) => one.slug)).toContain(slug);
    const zones = couriers.find(({ slug }) => slug === market.openCourier)?.offer.zones ?? [];
    const reached = new Set(zones.flatMap(({ postcodes }) => postcodes));
    const wanted = new Map<string, number>();
    const bookable = stalls.find(({ slug }) => slug === market.openBookable);
    const placed = market.orders.filter(({ way }) => way !== "appointment");
    for (const { lines } of placed) {
      for (const [id, variant, quantity] of lines) {
        const key = `${id}/${stall?.items.find((item) => item.id === id)?.variants[variant]?.id}`;
        wanted.set(key, (wanted.get(key) ?? 0) + quantity);
      }
    }
    for (const [key, quantity] of wanted) {
      const left = stall?.levels[key];
      if (typeof left === "number") expect(left, key).toBeGreaterThanOrEqual(quantity);
    }
    for (const order of market.orders) {
      for (const [id, variant] of order.lines)
        expect(
          (order.way === "appointment" ? bookable : stall)?.items.find((item) => item.id === id)?.variants[variant],
          id,
        ).toBeDefined();
      if (order.way === "appointment") expect(bookable?.party.ordering?.appointments, order.name).toBeDefined();
      if (order.way === "pickup") {
        expect(
          stall?.pickups?.map(({ slug }) => slug),
          order.name,
        ).toContain(market.openPickupPoint);
        expect(order.payment).toBe("bank-transfer");
      }
      if (order.way === "delivery") expect(reached.has(order.postcode), order.name).toBe(true);
      if (order.steps.includes("decline") || order.steps.includes("cancel")) expect(order.reply).toBeTruthy();
    }
  });
});

/** The examples of the IBAN registry. */
test.each(["CH9300762011623852957", "DE89370400440532013000", "FR1420041010050500013M02606"])(
  "the check digits of %s are worked out",
  (iban) => {
    expect(ibanWith(iban.slice(0, 2), iban.slice(4))).toBe(iban);
  },
);

const shelfPlace: ShelfPlace = {
  languages: ["fr", "en"],
  containers: [{ id: "bottle-1l", name: { fr: "Bouteille" }, amountMinor: 100 }],
};

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
      shelfPlace,
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

  test("a diet of the shelf is not one of a line that contains what it leaves out", () => {
    const lines = `
      Pain | 4.00 | +gluten keep:perishable |
      Flan | 2.00 | +milk +eggs |`;
    const notation = { category: "food/bread", vat: "reduced", options: "vegan gf organic", lines };
    const { items: written } = writeShelf(notation, "four", new Set(), shelfPlace);
    expect(written.map(({ diets }) => diets)).toEqual([
      ["vegan", "organic"],
      ["gluten-free", "organic"],
    ]);
    expect(written[0]?.withdrawalExempt).toBe("perishable");
  });

  test("a container that the city does not have is an error, as are options and prices that say nothing", () => {
    const write = (lines: string) => () =>
      writeShelf({ category: "food", vat: "reduced", lines }, "four", new Set(), shelfPlace);
    expect(write("Lait | 2.00 1l +tonneau | |")).toThrow("Demo container");
    expect(write("Lait | deux francs | |")).toThrow("Demo price");
    expect(write("Lait | 2.00 | zzz |")).toThrow("Demo option");
  });

  test("reads hours", () => {
    expect(hours("tue-wed 9-18:30, sat 8-13")).toEqual([
      { weekday: 2, from: "09:00", to: "18:30" },
      { weekday: 3, from: "09:00", to: "18:30" },
      { weekday: 6, from: "08:00", to: "13:00" },
    ]);
  });
});
