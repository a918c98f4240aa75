import { beforeAll, describe, expect, test } from "vitest";
import { createBasket } from "../../../../client/core/basket/basket.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { openDeviceVault } from "../../../../client/core/device-vault.ts";
import { openSession } from "../../../../client/core/open-session.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { ready } from "../../../../crypto/sodium.ts";
import { accredited, founded, good, platformOver, producer, said } from "../catalogue/public-plane.ts";

beforeAll(() => ready());

const ordering = {
  acceptWithinHours: 24,
  leadHours: 12,
  minimumMinor: 2_000,
  collection: [],
  couriers: [],
  payments: [{ method: "at-handover" as const, means: ["cash" as const] }],
};

async function shopping() {
  const market = founded();
  const farm = market.open(producer("Ferme", { ordering }), [
    good("lait", "Lait", {
      variants: [{ id: "l", priceMinor: 260, deposit: { container: "bottle-1l", amountMinor: 100 } }],
    }),
    good("tomme", "Tomme", {
      variants: [
        {
          id: "m",
          priceMinor: 1120,
          weighed: { pricePerKgMinor: 2800, gramsMin: 360, gramsEstimate: 400, gramsMax: 460 },
        },
      ],
    }),
    good("biere", "Bière", { ageMin: 16, variants: [{ id: "b", priceMinor: 390 }] }),
  ]);
  market.publish(said("stock", farm.key, "s0", { levels: { "lait/l": 3 } }));
  const platform = platformOver(market.plane);
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  const session = await openSession(platform, await openDeviceVault(platform.store));
  const basket = createBasket({ session, catalogue, hub });
  await catalogue.refresh();
  const key = (item: string): string => `${farm.id}/${item}`;
  return { ...market, farm, catalogue, session, basket, key, platform };
}

describe("the basket", () => {
  test("sums goods, deposits and what weighing may come to, by stall", async () => {
    const { basket, key, farm } = await shopping();
    await basket.setBasketLine(key("lait"), "l", 2);
    await basket.setBasketLine(key("tomme"), "m", 1);
    await basket.setBasketLine(key("biere"), "b", 1);
    const [group] = basket.view.groups;
    expect(basket.view.count).toBe(4);
    expect(group).toMatchObject({
      partyId: farm.id,
      itemsMinor: 520 + 1120 + 390,
      depositsMinor: 200,
      totalMinor: 2230,
      // 460 g at 28.00 a kilogram.
      capMinor: 520 + 1288 + 390 + 200,
      missingMinor: 0,
      ageMin: 16,
    });
    await basket.setBasketLine(key("biere"), "b", 0);
    expect(basket.view.groups[0]).toMatchObject({ missingMinor: 2000 - 1640, ageMin: 0 });
    await basket.clearBasketGroup(farm.id);
    expect(basket.view).toEqual({ groups: [], count: 0, totalMinor: 0 });
  });

  test("keeps the time chosen for a stall's services as long as something of the stall lies in it", async () => {
    const { basket, key, farm } = await shopping();
    await basket.chooseTime(farm.id, "w1@2026-09-25");
    expect(basket.view.groups).toEqual([]);
    await basket.setBasketLine(key("lait"), "l", 1);
    expect(basket.view.groups[0]?.time).toBeNull();
    await basket.chooseTime(farm.id, "w1@2026-09-25");
    await basket.chooseTime(farm.id, "w2@2026-09-26");
    await basket.setBasketLine(key("lait"), "l", 2);
    expect(basket.view.groups[0]?.time).toBe("w2@2026-09-26");
    await basket.setBasketLine(key("lait"), "l", 0);
    await basket.setBasketLine(key("lait"), "l", 1);
    expect(basket.view.groups[0]?.time).toBeNull();
  });

  test("says when there are too few, when a price moved, when something is gone", async () => {
    const { basket, key, farm, publish, catalogue, steward } = await shopping();
    await basket.setBasketLine(key("lait"), "l", 4);
    await basket.setBasketLine(key("tomme"), "m", 1);
    await basket.setBasketLine(key("biere"), "b", 1);
    const problems = (): (string | null)[] => basket.view.groups[0]?.lines.map(({ problem }) => problem) ?? [];
    expect(problems()).toEqual(["too-many", null, null]);
    const items = [
      good("lait", "Lait", { variants: [{ id: "l", priceMinor: 260 }] }),
      good("tomme", "Tomme", { variants: [{ id: "m", priceMinor: 1200 }] }),
    ];
    publish(said("shelf", farm.key, "s0", { name: { fr: "1" }, items }, 2));
    await catalogue.refresh();
    expect(problems()).toEqual(["too-many", "price-changed", "gone"]);
    expect(basket.view.groups[0]?.lines[2]).toMatchObject({ lineMinor: 0, name: { fr: "Bière" } });
    // Choosing it again at the new price is agreeing to it.
    await basket.setBasketLine(key("tomme"), "m", 1);
    await basket.setBasketLine(key("biere"), "b", 0);
    expect(problems()).toEqual(["too-many", null]);
    // Of a stall that is suspended nothing is shown but the names of what one wanted there.
    publish(said("accreditation", steward, farm.id, { ...accredited, status: "suspended" }, 2));
    await catalogue.refresh();
    expect(problems()).toEqual(["gone", "gone"]);
    expect(basket.view.groups[0]?.lines.map(({ view, name }) => [view, name?.["fr"]])).toEqual([
      [null, "Lait"],
      [null, "Tomme"],
    ]);
  });

  test("what is sold out counts in no sum and towards no minimum", async () => {
    const { basket, key, farm, publish, catalogue } = await shopping();
    await basket.setBasketLine(key("lait"), "l", 2);
    await basket.setBasketLine(key("tomme"), "m", 1);
    const before = basket.view.groups[0]!;
    publish(said("stock", farm.key, "s0", { levels: { "lait/l": 0 } }, 9));
    await catalogue.refresh();
    const group = basket.view.groups[0]!;
    const [milk, cheese] = group.lines;
    expect(milk).toMatchObject({ problem: "too-many", quantity: 2, lineMinor: 0, depositMinor: 0 });
    expect(group.itemsMinor).toBe(cheese!.lineMinor);
    expect(group.capMinor).toBe(cheese!.lineCapMinor + cheese!.depositMinor);
    expect(group.missingMinor).toBe(2000 - cheese!.lineMinor);
    expect(before.itemsMinor).toBeGreaterThan(group.itemsMinor);
  });

  test("refuses quantities that are none, and what is not in the shop", async () => {
    const { basket, key } = await shopping();
    for (const quantity of [-1, 0.5, 1000, Number.NaN]) {
      await expect(basket.setBasketLine(key("lait"), "l", quantity)).rejects.toMatchObject({ code: "basket/quantity" });
    }
    await expect(basket.setBasketLine(key("nothing"), "v", 1)).rejects.toMatchObject({ code: "basket/gone" });
    await basket.setBasketLine(key("nothing"), "v", 0);
    expect(basket.view.count).toBe(0);
  });

  test("is still there after a reload, with the postcode and what is liked", async () => {
    const { basket, key, farm, platform, catalogue } = await shopping();
    await basket.setBasketLine(key("lait"), "l", 2);
    await basket.setPostcode("1205");
    await basket.toggleFavourite(farm.id);
    await basket.toggleFavourite(key("lait"));
    await basket.toggleFavourite(farm.id);
    expect(catalogue.view.postcode).toBe("1205");
    const hub = createTopicHub();
    const again = await createCatalogue(platform, hub);
    const session = await openSession(platform, await openDeviceVault(platform.store));
    const reloaded = createBasket({ session, catalogue: again, hub });
    // Before the catalogue has come nothing is called gone.
    expect(reloaded.view.groups[0]?.lines[0]).toMatchObject({ quantity: 2, problem: null, lineMinor: 520 });
    expect(again.view.postcode).toBe("1205");
    expect(reloaded.favourites).toEqual([key("lait")]);
  });
});
