import { CodedError } from "../../../crypto/coded-error.ts";
import type { InstanceFile, Item, OrderLine, Party } from "../../../crypto/protocol/exports.ts";
import type { Localized } from "../../../crypto/protocol/primitives.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { offerDigest } from "./ordered-minutes.ts";

/** What a basket says of one line. */
export interface Chosen {
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** The buyer was shown something else than what is offered now. */
export function orderChanged(): CodedError<"order/changed"> {
  return new CodedError("order/changed", "Prices or availability have changed since they were shown.");
}

function textOf(text: Localized | undefined, languages: readonly string[]): string {
  for (const language of languages) {
    const found = text?.[language];
    if (found !== undefined) return found;
  }
  return Object.values(text ?? {})[0] ?? "";
}

function vatPermille(item: Item, party: Party, instance: InstanceFile, today: string): number {
  if (party.vatRegistered === false) return 0;
  const rates = instance.vat.filter(({ id, from }) => id === item.vat && from <= today);
  return rates.sort((a, b) => (a.from < b.from ? 1 : -1))[0]?.permille ?? 0;
}

/**
 * The lines of an order as they are offered now, frozen, in the order of the basket. Throws `order/changed` when
 * something is gone or there is less of it than was chosen.
 */
export function orderLines(
  catalogue: Pick<Catalogue, "published">,
  instance: InstanceFile,
  party: Party,
  chosen: readonly Chosen[],
  today: string,
): OrderLine[] {
  return chosen.map(({ key, variantId, quantity }): OrderLine => {
    const offered = catalogue.published(key);
    const variant = offered?.item.variants.find(({ id }) => id === variantId);
    if (!offered || !variant) throw orderChanged();
    const { item, stock } = offered;
    const left = stock[variantId];
    if (typeof left === "number" && left < quantity) throw orderChanged();
    const name = textOf(item.name, instance.languages);
    const variantName = textOf(variant.name, instance.languages);
    return {
      item: item.id,
      variant: variantId,
      name: variantName === "" ? name : `${name} · ${variantName}`,
      quantity,
      unitPriceMinor: variant.priceMinor,
      vatPermille: vatPermille(item, party, instance, today),
      ...(variant.weighed && { weighed: variant.weighed }),
      ...(variant.deposit && { deposit: variant.deposit }),
      ...(item.ageMin && { ageMin: item.ageMin }),
      offer: offerDigest(item),
    };
  });
}
