import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ImportTaken, UndoableChange } from "../core/api.ts";
import { changedItemsText, itemsText, newItemsText } from "../design/counted.ts";
import { numberText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { isSingular } from "../design/plural.ts";
import { changedAtText, publishedText } from "./undo-words.ts";

/** That a file was taken: what came of it, and the ways on and back. */
export function importDone(
  taken: ImportTaken,
  busy: boolean,
  onItems: () => void,
  onUndo: (change: string) => void,
): TemplateResult {
  const { change, added, changed, drafts } = taken;
  return html`<div class="note ok">
    ${icon("check-circle")}
    <div class="stack-s grow">
      <p><b>${takenText(added, changed)}</b> ${toPublishText(added + changed - drafts)} ${draftsText(drafts)}</p>
      <p class="row tight">
        <button class="btn main s" @click=${onItems}>${msg("Voir et publier")}</button>
        ${change === null ? nothing : undoButton(busy, () => onUndo(change))}
      </p>
    </div>
  </div>`;
}

/** "2 nouveaux articles, 1 article changé." What there is none of is not said. */
function takenText(added: number, changed: number): string {
  const parts = [added === 0 ? "" : newItemsText(added), changed === 0 ? "" : changedItemsText(changed)];
  return parts.every((part) => part === "")
    ? msg("Rien n’a changé.")
    : `${parts.filter((part) => part !== "").join(", ")}.`;
}

/** When customers see what came of a file; "" where nothing did. */
function toPublishText(count: number): string {
  if (count === 0) return "";
  return isSingular(count)
    ? msg("Il paraîtra quand vous le publierez.")
    : msg("Ils paraîtront quand vous les publierez.");
}

/** What of it customers do not see even then; "" where nothing is kept from them. */
function draftsText(count: number): string {
  if (count === 0) return "";
  return isSingular(count)
    ? msg("Un article reste en brouillon, à compléter.")
    : msg(str`${numberText(count)} articles restent en brouillon, à compléter.`);
}

function undoButton(busy: boolean, onUndo: () => void): TemplateResult {
  return html`<button class="btn line s" ?disabled=${busy} @click=${onUndo}>
    ${icon("arrow-counter-clockwise")}${msg("Revenir en arrière")}
  </button>`;
}

/** The latest import that can be taken back, on whichever device and whenever it was made. */
export function latestImport(undoable: readonly UndoableChange[]): UndoableChange | undefined {
  return undoable.find(({ kind }) => kind === "import");
}

/** Offers to take an import back that was made before this page was opened: which, when, and what of it is published. */
export function importToUndo(
  made: UndoableChange | undefined,
  busy: boolean,
  onUndo: (change: string) => void,
): TemplateResult | typeof nothing {
  if (made === undefined) return nothing;
  const told = [itemsText(made.count), changedAtText(made)].filter((text) => text !== "").join(", ");
  return html`<section class="note import-undo" aria-label=${msg("Dernière importation")}>
    ${icon("clock")}
    <div class="stack-s grow">
      <p><b>${msg(str`Dernière importation : ${quoted(made.file)}`)}</b></p>
      <p class="small">${told}. ${publishedText(made.published)}</p>
      <p>${undoButton(busy, () => onUndo(made.change))}</p>
    </div>
  </section>`;
}

/** That an import was taken back, and what customers see until the next publishing. */
export function importUndone(published: number, onPublish: () => void): TemplateResult {
  return html`<div class="note ok">
    ${icon("arrow-counter-clockwise")}
    <div class="stack-s grow">
      <p>
        ${msg("Importation reprise : vos articles sont comme avant, sauf ce que vous avez changé ou vendu depuis.")}
        ${published === 0 ? nothing : msg("Ce qui en était publié reste sur l’étal jusqu’à votre prochaine publication ; ce qui y était nouveau est dans vos archives.")}
      </p>
      ${
        published === 0
          ? nothing
          : html`<p><button class="btn main s" @click=${onPublish}>${msg("Voir et publier")}</button></p>`
      }
    </div>
  </div>`;
}
