import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemDraft } from "../core/api.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import { localizedText, monthText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import { minorText } from "./amounts.ts";
import { bulkActions, type BulkAction, bulkEditing, type BulkForm, percentFrom } from "./bulk-form.ts";
import { type Editing, editOf } from "./item-edits.ts";
import { lowestPrice, nameOf } from "./item-rows.ts";
import { toggled } from "./toggle-chip.ts";

/** What is done with several items at once. */
export interface BulkBar {
  readonly form: BulkForm;
  /** The items that are ticked. */
  readonly chosen: readonly ItemDraft[];
  /** How many there are beyond a way of looking, where all that it shows is ticked; else null. */
  readonly beyond: number | null;
  /** Ticks them too. */
  readonly onEvery: () => void;
  readonly onForm: (part: Partial<BulkForm>) => void;
  readonly onApply: (editing: Editing) => void;
  readonly onStatus: (status: ItemDraft["status"]) => void;
  readonly onSoldOut: () => void;
  readonly onCopy: (draft: ItemDraft) => void;
  readonly onNone: () => void;
}

function actionText(action: BulkAction): string {
  switch (action) {
    case "price":
      return msg("Prix, en %");
    case "category":
      return msg("Catégorie");
    case "vat":
      return msg("TVA");
    case "label":
      return msg("Demander un label");
    case "no-label":
      return msg("Retirer un label");
    case "season":
      return msg("Saison");
    case "stock":
      return msg("Disponibilité");
  }
}

const valueOf = (event: Event): string => (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;

function select(
  label: string,
  value: string,
  options: readonly (readonly [string, string])[],
  onChange: (value: string) => void,
): TemplateResult {
  return html`<select class="input" aria-label=${label} @change=${(event: Event) => onChange(valueOf(event))}>
    ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
  </select>`;
}

/** Every category, by its whole trail, in order. */
export function categoryOptions(): readonly (readonly [string, string])[] {
  return instance.categories
    .map(
      ({ path }) =>
        [
          path,
          categoryTrail(path)
            .map(({ name }) => localizedText(name))
            .join(" › "),
        ] as const,
    )
    .toSorted((a, b) => a[1].localeCompare(b[1]));
}

/** Rates of the instance by name, each once. */
export function vatOptions(): readonly (readonly [string, string])[] {
  return [...new Map(instance.vat.map((rate) => [rate.id, localizedText(rate.name)])).entries()];
}

function valueFields({ form, onForm }: BulkBar): unknown {
  switch (form.action) {
    case "price":
      return html`<input
          class="input num bulk-percent"
          inputmode="text"
          aria-label=${msg("Changement, en pour cent")}
          aria-invalid=${percentFrom(form.percent) === null ? "true" : nothing}
          .value=${form.percent}
          @input=${(event: Event) => onForm({ percent: valueOf(event) })}
        />
        <span class="inl-x">%</span>
        ${select(
          msg("Arrondi"),
          String(form.stepMinor),
          [1, 5, 10, 50, 100].map((step) => [String(step), msg(str`arrondi à ${minorText(step)}`)] as const),
          (step) => onForm({ stepMinor: Number(step) }),
        )}`;
    case "category":
      return select(
        msg("Nouvelle catégorie"),
        form.category,
        [["", msg("Choisir…")] as const, ...categoryOptions()],
        (category) => onForm({ category }),
      );
    case "vat":
      return select(msg("Nouveau taux"), form.vat, vatOptions(), (vat) => onForm({ vat }));
    case "label":
    case "no-label":
      return select(
        msg("Label"),
        form.label,
        instance.labels.map(({ id, name }) => [id, localizedText(name)] as const),
        (label) => onForm({ label }),
      );
    case "season":
      return seasonPick(form.season, (season) => onForm({ season }));
    case "stock":
      return select(
        msg("Nouveau stock"),
        form.stock,
        [
          ["plenty", msg("autant qu’on veut")],
          ["on-demand", msg("sur demande")],
          ["none", msg("plus rien")],
        ],
        (stock) => onForm({ stock: stock as BulkForm["stock"] }),
      );
  }
}

/** Twelve months to be pressed or not. */
export function seasonPick(value: readonly number[], onChange: (months: readonly number[]) => void): TemplateResult {
  return html`<div class="season-pick" role="group" aria-label=${msg("Mois de saison")}>
    ${Array.from({ length: 12 }, (_, index) => index + 1).map((month) => {
      const on = value.includes(month);
      return html`<button
        type="button"
        class=${on ? "on" : ""}
        aria-pressed=${on ? "true" : "false"}
        aria-label=${monthText(month)}
        @click=${() => onChange(toggled(value, month))}
      >
        ${monthText(month, "narrow")}
      </button>`;
    })}
  </div>`;
}

/** What the change would make of the first item, where that is a number. */
function exampleText({ form, chosen }: BulkBar, editing: Editing | null): string {
  const [first] = chosen;
  if (form.action !== "price" || editing === null || first === undefined || lowestPrice(first) === 0) return "";
  const after = lowestPrice(editing(editOf(first)));
  return msg(str`${nameOf(first)} : ${minorText(lowestPrice(first))} → ${minorText(after)}`);
}

/** The bar below the table while items are ticked. */
export function bulkBar(bar: BulkBar): TemplateResult {
  const { chosen, form, onForm, onApply, onStatus } = bar;
  const editing = bulkEditing(form);
  const example = exampleText(bar, editing);
  const [only] = chosen.length === 1 ? chosen : [];
  const archived = chosen.every(({ status }) => status === "archived");
  const actions = bulkActions.filter((action) => instance.labels.length > 0 || !action.endsWith("label"));
  return html`<section class="bulk" aria-label=${msg("Articles choisis")}>
    <p class="num">
      <b>${chosen.length === 1 ? msg("1 choisi") : msg(str`${numberText(chosen.length)} choisis`)}</b>
      ${
        bar.beyond === null
          ? nothing
          : html`<button class="btn quiet s" @click=${() => bar.onEvery()}>
              ${msg(str`Choisir les ${numberText(bar.beyond)}`)}
            </button>`
      }
      <button class="btn quiet s" @click=${() => bar.onNone()}>${msg("Aucun")}</button>
    </p>
    <form
      class="bulk-f"
      @submit=${(event: Event) => {
        event.preventDefault();
        if (editing !== null) onApply(editing);
      }}
    >
      ${select(
        msg("Que changer"),
        form.action,
        actions.map((action) => [action, actionText(action)] as const),
        (action) => onForm({ action: bulkActions.find((one) => one === action) ?? "price" }),
      )}
      ${valueFields(bar)}
      <button class="btn main s" ?disabled=${editing === null}>${msg("Changer")}</button>
      ${example === "" ? nothing : html`<span class="inl-x num bulk-eg">${example}</span>`}
    </form>
    <div class="bulk-f bulk-quick">
      ${
        archived
          ? html`<button class="btn line s" @click=${() => onStatus("draft")}>
              ${icon("arrow-u-up-left-bold")}${msg("Remettre en brouillon")}
            </button>`
          : html`<button class="btn line s" @click=${() => onStatus("on")}>${icon("eye")}${msg("Montrer")}</button>
              <button class="btn line s" @click=${() => onStatus("draft")}>
                ${icon("eye-slash")}${msg("Masquer")}
              </button>
              <button class="btn line s" @click=${() => bar.onSoldOut()}>
                ${icon("prohibit")}${msg("Épuisés aujourd’hui")}
              </button>
              <button class="btn line s" @click=${() => onStatus("archived")}>
                ${icon("tray")}${msg("Archiver")}
              </button>`
      }
      ${
        only === undefined
          ? nothing
          : html`<button class="btn line s" @click=${() => bar.onCopy(only)}>
              ${icon("copy")}${msg("Dupliquer")}
            </button>`
      }
    </div>
  </section>`;
}
