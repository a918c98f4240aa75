import { msg, str } from "@lit/localize";
import type { Item } from "../../crypto/protocol/exports.ts";
import { withdrawalOf } from "../../crypto/protocol/withdrawal.ts";
import { instance } from "../instance.ts";
import { listText } from "./format.ts";

type Why = NonNullable<Item["withdrawalExempt"]>;

/** The reasons for which something cannot be taken back, in words: what it is. */
export function exceptionText(why: Why): string {
  const texts: Readonly<Record<Why, () => string>> = {
    perishable: () => msg("denrée périssable"),
    "made-to-order": () => msg("fait sur commande"),
    hygiene: () => msg("ne se reprend pas ouvert, par hygiène"),
    dated: () => msg("prévu pour un jour précis"),
  };
  return texts[why]();
}

/** What a page of an item says of taking it back; null where no law gives that right. */
export function withdrawalText(item: Item): string | null {
  const found = withdrawalOf(item, instance);
  if (found.kind === "no-law") return null;
  if (found.kind === "days") return msg(str`Retour possible sous ${found.days} jours.`);
  return msg(str`Pas de retour : ${exceptionText(found.why)}.`);
}

/** Whether an item cannot be taken back where others can. */
export function isExempt(item: Item): boolean {
  return withdrawalOf(item, instance).kind === "except";
}

/** What a checkout says of taking back what is in it. `exempt` are names of what cannot be. */
export function withdrawalSentence(exempt: readonly string[]): string {
  const days = instance.policies.withdrawalDays;
  if (days === 0) return msg("Pas de droit de retour légal ici pour un achat en ligne.");
  return exempt.length === 0
    ? msg(str`Retour possible sous ${days} jours.`)
    : msg(str`Retour possible sous ${days} jours, sauf : ${listText(exempt)}.`);
}
