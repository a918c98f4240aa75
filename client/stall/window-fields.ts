import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Party } from "../../crypto/protocol/exports.ts";
import { collectionChoices } from "../core/catalogue/windows.ts";
import { dayShortText, momentText, weekdayText, windowText } from "../design/format.ts";
import { addRowButton, removeRowButton } from "../design/rows.ts";
import { instance } from "../instance.ts";
import { type HolidayForm, nextWindow, type WindowForm, type WindowProblem } from "./window-form.ts";

const windowsMax = 60;
const holidaysMax = 12;
/** How many of the next windows are shown as customers will see them. */
const shownNext = 4;

const valueOf = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

/** What is wrong with a line of windows or holidays, in words. */
export function windowProblemText(problem: WindowProblem): string {
  switch (problem) {
    case "no-date":
      return msg("Il manque la date.");
    case "times-not-rising":
      return msg("La fin doit venir après le début.");
    case "bad-cutoff":
      return msg("Jusqu’à quand commande-t-on ? Un nombre de jours, de 0 à 30, et une heure.");
    case "dates-not-rising":
      return msg("Le dernier jour vient avant le premier.");
  }
}

export interface OrderWindowsField {
  readonly legend: string;
  readonly hint: string;
  readonly value: readonly WindowForm[];
  /** By the number of the line. */
  readonly problems: Readonly<Record<number, WindowProblem>>;
  /** Whether a line has hours of its own, a beginning only, or is a whole day. */
  readonly timed: boolean | "from";
  readonly addText: string;
  readonly onChange: (value: readonly WindowForm[]) => void;
}

/** Windows, or days, that return every week or come once, each with its own cut-off. */
export function orderWindowsField(field: OrderWindowsField): TemplateResult {
  return html`<fieldset class="plain stack-s" data-rows>
    <legend class="label">${field.legend}</legend>
    <p class="hint">${field.hint}</p>
    ${field.value.map((window, index) => windowLine(field, window, index))}
    ${
      field.value.length >= windowsMax
        ? nothing
        : addRowButton(field.addText, () => field.onChange([...field.value, nextWindow(field.value)]))
    }
  </fieldset>`;
}

function windowLine(field: OrderWindowsField, window: WindowForm, index: number): TemplateResult {
  const change = (part: Partial<WindowForm>): void =>
    field.onChange(field.value.map((other, at) => (at === index ? { ...other, ...part } : other)));
  const number = index + 1;
  const problem = field.problems[index];
  const invalid = (...problems: readonly WindowProblem[]): string | typeof nothing =>
    problem !== undefined && problems.includes(problem) ? "true" : nothing;
  return html`<div class="order-window" data-row>
    <div class="row tight window-row">
      <select
        class="input"
        aria-label=${msg(str`Jour, ${field.legend}, ligne ${number}`)}
        @change=${(event: Event) => {
          const value = valueOf(event);
          change(value === "dated" ? { occurs: "dated" } : { occurs: "weekly", weekday: Number(value) });
        }}
      >
        ${[1, 2, 3, 4, 5, 6, 7].map(
          (weekday) =>
            html`<option value=${weekday} ?selected=${window.occurs === "weekly" && weekday === window.weekday}>
              ${weekdayText(weekday)}
            </option>`,
        )}
        <option value="dated" ?selected=${window.occurs === "dated"}>${msg("à une date…")}</option>
      </select>
      ${
        window.occurs === "weekly"
          ? nothing
          : html`<input
              class="input num"
              type="date"
              aria-label=${msg(str`Date, ${field.legend}, ligne ${number}`)}
              aria-invalid=${invalid("no-date")}
              .value=${window.day}
              @change=${(event: Event) => change({ day: valueOf(event) })}
            />`
      }
      ${field.timed === false ? nothing : times(field, window, number, invalid("times-not-rising"), change)}
      ${removeRowButton(msg(str`Enlever la ligne ${number}, ${field.legend}`), () =>
        field.onChange(field.value.filter((_, at) => at !== index)),
      )}
    </div>
    ${cutoffLine(field.legend, window, number, invalid("bad-cutoff"), change)}
    ${problem === undefined ? nothing : html`<p class="hint bad-t" role="alert">${windowProblemText(problem)}</p>`}
  </div>`;
}

type ChangeWindow = (part: Partial<WindowForm>) => void;

function times(
  { legend, timed }: OrderWindowsField,
  window: WindowForm,
  number: number,
  invalid: unknown,
  change: ChangeWindow,
): TemplateResult {
  return html`<input
      class="input num"
      type="time"
      aria-label=${msg(str`De, ${legend}, ligne ${number}`)}
      .value=${window.from}
      @change=${(event: Event) => change({ from: valueOf(event) })}
    />
    ${
      timed === "from"
        ? nothing
        : html`<span aria-hidden="true">–</span>
            <input
              class="input num"
              type="time"
              aria-label=${msg(str`À, ${legend}, ligne ${number}`)}
              aria-invalid=${invalid}
              .value=${window.to}
              @change=${(event: Event) => change({ to: valueOf(event) })}
            />`
    }`;
}

function cutoffLine(
  legend: string,
  window: WindowForm,
  number: number,
  invalid: unknown,
  change: ChangeWindow,
): TemplateResult {
  const known = ["", "0", "1", "2", "3", "4", "5", "6", "7", "10", "14", "21", "30"];
  const days = known.includes(window.cutoffDays) ? known : [...known, window.cutoffDays];
  return html`<div class="row tight window-row cutoff-row small">
    <select
      class="input"
      aria-label=${msg(str`On commande jusqu’à, ${legend}, ligne ${number}`)}
      aria-invalid=${invalid}
      @change=${(event: Event) => change({ cutoffDays: valueOf(event) })}
    >
      ${days.map(
        (value) => html`<option value=${value} ?selected=${value === window.cutoffDays}>${cutoffText(value)}</option>`,
      )}
    </select>
    ${
      window.cutoffDays === ""
        ? nothing
        : html`<input
            class="input num"
            type="time"
            aria-label=${msg(str`Heure limite, ${legend}, ligne ${number}`)}
            .value=${window.cutoffAt}
            @change=${(event: Event) => change({ cutoffAt: valueOf(event) })}
          />`
    }
  </div>`;
}

function cutoffText(days: string): string {
  if (days === "") return msg("commander : délai de préparation");
  if (days === "0") return msg("commander jusqu’au jour même");
  return days === "1" ? msg("commander jusqu’à la veille") : msg(str`commander jusqu’à ${days} jours avant`);
}

/** Holidays: a line each, from and until, with a word for customers. */
export function holidaysField(field: {
  readonly value: readonly HolidayForm[];
  readonly problems: Readonly<Record<number, WindowProblem>>;
  readonly onChange: (value: readonly HolidayForm[]) => void;
}): TemplateResult {
  const language = instance.languages[0] ?? "fr";
  return html`<fieldset class="plain stack-s" data-rows>
    <legend class="label">${msg("Fermetures")}</legend>
    <p class="hint">${msg("Annoncées trois semaines avant. Ces jours-là, rien ne se commande ni ne se retire.")}</p>
    ${field.value.map((holiday, index) => {
      const change = (part: Partial<HolidayForm>): void =>
        field.onChange(field.value.map((other, at) => (at === index ? { ...other, ...part } : other)));
      const problem = field.problems[index];
      const dated = (label: string, value: string, onInput: (value: string) => void): TemplateResult =>
        html`<input
          class="input num"
          type="date"
          aria-label=${label}
          aria-invalid=${problem === undefined ? nothing : "true"}
          .value=${value}
          @change=${(event: Event) => onInput(valueOf(event))}
        />`;
      return html`<div class="order-window" data-row>
        <div class="row tight window-row">
          ${dated(msg(str`Premier jour, fermeture ${index + 1}`), holiday.from, (from) => change({ from }))}
          <span aria-hidden="true">–</span>
          ${dated(msg(str`Dernier jour, fermeture ${index + 1}`), holiday.until, (until) => change({ until }))}
          ${removeRowButton(msg(str`Enlever la fermeture ${index + 1}`), () =>
            field.onChange(field.value.filter((_, at) => at !== index)),
          )}
        </div>
        <input
          class="input"
          maxlength="120"
          placeholder=${msg("Un mot, par exemple : vendanges")}
          aria-label=${msg(str`Un mot pour les clients, fermeture ${index + 1}`)}
          .value=${holiday.note[language] ?? ""}
          @input=${(event: Event) => change({ note: { ...holiday.note, [language]: valueOf(event) } })}
        />
        ${problem === undefined ? nothing : html`<p class="hint bad-t" role="alert">${windowProblemText(problem)}</p>`}
      </div>`;
    })}
    ${
      field.value.length >= holidaysMax
        ? nothing
        : addRowButton(msg("Ajouter une fermeture"), () =>
            field.onChange([...field.value, { from: "", until: "", note: {} }]),
          )
    }
  </fieldset>`;
}

/** The next windows as customers will be offered them, by what stands in the form. */
export function nextWindows(party: Party, now: number): TemplateResult | typeof nothing {
  const next = collectionChoices(party, instance, now).filter(({ open }) => open);
  if (next.length === 0) return nothing;
  return html`<div class="next-windows" aria-live="polite">
    <p class="caps">${msg("Ce que vos clients se voient proposer")}</p>
    <ul class="small">
      ${next.slice(0, shownNext).map(
        (window) =>
          html`<li>
            <b class="num">${dayShortText(window.day)}, ${windowText(window)}</b>
            <span class="muted">${msg(str`commander avant ${momentText(window.orderBefore)}`)}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}
