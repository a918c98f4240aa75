import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ImportPreview } from "../core/api.ts";
import { importFields } from "../core/import/import-field.ts";
import { quoted } from "../design/format.ts";
import { keptOptions } from "./import-choice.ts";
import { fieldText } from "./import-words.ts";

type Column = ImportPreview["columns"][number];

/** How many more columns are asked about at once: each has its own list of all fields. */
export const columnsStep = 12;

const fieldOptions = keptOptions(() => [
  ["", msg("ne pas reprendre")],
  ...importFields.map((field) => [field, fieldText(field)] as const),
]);

function moreColumnsText(count: number): string {
  return count === 1 ? msg("1 colonne de plus") : msg(str`${count} colonnes de plus`);
}

/** In the file's order: the first ones, and those further on of which something is taken. */
function inReach(columns: readonly Column[], shown: number): readonly Column[] {
  return columns.filter(({ field }, index) => index < shown || field !== null);
}

/** What each column of a file is, to be chosen by hand. Of many, `shown` are there, and `onMore` shows more. */
export function importColumns(
  columns: readonly Column[],
  shown: number,
  onMore: () => void,
  onChoose: (columns: Readonly<Record<string, string | null>>) => void,
): TemplateResult {
  const near = inReach(columns, shown);
  const present = Object.fromEntries(columns.map(({ name, field }) => [name, field]));
  const choose = (name: string, field: string | null): void => {
    // A field is one column's: the one that had it is left out.
    const others = Object.entries(present).map(
      ([other, taken]) => [other, field !== null && taken === field ? null : taken] as const,
    );
    onChoose({ ...Object.fromEntries(others), [name]: field });
  };
  return html`<section class="panel stack-s import-cols" aria-label=${msg("Colonnes du fichier")}>
    <div class="columns-map">
      ${repeat(
        near,
        ({ name }) => name,
        ({ name, field, sample }) =>
          html`<sp-import-choice
            .text=${name}
            .aside=${sample === "" ? "" : quoted(sample.slice(0, 40))}
            .options=${fieldOptions}
            .answer=${field ?? ""}
            .choose=${(answer: string) => choose(name, answer || null)}
          ></sp-import-choice>`,
      )}
    </div>
    ${
      columns.length === near.length
        ? nothing
        : html`<p>
            <button class="btn line s" type="button" @click=${onMore}>
              ${moreColumnsText(columns.length - near.length)}
            </button>
          </p>`
    }
  </section>`;
}
