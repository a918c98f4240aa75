import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { StallView } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import type { TimeUnit } from "./amounts.ts";
import { checkField, selectField, textField, textsField } from "./fields.ts";
import { categoryOptions } from "./item-bulk.ts";
import { categoryChosen, type FormPart, type ItemForm } from "./item-form.ts";
import { itemProblemText } from "./words.ts";

/** What an item is: a good or a service, its name, its category, its texts. */
export function identitySection(part: FormPart): TemplateResult {
  const { form, language, problems, set } = part;
  return html`<section class="panel pad stack">
    <h2>${msg("L’article")}</h2>
    <fieldset class="plain seg mini-seg">
      <legend class="vh">${msg("Genre")}</legend>
      ${(["good", "service"] as const).map(
        (kind) =>
          html`<label class=${form.kind === kind ? "on" : ""}
            ><input type="radio" name="kind" .checked=${form.kind === kind} @change=${() => set({ kind })} />${
              kind === "good" ? msg("Un bien") : msg("Un service")
            }</label
          >`,
      )}
    </fieldset>
    ${textsField({
      label: msg("Nom"),
      language,
      value: form.name,
      lengthMax: 120,
      problem: itemProblemText(problems["name"]),
      onInput: (name) => set({ name }),
    })}
    ${categoryField(part)}
    ${textsField({
      label: msg("En une phrase"),
      language,
      value: form.summary,
      lengthMax: 240,
      optional: true,
      problem: itemProblemText(problems["summary"]),
      onInput: (summary) => set({ summary }),
    })}
    ${textsField({
      label: msg("Description"),
      language,
      value: form.description,
      lengthMax: 4000,
      rows: 4,
      optional: true,
      onInput: (description) => set({ description }),
    })}
  </section>`;
}

function categoryField({ form, problems, set }: FormPart): TemplateResult {
  return selectField({
    label: msg("Catégorie"),
    value: form.category,
    options: [["", msg("Choisir…")], ...categoryOptions()],
    problem: itemProblemText(problems["category"]),
    onChange: (category) => set(categoryChosen(form, category)),
  });
}

/**
 * What a service takes: how long, and where.
 * @param stall the stall's page says whether it takes appointments
 */
export function serviceSection(
  { form, problems, set }: FormPart,
  { partyId, party }: Pick<StallView, "partyId" | "party">,
): TemplateResult {
  const takesAppointments = party.ordering?.appointments !== undefined;
  // What is written here is kept meanwhile.
  const toAgenda = html`<a href="/desk/${partyId}/page">${msg("Régler l’agenda")}</a>`;
  return html`<section class="panel pad stack">
    <h2>${msg("Le service")}</h2>
    <div class="fields">
      <div class="c4 with-unit">
        ${textField({
          label: msg("Durée"),
          value: form.duration,
          inputMode: "numeric",
          problem: itemProblemText(problems["duration"]),
          onInput: (duration) => set({ duration }),
        })}
        ${selectField({
          label: msg("Unité"),
          value: form.durationUnit,
          options: [
            ["minute", msg("minutes")],
            ["hour", msg("heures")],
            ["day", msg("jours")],
          ],
          onChange: (unit) => set({ durationUnit: unit as TimeUnit }),
        })}
      </div>
      ${selectField({
        label: msg("Où"),
        value: form.servicePlace,
        span: 2,
        options: [
          ["ours", msg("chez nous")],
          ["yours", msg("chez le client")],
          ["remote", msg("à distance")],
        ],
        onChange: (place) => set({ servicePlace: place as ItemForm["servicePlace"] }),
      })}
    </div>
    ${checkField(msg("Se réserve pour un moment de votre agenda"), form.byAppointment, (byAppointment) => set({ byAppointment }))}
    ${
      form.byAppointment && !takesAppointments
        ? html`<p class="note warn compact" role="status">
            ${icon("warning")}<span
              >${msg("Votre étal ne prend pas encore de rendez-vous : personne ne peut le réserver. L’agenda se règle dans Page, sous Commandes.")}
              ${toAgenda}</span
            >
          </p>`
        : html`<p class="hint">
            ${msg("L’agenda se règle dans Page, sous Commandes : plages, délais, places.")} ${toAgenda}
          </p>`
    }
  </section>`;
}
