import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { WeeklyWindow } from "../../crypto/protocol/exports.ts";
import { weekdayText } from "../design/format.ts";
import { addRowButton, removeRowButton } from "../design/rows.ts";
import { instance } from "../instance.ts";
import type { Texts } from "./item-form.ts";

/** A labelled field of one line. `problem` is what is wrong with it, in words; "" when nothing is. */
export interface TextField {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem?: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly inputMode?: "text" | "decimal" | "numeric" | "tel" | "url";
  readonly type?: "text" | "date";
  readonly autocomplete?: AutoFill;
  readonly lengthMax?: number;
  readonly span?: 2 | 3 | 4 | 6;
  /** Grows with what is typed, where all of it has to be seen. */
  readonly grows?: boolean;
}

/** A field as the mock screens draw it: label above, hint or problem below, which describe it and do not name it. */
export function textField(field: TextField): TemplateResult {
  return html`<div class="field-box ${field.span ? `c${field.span}` : ""}">
    <label class="field ${field.problem ? "err" : ""}">
      <span class="label"
        >${field.label}${field.optional ? html` <span class="optional">${msg("(facultatif)")}</span>` : nothing}</span
      >
      ${field.grows === true ? growingInput(field) : lineInput(field)}
    </label>
    ${below(field.problem, field.hint, roomText(field.value, field.lengthMax))}
  </div>`;
}

function lineInput(field: TextField): TemplateResult {
  return html`<input
    class="input"
    type=${field.type ?? "text"}
    inputmode=${field.inputMode ?? nothing}
    autocomplete=${field.autocomplete ?? "off"}
    placeholder=${field.placeholder ?? nothing}
    maxlength=${field.lengthMax ?? nothing}
    aria-invalid=${field.problem ? "true" : nothing}
    aria-description=${field.problem || field.hint || nothing}
    .value=${field.value}
    @input=${(event: Event) => field.onInput((event.currentTarget as HTMLInputElement).value)}
  />`;
}

function growingInput(field: TextField): TemplateResult {
  return html`<textarea
    class="input grows"
    rows="2"
    autocomplete="off"
    aria-invalid=${field.problem ? "true" : nothing}
    aria-description=${field.problem || field.hint || nothing}
    .value=${field.value}
    @input=${(event: Event) => field.onInput((event.currentTarget as HTMLTextAreaElement).value)}
  ></textarea>`;
}

/** How much of a limit is used, once it comes near. */
function roomText(value: string, lengthMax: number | undefined): string {
  return lengthMax === undefined || value.length < lengthMax * 0.8 ? "" : `${value.length}/${lengthMax}`;
}

function below(problem: string | undefined, hint: string | undefined, room = ""): unknown {
  const used = room === "" ? nothing : html`<span class="num room">${room}</span>`;
  if (problem) return html`<p class="hint bad-t" role="alert">${problem} ${used}</p>`;
  if (hint === undefined && room === "") return nothing;
  return html`<p class="hint" aria-hidden="true">${hint ?? nothing} ${used}</p>`;
}

/** What is wrong with a group of fields, none of which is wrong by itself. */
export function groupProblem(problem: string): unknown {
  return problem === "" ? nothing : html`<p class="hint bad-t" role="alert" tabindex="-1" data-problem>${problem}</p>`;
}

/** Leads to the first thing of a form that is wrong: a field, or what is said of a group of them. */
export function focusProblem(form: HTMLElement): void {
  form.querySelector<HTMLElement>("[aria-invalid=true], [data-problem]")?.focus();
}

export interface TextsField {
  readonly label: string;
  readonly value: Texts;
  readonly onInput: (value: Texts) => void;
  readonly problem?: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly rows?: number;
  readonly lengthMax: number;
  /** The only language to be shown, where a bar above chooses it for all texts. */
  readonly language?: string;
}

/**
 * A text in the instance's languages: the first in sight, the others folded away until one is filled. With `language`
 * that one alone, under what the first says.
 */
export function textsField(field: TextsField): TemplateResult {
  const [first = "fr", ...others] = instance.languages;
  if (field.language !== undefined) return chosenLanguage(field, first, field.language);
  const filledOthers = others.filter((language) => field.value[language]?.trim());
  return html`<div class="stack-s">
    ${oneLanguage(field, first, field.label)}
    <details class="other-languages" ?open=${filledOthers.length > 0}>
      <summary class="small">${msg(str`Autres langues (${filledOthers.length} sur ${others.length})`)}</summary>
      <div class="stack-s">
        ${others.map((language) => oneLanguage(field, language, `${field.label}, ${languageName(language)}`))}
      </div>
    </details>
  </div>`;
}

function chosenLanguage(field: TextsField, source: string, language: string): TemplateResult {
  if (language === source) return oneLanguage(field, language, field.label);
  const original = (field.value[source] ?? "").trim();
  const missing = original !== "" && (field.value[language] ?? "").trim() === "";
  return html`<div class=${missing ? "untranslated" : ""}>
    ${oneLanguage(field, language, `${field.label}, ${languageName(language)}`)}
    ${original === "" ? nothing : html`<p class="hint original" lang=${source}>${original}</p>`}
  </div>`;
}

/** What a language calls itself in the present one: "anglais". */
export function languageName(language: string): string {
  return new Intl.DisplayNames([document.documentElement.lang || "fr"], { type: "language" }).of(language) ?? language;
}

function oneLanguage(field: TextsField, language: string, label: string): TemplateResult {
  const first = language === instance.languages[0];
  const onInput = (event: Event): void =>
    field.onInput({ ...field.value, [language]: (event.currentTarget as HTMLInputElement).value });
  const value = field.value[language] ?? "";
  const description = first ? field.problem || field.hint || nothing : nothing;
  return html`<div class="field-box">
    <label class="field ${first && field.problem ? "err" : ""}">
      <span class="label"
        >${label}${field.optional && first ? html` <span class="optional">${msg("(facultatif)")}</span>` : nothing}</span
      >
      ${
        (field.rows ?? 1) > 1
          ? html`<textarea
              class="input"
              lang=${language}
              rows=${field.rows ?? 3}
              maxlength=${field.lengthMax}
              aria-description=${description}
              .value=${value}
              @input=${onInput}
            ></textarea>`
          : html`<input
              class="input"
              lang=${language}
              maxlength=${field.lengthMax}
              aria-invalid=${first && field.problem ? "true" : nothing}
              aria-description=${description}
              .value=${value}
              @input=${onInput}
            />`
      }
    </label>
    ${below(first ? field.problem : undefined, first ? field.hint : undefined, roomText(value, field.lengthMax))}
  </div>`;
}

/** A choice among few or many. */
export function selectField(field: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
  readonly problem?: string;
  readonly hint?: string;
  readonly span?: 2 | 3 | 4 | 6;
}): TemplateResult {
  return html`<div class="field-box ${field.span ? `c${field.span}` : ""}">
    <label class="field ${field.problem ? "err" : ""}">
      <span class="label">${field.label}</span>
      <select
        class="input"
        aria-invalid=${field.problem ? "true" : nothing}
        aria-description=${field.problem || field.hint || nothing}
        @change=${(event: Event) => field.onChange((event.currentTarget as HTMLSelectElement).value)}
      >
        ${field.options.map(
          ([value, text]) => html`<option value=${value} ?selected=${value === field.value}>${text}</option>`,
        )}
      </select>
    </label>
    ${below(field.problem, field.hint)}
  </div>`;
}

/** A box with its words. */
export function checkField(label: unknown, checked: boolean, onChange: (checked: boolean) => void): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => onChange((event.currentTarget as HTMLInputElement).checked)}
    />
    <span>${label}</span>
  </label>`;
}

/** Windows that return every week: a line each, with a way to add and to remove. */
export function windowsField(field: {
  readonly legend: string;
  readonly hint: string;
  readonly value: readonly WeeklyWindow[];
  readonly onChange: (value: readonly WeeklyWindow[]) => void;
}): TemplateResult {
  const change = (index: number, part: Partial<WeeklyWindow>): void =>
    field.onChange(field.value.map((window, at) => (at === index ? { ...window, ...part } : window)));
  return html`<fieldset class="plain stack-s" data-rows>
    <legend class="label">${field.legend}</legend>
    <p class="hint">${field.hint}</p>
    ${field.value.map(
      (window, index) =>
        html`<div class="row tight window-row" data-row>
          <select
            class="input"
            aria-label=${msg(str`Jour, ${field.legend}, ligne ${index + 1}`)}
            @change=${(event: Event) => change(index, { weekday: Number((event.currentTarget as HTMLSelectElement).value) })}
          >
            ${[1, 2, 3, 4, 5, 6, 7].map(
              (weekday) =>
                html`<option value=${weekday} ?selected=${weekday === window.weekday}>${weekdayText(weekday)}</option>`,
            )}
          </select>
          <input
            class="input num"
            type="time"
            aria-label=${msg(str`De, ${field.legend}, ligne ${index + 1}`)}
            .value=${window.from}
            @change=${(event: Event) => change(index, { from: (event.currentTarget as HTMLInputElement).value })}
          />
          <span aria-hidden="true">–</span>
          <input
            class="input num"
            type="time"
            aria-label=${msg(str`À, ${field.legend}, ligne ${index + 1}`)}
            aria-invalid=${window.from < window.to ? nothing : "true"}
            .value=${window.to}
            @change=${(event: Event) => change(index, { to: (event.currentTarget as HTMLInputElement).value })}
          />
          ${removeRowButton(msg(str`Enlever la ligne ${index + 1}, ${field.legend}`), () =>
            field.onChange(field.value.filter((_, at) => at !== index)),
          )}
        </div>`,
    )}
    ${
      field.value.length >= 28
        ? nothing
        : addRowButton(msg("Ajouter une plage"), () => field.onChange([...field.value, nextWindow(field.value)]))
    }
  </fieldset>`;
}

/** The window that most likely comes next: the same hours on the day after the last. */
function nextWindow(windows: readonly WeeklyWindow[]): WeeklyWindow {
  const last = windows.at(-1);
  return last === undefined ? { weekday: 1, from: "09:00", to: "12:00" } : { ...last, weekday: (last.weekday % 7) + 1 };
}
