import { msg, str } from "@lit/localize";
import type { Picture } from "../../crypto/protocol/exports.ts";

/** A picture at another place of its list. */
export function moved(pictures: readonly Picture[], from: number, to: number): readonly Picture[] {
  const next = [...pictures];
  const [picture] = next.splice(from, 1);
  if (picture !== undefined) next.splice(to, 0, picture);
  return next;
}

/** A picture with what is to be seen on it, in one language; an empty text takes it away. */
export function described(picture: Picture, language: string, text: string): Picture {
  const { alt, ...rest } = picture;
  const { [language]: _, ...others } = alt ?? {};
  const next = text.trim() === "" ? others : { ...others, [language]: text.trim() };
  return Object.keys(next).length === 0 ? rest : { ...rest, alt: next };
}

/** Why a file did not become a picture, and what to do. */
export function pictureRefusal(code: string): string {
  switch (code) {
    case "picture/heic":
      return msg(
        "Ce navigateur ne lit pas le format HEIC de votre téléphone. Exportez la photo en JPEG, ou ajoutez-la depuis l’iPhone lui-même.",
      );
    case "picture/unreadable":
      return msg(
        "Ce fichier n’est pas une image lisible : il est vide, abîmé ou d’un autre format. Essayez un JPEG ou un PNG.",
      );
    case "picture/too-large":
      return msg("Cette image est trop grande : 40 Mo et 120 millions de pixels au plus.");
    case "store/full":
      return msg("Cet appareil n’a plus de place. Libérez-en et recommencez.");
    default:
      return msg("Cette image n’a pas pu être préparée. Essayez un JPEG ou un PNG.");
  }
}

/** Said to a screen reader when a picture has moved. */
export function movedText(to: number, count: number): string {
  return to === 0 ? msg("Première image : celle des listes.") : msg(str`Image en place ${to + 1} sur ${count}.`);
}
