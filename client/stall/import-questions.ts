import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ImportChoices, ImportPreview, ImportQuestion } from "../core/api.ts";
import { listText, localizedText, moneyText, numberText } from "../design/format.ts";
import { instance } from "../instance.ts";
import { checkField } from "./fields.ts";
import { categoryText } from "./import-words.ts";

type Options = readonly (readonly [string, string])[];
type Words = "categories" | "vat" | "deposits";

/** How many questions of a file wait for an answer. */
export function openQuestions({ questions }: ImportPreview): number {
  const all = [...questions.categories, ...questions.vat, ...questions.deposits];
  return all.filter(({ answer }) => answer === null).length + questions.currencies.length;
}

const categoryOptions = (): Options => instance.categories.map(({ path }) => [path, categoryText(path)]);
const vatOptions = (): Options => instance.vat.map(({ id, name }) => [id, localizedText(name)]);
const depositOptions = (): Options => [
  ["", msg("sans consigne")],
  ...instance.containers.map(
    ({ id, name, amountMinor }) => [id, `${localizedText(name)} · ${moneyText(amountMinor)}`] as const,
  ),
];

const unanswered = "?";

function question(one: ImportQuestion, options: Options, choose: (answer: string) => void): TemplateResult {
  const rows = one.rows === 1 ? msg("1 ligne") : msg(str`${numberText(one.rows)} lignes`);
  return html`<label class="field import-q ${one.answer === null ? "err" : ""}">
    <span class="label"
      >${one.text === "" ? msg("sans indication") : html`« ${one.text} »`} <span class="optional">${rows}</span></span
    >
    <select
      class="input"
      aria-invalid=${one.answer === null ? "true" : nothing}
      @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}
    >
      ${one.answer === null ? html`<option value=${unanswered} selected disabled>${msg("à choisir")}</option>` : nothing}
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === one.answer}>${text}</option>`)}
    </select>
  </label>`;
}

/** What a file's words mean here: categories, rates, deposits, another currency, zeros. Each is asked once. */
export function importQuestions(
  preview: ImportPreview,
  choose: (choices: ImportChoices) => void,
): TemplateResult | typeof nothing {
  const { questions, choices } = preview;
  const groups: readonly (readonly [Words, string, Options])[] = [
    ["categories", msg("Catégories du fichier"), categoryOptions()],
    ["vat", msg("Taux de TVA du fichier"), vatOptions()],
    ["deposits", msg("Consignes du fichier"), depositOptions()],
  ];
  const currencies = questions.currencies.length > 0 || choices.otherCurrency === true;
  const waiting = openQuestions(preview);
  const nothingToSay = groups.every(([words]) => questions[words].length === 0) && !currencies && !questions.zeros;
  if (nothingToSay) return nothing;
  const answer = (words: Words, sources: readonly string[], value: string): void =>
    choose({ [words]: Object.fromEntries(sources.map((source) => [source, value])) });
  return html`<details class="panel import-qs" ?open=${waiting > 0}>
    <summary>
      <b>${msg("Ce que disent les mots du fichier")}</b>
      ${waiting === 0 ? nothing : html`<span class="tag bad">${msg(str`${waiting} à choisir`)}</span>`}
    </summary>
    <div class="stack">
      ${groups.map(([words, title, options]) => {
        const list = questions[words];
        const open = list.filter((one) => one.answer === null);
        if (list.length === 0) return nothing;
        return html`<section class="stack-s" aria-label=${title}>
          <h2 class="import-q-h">${title}</h2>
          ${
            open.length < 3
              ? nothing
              : question(
                  { source: "", text: msg("toutes celles qui restent"), rows: sum(open), answer: null },
                  options,
                  (value) =>
                    answer(
                      words,
                      open.map(({ source }) => source),
                      value,
                    ),
                )
          }
          <div class="columns-map">
            ${[...open, ...list.filter((one) => one.answer !== null)].map((one) =>
              question(one, options, (value) => answer(words, [one.source], value)),
            )}
          </div>
        </section>`;
      })}
      ${
        currencies
          ? checkField(
              msg(
                str`Les prix sont en ${listText(questions.currencies) || msg("une autre monnaie")} : prendre les mêmes nombres en ${instance.currency}`,
              ),
              choices.otherCurrency === true,
              (otherCurrency) => choose({ otherCurrency }),
            )
          : nothing
      }
      ${
        questions.zeros
          ? checkField(msg("Un 0 veut dire 0 : prix gratuit, stock épuisé"), choices.zeros === true, (zeros) =>
              choose({ zeros }),
            )
          : nothing
      }
      <p class="hint">${msg("Retenu pour la prochaine fois.")}</p>
    </div>
  </details>`;
}

const sum = (list: readonly ImportQuestion[]): number => list.reduce((total, { rows }) => total + rows, 0);
