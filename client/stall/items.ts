import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DeskOrder, ItemDraft, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { itemsText, variantsText } from "../design/counted.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { passesFilter } from "./item-filter.ts";
import { minorFrom, minorText, stockFrom } from "./amounts.ts";
import { type BulkForm, firstBulkForm } from "./bulk-form.ts";
import { bulkBar } from "./item-bulk.ts";
import { type Editing, priceSet, statusSet, stockSet } from "./item-edits.ts";
import {
  filterCounts,
  type ItemRow,
  type ItemsView,
  itemsOf,
  rowsOf,
  typedRow,
  viewFrom,
  viewText,
  wholeView,
} from "./item-rows.ts";
import { createSaving } from "./item-saving.ts";
import { focusCell, itemTable } from "./item-table.ts";
import { changesText, publishText, unpricedText, stockFieldText } from "./item-words.ts";
import { itemsFilters } from "./items-filters.ts";
import { soldOutBefore } from "./items-sold-out.ts";
import { leftNote, savedStatus, undoButton } from "./items-undo.ts";
import { saveRefusal } from "./refusal.ts";
import { type Reserved, reservedBy } from "./reserved.ts";
import { createTableKeys, type TableKeys } from "./table-keys.ts";

const viewKey = (party: string): string => `smartketplace-items/${party}`;
/** What was being looked for, while the page is open: coming back from an item finds the list as it was. */
const texts = new Map<string, string>();

/** A producer's items: found, filtered, put in order, edited in place, published. */
@customElement("sp-stall-items")
export class StallItems extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @property({ attribute: false }) orders: readonly DeskOrder[] = [];
  @state() private view: ItemsView = wholeView;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private opened: ReadonlySet<string> = new Set();
  @state() private bulk: BulkForm = firstBulkForm();
  @state() private busy = "";
  @state() private problem = "";
  /** The line that was ticked last: where a range begins. */
  #ticked = 0;
  #viewOf = "";
  /** What is shown, and the list that it was found in: most updates change neither. */
  #shown: readonly ItemDraft[] = [];
  #foundIn: readonly ItemDraft[] = [];
  #rows: readonly ItemRow[] = [];
  #reserved: { readonly of: readonly DeskOrder[]; readonly is: Reserved } = { of: [], is: new Map() };
  readonly #saving = createSaving({
    party: () => this.party,
    stall: () => this.stall,
    changed: () => this.requestUpdate(),
    failed: (code) => (this.problem = saveRefusal(code)),
  });
  readonly #keys = createTableKeys(() => this.#tableKeys());

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#viewOf !== this.party) {
      this.#viewOf = this.party;
      const kept = viewFrom(localStorage.getItem(viewKey(this.party)));
      // A way of looking in which nothing is left shows an empty stall to who comes back.
      const filter = filterCounts(this.#items).get(kept.filter) === 0 ? wholeView.filter : kept.filter;
      this.view = { ...kept, filter, text: texts.get(this.party) ?? "" };
      this.chosen = new Set();
    }
    if (this.#reserved.of !== this.orders) this.#reserved = { of: this.orders, is: reservedBy(this.orders) };
    const items = this.#items;
    const sameItems = this.#foundIn === items && !changed.has("view");
    if (!sameItems) this.#shown = itemsOf(items, this.view);
    if (!sameItems || changed.has("opened")) this.#rows = rowsOf(this.#shown, this.opened);
    this.#foundIn = items;
  }

  /** The way of looking that is chosen is kept between visits, and stands in a bar that may be wider than the screen. */
  protected override updated(changed: PropertyValues): void {
    const before = changed.get("view") as ItemsView | undefined;
    if (!changed.has("view") || before?.filter === this.view.filter) return;
    this.querySelector(".filterbar [aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  get #items(): readonly ItemDraft[] {
    return this.#saving.items(this.stall);
  }

  /** All that is not in the archive. */
  get #whole(): readonly ItemDraft[] {
    return this.#items.filter((draft) => passesFilter(draft, "all"));
  }

  /** Whether the way of looking shows all of them. */
  get #isWhole(): boolean {
    return this.view.filter !== "archived" && this.#shown.length === this.#whole.length;
  }

  get #unpublished(): number {
    return this.#items.filter(({ changed }) => changed).length;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.defaultPrevented) return;
    if ((event.target as HTMLElement | null)?.closest("input, textarea, select, wa-dialog")) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && key === "z" && this.#saving.undoable.length > 0) {
      event.preventDefault();
      this.#saving.undo();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (key === "p" && this.#unpublished > 0) {
      event.preventDefault();
      void this.#publish();
    } else if (key === "/") {
      event.preventDefault();
      this.querySelector<HTMLInputElement>(".filterbar input[type=search]")?.focus();
    }
  };

  #tableKeys(): TableKeys {
    return {
      rows: this.#rows.length,
      focus: (row, column) => void focusCell(this, row, column),
      toggle: (row) => this.#choose(row, !this.#isChosen(row), false),
      range: (from, to) => this.#chooseRange(from, to),
      all: () => (this.chosen = new Set(this.#shown.map(({ id }) => id))),
      none: () => (this.chosen = new Set()),
      undo: () => this.#saving.undo(),
      expand: (row, open) => {
        const id = this.#rows[row]?.draft.id;
        if (id !== undefined && this.opened.has(id) !== open) this.#open(id);
      },
      find: (typed, from) => typedRow(this.#rows, typed, from),
    };
  }

  #isChosen(row: number): boolean {
    return this.chosen.has(this.#rows[row]?.draft.id ?? "");
  }

  #choose(row: number, on: boolean, range: boolean): void {
    if (range) {
      this.#chooseRange(this.#ticked, row);
      return;
    }
    this.#ticked = row;
    const id = this.#rows[row]?.draft.id;
    if (id === undefined) return;
    const next = new Set(this.chosen);
    if (on) next.add(id);
    else next.delete(id);
    this.chosen = next;
  }

  #chooseRange(from: number, to: number): void {
    const lines = this.#rows.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.chosen = new Set([...this.chosen, ...lines.map(({ draft }) => draft.id)]);
  }

  #open(id: string): void {
    const next = new Set(this.opened);
    if (!next.delete(id)) next.add(id);
    this.opened = next;
  }

  #look(part: Partial<ItemsView>): void {
    this.view = { ...this.view, ...part };
    texts.set(this.party, this.view.text);
    localStorage.setItem(viewKey(this.party), viewText(this.view));
    if (this.chosen.size > 0) this.chosen = new Set();
  }

  async #work(what: string, work: () => Promise<void>): Promise<void> {
    if (this.busy !== "") return;
    this.busy = what;
    this.problem = "";
    try {
      await this.#saving.settled();
      await work();
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  #publish(): Promise<void> {
    return this.#work(msg("Publication…"), () => market.publishItems(this.party));
  }

  #soldOut(ids: readonly string[], soldOut: boolean): void {
    this.chosen = new Set();
    void this.#work(soldOut ? msg("L’étal le dit…") : msg("Remise en vente…"), () =>
      market.sayIfSoldOut(this.party, ids, soldOut),
    );
  }

  #edit(ids: readonly string[], editing: Editing): void {
    this.problem = "";
    this.#saving.edit(ids, editing);
  }

  #price(draft: ItemDraft, variantId: string, text: string): string {
    const variant = draft.item.variants.find(({ id }) => id === variantId);
    const unpriced = draft.unpriced.includes(variantId);
    const before = variant?.weighed?.pricePerKgMinor ?? variant?.priceMinor ?? 0;
    const amountMinor = minorFrom(text);
    if (amountMinor === null) {
      if (unpriced && text.trim() === "") return "";
      this.problem = msg(str`« ${text.slice(0, 20)} » n’a pas pu être lu comme un prix. Il reste comme il était.`);
      return unpriced ? "" : minorText(before);
    }
    if (unpriced || amountMinor !== before) this.#edit([draft.id], priceSet(variantId, amountMinor));
    return minorText(amountMinor);
  }

  #stock(draft: ItemDraft, variantId: string, text: string): string {
    const before = draft.stock[variantId] ?? "plenty";
    const level = stockFrom(text);
    if (level === null) {
      this.problem = msg(str`« ${text.slice(0, 20)} » n’a pas pu être lu comme un stock. Il reste comme il était.`);
      return stockFieldText(before);
    }
    if (level !== before) this.#edit([draft.id], stockSet(variantId, level));
    return stockFieldText(level);
  }

  #status(drafts: readonly ItemDraft[], status: ItemDraft["status"]): void {
    const waiting = status === "on" ? drafts.filter(({ unpriced }) => unpriced.length > 0) : [];
    const others = drafts.filter((draft) => !waiting.includes(draft));
    if (others.length > 0) {
      this.#edit(
        others.map(({ id }) => id),
        statusSet(status),
      );
    }
    this.problem = waiting.length > 0 ? unpricedText(waiting.length) : "";
  }

  #bulk(editing: Editing): void {
    this.#edit([...this.chosen], editing);
  }

  protected override render(): TemplateResult {
    const items = this.#items;
    const unpublished = this.#unpublished;
    const kept = items.filter(({ status }) => status !== "archived");
    const variants = kept.reduce((sum, { item }) => sum + item.variants.length, 0);
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Articles")}</h1>
          <p class="muted small num">
            ${kept.length === 0 ? nothing : html`${itemsText(kept.length)}, ${variantsText(variants)}`}
            <span aria-live="polite" class="items-saved">${savedStatus(this.#saving, this.busy)}</span>
          </p>
        </div>
        <div class="desk-t">
          ${undoButton(this.#saving)}
          <a class="btn line s" href="/desk/${this.party}/import">${icon("upload-simple")}${msg("Importer")}</a>
          <a class="btn line s" href="/desk/${this.party}/items/new">${icon("plus")}${msg("Nouvel article")}</a>
          ${
            unpublished === 0
              ? nothing
              : html`<button
                  class="btn main s only-l"
                  ?disabled=${this.busy !== ""}
                  @click=${() => void this.#publish()}
                >
                  ${publishText(unpublished)}<kbd>P</kbd>
                </button>`
          }
        </div>
      </header>
      ${this.#problem()} ${leftNote(this.#saving)}
      ${soldOutBefore(this.#items, this.busy !== "", (ids) => this.#soldOut(ids, false))}
      ${items.length === 0 ? this.#empty() : this.#list(items)} ${this.#bar(unpublished)}`;
  }

  #empty(): TemplateResult {
    return html`<sp-empty
      part
      print="basket"
      .heading=${msg("Votre étal est nu.")}
      .text=${msg("Un article à la main, ou un fichier entier.")}
      .action=${html`<a class="btn main" href="/desk/${this.party}/items/new">${msg("Ajouter un article")}</a>
        <a class="btn line" href="/desk/${this.party}/import">${msg("Importer un fichier")}</a>`}
    ></sp-empty>`;
  }

  #list(items: readonly ItemDraft[]): TemplateResult {
    return html`${itemsFilters({ items, view: this.view, onLook: (part) => this.#look(part) })}
    ${
      this.#rows.length === 0
        ? html`<div class="stack-s">
            <p class="muted">${msg("Aucun article ne répond à cela.")}</p>
            <p>
              <button class="btn line s" @click=${() => this.#look(wholeView)}>${msg("Tout montrer")}</button>
            </p>
          </div>`
        : itemTable({
            party: this.party,
            rows: this.#rows,
            isWhole: this.#isWhole,
            chosen: this.chosen,
            opened: this.opened,
            sort: this.view.sort,
            down: this.view.down,
            reserved: this.#reserved.is,
            onSort: (sort) => this.#look({ sort, down: sort === this.view.sort ? !this.view.down : false }),
            onAll: () => {
              const ids = this.#shown.map(({ id }) => id);
              this.chosen = ids.every((id) => this.chosen.has(id)) ? new Set() : new Set(ids);
            },
            onChoose: (row, on, range) => this.#choose(row, on, range),
            onOpen: (id) => this.#open(id),
            onPrice: (draft, variantId, text) => this.#price(draft, variantId, text),
            onStock: (draft, variantId, text) => this.#stock(draft, variantId, text),
            onSoldOut: (draft, soldOut) => this.#soldOut([draft.id], soldOut),
            onVisible: (draft, visible) => this.#status([draft], visible ? "on" : "draft"),
            onKey: this.#keys,
          })
    }`;
  }

  #bar(unpublished: number): unknown {
    if (this.chosen.size > 0) {
      return bulkBar({
        form: this.bulk,
        chosen: this.#items.filter(({ id }) => this.chosen.has(id)),
        beyond: this.#isWhole || !this.#shown.every(({ id }) => this.chosen.has(id)) ? null : this.#whole.length,
        onEvery: () => {
          // Nothing is ticked that nobody sees.
          this.#look({ ...wholeView, sort: this.view.sort, down: this.view.down });
          this.chosen = new Set(this.#whole.map(({ id }) => id));
        },
        onForm: (part) => (this.bulk = { ...this.bulk, ...part }),
        onApply: (editing) => this.#bulk(editing),
        onStatus: (status) => {
          this.#status(
            this.#items.filter(({ id }) => this.chosen.has(id)),
            status,
          );
          this.chosen = new Set();
        },
        onSoldOut: () => this.#soldOut([...this.chosen], true),
        onCopy: ({ id }) => navigate(`/desk/${this.party}/items/new?copy=${encodeURIComponent(id)}`),
        onNone: () => (this.chosen = new Set()),
      });
    }
    if (unpublished === 0) return nothing;
    return html`<div class="buybar only-s">
      <p class="small"><b>${changesText(unpublished)}</b><span class="muted">${msg("pas encore publiés")}</span></p>
      <button class="btn main grow" ?disabled=${this.busy !== ""} @click=${() => void this.#publish()}>
        ${msg("Publier")}
      </button>
    </div>`;
  }

  #problem(): unknown {
    return this.problem === ""
      ? nothing
      : html`<p class="note bad compact items-problem" role="alert">
          ${icon("warning-circle")}<span>${this.problem}</span>
        </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-stall-items": StallItems;
  }
}
