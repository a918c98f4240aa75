import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { localizedText, monthText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { textsField } from "./fields.ts";
import type { FormPart } from "./item-form.ts";
import { toggleChip, toggled } from "./toggle-chip.ts";

/** When an item is there, which labels it asks for, where it comes from. */
export function seasonSection({ form, set }: FormPart): TemplateResult {
  return html`<section class="panel pad stack">
    <h2>${msg("Saison et labels")}</h2>
    <fieldset class="plain stack-s">
      <legend class="label">${msg("Mois de saison")}</legend>
      <div class="season-pick">
        ${Array.from({ length: 12 }, (_, index) => index + 1).map((month) => {
          const on = form.season.includes(month);
          return html`<button
            type="button"
            class=${on ? "on" : ""}
            aria-pressed=${on ? "true" : "false"}
            aria-label=${monthText(month)}
            @click=${() => set({ season: toggled(form.season, month) })}
          >
            ${monthText(month, "narrow")}
          </button>`;
        })}
      </div>
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
      value: form.origin,
      lengthMax: 80,
      optional: true,
      onInput: (origin) => set({ origin }),
    })}
  </section>`;
}
