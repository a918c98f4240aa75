import { msg, str } from "@lit/localize";
import type { UndoableChange } from "../core/api.ts";
import { itemsText } from "../design/counted.ts";
import { clockText, inInstance, momentText, numberText, quoted } from "../design/format.ts";
import { isSingular } from "../design/plural.ts";

/** A change as a sentence names it: "importation de « liste.csv », 12 articles". */
export function changeText({ kind, file, count }: UndoableChange): string {
  switch (kind) {
    case "import":
      return msg(str`importation de ${quoted(file)}, ${itemsText(count)}`);
    case "deletion":
      return msg(str`suppression, ${itemsText(count)}`);
    case "edit":
      return msg(str`modification, ${itemsText(count)}`);
  }
}

/** When a change of the last day was made: "18 h 30"; nothing where that was not kept. */
export function changedTodayText({ at }: UndoableChange): string {
  return at === null ? "" : clockText(inInstance(new Date(at)).clock);
}

/** When a change was made: "samedi 28 novembre, 18 h 30"; nothing where that was not kept. */
export function changedAtText({ at }: UndoableChange): string {
  return at === null ? "" : momentText(new Date(at).toISOString());
}

/** What of a change customers see already. */
export function publishedText(published: number): string {
  if (published === 0) return msg("Rien n’en est encore publié.");
  return published === 1
    ? msg("1 article en est déjà publié : il reste ainsi sur l’étal jusqu’à votre prochaine publication.")
    : msg(
        str`${published} articles en sont déjà publiés : ils restent ainsi sur l’étal jusqu’à votre prochaine publication.`,
      );
}

/** What of a change that was taken back customers see until the next publishing. */
export function leftText(count: number): string {
  return isSingular(count)
    ? msg("1 article repris était publié : il reste ainsi sur l’étal jusqu’à votre prochaine publication.")
    : msg(
        str`${numberText(count)} articles repris étaient publiés : ils restent ainsi sur l’étal jusqu’à votre prochaine publication.`,
      );
}

/** How many of them were new, and so went into the archive; "" where none did. */
export function archivedText(archived: number, count: number): string {
  if (archived === 0) return "";
  if (archived === count) {
    return isSingular(count)
      ? msg("Il est dans vos archives, et quittera alors l’étal.")
      : msg("Ils sont dans vos archives, et quitteront alors l’étal.");
  }
  return isSingular(archived)
    ? msg("L’un d’eux est dans vos archives, et quittera alors l’étal.")
    : msg(str`${numberText(archived)} d’entre eux sont dans vos archives, et quitteront alors l’étal.`);
}
