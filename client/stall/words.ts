import { msg, str } from "@lit/localize";
import type { Allergen } from "../../crypto/protocol/exports.ts";
import { amountText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { thousandthsText } from "./amounts.ts";
import type { FormProblem } from "./item-form.ts";
import type { PartyProblem } from "./party-form.ts";
import { windowProblemText } from "./window-fields.ts";

const allergenTexts: Record<Allergen, () => string> = {
  gluten: () => msg("Gluten"),
  crustaceans: () => msg("Crustacés"),
  eggs: () => msg("Œufs"),
  fish: () => msg("Poisson"),
  peanuts: () => msg("Arachides"),
  soy: () => msg("Soja"),
  milk: () => msg("Lait"),
  nuts: () => msg("Fruits à coque"),
  celery: () => msg("Céleri"),
  mustard: () => msg("Moutarde"),
  sesame: () => msg("Sésame"),
  sulphites: () => msg("Sulfites"),
  lupin: () => msg("Lupin"),
  molluscs: () => msg("Mollusques"),
};

/** The fourteen, in the order of the regulation. Named here so that a screen need not load the schemas. */
export const allergenNames = Object.keys(allergenTexts) as readonly Allergen[];

/** An allergen in words. */
export function allergenText(allergen: Allergen): string {
  return allergenTexts[allergen]();
}

/** What is wrong with a field of an item. */
export function itemProblemText(problem: FormProblem | undefined): string {
  switch (problem) {
    case undefined:
      return "";
    case "missing":
      return msg("Il manque quelque chose ici.");
    case "not-an-amount":
      return msg(str`Un montant, comme ${amountText(1250)}.`);
    case "not-a-number":
      return msg("Un nombre entier.");
    case "not-a-duration":
      return msg("Un nombre entier : de 5 minutes à 7 jours en tout.");
    case "not-a-quantity":
      return msg(str`Un nombre, comme ${thousandthsText(750)}.`);
    case "drained-too-heavy":
      return msg("Le poids égoutté dépasse le contenu.");
    case "not-a-gtin":
      return msg("8 à 14 chiffres, ceux du code-barres.");
    case "weights-not-rising":
      return msg("Du plus léger au plus lourd.");
    case "too-long":
      return msg("Trop long.");
  }
}

/** What is wrong with a field of a party's page. */
export function partyProblemText(problem: PartyProblem | undefined): string {
  switch (problem) {
    case undefined:
      return "";
    case "missing":
      return msg("Il manque quelque chose ici.");
    case "unknown-postcode":
      return msg("Ce code postal n’est pas de la région.");
    case "not-a-phone":
      return msg(str`Un numéro, comme ${instance.phone.example}.`);
    case "not-an-address":
      return msg("Une adresse, comme exemple.org.");
    case "not-a-number":
      return msg("Un nombre entier.");
    case "bad-iban":
      return msg("Cet IBAN n’est pas juste : un chiffre a peut-être sauté.");
    case "too-long":
      return msg("Trop long.");
    case "no-date":
    case "times-not-rising":
    case "bad-cutoff":
    case "dates-not-rising":
      return windowProblemText(problem);
    case "no-transfer":
      return msg(
        "Ces points ne seront proposés à personne tant que vous n’acceptez pas le virement, plus bas : ils n’encaissent pas.",
      );
    case "no-way":
      return msg("Il en faut au moins une.");
  }
}
