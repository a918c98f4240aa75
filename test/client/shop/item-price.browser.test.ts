import { render } from "lit";
import { expect, test } from "vitest";
import type { Party } from "../../../crypto/protocol/exports.ts";
import type { ItemView } from "../../../client/core/api.ts";
import { itemPrice } from "../../../client/shop/item-price.ts";
import { aParty } from "../checkout/a-basket.ts";

type Payments = NonNullable<Party["ordering"]>["payments"];

const variant = { id: "v", priceMinor: 650 };
const view = { item: { vat: "reduced", variants: [variant] } } as unknown as ItemView;

/** What stands beside the price at a stall that is paid so; undefined: it says nothing of paying. */
function shownPrice(payments: Payments | undefined): string {
  const party = aParty();
  const ordering = payments === undefined ? undefined : ({ ...party.party.ordering, payments } as Party["ordering"]);
  const place = document.createElement("div");
  const { ordering: _ordering, ...rest } = party.party;
  render(itemPrice(view, variant, { ...party, party: ordering ? { ...rest, ordering } : rest }), place);
  return place.textContent.replace(/\s+/g, " ");
}

test("the city's own currency stands beside the price of who takes it", () => {
  expect(shownPrice([{ method: "at-handover", means: ["cash", "local-currency"] }])).toContain("6.50 en léman");
});

test("what is hired says for how long beside its price", () => {
  const place = document.createElement("div");
  const service = { durationMinutes: 10_080, place: "ours" as const };
  render(itemPrice({ ...view, item: { ...view.item, service } } as ItemView, variant, null), place);
  expect(place.textContent.replace(/\s+/g, " ")).toContain("pour 7 j");
});

test("and of nobody else", () => {
  const others: (Payments | undefined)[] = [[{ method: "at-handover", means: ["cash", "card"] }], [], undefined];
  for (const payments of others) {
    expect(shownPrice(payments)).toContain("6.50");
    expect(shownPrice(payments)).not.toContain("léman");
  }
});
