import { msg } from "@lit/localize";
import { failureCode } from "../market.ts";

/**
 * A failure in words: what happened, that nothing is lost, what to do. Takes whatever was thrown; codes without words of
 * their own get a sentence that is true of all.
 */
export function failureText(thrown: unknown): string {
  const code = failureCode(thrown);
  return words(code) ?? msg("Cela n’a pas marché. Rien n’est perdu : réessayez dans un moment.");
}

function words(code: string): string | null {
  switch (code) {
    case "passkey/cancelled":
      return msg("La clé d’accès n’a pas été confirmée. Rien n’a changé : réessayez quand vous voulez.");
    case "passkey/unsupported":
      return msg("Cet appareil n’a pas de clé d’accès. Continuez avec un code écrit : il vaut autant.");
    case "passkey/no-prf":
      return msg(
        "La clé d’accès de cet appareil ne sait pas fermer vos données. Essayez celle d’un autre appareil, ou un code écrit.",
      );
    case "passkey/already-here":
      return msg("Cet appareil a déjà une clé d’accès pour ce compte. Ajoutez celle d’un autre appareil.");
    case "passkey/failed":
      return msg("La clé d’accès n’a pas répondu. Rien n’a changé : réessayez.");
    case "recovery-code/malformed":
      return msg("Le code n’est pas complet, ou une lettre est fausse. Relisez-le, groupe par groupe.");
    case "account/unknown":
    case "account/passkey":
    case "keyring/cannot-open":
      return msg("Cette clé ou ce code n’ouvre aucun compte ici. Il a peut-être été remplacé ou supprimé.");
    case "network/offline":
      return msg("Hors ligne. Rien n’est perdu : réessayez quand le réseau est revenu.");
    case "network/timeout":
      return msg("La réponse se fait attendre. Rien n’est perdu : réessayez dans un moment.");
    case "store/full":
      return msg("Cet appareil n’a plus de place. Libérez-en un peu, puis réessayez : rien n’a été envoyé.");
    case "store/unavailable":
      return msg("Ce navigateur ne garde rien (navigation privée ?). Rien n’a été envoyé.");
    case "account/last-way":
      return msg("C’est la dernière entrée : faites-en une autre avant de la retirer.");
    case "account/quota":
      return msg("Il y a déjà beaucoup de clés d’accès. Retirez-en une d’abord.");
    case "account/challenge":
      return msg("La demande a expiré. Rien n’a changé : recommencez.");
    case "session/rotated":
    case "account/epoch":
      return msg("Les clés ont été changées sur un autre appareil. Entrez à nouveau, puis réessayez.");
    case "party/unreachable":
    case "order/closed":
      return msg("Cet étal ne prend pas de commande en ce moment. Rien n’est parti, votre panier est gardé.");
    case "trust/refused":
      return msg(
        "Ce marché se contredit : rien n’est parti, votre panier est gardé. En haut de la page, ce qu’il faut en savoir.",
      );
    case "trust/absent":
      return msg(
        "Cet étal n’est pas dans le journal du marché tel qu’il se montre ici. Rien n’est parti : demandez au bureau du marché.",
      );
    case "order/below-minimum":
      return msg("Le minimum de l’étal n’est pas atteint. Rien n’est parti : complétez le panier.");
    case "order/empty":
      return msg("Il n’y a plus rien à commander ici. Rien n’est parti.");
    case "order/not-now":
      return msg("La commande a avancé entre-temps : ce n’est plus possible.");
    case "session/required":
    case "account/signed-out":
      return msg("Il faut d’abord votre clé d’accès ou votre code.");
    case "token/none":
      return msg("Ce compte a fait tout ce qu’il peut cette semaine. Rien n’est perdu : réessayez lundi.");
    case "request/too-many":
      return msg("Trop d’essais à la suite. Attendez une minute, puis réessayez.");
    default:
      return null;
  }
}
