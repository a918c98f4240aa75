import { msg, str } from "@lit/localize";
import { numberText } from "./format.ts";
import { isSingular } from "./plural.ts";

// Things with their number, one of them in words of its own.

/** "1 article", "12 articles". */
export function itemsText(count: number): string {
  return count === 1 ? msg("1 article") : msg(str`${numberText(count)} articles`);
}

/** "1 nouvel article", "12 nouveaux articles". */
export function newItemsText(count: number): string {
  return isSingular(count)
    ? msg(str`${numberText(count)} nouvel article`)
    : msg(str`${numberText(count)} nouveaux articles`);
}

/** "1 article changé", "12 articles changés". */
export function changedItemsText(count: number): string {
  return isSingular(count)
    ? msg(str`${numberText(count)} article changé`)
    : msg(str`${numberText(count)} articles changés`);
}

/** "1 variante", "12 variantes". */
export function variantsText(count: number): string {
  return count === 1 ? msg("1 variante") : msg(str`${numberText(count)} variantes`);
}

/** "1 consigne", "12 consignes". */
export function containersText(count: number): string {
  return count === 1 ? msg("1 consigne") : msg(str`${numberText(count)} consignes`);
}

/** "1 colis", "12 colis". */
export function parcelsText(count: number): string {
  return count === 1 ? msg("1 colis") : msg(str`${numberText(count)} colis`);
}

/** Of a list that goes on: "1 article de plus", "48 articles de plus". */
export function moreItemsText(count: number): string {
  return count === 1 ? msg("1 article de plus") : msg(str`${numberText(count)} articles de plus`);
}

/** Of answers that go on: "1 réponse de plus", "24 réponses de plus". */
export function moreAnswersText(count: number): string {
  return count === 1 ? msg("1 réponse de plus") : msg(str`${numberText(count)} réponses de plus`);
}
