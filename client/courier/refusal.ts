import { msg } from "@lit/localize";

/** What a refused step says at the door: what happened, that nothing is lost, what to do. */
export function courierRefusal(code: string): string {
  if (code === "handover/code-wrong" || code === "handover/unknown-word") {
    return msg("Ce ne sont pas les bons mots. Rien n’est noté : demandez-les encore une fois.");
  }
  if (code === "handover/paused") {
    return msg("Trop d’essais : attendez un moment, ou appelez la personne.");
  }
  if (code === "delivery/not-now") return msg("Cette livraison a changé entre-temps. Regardez où elle en est.");
  if (code === "store/full") return msg("Ce téléphone n’a plus de place. Rien n’a changé ; libérez de la place.");
  return msg("Cela n’a pas pu être noté. Rien n’a changé ; réessayez.");
}
