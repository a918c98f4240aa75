import { isEdibleIn } from "../../crypto/protocol/edible.ts";
import { usualAgeIn } from "../../crypto/protocol/usual-age.ts";
import { usualVatIn } from "../../crypto/protocol/usual-vat.ts";
import type { InstanceFile, Party } from "../../crypto/protocol/exports.ts";
import { instance } from "../instance.ts";
import type { Paper } from "./art.ts";
import { type IconName, iconNames } from "./icon-names.ts";

/** A category of the instance. */
export type Category = InstanceFile["categories"][number];
/** A label of the instance. */
export type Label = InstanceFile["labels"][number];

const categories = new Map(instance.categories.map((category) => [category.path, category]));
const labels = new Map(instance.labels.map((label) => [label.id, label]));

/** The category of a path ("food/dairy/cheese"), or the nearest one above it; null where there is none. */
export function categoryOf(path: string | undefined): Category | null {
  let rest = path ?? "";
  while (rest !== "") {
    const found = categories.get(rest);
    if (found !== undefined) return found;
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf("/")));
  }
  return null;
}

/** The categories above a path and itself, the widest first. */
export function categoryTrail(path: string): readonly Category[] {
  const parts = path.split("/");
  return parts
    .map((_part, index) => categories.get(parts.slice(0, index + 1).join("/")))
    .filter((c) => c !== undefined);
}

/** Categories directly below a path; the widest ones for "". */
export function categoriesBelow(path: string): readonly Category[] {
  const depth = path === "" ? 1 : path.split("/").length + 1;
  return instance.categories.filter(
    (category) => category.path.split("/").length === depth && (path === "" || category.path.startsWith(`${path}/`)),
  );
}

/**
 * What to choose from within a category: what is below it and what it gathers from other branches, without what another
 * of these gathers.
 */
export function categoryChoices(path: string): readonly Category[] {
  const gathered = categories.get(path)?.includes ?? [];
  const choices = [...categoriesBelow(path), ...gathered.flatMap((each) => categories.get(each) ?? [])];
  const inOthers = new Set(choices.flatMap(({ includes }) => includes ?? []));
  return choices.filter((category) => !inOthers.has(category.path));
}

/** The way down to a category as people walk it: through the one that gathers it, where there is one. */
export function categoryWay(path: string): readonly Category[] {
  return categoryTrail(path).flatMap((category) => {
    const gathering = instance.categories.find(({ includes }) => includes?.includes(category.path));
    return gathering === undefined ? [category] : [gathering, category];
  });
}

/** The rate of VAT, by its id, that a form begins with in a category; "": before one is chosen. */
export function usualVat(category: string): string {
  return usualVatIn(instance, category);
}

/** The age that a form begins with in a category; "" where things of it are for everybody. */
export function usualAge(category: string): "" | "16" | "18" {
  const age = usualAgeIn(instance, category);
  return age === null ? "" : age === 16 ? "16" : "18";
}

/** Whether a category is of what is eaten or drunk. */
export function isEdible(category: string): boolean {
  return isEdibleIn(instance, category);
}

/** Which illustration and paper stand for something of this category that has no picture. */
export function printOf(path: string | undefined): { readonly print: string; readonly paper: Paper } {
  const category = categoryOf(path);
  return { print: category?.print ?? "basket", paper: category?.paper ?? "oat" };
}

/** Which illustration and paper stand for a party: couriers and pickup points have no category. */
export function printOfParty(party: Pick<Party, "kind" | "category">): ReturnType<typeof printOf> {
  if (party.kind === "courier") return { print: "bicycle", paper: "lake" };
  if (party.kind === "pickup-point") return { print: "wrapped-gift", paper: "straw" };
  return printOf(party.category);
}

/** A label of the instance by id; null for one that it no longer has. */
export function labelOf(id: string): Label | null {
  return labels.get(id) ?? null;
}

/** The icon of a label's stamp, bold where there is one. */
export function labelIcon(label: Label): IconName {
  const known = (name: string): name is IconName => iconNames.some((icon) => icon === name);
  const bold = `${label.glyph}-bold`;
  if (known(bold)) return bold;
  return known(label.glyph) ? label.glyph : "seal-check";
}

/** Rate in force on a day (YYYY-MM-DD) for a VAT name, in thousandths; null for a name that is not the instance's. */
export function vatPermille(id: string, day: string): number | null {
  const rates = instance.vat.filter((rate) => rate.id === id && rate.from <= day);
  rates.sort((a, b) => b.from.localeCompare(a.from));
  return rates[0]?.permille ?? null;
}
