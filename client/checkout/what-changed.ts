import { msg, str } from "@lit/localize";
import type { BasketGroup } from "../core/api.ts";
import { localizedText, moneyText } from "../design/format.ts";

/**
 * What moved between the part of the basket that a person agreed to and the one there is now, a sentence each. Empty
 * when nothing they would notice did.
 */
export function whatChanged(
  agreed: { readonly group: BasketGroup; readonly feeMinor: number },
  now: { readonly group: BasketGroup | undefined; readonly feeMinor: number },
): readonly string[] {
  if (now.group === undefined) return [msg("Plus rien de cet étal n’est dans le panier.")];
  const sentences: string[] = [];
  for (const before of agreed.group.lines) {
    const name = before.view === null ? msg("Un article") : localizedText(before.view.item.name);
    const after = now.group.lines.find((line) => line.key === before.key && line.variantId === before.variantId);
    if (after === undefined || after.view === null || after.problem === "gone") {
      sentences.push(msg(str`${name} n’est plus sur l’étal.`));
    } else if (after.problem === "too-many") {
      sentences.push(msg(str`Il ne reste plus assez de « ${name} ».`));
    } else if (after.quantity !== before.quantity) {
      sentences.push(msg(str`${name} : ${after.quantity} au lieu de ${before.quantity}.`));
    } else if (after.lineMinor !== before.lineMinor) {
      sentences.push(msg(str`${name} : ${moneyText(after.lineMinor)} au lieu de ${moneyText(before.lineMinor)}.`));
    }
  }
  if (now.feeMinor !== agreed.feeMinor) {
    sentences.push(msg(str`Livraison : ${moneyText(now.feeMinor)} au lieu de ${moneyText(agreed.feeMinor)}.`));
  }
  if (now.group.missingMinor > 0) {
    sentences.push(msg(str`Il manque ${moneyText(now.group.missingMinor)} pour le minimum de l’étal.`));
  }
  return sentences;
}
