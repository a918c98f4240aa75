import { expect, test } from "vitest";
import { item as itemSchema } from "../../../crypto/protocol/item.ts";
import type { Item } from "../../../crypto/protocol/exports.ts";
import { usualVat } from "../../../client/design/catalogue-facts.ts";
import {
  categoryChosen,
  emptyForm,
  emptyVariant,
  formOf,
  itemFrom,
  type ItemForm,
} from "../../../client/stall/item-form.ts";

const containers = [{ id: "bottle-1l", amountMinor: 100 }];
const form = (part: Partial<ItemForm> = {}): ItemForm => {
  const empty = emptyForm("item-1", "v-1", "reduced");
  const [variant] = empty.variants;
  if (variant === undefined) throw new Error("an empty form has a variant");
  return {
    ...empty,
    name: { fr: "Tomme" },
    category: "food/dairy/cheese",
    variants: [{ ...variant, price: "12.50" }],
    ...part,
  };
};

/** The item of a form that is right; fails with what is wrong. */
function itemOf(of: ItemForm): Item {
  const outcome = itemFrom(of, containers, "fr");
  if (outcome.kind === "problems") throw new Error(JSON.stringify(outcome.problems));
  return itemSchema.parse(outcome.item);
}

test("the least that is an item: a name, a category, a price", () => {
  expect(itemOf(form())).toEqual({
    id: "item-1",
    kind: "good",
    name: { fr: "Tomme" },
    category: "food/dairy/cheese",
    vat: "reduced",
    variants: [{ id: "v-1", priceMinor: 1250 }],
  });
});

test("everything that is missing or wrong is named, and nothing is guessed", () => {
  const [variant] = form().variants;
  if (variant === undefined) throw new Error("unreachable");
  const outcome = itemFrom(
    form({
      name: { en: "Cheese" },
      category: "",
      variants: [{ ...variant, price: "12.5O", stockKind: "counted", stock: "beaucoup" }],
    }),
    containers,
    "fr",
  );
  expect(outcome).toEqual({
    kind: "problems",
    problems: {
      name: "missing",
      category: "missing",
      "variants/0/price": "not-an-amount",
      "variants/0/stock": "not-a-number",
    },
  });
});

test("a weighed variant is priced by the kilogram, and its price is that of its estimate", () => {
  const [variant] = form().variants;
  if (variant === undefined) throw new Error("unreachable");
  const weighed = { ...variant, price: "28", byWeight: true, gramsMin: "350", gramsEstimate: "400", gramsMax: "450" };
  const [made] = itemOf(form({ variants: [weighed] })).variants;
  expect(made).toEqual({
    id: "v-1",
    priceMinor: 1120,
    weighed: { pricePerKgMinor: 2800, gramsMin: 350, gramsEstimate: 400, gramsMax: 450 },
  });
  const falling = itemFrom(form({ variants: [{ ...weighed, gramsMax: "390" }] }), containers, "fr");
  expect(falling).toEqual({ kind: "problems", problems: { "variants/0/gramsMax": "weights-not-rising" } });
  const heavy = itemFrom(form({ variants: [{ ...weighed, gramsMin: "410" }] }), containers, "fr");
  expect(heavy).toEqual({ kind: "problems", problems: { "variants/0/gramsMin": "weights-not-rising" } });
  const unread = itemFrom(form({ variants: [{ ...weighed, gramsMax: "0.5 kg" }] }), containers, "fr");
  expect(unread).toEqual({ kind: "problems", problems: { "variants/0/gramsMax": "not-a-number" } });
  // A good that became a service is weighed no more.
  const service = form({ kind: "service", duration: "60", variants: [{ ...weighed, gramsMax: "" }] });
  expect(itemOf(service).variants[0]).toEqual({ id: "v-1", priceMinor: 2800 });
});

test("contents are thousandths, a container brings its own deposit, an empty stock is plenty", () => {
  const [variant] = form().variants;
  if (variant === undefined) throw new Error("unreachable");
  const outcome = itemFrom(
    form({
      variants: [
        { ...variant, contentQuantity: "0,75", contentUnit: "ml", container: "bottle-1l", stock: "" },
        { ...variant, id: "v-2", name: { fr: "grand" }, stockKind: "counted", stock: "0" },
      ],
    }),
    containers,
    "fr",
  );
  expect(outcome).toMatchObject({ kind: "item", stock: { "v-2": 0 } });
  if (outcome.kind === "problems") return;
  expect(outcome.item.variants[0]).toMatchObject({
    content: { quantity: 750, unit: "ml" },
    deposit: { container: "bottle-1l", amountMinor: 100 },
  });
  expect(Object.keys(outcome.stock)).toEqual(["v-2"]);
});

test("a draft may wait for a price, what is to be shown may not, nor what is paid by weight", () => {
  const honey = form({ variants: [emptyVariant("a"), { ...emptyVariant("b"), price: "18" }] });
  const from = (changed: ItemForm, isDraft: boolean) => itemFrom(changed, [], "fr", isDraft);
  expect(from(honey, false)).toEqual({ kind: "problems", problems: { "variants/0/price": "missing" } });
  const draft = from(honey, true);
  expect(draft).toMatchObject({ kind: "item", unpriced: ["a"], item: { variants: [{ priceMinor: 0 }, {}] } });
  if (draft.kind !== "item") throw new TypeError("no item");
  expect(formOf(draft.item, {}, draft.unpriced).variants.map(({ price }) => price)).toEqual(["", "18.00"]);
  const wrong = form({ variants: [{ ...emptyVariant("a"), price: "douze" }] });
  expect(from(wrong, true)).toEqual({ kind: "problems", problems: { "variants/0/price": "not-an-amount" } });
  const byWeight = { ...emptyVariant("a"), byWeight: true, gramsMin: "1", gramsEstimate: "2", gramsMax: "3" };
  expect(from(form({ variants: [byWeight] }), true)).toEqual({
    kind: "problems",
    problems: { "variants/0/price": "missing" },
  });
});

test("an item that is opened and saved untouched is the same item", () => {
  const whole: Item = itemSchema.parse({
    id: "cidre",
    kind: "good",
    name: { fr: "Cidre", en: "Cider" },
    summary: { fr: "Brut." },
    description: { fr: "De poires\net de pommes." },
    category: "food/drinks",
    vat: "standard",
    variants: [
      { id: "a", name: { fr: "bouteille" }, priceMinor: 950, content: { quantity: 750_000, unit: "ml" }, sku: "CID" },
      { id: "b", priceMinor: 9000, deposit: { container: "bottle-1l", amountMinor: 100 }, gtin: "7610000000001" },
    ],
    pictures: [
      {
        digest: `${"d".repeat(42)}A`,
        placeholder: "pwgKDwJ_mIeDhnhaeGenl3Z59hJqTrAJ",
        width: 800,
        height: 1000,
        alt: { fr: "La bouteille" },
      },
    ],
    labels: ["terre"],
    allergens: { sulphites: "yes", gluten: "no" },
    diets: ["vegan"],
    ageMin: 16,
    temperature: "chilled",
    origin: { fr: "Jussy" },
    ingredients: { fr: "poires" },
    season: [9, 10],
  });
  const stock = { a: 12, b: "plenty" } as const;
  const outcome = itemFrom(formOf(whole, stock), containers, "fr");
  expect(outcome).toEqual({ kind: "item", item: whole, stock: { a: 12 }, unpriced: [] });
});

test("a service keeps how long and where, and no temperature", () => {
  const made = itemOf(
    form({ kind: "service", duration: "90", durationUnit: "minute", servicePlace: "yours", temperature: "chilled" }),
  );
  expect(made.service).toEqual({ durationMinutes: 90, place: "yours" });
  expect(made.temperature).toBeUndefined();
});

test("drained weight, bar code, stock on demand and what cannot be sent back survive an edit", () => {
  const [variant] = form().variants;
  if (variant === undefined) throw new Error("unreachable");
  const whole = form({
    withdrawalExempt: "perishable",
    variants: [
      {
        ...variant,
        contentQuantity: "400",
        drained: "240",
        gtin: "7610 0000 00000",
        stockKind: "on-demand",
        stock: "7",
      },
    ],
  });
  const outcome = itemFrom(whole, containers, "fr");
  if (outcome.kind === "problems") throw new Error(JSON.stringify(outcome.problems));
  expect(outcome.stock).toEqual({ "v-1": "on-demand" });
  expect(outcome.item).toMatchObject({
    withdrawalExempt: "perishable",
    variants: [{ drainedGrams: 240, gtin: "7610000000000", content: { quantity: 400_000, unit: "g" } }],
  });
  expect(itemOf(formOf(outcome.item, outcome.stock))).toEqual(outcome.item);
  const wrong = { ...variant, contentQuantity: "200", drained: "240", gtin: "12345" };
  expect(itemFrom(form({ variants: [wrong] }), containers, "fr")).toEqual({
    kind: "problems",
    problems: { "variants/0/drained": "drained-too-heavy", "variants/0/gtin": "not-a-gtin" },
  });
});

test("the rate of VAT and the age follow the category, until others than the usual were chosen", () => {
  const fresh = emptyForm("item-1", "v-1", usualVat(""));
  expect(fresh.vat).toBe("standard");
  const cheese = { ...fresh, ...categoryChosen(fresh, "food/dairy/cheese") };
  expect(cheese.vat).toBe("reduced");
  const wine = categoryChosen(cheese, "drinks/wine");
  expect(wine).toEqual({ category: "drinks/wine", vat: "standard", age: "16" });
  expect(categoryChosen({ ...cheese, ...wine }, "drinks/juice")).toMatchObject({ age: "" });
  expect(categoryChosen({ ...cheese, ...wine, age: "18" }, "drinks/beer")).toEqual({
    category: "drinks/beer",
    vat: "standard",
  });
  const chosen = { ...cheese, vat: "none", age: "18" as const };
  expect(categoryChosen(chosen, "drinks/wine")).toEqual({ category: "drinks/wine" });
});
