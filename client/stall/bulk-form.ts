import { instance } from "../instance.ts";
import { allStockSet, categorySet, type Editing, labelSet, pricesChanged, seasonSet, vatSet } from "./item-edits.ts";

/** What can be done with several items at once. */
export const bulkActions = ["price", "category", "vat", "label", "no-label", "season", "stock"] as const;
export type BulkAction = (typeof bulkActions)[number];

/** What is about to be done with several items, as far as it was said. */
export interface BulkForm {
  readonly action: BulkAction;
  /** Whole or broken percent, as typed. */
  readonly percent: string;
  readonly stepMinor: number;
  readonly category: string;
  readonly vat: string;
  readonly label: string;
  readonly season: readonly number[];
  readonly stock: "plenty" | "on-demand" | "none";
}

/** What stands in the bar when items are ticked for the first time. */
export function firstBulkForm(): BulkForm {
  return {
    action: "price",
    percent: "5",
    stepMinor: 10,
    category: "",
    vat: instance.vat[0]?.id ?? "",
    label: instance.labels[0]?.id ?? "",
    season: [],
    stock: "plenty",
  };
}

/** Percent as typed: "5", "+5", "-2,5", "−10". Null when it is none between −90 and 1000, or changes nothing. */
export function percentFrom(text: string): number | null {
  const match = /^([+−-]?)(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim().replace(/\s?%$/, ""));
  if (match === null) return null;
  const value = Number(`${match[2]}.${match[3] ?? "0"}`) * (match[1] === "-" || match[1] === "−" ? -1 : 1);
  return value !== 0 && value >= -90 && value <= 1000 ? value : null;
}

/** The edit that the bar describes; null while something is missing. */
export function bulkEditing(form: BulkForm): Editing | null {
  switch (form.action) {
    case "price": {
      const percent = percentFrom(form.percent);
      return percent === null ? null : pricesChanged(percent, form.stepMinor);
    }
    case "category":
      return form.category === "" ? null : categorySet(form.category);
    case "vat":
      return form.vat === "" ? null : vatSet(form.vat);
    case "label":
    case "no-label":
      return form.label === "" ? null : labelSet(form.label, form.action === "label");
    case "season":
      return seasonSet(form.season);
    case "stock":
      return allStockSet(form.stock === "none" ? 0 : form.stock);
  }
}
