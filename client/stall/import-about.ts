import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ImportChoices, ImportPreview } from "../core/api.ts";
import { itemsText } from "../design/counted.ts";
import { numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { checkField } from "./fields.ts";
import { formatText } from "./import-words.ts";

/** Which file is looked at, what was understood of it, and which of its sheets. */
export function importAbout(parts: {
  readonly name: string;
  readonly preview: ImportPreview;
  readonly columnsOpen: boolean;
  readonly onColumns: () => void;
  readonly onSheet: (sheet: string) => void;
}): TemplateResult {
  const { name, preview, columnsOpen, onColumns } = parts;
  const { columns } = preview;
  const known = columns.filter(({ field }) => field !== null).length;
  return html`<section class="file">
    <span class="file-ic">${icon("file-csv")}</span>
    <div class="grow">
      <p class="small"><b>${name}</b> ${itemsText(preview.rows.length)}, ${formatText(preview.format)}</p>
      ${
        columns.length === 0
          ? nothing
          : html`<p class="small muted">${msg(str`Colonnes reconnues : ${known} sur ${columns.length}`)}</p>`
      }
    </div>
    ${preview.sheets.length === 0 ? nothing : sheetField(preview, parts.onSheet)}
    ${
      columns.length === 0
        ? nothing
        : html`<button class="btn quiet s" aria-expanded=${columnsOpen ? "true" : "false"} @click=${onColumns}>
            ${msg("Colonnes")}
          </button>`
    }
  </section>`;
}

function sheetField({ sheets, sheet }: ImportPreview, onSheet: (sheet: string) => void): TemplateResult {
  return html`<label class="field file-sheet">
    <span class="label">${msg("Feuille du classeur")}</span>
    <select class="input" @change=${(event: Event) => onSheet((event.currentTarget as HTMLSelectElement).value)}>
      ${sheets.map((name) => html`<option value=${name} .selected=${name === sheet}>${name}</option>`)}
    </select>
  </label>`;
}

/** A file whose end is missing: nothing is taken of it until somebody says that it may be. */
export function importCutOff(
  { questions, choices, rows }: ImportPreview,
  choose: (choices: ImportChoices) => void,
): TemplateResult | typeof nothing {
  if (!questions.isCutOff) return nothing;
  return html`<div class="note warn">
    ${icon("warning")}
    <div class="stack-s grow">
      <p>
        ${msg(
          "Ce fichier s’arrête sans sa dernière ligne, celle qui dit qu’il est complet : il manque peut-être des articles. Téléchargez-le à nouveau si vous le pouvez.",
        )}
      </p>
      ${checkField(cutOffText(rows.length), choices.cutOff === true, (cutOff) => choose({ cutOff }))}
    </div>
  </div>`;
}

function cutOffText(count: number): string {
  return count === 1
    ? msg("Prendre quand même le seul article qui s’y trouve")
    : msg(str`Prendre quand même ce qui s’y trouve : ${numberText(count)} articles`);
}

/** Pictures stay where they are: fetching them would tell their host what is imported here. */
export function importPictures(count: number): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<p class="note">${icon("image")}<span>${picturesText(count)}</span></p>`;
}

function picturesText(count: number): string {
  return count === 1
    ? msg(
        "1 article nomme des images ailleurs sur le web. Cet appareil n’y va pas les chercher : ajoutez-les à la main.",
      )
    : msg(
        str`${numberText(count)} articles nomment des images ailleurs sur le web. Cet appareil n’y va pas les chercher : ajoutez-les à la main.`,
      );
}
