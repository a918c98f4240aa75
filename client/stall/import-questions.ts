import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import type { ImportChoices, ImportPreview, ImportQuestion } from "../core/api.ts";
import { listText, localizedText, moneyText, numberText, quoted } from "../design/format.ts";
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
/** Of a file with hundreds of categories, the first; the others are answered all at once. */
const questionsShown = 60;

function question(one: ImportQuestion, options: Options, choose: (answer: string) => void): TemplateResult {
  const rows = one.rows === 1 ? msg("1 ligne") : msg(str`${numberText(one.rows)} lignes`);
  return html`<label class="field import-q ${one.answer === null ? "err" : ""}">
    <span class="label"
      >${one.text === "" ? msg("sans indication") : quoted(one.text)} <span class="optional">${rows}</span></span
    >
    <select
      class="input"
      aria-invalid=${one.answer === null ? "true" : nothing}
      @change=${(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}
    >
      ${one.answer === null ? html`<option value=${unanswered} selected disabled>${msg("à choisir")}</option>` : nothing}
      ${options.map(([value, text]) => html`<option value=${value} .selected=${value === one.answer}>${text}</option>`)}
    </select>
  </label>`;
}

/** Which questions of a file waited for an answer when it was opened: they stay where they are once they have one. */
export function askedAtFirst({ questions }: ImportPreview): ReadonlySet<string> {
  const open = (words: Words): string[] =>
    questions[words].filter(({ answer }) => answer === null).map(({ source }) => `${words}/${source}`);
  return new Set([...open("categories"), ...open("vat"), ...open("deposits")]);
}

interface Asking {
  readonly words: Words;
  readonly title: string;
  readonly options: Options;
  readonly list: readonly ImportQuestion[];
  readonly asked: ReadonlySet<string>;
  readonly choose: (sources: readonly string[], answer: string) => void;
}

function questionGroup({ words, title, options, list, asked, choose }: Asking): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  const first = list.toSorted((a, b) => b.rows - a.rows).filter(({ source }) => asked.has(`${words}/${source}`));
  const known = list.filter(({ source }) => !asked.has(`${words}/${source}`));
  const open = first.filter(({ answer }) => answer === null);
  const each = (questions: readonly ImportQuestion[]): TemplateResult =>
    html`<div class="columns-map">
        ${repeat(
          questions.slice(0, questionsShown),
          ({ source }) => source,
          (one) => question(one, options, (answer) => choose([one.source], answer)),
        )}
      </div>
      ${questions.length > questionsShown ? html`<p class="hint">${msg(str`${questions.length - questionsShown} de plus`)}</p>` : nothing}`;
  const rest = { source: "", text: msg("toutes celles qui restent"), rows: sum(open), answer: null };
  return html`<section class="stack-s" aria-label=${title}>
    <h2 class="import-q-h">${title}</h2>
    ${
      open.length < 3
        ? nothing
        : keyed(
            open.length,
            question(rest, options, (answer) =>
              choose(
                open.map(({ source }) => source),
                answer,
              ),
            ),
          )
    }
    ${first.length === 0 ? nothing : each(first)}
    ${
      known.length === 0
        ? nothing
        : asked.size === 0
          ? each(known)
          : html`<details>
              <summary class="small">${msg(str`Déjà comprises : ${known.length}`)}</summary>
              ${each(known)}
            </details>`
    }
  </section>`;
}

/** What a file's words mean here: categories, rates, deposits, another currency, zeros. Each is asked once. */
export function importQuestions(
  preview: ImportPreview,
  asked: ReadonlySet<string>,
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
  return html`<details class="panel import-qs" ?open=${asked.size > 0 || questions.currencies.length > 0}>
    <summary>
      <b>${msg("Ce que disent les mots du fichier")}</b>
      ${waiting === 0 ? nothing : html`<span class="tag bad">${msg(str`${waiting} à choisir`)}</span>`}
    </summary>
    <div class="stack">
      ${groups.map(([words, title, options]) =>
        questionGroup({
          words,
          title,
          options,
          list: questions[words],
          asked,
          choose: (sources, answer) =>
            choose({ [words]: Object.fromEntries(sources.map((source) => [source, answer])) }),
        }),
      )}
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
