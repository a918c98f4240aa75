import type { Allergen, Content, Item, Picture, StockLevel, Variant } from "../../crypto/protocol/exports.ts";
import { usualAge, usualVat } from "../design/catalogue-facts.ts";
import type { Reserved } from "./reserved.ts";
import {
  minorFrom,
  minorText,
  minutesFrom,
  thousandthsFrom,
  thousandthsText,
  timeFieldOf,
  type TimeUnit,
  wholeFrom,
} from "./amounts.ts";

export type Texts = Readonly<Record<string, string>>;

/** A variant while it is being edited: everything as typed. */
export interface VariantForm {
  readonly id: string;
  readonly name: Texts;
  readonly price: string;
  readonly contentQuantity: string;
  readonly contentUnit: Content["unit"];
  readonly byWeight: boolean;
  readonly gramsMin: string;
  readonly gramsEstimate: string;
  readonly gramsMax: string;
  readonly container: string;
  readonly sku: string;
  readonly gtin: string;
  /** Grams without the liquid, as typed; "" where nothing is drained. */
  readonly drained: string;
  readonly stockKind: "plenty" | "counted" | "on-demand";
  /** The number, where it is counted. */
  readonly stock: string;
}

/** An item while it is being edited. Kept as typed, so that nothing a person wrote is ever lost to a check. */
export interface ItemForm {
  readonly id: string;
  readonly kind: Item["kind"];
  readonly name: Texts;
  readonly summary: Texts;
  readonly description: Texts;
  readonly ingredients: Texts;
  readonly origin: Texts;
  readonly category: string;
  readonly variants: readonly VariantForm[];
  readonly pictures: readonly Picture[];
  readonly vat: string;
  readonly labels: readonly string[];
  readonly allergens: Partial<Record<Allergen, "yes" | "traces" | "no">>;
  readonly diets: NonNullable<Item["diets"]>;
  readonly age: "" | "16" | "18";
  readonly temperature: NonNullable<Item["temperature"]>;
  /** Why it cannot be taken back; "": as the market's policy has it. */
  readonly withdrawalExempt: "" | NonNullable<Item["withdrawalExempt"]>;
  /** Empty means all year. */
  readonly season: readonly number[];
  readonly duration: string;
  readonly durationUnit: TimeUnit;
  readonly servicePlace: "yours" | "ours" | "remote";
  /** Booked for a time of the stall's agenda. */
  readonly byAppointment: boolean;
}

/** Where something is missing or wrong: `name`, `category`, `variants/0/price`… */
export type FormProblems = Readonly<Record<string, FormProblem>>;
export type FormProblem =
  | "missing"
  | "not-an-amount"
  | "not-a-number"
  | "not-a-duration"
  | "not-a-quantity"
  | "weights-not-rising"
  | "drained-too-heavy"
  | "not-a-gtin"
  | "too-long";

export type FormOutcome =
  | {
      readonly kind: "item";
      readonly item: Item;
      readonly stock: Readonly<Record<string, StockLevel>>;
      /** Variants that may wait for their price, by id: of a draft only. */
      readonly unpriced: readonly string[];
    }
  | { readonly kind: "problems"; readonly problems: FormProblems };

/** A container of the instance: what a deposit names. */
export interface Container {
  readonly id: string;
  readonly amountMinor: number;
}

/** An empty form. `id` stays the same over every later edit. */
export function emptyForm(id: string, variantId: string, vat: string): ItemForm {
  return {
    id,
    kind: "good",
    name: {},
    summary: {},
    description: {},
    ingredients: {},
    origin: {},
    category: "",
    variants: [emptyVariant(variantId)],
    pictures: [],
    vat,
    labels: [],
    allergens: {},
    diets: [],
    age: "",
    temperature: "ambient",
    withdrawalExempt: "",
    season: [],
    ...timeFieldOf(60),
    servicePlace: "ours",
    byAppointment: false,
  };
}

/** What choosing a category changes: the rate of VAT and the age follow it, until others than the usual were chosen. */
export function categoryChosen(form: ItemForm, category: string): Partial<ItemForm> {
  return {
    category,
    ...(form.vat === usualVat(form.category) && { vat: usualVat(category) }),
    ...(form.age === usualAge(form.category) && { age: usualAge(category) }),
  };
}

export function emptyVariant(id: string): VariantForm {
  return {
    id,
    name: {},
    price: "",
    contentQuantity: "",
    contentUnit: "g",
    byWeight: false,
    gramsMin: "",
    gramsEstimate: "",
    gramsMax: "",
    container: "",
    sku: "",
    gtin: "",
    drained: "",
    stockKind: "plenty",
    stock: "",
  };
}

/** The form of an item that exists. `unpriced`: the variants whose price nobody has said yet. */
export function formOf(
  item: Item,
  stock: Readonly<Record<string, StockLevel>>,
  unpriced: readonly string[] = [],
): ItemForm {
  return {
    id: item.id,
    kind: item.kind,
    name: item.name,
    summary: item.summary ?? {},
    description: item.description ?? {},
    ingredients: item.ingredients ?? {},
    origin: item.origin ?? {},
    category: item.category,
    variants: item.variants.map((variant) => {
      const form = variantFormOf(variant, stock[variant.id]);
      return unpriced.includes(variant.id) ? { ...form, price: "" } : form;
    }),
    pictures: item.pictures ?? [],
    vat: item.vat,
    labels: item.labels ?? [],
    allergens: item.allergens ?? {},
    diets: item.diets ?? [],
    age: item.ageMin === undefined ? "" : item.ageMin === 16 ? "16" : "18",
    temperature: item.temperature ?? "ambient",
    withdrawalExempt: item.withdrawalExempt ?? "",
    season: item.season ?? [],
    ...timeFieldOf(item.service?.durationMinutes ?? 60),
    servicePlace: item.service?.place ?? "ours",
    byAppointment: item.service?.appointment === true,
  };
}

function variantFormOf(variant: Variant, stock: StockLevel | undefined): VariantForm {
  return {
    id: variant.id,
    name: variant.name ?? {},
    price: minorText(variant.weighed?.pricePerKgMinor ?? variant.priceMinor),
    contentQuantity: variant.content ? thousandthsText(variant.content.quantity) : "",
    contentUnit: variant.content?.unit ?? "g",
    byWeight: variant.weighed !== undefined,
    gramsMin: variant.weighed ? String(variant.weighed.gramsMin) : "",
    gramsEstimate: variant.weighed ? String(variant.weighed.gramsEstimate) : "",
    gramsMax: variant.weighed ? String(variant.weighed.gramsMax) : "",
    container: variant.deposit?.container ?? "",
    sku: variant.sku ?? "",
    gtin: variant.gtin ?? "",
    drained: variant.drainedGrams === undefined ? "" : String(variant.drainedGrams),
    stockKind: typeof stock === "number" ? "counted" : (stock ?? "plenty"),
    stock: typeof stock === "number" ? String(stock) : "",
  };
}

/** The item that a form describes, or what is wrong with it, by field. A draft may wait for its prices. */
export function itemFrom(
  form: ItemForm,
  containers: readonly Container[],
  defaultLanguage: string,
  isDraft = false,
): FormOutcome {
  const problems: Record<string, FormProblem> = {};
  const waits = (variant: VariantForm): boolean => isDraft && !variant.byWeight && variant.price.trim() === "";
  if (!form.name[defaultLanguage]?.trim()) problems["name"] = "missing";
  for (const text of Object.values(form.name)) if (text.trim().length > 120) problems["name"] = "too-long";
  for (const text of Object.values(form.summary)) if (text.trim().length > 240) problems["summary"] = "too-long";
  if (form.category === "") problems["category"] = "missing";
  const stock: Record<string, StockLevel> = {};
  // What a good weighed is no matter of a service, and is there again where it becomes a good again.
  const typed = form.variants.map((variant) => ({ ...variant, byWeight: variant.byWeight && form.kind === "good" }));
  const variants = typed.map((variant, index) => {
    const level = variant.stockKind === "counted" ? wholeFrom(variant.stock, 0, 1_000_000) : variant.stockKind;
    if (level === null) problems[`variants/${index}/stock`] = "not-a-number";
    else if (level !== "plenty") stock[variant.id] = level;
    return variantFrom(
      waits(variant) ? { ...variant, price: "0" } : variant,
      `variants/${index}`,
      containers,
      problems,
    );
  });
  const durationMinutes = minutesFrom(form.duration, form.durationUnit, 5, 10_080);
  if (form.kind === "service" && durationMinutes === null) problems["duration"] = "not-a-duration";
  if (Object.keys(problems).length > 0) return { kind: "problems", problems };
  return {
    kind: "item",
    stock,
    unpriced: typed.filter(waits).map(({ id }) => id),
    item: {
      id: form.id,
      kind: form.kind,
      name: filled(form.name),
      category: form.category,
      variants,
      vat: form.vat,
      ...texts("summary", form.summary),
      ...texts("description", form.description),
      ...texts("ingredients", form.ingredients),
      ...texts("origin", form.origin),
      ...(form.pictures.length > 0 && { pictures: [...form.pictures] }),
      ...(form.labels.length > 0 && { labels: [...form.labels] }),
      ...(Object.keys(form.allergens).length > 0 && { allergens: { ...form.allergens } }),
      ...(form.diets.length > 0 && { diets: [...form.diets] }),
      ...(form.age !== "" && { ageMin: form.age === "16" ? (16 as const) : (18 as const) }),
      ...(form.kind === "good" && form.temperature !== "ambient" && { temperature: form.temperature }),
      ...(form.withdrawalExempt !== "" && { withdrawalExempt: form.withdrawalExempt }),
      ...(form.season.length > 0 && form.season.length < 12 && { season: form.season.toSorted((a, b) => a - b) }),
      ...(form.kind === "service" &&
        durationMinutes !== null && {
          service: {
            durationMinutes,
            place: form.servicePlace,
            ...(form.byAppointment && { appointment: true as const }),
          },
        }),
    },
  };
}

function variantFrom(
  form: VariantForm,
  path: string,
  containers: readonly Container[],
  problems: Record<string, FormProblem>,
): Variant {
  const priceMinor = minorFrom(form.price);
  if (priceMinor === null) problems[`${path}/price`] = form.price.trim() === "" ? "missing" : "not-an-amount";
  const quantity = thousandthsFrom(form.contentQuantity);
  if (form.contentQuantity.trim() !== "" && !form.byWeight && quantity === null)
    problems[`${path}/content`] = "not-a-quantity";
  const weighed = form.byWeight ? weighedFrom(form, priceMinor ?? 0, path, problems) : null;
  const drained = form.drained.trim() === "" || form.byWeight ? null : wholeFrom(form.drained, 1, 100_000);
  if (form.drained.trim() !== "" && !form.byWeight && drained === null) problems[`${path}/drained`] = "not-a-number";
  if (drained !== null && form.contentUnit === "g" && quantity !== null && drained * 1000 > quantity) {
    problems[`${path}/drained`] = "drained-too-heavy";
  }
  const gtin = form.gtin.replaceAll(/\s/g, "");
  if (gtin !== "" && !/^\d{8,14}$/.test(gtin)) problems[`${path}/gtin`] = "not-a-gtin";
  const container = containers.find(({ id }) => id === form.container);
  return {
    id: form.id,
    // The price of a weighed piece is that of its estimate, rounded half up as the order will be.
    priceMinor: weighed
      ? Math.floor((weighed.pricePerKgMinor * weighed.gramsEstimate + 500) / 1000)
      : (priceMinor ?? 0),
    ...(Object.keys(filled(form.name)).length > 0 && { name: filled(form.name) }),
    ...(quantity !== null && !form.byWeight && { content: { quantity, unit: form.contentUnit } }),
    ...(weighed && { weighed }),
    ...(container && { deposit: { container: container.id, amountMinor: container.amountMinor } }),
    ...(form.sku.trim() !== "" && { sku: form.sku.trim().slice(0, 64) }),
    ...(gtin !== "" && { gtin }),
    ...(drained !== null && { drainedGrams: drained }),
  };
}

function weighedFrom(
  form: VariantForm,
  pricePerKgMinor: number,
  path: string,
  problems: Record<string, FormProblem>,
): NonNullable<Variant["weighed"]> {
  const grams = (field: "gramsMin" | "gramsEstimate" | "gramsMax"): number | null => {
    const read = wholeFrom(form[field], 1, 1_000_000);
    if (read === null) problems[`${path}/${field}`] = "not-a-number";
    return read;
  };
  const [gramsMin, gramsEstimate, gramsMax] = [grams("gramsMin"), grams("gramsEstimate"), grams("gramsMax")];
  if (gramsMin === null || gramsEstimate === null || gramsMax === null) {
    return { pricePerKgMinor, gramsMin: 1, gramsEstimate: 1, gramsMax: 1 };
  }
  if (gramsMin > gramsEstimate) problems[`${path}/gramsMin`] = "weights-not-rising";
  else if (gramsEstimate > gramsMax) problems[`${path}/gramsMax`] = "weights-not-rising";
  return { pricePerKgMinor, gramsMin, gramsEstimate, gramsMax };
}

/** Texts without the languages that were left empty. */
export function filled(texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts)
      .map(([language, text]) => [language, text.trim()] as const)
      .filter(([, text]) => text !== ""),
  );
}

function texts<Field extends string>(field: Field, value: Texts): { [F in Field]?: Record<string, string> } {
  const some = filled(value);
  return (Object.keys(some).length > 0 ? { [field]: some } : {}) as { [F in Field]?: Record<string, string> };
}

/** What a part of the editor works on: the form as it stands, what is wrong in it (codes by field), how it changes. */
export interface FormPart {
  readonly form: ItemForm;
  /** What accepted orders hold. */
  readonly reserved: Reserved;
  /** The language that texts are shown in. */
  readonly language: string;
  readonly problems: FormProblems;
  readonly set: (part: Partial<ItemForm>) => void;
}

/** A new local id: unguessable is not needed, unique is. */
export function newId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}
