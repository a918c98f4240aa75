import { virtualize } from "@lit-labs/virtualizer/virtualize.js";
import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ItemDraft } from "../core/api.ts";
import "../design/elements/print.ts";
import "../design/elements/seal.ts";
import "../design/elements/season.ts";
import { localizedText, unitPriceText } from "../design/format.ts";
import { minorText } from "./amounts.ts";
import { passesFilter } from "./item-filter.ts";
import { underName } from "./item-words.ts";

/** Above this many rows only those near the screen are in the document. */
const virtualFrom = 150;

const headClasses = ["i-p r", "i-u r", "i-s r", "i-l", "i-m", "i-o"] as const;

/** The table of items and what is done in it; prices and stocks come as they were typed. */
export interface ItemTable {
  readonly party: string;
  readonly rows: readonly ItemDraft[];
  /** Ids of the items that are ticked. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onPrice: (draft: ItemDraft, text: string) => void;
  readonly onStock: (draft: ItemDraft, text: string) => void;
  readonly onVisible: (draft: ItemDraft, visible: boolean) => void;
}

/** A producer's items, one a row, edited where they stand. */
export function itemTable(table: ItemTable): TemplateResult {
  const { rows, chosen, onChoose } = table;
  const all = rows.every(({ id }) => chosen.has(id));
  const some = rows.some(({ id }) => chosen.has(id));
  const head = [msg("Prix"), msg("À l’unité"), msg("Stock"), msg("Labels"), msg("Saison"), msg("Visible")];
  return html`<div class="itable" role="table" aria-label=${msg("Articles")} aria-rowcount=${rows.length + 1}>
    <div class="ihead" role="rowgroup">
      <div class="irow" role="row">
        <span class="i-c" role="columnheader">
          <label class="check"
            ><input
              type="checkbox"
              aria-label=${msg("Tout choisir")}
              .checked=${all}
              .indeterminate=${some && !all}
              @change=${() => onChoose(all ? new Set() : new Set(rows.map(({ id }) => id)))}
          /></label>
        </span>
        <span class="i-pic" role="columnheader"><span class="vh">${msg("Image")}</span></span>
        <span class="i-n" role="columnheader">${msg("Article")}</span>
        ${head.map((text, index) => html`<span class=${headClasses[index] ?? ""} role="columnheader">${text}</span>`)}
      </div>
    </div>
    ${
      rows.length >= virtualFrom
        ? html`<div role="rowgroup" class="ibody virtual">
            ${virtualize({ items: [...rows], keyFunction: ({ id }) => id, renderItem: (draft) => itemRow(table, draft) })}
          </div>`
        : html`<div role="rowgroup" class="ibody">
            ${repeat(
              rows,
              ({ id }) => id,
              (draft) => itemRow(table, draft),
            )}
          </div>`
    }
  </div>`;
}

function itemRow(table: ItemTable, draft: ItemDraft): TemplateResult {
  const { party, chosen } = table;
  const { item } = draft;
  const name = localizedText(item.name);
  const on = draft.status === "on";
  return html`<div class="irow ${chosen.has(draft.id) ? "sel" : ""} ${on ? "" : "dim"}" role="row">
    <span class="i-c" role="cell">
      <label class="check"
        ><input
          type="checkbox"
          aria-label=${msg(str`Choisir ${name}`)}
          .checked=${chosen.has(draft.id)}
          @change=${(event: Event) => table.onChoose(withChoice(chosen, draft.id, (event.currentTarget as HTMLInputElement).checked))}
      /></label>
    </span>
    <span class="i-pic" role="cell"><sp-print class="thumb s" .item=${item}></sp-print></span>
    <span class="i-n" role="cell">
      <a href="/desk/${party}/items/${encodeURIComponent(draft.id)}"><b>${name}</b></a>
      <span class="muted small">${underName(draft)}</span>
    </span>
    ${amountCells(table, draft, name)}
    <span class="i-l" role="cell"
      >${(item.labels ?? []).slice(0, 3).map((label) => html`<sp-seal .label=${label}></sp-seal>`)}</span
    >
    <span class="i-m" role="cell">
      ${
        item.season === undefined
          ? html`<span class="season all"><span>${msg("toute l’année")}</span></span>`
          : html`<sp-season .months=${item.season}></sp-season>`
      }
    </span>
    <span class="i-o" role="cell">
      <input
        type="checkbox"
        class="switch"
        role="switch"
        aria-label=${msg(str`${name} visible`)}
        .checked=${on}
        @change=${() => table.onVisible(draft, !on)}
      />
    </span>
  </div>`;
}

function amountCells(table: ItemTable, draft: ItemDraft, name: string): TemplateResult {
  const { item } = draft;
  const [first] = item.variants;
  const single = item.variants.length === 1 ? first : undefined;
  return html`<span class="i-p num ${draft.changed ? "edit" : ""}" role="cell">
      ${
        single === undefined
          ? html`<b>${msg(str`dès ${minorText(Math.min(...item.variants.map(({ priceMinor }) => priceMinor)))}`)}</b>`
          : html`<input
              class="cell-input"
              inputmode="decimal"
              aria-label=${msg(str`Prix, ${name}`)}
              .value=${minorText(single.weighed?.pricePerKgMinor ?? single.priceMinor)}
              @change=${(event: Event) => table.onPrice(draft, (event.currentTarget as HTMLInputElement).value)}
            />`
      }
    </span>
    <span class="i-u num small muted" role="cell">${single === undefined ? "—" : (unitPriceText(single) ?? "—")}</span>
    <span class="i-s num" role="cell">
      ${
        single === undefined
          ? msg(str`${item.variants.length} var.`)
          : html`<input
              class="cell-input ${isLow(draft) ? "low" : ""}"
              inputmode="numeric"
              placeholder="∞"
              aria-label=${msg(str`Stock, ${name}`)}
              .value=${stockText(draft)}
              @change=${(event: Event) => table.onStock(draft, (event.currentTarget as HTMLInputElement).value)}
            />`
      }
    </span>`;
}

function withChoice(chosen: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

function stockText(draft: ItemDraft): string {
  const level = draft.stock[draft.item.variants[0]?.id ?? ""];
  return typeof level === "number" ? String(level) : "";
}

function isLow(draft: ItemDraft): boolean {
  return passesFilter(draft, "low");
}
