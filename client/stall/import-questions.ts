import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import type { ImportChoices, ImportPreview, ImportQuestion } from "../core/api.ts";
import { readNumber } from "../core/import/amounts.ts";
import { listText, localizedText, moneyText, numberText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { checkField } from "./fields.ts";
import { keptOptions, type Options } from "./import-choice.ts";
import "./import-choice.ts";
import { categoryOptions as categoriesByTrail } from "./item-bulk.ts";

/** The marks that may stand before fractions, each as what it makes of a number: "1.500" is 1 500 or 1,5. */
function decimalOptions(written: string): Options {
  const read = ([",", "."] as const).map((mark) => ({ mark, number: readNumber(written, mark) }));
  const values = read.flatMap(({ mark, number }) => (number.kind === "number" ? [{ mark, value: number.value }] : []));
  return values.toSorted((a, b) => b.value - a.value).map(({ mark, value }) => [mark, numberText(value)]);
}

const wordKinds = ["categories", "vat", "deposits"] as const;
type Words = (typeof wordKinds)[number];

const optionsOf: Readonly<Record<Words, () => Options>> = {
  categories: keptOptions(categoriesByTrail),
  vat: keptOptions(() => instance.vat.map(({ id, name }) => [id, localizedText(name)])),
  deposits: keptOptions(() => [
    ["", msg("sans consigne")],
    ...instance.containers.map(
      ({ id, name, amountMinor }) => [id, `${localizedText(name)} · ${moneyText(amountMinor)}`] as const,
    ),
  ]),
};

function titleOf(words: Words): string {
  switch (words) {
    case "categories":
      return msg("Catégories du fichier");
    case "vat":
      return msg("Taux de TVA du fichier");
    case "deposits":
      return msg("Consignes du fichier");
  }
}

/** How many questions of one kind are asked at once, those of most rows first. */
export const questionsStep = 8;

/** Whether the file's prices are in another currency, and nobody has said yet that the numbers are to be taken. */
const isCurrencyOpen = ({ questions, choices }: ImportPreview): boolean =>
  questions.currencies.length > 0 && choices.otherCurrency !== true;

/** How many questions of a file wait for an answer. */
function openQuestions(preview: ImportPreview): number {
  const open = wordKinds.flatMap((words) => preview.questions[words].filter(({ answer }) => answer === null));
  const isNumberOpen = preview.questions.decimal?.answer === null;
  return open.length + (isCurrencyOpen(preview) ? 1 : 0) + (isNumberOpen ? 1 : 0);
}

/**
 * Which questions of a file wait for an answer: they stay where they are once they have one. What a file does not say is
 * among them: it goes where the stall is found, and nobody but them knows whether that is meant.
 */
export function askedOf({ questions }: ImportPreview): ReadonlySet<string> {
  const open = (words: Words): string[] =>
    questions[words]
      .filter(({ answer, source }) => answer === null || source === "")
      .map(({ source }) => `${words}/${source}`);
  return new Set([...wordKinds.flatMap(open), ...(questions.decimal?.answer === null ? ["decimal"] : [])]);
}

const sum = (list: readonly ImportQuestion[]): number => list.reduce((total, { rows }) => total + rows, 0);

function linesText(rows: number): string {
  return rows === 1 ? msg("1 ligne") : msg(str`${numberText(rows)} lignes`);
}

/** What a file's words mean here: categories, rates, deposits, another currency, zeros. Each is asked once. */
@customElement("sp-import-questions")
export class ImportQuestions extends LightElement {
  @property({ attribute: false }) preview!: ImportPreview;
  /** Those of {@link askedOf} in every reading of the file so far. */
  @property({ attribute: false }) asked: ReadonlySet<string> = new Set();
  @property({ attribute: false }) choose: (choices: ImportChoices) => void = () => undefined;
  /** How many are in sight of each list that shows more, or fewer, than at first. */
  @state() private shown: ReadonlyMap<string, number> = new Map();
  @state() private opened: ReadonlySet<Words> = new Set();

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("asked");
    // What is asked only now is in sight, though the list was closed before.
    const list = before && before.size < this.asked.size ? this.querySelector("details.import-qs") : null;
    if (list instanceof HTMLDetailsElement) list.open = true;
  }

  #show(list: string, more: number): void {
    this.shown = new Map(this.shown).set(list, (this.shown.get(list) ?? questionsStep) + more);
  }

  #answer(words: Words, sources: readonly string[], answer: string): void {
    this.choose({ [words]: Object.fromEntries(sources.map((source) => [source, answer])) });
  }

  protected override render(): TemplateResult {
    return html`${this.#archived()}${this.#words()}`;
  }

  #words(): TemplateResult | typeof nothing {
    const { preview, asked } = this;
    const { questions, choices } = preview;
    const waiting = openQuestions(preview);
    const words = wordKinds.filter((kind) => questions[kind].length > 0);
    const others = questions.zeros || questions.decimal !== null || questions.currencies.length > 0;
    if (words.length === 0 && !others) return nothing;
    return html`<details class="panel import-qs" ?open=${asked.size > 0 || questions.currencies.length > 0}>
      <summary>
        <b>${msg("Ce que disent les mots du fichier")}</b>
        ${waiting === 0 ? nothing : html`<span class="tag bad">${msg(str`${waiting} à choisir`)}</span>`}
      </summary>
      <div class="stack">
        ${this.#currencies()} ${this.#decimal()} ${words.map((kind) => this.#group(kind))}
        ${
          questions.zeros
            ? checkField(msg("Un 0 veut dire 0 : prix gratuit, stock épuisé"), choices.zeros === true, (zeros) =>
                this.choose({ zeros }),
              )
            : nothing
        }
        ${
          words.length === 0 && !questions.zeros
            ? nothing
            : html`<p class="hint">${msg("Retenu pour la prochaine fois.")}</p>`
        }
      </div>
    </details>`;
  }

  #currencies(): TemplateResult | typeof nothing {
    const { questions, choices } = this.preview;
    if (questions.currencies.length === 0) return nothing;
    return html`<div class="note warn">
      ${icon("coins")}
      <div class="stack-s grow">
        ${checkField(
          msg(
            str`Les prix sont en ${listText(questions.currencies)} : prendre les mêmes nombres en ${instance.currency}`,
          ),
          choices.otherCurrency === true,
          (otherCurrency) => this.choose({ otherCurrency }),
        )}
        <p class="hint">${msg("Demandé à chaque fichier : le cours change.")}</p>
      </div>
    </div>`;
  }

  /** Numbers that could be read in two ways. */
  #decimal(): TemplateResult | typeof nothing {
    const { decimal } = this.preview.questions;
    if (decimal === null) return nothing;
    return html`<section class="stack-s" aria-label=${msg("Nombres du fichier")}>
      <h2 class="import-q-h">${msg("Nombres du fichier")}</h2>
      <div class="columns-map">
        <sp-import-choice
          .text=${msg(str`${quoted(decimal.text)} peut se lire de deux façons`)}
          .aside=${linesText(decimal.rows)}
          .options=${() => decimalOptions(decimal.text)}
          .answer=${decimal.answer}
          .choose=${(mark: string) => this.choose({ decimal: mark === "," ? "," : "." })}
        ></sp-import-choice>
      </div>
    </section>`;
  }

  #archived(): TemplateResult | typeof nothing {
    const { questions, choices } = this.preview;
    if (questions.archived === 0) return nothing;
    return html`<div class="note">
      ${icon("tray")}
      ${checkField(archivedText(questions.archived), choices.fromArchive === true, (fromArchive) =>
        this.choose({ fromArchive }),
      )}
    </div>`;
  }

  #group(words: Words): TemplateResult {
    const { asked } = this;
    // What the file does not say is first: it is no word that anybody would look for.
    const list = this.preview.questions[words].toSorted(
      (a, b) => Number(b.source === "") - Number(a.source === "") || b.rows - a.rows,
    );
    const first = list.filter(({ source }) => asked.has(`${words}/${source}`));
    const known = list.filter(({ source }) => !asked.has(`${words}/${source}`));
    const open = first.filter(({ answer }) => answer === null);
    return html`<section class="stack-s" aria-label=${titleOf(words)}>
      <h2 class="import-q-h">${titleOf(words)}</h2>
      ${first.length === 0 ? nothing : this.#list(words, words, first)}
      ${open.length < 3 ? nothing : this.#rest(words, open)}
      ${
        known.length === 0
          ? nothing
          : asked.size === 0
            ? this.#list(words, `${words}/known`, known)
            : html`<details
                @toggle=${(event: Event) => this.#toggled(words, (event.target as HTMLDetailsElement).open)}
              >
                <summary class="small">${msg(str`Déjà comprises : ${known.length}`)}</summary>
                ${this.opened.has(words) ? this.#list(words, `${words}/known`, known) : nothing}
              </details>`
      }
    </section>`;
  }

  #toggled(words: Words, open: boolean): void {
    if (open) this.opened = new Set([...this.opened, words]);
  }

  /** The first questions of a list; whoever answers one is asked another one at the end. */
  #list(words: Words, name: string, list: readonly ImportQuestion[]): TemplateResult {
    const shown = this.shown.get(name) ?? questionsStep;
    const answer = (one: ImportQuestion, value: string): void => {
      if (one.answer === null) this.#show(name, 1);
      this.#answer(words, [one.source], value);
    };
    return html`<div class="columns-map">
        ${repeat(
          list.slice(0, shown),
          ({ source }) => source,
          (one) =>
            html`<sp-import-choice
              .text=${one.text === "" ? msg("sans indication") : quoted(one.text)}
              .aside=${this.#aside(one)}
              .options=${optionsOf[words]}
              .answer=${one.answer}
              .choose=${(value: string) => answer(one, value)}
            ></sp-import-choice>`,
        )}
      </div>
      ${
        list.length <= shown
          ? nothing
          : html`<p>
              <button class="btn line s" type="button" @click=${() => this.#show(name, questionsStep)}>
                ${msg(str`${numberText(list.length - shown)} de plus`)}
              </button>
            </p>`
      }`;
  }

  /** In how many lines it stands; and of what the file does not say, that the stall's own is taken for it. */
  #aside({ source, rows, answer }: ImportQuestion): string {
    const isOwn = source === "" && answer !== null && this.preview.choices.categories?.[source] === undefined;
    return isOwn ? msg(str`${linesText(rows)}, dans la catégorie de l’étal`) : linesText(rows);
  }

  /** One answer for all questions that have none. */
  #rest(words: Words, open: readonly ImportQuestion[]): TemplateResult {
    const sources = open.map(({ source }) => source);
    return html`<div class="columns-map">
      ${keyed(
        open.length,
        html`<sp-import-choice
          .text=${msg("toutes celles qui restent")}
          .aside=${linesText(sum(open))}
          .options=${optionsOf[words]}
          .choose=${(value: string) => this.#answer(words, sources, value)}
        ></sp-import-choice>`,
      )}
    </div>`;
  }
}

function archivedText(count: number): string {
  return count === 1
    ? msg("1 article du fichier est archivé ici : le remettre sur l’étal")
    : msg(str`${numberText(count)} articles du fichier sont archivés ici : les remettre sur l’étal`);
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-import-questions": ImportQuestions;
  }
}
