import { msg } from "@lit/localize";

/** What a change of a stall that was refused says: what happened, that nothing is lost, what to do. */
export function saveRefusal(code: string): string {
  switch (code) {
    case "store/full":
      return msg("Cet appareil n’a plus de place. Rien n’a changé ; libérez de la place et recommencez.");
    case "stall/too-many-items":
    case "stall/items-too-large":
      return msg("C’est plus d’articles qu’un étal n’en peut porter. Rien n’a changé.");
    case "stall/undo-too-late":
      return msg("Cela ne peut plus être repris : trop de changements ont suivi.");
    case "staff/moved":
      return msg("Un collègue a changé les clés au même moment. Regardez qui est encore là, puis recommencez.");
    case "staff/key-under-way":
      return msg("La clé d’avant est encore en train d’être remplacée. Recommencez dans un instant.");
    case "token/none":
      return msg("Ce compte a ouvert tout ce qu’il peut cette semaine. Rien n’a changé ; recommencez lundi.");
    case "network/offline":
    case "network/timeout":
      return msg("Pas de réseau. Rien n’est perdu : réessayez quand il est revenu.");
    default:
      return msg("Cela n’a pas pu être enregistré. Rien n’a changé ; vérifiez et recommencez.");
  }
}
