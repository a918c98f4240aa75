import type { RangeChangedEvent } from "@lit-labs/virtualizer/events.js";
import { type VirtualizerHostElement, virtualize, virtualizerRef } from "@lit-labs/virtualizer/virtualize.js";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ItemDraft } from "../core/api.ts";
import "../design/elements/print.ts";
import "../design/elements/seal.ts";
import "../design/elements/season.ts";
import { localizedText, unitPriceText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { minorText } from "./amounts.ts";
import { passesFilter } from "./item-filter.ts";
import { type ItemRow, type ItemSort, lowestPrice } from "./item-rows.ts";
import { chooseAllText, stockFieldText, underName } from "./item-words.ts";
import { reservedOf, type Reserved } from "./reserved.ts";
import { columnOf, pressCell, type TableColumn } from "./table-keys.ts";

/** Above this many rows only those near the screen are in the document. */
const virtualFrom = 150;

/** The table of items and what is done in it; prices and stocks come as they were typed. */
export interface ItemTable {
  readonly party: string;
  readonly rows: readonly ItemRow[];
  /** Whether the rows are all that there is, and not those of a way of looking. */
  readonly isWhole: boolean;
  /** Ids of the items that are ticked. */
  readonly chosen: ReadonlySet<string>;
  /** Ids of the items whose variants are shown. */
  readonly opened: ReadonlySet<string>;
  readonly sort: ItemSort;
  readonly down: boolean;
  /** What accepted orders hold. */
  readonly reserved: Reserved;
  readonly onSort: (sort: ItemSort) => void;
  readonly onAll: () => void;
  /** `range`: with all between this line and the one ticked before. */
  readonly onChoose: (row: number, on: boolean, range: boolean) => void;
  readonly onOpen: (id: string) => void;
  /** Both answer what the field is to show: what was understood, or what there was before. */
  readonly onPrice: (draft: ItemDraft, variantId: string, text: string) => string;
  readonly onStock: (draft: ItemDraft, variantId: string, text: string) => string;
  readonly onSoldOut: (draft: ItemDraft, soldOut: boolean) => void;
  readonly onVisible: (draft: ItemDraft, visible: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function sortHead(table: ItemTable, sort: ItemSort, className: string, text: string): TemplateResult {
  const current = table.sort === sort;
  return html`<span
    class=${className}
    role="columnheader"
    aria-sort=${current ? (table.down ? "descending" : "ascending") : nothing}
  >
    <button type="button" class="i-sort ${current ? "on" : ""}" @click=${() => table.onSort(sort)}>
      ${text}${current ? icon(table.down ? "caret-down" : "caret-up") : nothing}
    </button>
  </span>`;
}

/** A producer's items, one a row, edited where they stand. */
export function itemTable(table: ItemTable): TemplateResult {
  const { rows, chosen } = table;
  const items = rows.filter(({ variant }) => variant === null);
  const count = items.reduce((sum, { draft }) => sum + (chosen.has(draft.id) ? 1 : 0), 0);
  const allText = chooseAllText(items.length, table.isWhole);
  const keyOf = ({ draft, variant }: ItemRow): string => `${draft.id}/${variant ?? ""}`;
  return html`<div
    class="itable"
    role="table"
    tabindex="-1"
    aria-label=${msg("Articles")}
    aria-rowcount=${rows.length + 1}
    @keydown=${(event: KeyboardEvent) => table.onKey(event)}
  >
    <div class="ihead" role="rowgroup">
      <div class="irow" role="row" aria-rowindex="1">
        <span class="i-c" role="columnheader">
          <label class="check"
            ><input
              type="checkbox"
              aria-label=${allText}
              title=${allText}
              .checked=${count === items.length}
              .indeterminate=${count > 0 && count < items.length}
              @change=${() => table.onAll()}
          /></label>
        </span>
        <span class="i-pic" role="columnheader"><span class="vh">${msg("Image")}</span></span>
        ${sortHead(table, "name", "i-n", msg("Article"))} ${sortHead(table, "price", "i-p r", msg("Prix"))}
        <span class="i-u r" role="columnheader">${msg("À l’unité")}</span>
        ${sortHead(table, "stock", "i-s r", msg("Stock"))}
        <span class="i-l" role="columnheader">${msg("Labels")}</span>
        <span class="i-m" role="columnheader">${msg("Saison")}</span>
        <span class="i-o" role="columnheader">${msg("Visible")}</span>
      </div>
    </div>
    ${
      rows.length >= virtualFrom
        ? html`<div role="rowgroup" class="ibody virtual" @rangeChanged=${leaveLine}>
            ${virtualize({ items: [...rows], keyFunction: keyOf, renderItem: (row, index) => line(table, row, index) })}
          </div>`
        : html`<div role="rowgroup" class="ibody">${repeat(rows, keyOf, (row, index) => line(table, row, index))}</div>`
    }
  </div>`;
}

function line(table: ItemTable, row: ItemRow, index: number): TemplateResult {
  return row.variant === null ? itemRow(table, row.draft, index) : variantRow(table, row.draft, row.variant, index);
}

function itemRow(table: ItemTable, draft: ItemDraft, index: number): TemplateResult {
  const { party, chosen } = table;
  const { item } = draft;
  const name = localizedText(item.name);
  const on = draft.status === "on";
  return html`<div
    class="irow ${chosen.has(draft.id) ? "sel" : ""} ${on ? "" : "dim"}"
    role="row"
    aria-rowindex=${index + 2}
    data-row=${index}
  >
    <span class="i-c" role="cell">
      <label class="check"
        ><input
          type="checkbox"
          data-col="check"
          aria-label=${msg(str`Choisir ${name}`)}
          .checked=${chosen.has(draft.id)}
          @click=${(event: MouseEvent) => table.onChoose(index, (event.currentTarget as HTMLInputElement).checked, event.shiftKey)}
      /></label>
    </span>
    <span class="i-pic" role="cell"><sp-print class="thumb s" .item=${item}></sp-print></span>
    <span class="i-n" role="cell">
      <a data-col="name" href="/desk/${party}/items/${encodeURIComponent(draft.id)}"><b>${name}</b></a>
      <span class="muted small">${underName(draft)}</span>
    </span>
    ${item.variants.length === 1 ? amountCells(table, draft, 0, name) : severalCells(table, draft, name)}
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
        data-col="on"
        aria-label=${msg(str`${name} visible`)}
        .checked=${on}
        @change=${({ currentTarget }: Event) => {
          // What has no price stays hidden, and the desk says why.
          if (draft.unpriced.length > 0) (currentTarget as HTMLInputElement).checked = false;
          table.onVisible(draft, !on);
        }}
      />
    </span>
  </div>`;
}

function variantRow(table: ItemTable, draft: ItemDraft, index: number, row: number): TemplateResult {
  const variant = draft.item.variants[index];
  const name = localizedText(variant?.name) || msg(str`Variante ${index + 1}`);
  return html`<div class="irow var" role="row" aria-rowindex=${row + 2} data-row=${row}>
    <span class="i-c" role="cell"></span>
    <span class="i-pic" role="cell"></span>
    <span class="i-n" role="cell"><span>${name}</span></span>
    ${amountCells(table, draft, index, `${localizedText(draft.item.name)}, ${name}`)}
    <span class="i-l" role="cell"></span><span class="i-m" role="cell"></span><span class="i-o" role="cell"></span>
  </div>`;
}

/** Of an item with variants: from what price, and the way to them. */
function severalCells(table: ItemTable, draft: ItemDraft, name: string): TemplateResult {
  const open = table.opened.has(draft.id);
  const count = draft.item.variants.length;
  return html`<span class="i-p num ${draft.changed ? "edit" : ""}" role="cell"
      ><b>${count === draft.unpriced.length ? "—" : msg(str`dès ${minorText(lowestPrice(draft))}`)}</b></span
    >
    <span class="i-u num small muted" role="cell">—</span>
    <span class="i-s num" role="cell">
      <button
        type="button"
        class="btn quiet s i-open"
        data-col="price"
        aria-expanded=${open ? "true" : "false"}
        @click=${() => table.onOpen(draft.id)}
      >
        ${msg(str`${count} var.`)}<span class="vh">${name}</span>${icon(open ? "caret-up" : "caret-down")}
      </button>
      ${soldOutControl(table, draft, name)}
    </span>`;
}

function amountCells(table: ItemTable, draft: ItemDraft, index: number, name: string): unknown {
  const variant = draft.item.variants[index];
  if (variant === undefined) return nothing;
  const unpriced = draft.unpriced.includes(variant.id);
  const price = unpriced ? "" : minorText(variant.weighed?.pricePerKgMinor ?? variant.priceMinor);
  const stock = stockFieldText(draft.stock[variant.id]);
  const held = reservedOf(table.reserved, draft.id, variant.id);
  const level = draft.stock[variant.id];
  const low = passesFilter(draft, "low") && typeof level === "number";
  return html`<span class="i-p num ${draft.changed ? "edit" : ""}" role="cell"
      ><input
        class="cell-input ${unpriced ? "low" : ""}"
        inputmode="decimal"
        data-col="price"
        placeholder=${unpriced ? msg("prix ?") : nothing}
        autocomplete="off"
        aria-label=${msg(str`Prix, ${name}`)}
        value=${price}
        .value=${price}
        @mousedown=${pressCell}
        @focus=${selectAll}
        @change=${said((text) => table.onPrice(draft, variant.id, text))}
    /></span>
    <span class="i-u num small muted" role="cell">${(unpriced ? null : unitPriceText(variant)) ?? "—"}</span>
    <span class="i-s num" role="cell">
      ${
        draft.soldOutOn === null
          ? html`<input
              class="cell-input ${low ? "low" : ""}"
              inputmode="numeric"
              placeholder="∞"
              data-col="stock"
              autocomplete="off"
              aria-label=${msg(str`Stock, ${name}`)}
              aria-description=${msg("Un nombre ; vide : autant qu’on veut ; d : sur demande.")}
              value=${stock}
              .value=${stock}
              @mousedown=${pressCell}
              @focus=${selectAll}
              @change=${said((text) => table.onStock(draft, variant.id, text))}
            />`
          : html`<span class="tag sun">${msg("épuisé")}</span>`
      }
      ${held === 0 ? nothing : html`<small class="i-held muted">${held === 1 ? msg("1 réservé") : msg(str`${held} réservés`)}</small>`}
      ${draft.item.variants.length === 1 ? soldOutControl(table, draft, name) : nothing}
    </span>`;
}

/** Hands over what was typed, and shows how it was understood. */
function said(take: (text: string) => string): (event: Event) => void {
  return ({ currentTarget }) => {
    const input = currentTarget as HTMLInputElement;
    input.value = take(input.value);
  };
}

/** One press at the stall: nothing is left today; one press to bring it back. */
function soldOutControl(table: ItemTable, draft: ItemDraft, name: string): unknown {
  if (draft.status !== "on") return nothing;
  const out = draft.soldOutOn !== null;
  const text = out ? msg(str`Remettre en vente : ${name}`) : msg(str`Épuisé aujourd’hui : ${name}`);
  return html`<button
    type="button"
    class="tool i-out ${out ? "on" : ""}"
    aria-label=${text}
    title=${text}
    @click=${() => table.onSoldOut(draft, !out)}
  >
    ${icon(out ? "arrow-counter-clockwise" : "prohibit")}
  </button>`;
}

function selectAll(event: FocusEvent): void {
  (event.currentTarget as HTMLInputElement).select();
}

/**
 * A line that leaves the document takes nothing with it: what was typed in it is said, and the table itself has the focus
 * and knows the cell. It is heard before the lines change.
 */
function leaveLine({ currentTarget, first, last }: RangeChangedEvent): void {
  const line = document.activeElement?.closest<HTMLElement>("[data-row]");
  if (!line || !(currentTarget as HTMLElement).contains(line)) return;
  const row = Number(line.dataset["row"]);
  if (row >= first && row <= last) return;
  const table = line.closest<HTMLElement>(".itable");
  table?.setAttribute("data-left-row", String(row));
  table?.setAttribute("data-left-col", columnOf(document.activeElement as HTMLElement));
  table?.focus({ preventScroll: true });
}

/** Puts the focus on a cell of a table inside `host`, before the next key comes: also where its line is not in the document yet. */
export async function focusCell(host: HTMLElement, row: number, column: TableColumn): Promise<void> {
  const found = (): HTMLElement | null => {
    const line = host.querySelector(`[data-row="${row}"]`);
    return (
      line?.querySelector<HTMLElement>(`[data-col=${column}]`) ?? line?.querySelector<HTMLElement>("[data-col]") ?? null
    );
  };
  const body = host.querySelector<VirtualizerHostElement>(".ibody.virtual");
  const line = found() === null ? body?.[virtualizerRef]?.element(row) : undefined;
  if (body && line) {
    // The lines change within the present key; the layout is complete frames later, when the old line is long gone.
    const isDrawn = new Promise((drawn) => body.addEventListener("rangeChanged", drawn, { once: true }));
    line.scrollIntoView({ block: "nearest" });
    await isDrawn;
  }
  const cell = found();
  cell?.focus({ preventScroll: true });
  cell?.closest("[data-row]")?.scrollIntoView({ block: "nearest" });
}
