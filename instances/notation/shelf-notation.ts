import type { Allergen, InstanceFile, Item, StockLevel, Variant, WeeklyWindow } from "../../crypto/protocol/exports.ts";

/**
 * Demo shelves are written as lines, so that a market of 1,500 items can be read like a price list:
 *
 *     Tomme fermière = Farm tomme | Petit 28/kg 250g; Moyen 28/kg 400g | n12 +milk !lait-cru s4-10 | Neuf semaines de cave.
 *
 * Name in the city's first language, `=` and a second one where a shop would have it; prices; options; a sentence. A price is an amount and a
 * content (`7.80 850g`), or an amount per kilogram and the weight of a piece, which is weighed (`28/kg 400g`), then
 * `+bottle-1l` for a returnable container. Options: `n12` stock, `n*` on demand, `s6-9` season, `+milk` contains,
 * `~nuts` traces, `!label`, `a16` age, `keep:perishable` no taking back, `cold` `frozen`, `vegan` `veg` `gf` `lf` `organic`, `d90@ours` a service and its
 * minutes and place, `book` one that is booked for a time, `c:path` another category, `v:rate` another VAT rate.
 */
export interface ShelfNotation {
  readonly category: string;
  readonly vat: string;
  /** Options that every line has. */
  readonly options?: string;
  /** Every allergen that a line does not name is declared absent. */
  readonly allergensDeclared?: boolean;
  readonly origin?: string;
  readonly lines: string;
}

/** Items of a shelf and what is left of each variant, by "item/variant". */
export interface WrittenShelf {
  readonly items: readonly Item[];
  readonly levels: Readonly<Record<string, StockLevel>>;
}

/** What the shelves of a city are written against. */
export interface ShelfPlace {
  /** Languages of the two sides of `=`. */
  readonly languages: readonly [first: string, second: string];
  /** Returnable containers and their amounts, as the instance has them. */
  readonly containers: InstanceFile["containers"];
}

const allergenNames: readonly Allergen[] = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
];

const diets = { vegan: "vegan", veg: "vegetarian", gf: "gluten-free", lf: "lactose-free", organic: "organic" } as const;

/** What a diet cannot contain: a diet of the whole shelf is not one of a line that contains it. */
const notInDiet: Readonly<Record<string, readonly Allergen[]>> = {
  vegan: ["milk", "eggs", "fish", "crustaceans", "molluscs"],
  vegetarian: ["fish", "crustaceans", "molluscs"],
  "gluten-free": ["gluten"],
};

/** A stable id from a name: letters and digits, hyphens between, at most 56. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 56);
}

/** A number between 0 and 1 that depends on the text alone: the demo market is the same every time. */
export function chance(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

const units: Readonly<Record<string, readonly ["g" | "ml" | "piece" | "cm" | "minute", number]>> = {
  g: ["g", 1],
  kg: ["g", 1000],
  ml: ["ml", 1],
  cl: ["ml", 10],
  dl: ["ml", 100],
  l: ["ml", 1000],
  p: ["piece", 1],
  cm: ["cm", 1],
  m: ["cm", 100],
  min: ["minute", 1],
};

const pricePattern =
  /^(?:(?<name>.*?)\s+)?(?<amount>\d+(?:\.\d{1,2})?)(?<perKg>\/kg)?(?:\s+(?<size>\d+(?:\.\d+)?)(?<unit>kg|g|ml|cl|dl|l|p|cm|min|m))?(?:\s+\+(?<container>[a-z0-9-]+))?$/;

function depositOf(container: string, place: ShelfPlace): NonNullable<Variant["deposit"]> {
  const found = place.containers.find(({ id }) => id === container);
  if (found === undefined) throw new Error(`Demo container that the instance does not have: ${container}`);
  return { container, amountMinor: found.amountMinor };
}

function variantOf(text: string, index: number, place: ShelfPlace): Variant {
  const groups = pricePattern.exec(text.trim())?.groups;
  if (groups === undefined) throw new Error(`Demo price that cannot be read: ${text}`);
  const { name, amount, perKg, size, unit, container } = groups;
  const minor = Math.round(Number(amount) * 100);
  const [base, factor] = units[unit ?? ""] ?? ["piece", 1];
  const quantity = Math.round(Number(size ?? 1) * factor);
  const id = name ? slugOf(name) : size ? `${size}${unit}`.replace(".", "-") : `v${index + 1}`;
  const shared = {
    id,
    ...(name && { name: { [place.languages[0]]: name } }),
    ...(container && { deposit: depositOf(container, place) }),
  };
  if (perKg) {
    const [gramsMin, gramsMax] = [Math.round(quantity * 0.9), Math.round(quantity * 1.15)];
    return {
      ...shared,
      priceMinor: Math.floor((minor * quantity + 500) / 1000),
      content: { quantity: quantity * 1000, unit: "g" },
      weighed: { pricePerKgMinor: minor, gramsMin, gramsEstimate: quantity, gramsMax },
    };
  }
  return { ...shared, priceMinor: minor, ...(size && { content: { quantity: quantity * 1000, unit: base } }) };
}

/** `6-9` as months; a range may go over the turn of the year. */
function monthsOf(range: string): number[] {
  const [from = 1, to = from] = range.split("-").map(Number);
  const months: number[] = [];
  for (let month = from; ; month = (month % 12) + 1) {
    months.push(month);
    if (month === to) return months.sort((a, b) => a - b);
  }
}

interface Options {
  readonly item: Partial<{ -readonly [K in keyof Item]: Item[K] }>;
  readonly stock: StockLevel | null;
}

function optionsOf(text: string, declared: boolean): Options {
  const item: { -readonly [K in keyof Item]?: Item[K] } = {};
  const allergens: Partial<Record<Allergen, "yes" | "traces" | "no">> = declared
    ? Object.fromEntries(allergenNames.map((name) => [name, "no"]))
    : {};
  let stock: StockLevel | null = null;
  let booked = false;
  for (const option of text.split(/\s+/).filter(Boolean)) {
    const rest = option.slice(1);
    const diet = diets[option as keyof typeof diets];
    if (diet) item.diets = [...(item.diets ?? []), diet];
    else if (option === "cold") item.temperature = "chilled";
    else if (option === "book") booked = true;
    else if (option === "frozen") item.temperature = "frozen";
    else if (option.startsWith("c:")) item.category = option.slice(2);
    else if (option.startsWith("v:")) item.vat = option.slice(2);
    else if (option.startsWith("+")) allergens[rest as Allergen] = "yes";
    else if (option.startsWith("~")) allergens[rest as Allergen] = "traces";
    else if (option.startsWith("!")) item.labels = [...new Set([...(item.labels ?? []), rest])];
    else if (/^n(\d+|\*)$/.test(option)) stock = rest === "*" ? "on-demand" : Number(rest);
    else if (/^s\d/.test(option)) item.season = [...new Set([...(item.season ?? []), ...monthsOf(rest)])];
    else if (option.startsWith("keep:"))
      item.withdrawalExempt = option.slice(5) as NonNullable<Item["withdrawalExempt"]>;
    else if (option === "a16" || option === "a18") item.ageMin = option === "a16" ? 16 : 18;
    else if (/^d\d+@/.test(option)) {
      const [minutes = "60", place = "ours"] = rest.split("@");
      item.kind = "service";
      item.service = { durationMinutes: Number(minutes), place: place as "yours" | "ours" | "remote" };
    } else throw new Error(`Demo option that is not known: ${option}`);
  }
  if (booked && item.service === undefined) throw new Error("Demo option book without a service.");
  if (booked && item.service) item.service = { ...item.service, appointment: true };
  if (Object.keys(allergens).length > 0) item.allergens = allergens;
  item.diets = item.diets?.filter((diet) => !notInDiet[diet]?.some((allergen) => allergens[allergen] === "yes"));
  if (item.diets === undefined || item.diets.length === 0) delete item.diets;
  return { item, stock };
}

/** What is left of something of which the line does not say: mostly some, sometimes plenty, now and then nothing. */
function usualStock(seed: string): StockLevel {
  const turn = chance(seed);
  if (turn < 0.03) return 0;
  if (turn < 0.35) return "plenty";
  return 2 + Math.floor(chance(`${seed} count`) * 38);
}

/** Reads shelves into items. Ids are unique within the party: `taken` holds those that are in use. */
export function writeShelf(
  notation: ShelfNotation,
  party: string,
  taken: Set<string>,
  place: ShelfPlace,
): WrittenShelf {
  const [first, second] = place.languages;
  const items: Item[] = [];
  const levels: Record<string, StockLevel> = {};
  for (const text of notation.lines.split("\n").map((line) => line.trim())) {
    if (text === "") continue;
    const [names = "", prices = "", options = "", summary = ""] = text.split("|").map((part) => part.trim());
    const [name = "", other] = names.split(" = ").map((one) => one.trim());
    const read = optionsOf(`${notation.options ?? ""} ${options}`, notation.allergensDeclared ?? false);
    let id = slugOf(name);
    for (let copy = 2; taken.has(id); copy++) id = `${slugOf(name)}-${copy}`;
    taken.add(id);
    const variants = prices.split(";").map((price, index) => variantOf(price, index, place));
    const item: Item = {
      id,
      kind: "good",
      name: { [first]: name, ...(other && { [second]: other }) },
      ...(summary && { summary: { [first]: summary } }),
      category: notation.category,
      variants,
      vat: notation.vat,
      ...(notation.origin && { origin: { [first]: notation.origin } }),
      ...read.item,
    };
    items.push(item);
    for (const variant of variants) {
      const usual = item.kind === "service" ? "on-demand" : usualStock(`${party} ${id} ${variant.id}`);
      const level = read.stock ?? usual;
      if (level !== "plenty") levels[`${id}/${variant.id}`] = level;
    }
  }
  return { items, levels };
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** `"tue-fri 8-18:30, sat 8-13"` as weekly windows. */
export function hours(text: string): WeeklyWindow[] {
  const clock = (time: string): string => {
    const [hour = "0", minute = "00"] = time.split(":");
    return `${hour.padStart(2, "0")}:${minute}`;
  };
  return text.split(",").flatMap((part) => {
    const [days = "", span = ""] = part.trim().split(" ");
    const [first = 0, last = first] = days.split("-").map((name) => weekdays.indexOf(name));
    const [from = "", to = ""] = span.split("-").map(clock);
    return Array.from({ length: last - first + 1 }, (_, index) => ({ weekday: first + index + 1, from, to }));
  });
}
