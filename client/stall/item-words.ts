import { msg, str } from "@lit/localize";
import type { StockLevel } from "../../crypto/protocol/exports.ts";
import type { ItemDraft } from "../core/api.ts";
import { itemsText, variantsText } from "../design/counted.ts";
import { contentText, moneyText, numberText, weightText } from "../design/format.ts";
import type { ItemFilter } from "./item-filter.ts";

/** What stands small under the name of an item: its state, how it is sold, what is not published yet. */
export function underName({ item, status, changed, unpriced, prices }: ItemDraft): string {
  const [first] = item.variants;
  const isPublished = Object.values(prices).some((published) => published.length > 0);
  const parts = [
    status === "draft" ? msg("brouillon") : status === "archived" ? msg("archivé") : null,
    unpriced.length > 0 ? msg("sans prix") : null,
    item.variants.length > 1 ? variantsText(item.variants.length) : null,
    first?.weighed ? msg(str`≈ ${weightText(first.weighed.gramsEstimate)}, au kilo`) : null,
    first?.content && item.variants.length === 1 ? contentText(first.content) : null,
    first?.deposit ? msg(str`consigne ${moneyText(first.deposit.amountMinor)}`) : null,
    changed ? (isPublished ? msg("changement à publier") : msg("pas encore publié")) : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** What a filter of the items is called. */
export function filterText(filter: ItemFilter): string {
  switch (filter) {
    case "all":
      return msg("Tous");
    case "on":
      return msg("Visibles");
    case "draft":
      return msg("Brouillons");
    case "low":
      return msg("Stock bas");
    case "sold-out":
      return msg("Épuisés");
    case "unpriced":
      return msg("Sans prix");
    case "no-picture":
      return msg("Sans image");
    case "allergens":
      return msg("Allergènes à déclarer");
    case "changed":
      return msg("Pas publiés");
    case "archived":
      return msg("Archivés");
  }
}

/** How much there is as it stands in a field: a number, nothing for plenty, a word for "on demand". */
export function stockFieldText(level: StockLevel | undefined): string {
  if (typeof level === "number") return String(level);
  return level === "on-demand" ? msg("dem.") : "";
}

/** What the box at the head of the table ticks: every item, or those that a way of looking shows. */
export function chooseAllText(count: number, isWhole: boolean): string {
  if (isWhole) return msg(str`Choisir tout : ${itemsText(count)}`);
  return msg(str`Choisir ce qui est montré : ${itemsText(count)}`);
}

/** So many changes, in words. */
export function changesText(count: number): string {
  return count === 1 ? msg("1 changement") : msg(str`${numberText(count)} changements`);
}

/** That so many changes have been saved. */
export function savedText(count: number): string {
  return count === 1 ? msg("1 changement enregistré") : msg(str`${numberText(count)} changements enregistrés`);
}

/** That so many of the articles that were to be shown stay hidden, for want of a price. */
export function unpricedText(count: number): string {
  const many = numberText(count);
  return count === 1
    ? msg("Un article n’a pas encore de prix : il reste caché.")
    : msg(str`${many} articles n’ont pas encore de prix : ils restent cachés.`);
}

/** What the button says that publishes so many changes. */
export function publishText(count: number): string {
  return count === 1 ? msg("Publier 1 changement") : msg(str`Publier ${numberText(count)} changements`);
}
