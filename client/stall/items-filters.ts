import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemDraft } from "../core/api.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import { localizedText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { instance } from "../instance.ts";
import { vatOptions } from "./item-bulk.ts";
import { itemFilters } from "./item-filter.ts";
import { filterCounts, type ItemsView } from "./item-rows.ts";
import { filterText } from "./item-words.ts";

/** The bar above the table: search, ways of looking, category, label, rate. */
export interface ItemsFilters {
  readonly items: readonly ItemDraft[];
  readonly view: ItemsView;
  readonly onLook: (part: Partial<ItemsView>) => void;
}

interface Kinds {
  readonly categories: readonly (readonly [string, string])[];
  readonly labels: readonly (readonly [string, string])[];
  readonly rates: readonly (readonly [string, string])[];
}

const kinds = new WeakMap<readonly ItemDraft[], Kinds>();

/** What there is to choose by among these items. Found once for a list. */
function kindsOf(items: readonly ItemDraft[]): Kinds {
  const known = kinds.get(items);
  if (known) return known;
  const paths = new Set<string>();
  const labels = new Set<string>();
  const rates = new Set<string>();
  for (const { item } of items) {
    for (const { path } of categoryTrail(item.category)) paths.add(path);
    for (const label of item.labels ?? []) labels.add(label);
    rates.add(item.vat);
  }
  const trail = (path: string): string =>
    categoryTrail(path)
      .map(({ name }) => localizedText(name))
      .join(" › ");
  const found: Kinds = {
    categories: [...paths].map((path) => [path, trail(path)] as const).toSorted((a, b) => a[1].localeCompare(b[1])),
    labels: instance.labels
      .filter(({ id }) => labels.has(id))
      .map(({ id, name }) => [id, localizedText(name)] as const),
    rates: vatOptions().filter(([id]) => rates.has(id)),
  };
  kinds.set(items, found);
  return found;
}

function pick(
  label: string,
  all: string,
  value: string,
  options: readonly (readonly [string, string])[],
  onChange: (value: string) => void,
): unknown {
  if (options.length < 2 && value === "") return nothing;
  return html`<select
    class="input pick-s ${value === "" ? "" : "on"}"
    aria-label=${label}
    @change=${(event: Event) => onChange((event.currentTarget as HTMLSelectElement).value)}
  >
    <option value="" ?selected=${value === ""}>${all}</option>
    ${options.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
  </select>`;
}

/** Draws the bar. */
export function itemsFilters({ items, view, onLook }: ItemsFilters): TemplateResult {
  const counts = filterCounts(items);
  const { categories, labels, rates } = kindsOf(items);
  return html`<div class="filterbar">
    <div class="search s">
      ${icon("magnifying-glass")}<input
        type="search"
        aria-label=${msg("Chercher un article")}
        placeholder=${msg("Nom, code…")}
        .value=${view.text}
        @input=${(event: Event) => onLook({ text: (event.currentTarget as HTMLInputElement).value })}
      />
    </div>
    <div class="picks">
      ${pick(msg("Catégorie"), msg("Catégories"), view.category, categories, (category) => onLook({ category }))}
      ${pick(msg("Label"), msg("Labels"), view.label, labels, (label) => onLook({ label }))}
      ${pick(msg("TVA"), msg("TVA"), view.vat, rates, (vat) => onLook({ vat }))}
    </div>
    <div class="scroll-x chips-x">
      ${itemFilters.map((filter) => {
        const count = counts.get(filter) ?? 0;
        if (count === 0 && filter !== "all" && view.filter !== filter) return nothing;
        return html`<button
          class="chip ${view.filter === filter ? "on" : ""}"
          aria-pressed=${view.filter === filter ? "true" : "false"}
          @click=${() => onLook({ filter })}
        >
          ${filterText(filter)} ${numberText(count)}
        </button>`;
      })}
    </div>
  </div>`;
}
