import { msg } from "@lit/localize";
import { failureText } from "../account/failure-words.ts";
import { failureCode } from "../market.ts";

/** A failure of a list in words: what happened, and what to do. */
export function listFailureText(thrown: unknown): string {
  switch (failureCode(thrown)) {
    case "list/text":
      return msg("Il faut au moins un mot.");
    case "list/full":
      return msg("Cette liste est pleine : ôtez une ligne, ou commencez-en une autre.");
    case "list/too-many":
      return msg("Il y a déjà cinquante listes : supprimez-en une d’abord.");
    case "list/quantity":
      return msg("Cette quantité n’est pas possible.");
    case "list/gone":
      return msg("Cet article n’est plus au marché.");
    case "list/unknown":
      return msg("Cette liste a été supprimée sur un autre appareil.");
    default:
      return failureText(thrown);
  }
}
