import { msg, str } from "@lit/localize";
import type { UndoableChange } from "../core/api.ts";
import { itemsText } from "../design/counted.ts";
import { clockText, inInstance, momentText, quoted } from "../design/format.ts";

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
