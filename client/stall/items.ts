import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { foldWord } from "../core/words/words.ts";
import type { ItemDraft, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { minorFrom, pricedAt, repriced, stockFrom } from "./amounts.ts";
import { bulkBar } from "./item-bulk.ts";
import { type ItemFilter, itemFilters, matchingItems, passesFilter } from "./item-filter.ts";
import { itemTable } from "./item-table.ts";
import { changesText, filterText, publishText } from "./item-words.ts";
import { saveRefusal } from "./refusal.ts";

/** A producer's items: found, filtered, edited in place, published. */
@customElement("sp-stall-items")
export class StallItems extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @state() private text = "";
  @state() private filter: ItemFilter = "all";
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private percent = "5";
  @state() private busy = "";
  @state() private problem = "";
  /** How many edits the last change was, so that one press takes all of them back. */
  @state() private undoable = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("keydown", this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("keydown", this.#onKey);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as HTMLElement | null)?.closest("input, textarea, select, wa-dialog")) return;
    if (event.key.toLowerCase() !== "p" || this.stall.unpublished === 0) return;
    event.preventDefault();
    void this.#publish();
  };

  async #work(what: string, work: () => Promise<void>): Promise<void> {
    if (this.busy !== "") return;
    this.busy = what;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  #publish(): Promise<void> {
    return this.#work(msg("Publication…"), async () => {
      await market.publishItems(this.party);
      this.undoable = 0;
    });
  }

  #edit(
    drafts: readonly ItemDraft[],
    change: (draft: ItemDraft) => Pick<ItemDraft, "item" | "stock" | "status">,
  ): Promise<void> {
    return this.#work(msg("Enregistrement…"), async () => {
      let done = 0;
      try {
        for (const draft of drafts) {
          await market.saveItem(this.party, change(draft));
          done += 1;
        }
      } finally {
        this.undoable = done;
      }
    });
  }

  #undo(): Promise<void> {
    return this.#work(msg("Retour en arrière…"), async () => {
      const edits = this.undoable;
      this.undoable = 0;
      for (let edit = 0; edit < edits; edit += 1) await market.undoItems(this.party);
    });
  }

  #price(draft: ItemDraft, text: string): void {
    const [variant] = draft.item.variants;
    const amountMinor = minorFrom(text);
    if (variant === undefined || amountMinor === null) {
      this.problem = msg("Ce prix n’a pas pu être lu. Il reste comme il était.");
      this.requestUpdate();
      return;
    }
    if (amountMinor === (variant.weighed?.pricePerKgMinor ?? variant.priceMinor)) return;
    void this.#edit([draft], ({ item, stock, status }) => ({
      item: { ...item, variants: [{ ...variant, ...pricedAt(variant, amountMinor) }] },
      stock,
      status,
    }));
  }

  #stock(draft: ItemDraft, text: string): void {
    const [variant] = draft.item.variants;
    const level = stockFrom(text);
    if (variant === undefined || level === null) {
      this.problem = msg("Ce stock n’a pas pu être lu. Il reste comme il était.");
      this.requestUpdate();
      return;
    }
    if (level === (draft.stock[variant.id] ?? "plenty")) return;
    void this.#edit([draft], ({ item, stock, status }) => ({ item, status, stock: { ...stock, [variant.id]: level } }));
  }

  #show(draft: ItemDraft, visible: boolean): void {
    const status = visible ? "on" : "draft";
    void this.#edit([draft], ({ item, stock }) => ({ item, stock, status }));
  }

  #bulk(change: (draft: ItemDraft) => Pick<ItemDraft, "item" | "stock" | "status">): void {
    const drafts = this.stall.items.filter(({ id }) => this.chosen.has(id));
    this.chosen = new Set();
    void this.#edit(drafts, change);
  }

  #status(status: ItemDraft["status"]): void {
    this.#bulk(({ item, stock }) => ({ item, stock, status }));
  }

  #reprice(): void {
    const percent = Number(this.percent);
    this.#bulk(({ item, stock, status }) => ({
      stock,
      status,
      item: {
        ...item,
        variants: item.variants.map((variant) => ({
          ...variant,
          ...pricedAt(variant, repriced(variant.weighed?.pricePerKgMinor ?? variant.priceMinor, percent, 10)),
        })),
      },
    }));
  }

  protected override render(): TemplateResult {
    const { items, unpublished } = this.stall;
    const rows = matchingItems(items, this.filter, this.text);
    const variants = items.reduce((sum, { item }) => sum + item.variants.length, 0);
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Articles")}</h1>
          <p class="muted small num">${msg(str`${items.length} articles, ${variants} variantes`)}</p>
        </div>
        <div class="desk-t">
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
      ${this.#news()}
      ${
        items.length === 0
          ? html`<sp-empty
              part
              print="basket"
              .heading=${msg("Votre étal est nu.")}
              .text=${msg("Un article à la main, ou un fichier entier.")}
              .action=${html`<a class="btn main" href="/desk/${this.party}/items/new">${msg("Ajouter un article")}</a>
                <a class="btn line" href="/desk/${this.party}/import">${msg("Importer un fichier")}</a>`}
            ></sp-empty>`
          : html`${this.#filters()}
            ${
              rows.length === 0
                ? html`<p class="muted">${msg("Aucun article ne répond à cela.")}</p>`
                : itemTable({
                    party: this.party,
                    rows,
                    chosen: this.chosen,
                    onChoose: (chosen) => (this.chosen = chosen),
                    onPrice: (draft, text) => this.#price(draft, text),
                    onStock: (draft, text) => this.#stock(draft, text),
                    onVisible: (draft, visible) => this.#show(draft, visible),
                  })
            }`
      }
      ${
        this.chosen.size > 0
          ? bulkBar({
              count: this.chosen.size,
              percent: this.percent,
              onPercent: (percent) => (this.percent = percent),
              onReprice: () => this.#reprice(),
              onStatus: (status) => this.#status(status),
              onOpen: () => this.#open(),
              onNone: () => (this.chosen = new Set()),
            })
          : nothing
      }
      ${
        unpublished > 0 && this.chosen.size === 0
          ? html`<div class="buybar only-s">
              <p class="small">
                <b>${changesText(unpublished)}</b><span class="muted">${msg("pas encore publiés")}</span>
              </p>
              <button class="btn main grow" ?disabled=${this.busy !== ""} @click=${() => void this.#publish()}>
                ${msg("Publier")}
              </button>
            </div>`
          : nothing
      }`;
  }

  #news(): TemplateResult {
    return html`<div aria-live="polite" class="items-news">
      ${this.busy === "" ? nothing : html`<p class="small muted">${this.busy}</p>`}
      ${
        this.undoable === 0 || this.busy !== ""
          ? nothing
          : html`<p class="note ok compact">
              ${icon("check-circle")}<span class="grow">${changesText(this.undoable)} ${msg("enregistrés")}</span>
              <button class="btn quiet s" @click=${() => void this.#undo()}>
                ${icon("arrow-counter-clockwise")}${msg("Revenir en arrière")}
              </button>
            </p>`
      }
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
    </div>`;
  }

  #filters(): TemplateResult {
    return html`<div class="filterbar">
      <div class="search s">
        ${icon("magnifying-glass")}<input
          type="search"
          aria-label=${msg("Chercher un article")}
          placeholder=${msg("Nom, code…")}
          .value=${this.text}
          @input=${(event: Event) => (this.text = foldWord((event.currentTarget as HTMLInputElement).value))}
        />
      </div>
      <div class="scroll-x chips-x">
        ${itemFilters.map((filter) => {
          const count = this.stall.items.filter((draft) => passesFilter(draft, filter)).length;
          if (count === 0 && filter !== "all") return nothing;
          return html`<button
            class="chip ${this.filter === filter ? "on" : ""}"
            aria-pressed=${this.filter === filter ? "true" : "false"}
            @click=${() => (this.filter = filter)}
          >
            ${filterText(filter)} ${count}
          </button>`;
        })}
      </div>
    </div>`;
  }

  #open(): void {
    const [id] = this.chosen;
    if (id !== undefined) navigate(`/desk/${this.party}/items/${encodeURIComponent(id)}`);
  }
}
declare global {
  interface HTMLElementTagNameMap {
    "sp-stall-items": StallItems;
  }
}
