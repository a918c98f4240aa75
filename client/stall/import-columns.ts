import { quoted } from "../design/format.ts";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ImportPreview } from "../core/api.ts";
import { importFields } from "../core/import/import-field.ts";
import { fieldText } from "./import-words.ts";

/** What each column of a file is, to be chosen by hand. */
export function importColumns(
  columns: ImportPreview["columns"],
  onChoose: (columns: Readonly<Record<string, string | null>>) => void,
): TemplateResult {
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
      ${columns.map(
        ({ name, field, sample }) =>
          html`<label class="field"
            ><span class="label"
              >${name} <span class="optional">${sample === "" ? nothing : quoted(sample.slice(0, 40))}</span></span
            ><select
              class="input"
              @change=${(event: Event) => choose(name, (event.currentTarget as HTMLSelectElement).value || null)}
            >
              <option value="" .selected=${field === null}>${msg("ne pas reprendre")}</option>
              ${importFields.map(
                (known) => html`<option value=${known} .selected=${known === field}>${fieldText(known)}</option>`,
              )}
            </select>
          </label>`,
      )}
    </div>
  </section>`;
}
