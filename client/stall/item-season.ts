import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { localizedText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { textsField } from "./fields.ts";
import { seasonPick } from "./item-bulk.ts";
import type { FormPart } from "./item-form.ts";
import { toggleChip, toggled } from "./toggle-chip.ts";

/** When an item is there, which labels it asks for, where it comes from. */
export function seasonSection({ form, language, set }: FormPart): TemplateResult {
  return html`<section class="panel pad stack">
    <h2>${msg("Saison et labels")}</h2>
    <fieldset class="plain stack-s">
      <legend class="label">${msg("Mois de saison")}</legend>
      ${seasonPick(form.season, (season) => set({ season }))}
      <p class="hint">${form.season.length === 0 ? msg("Aucun choisi : toute l’année.") : nothing}</p>
    </fieldset>
    ${
      instance.labels.length === 0
        ? nothing
        : html`<fieldset class="plain stack-s">
            <legend class="label">${msg("Labels demandés")}</legend>
            <div class="chips">
              ${instance.labels.map(({ id, name }) =>
                toggleChip(localizedText(name), form.labels.includes(id), () =>
                  set({ labels: toggled(form.labels, id) }),
                ),
              )}
            </div>
            <p class="hint">${msg("Un label paraît quand la coopérative l’a accordé à votre étal.")}</p>
          </fieldset>`
    }
    ${textsField({
      label: msg("Origine"),
      language,
      value: form.origin,
      lengthMax: 80,
      optional: true,
      onInput: (origin) => set({ origin }),
    })}
  </section>`;
}
