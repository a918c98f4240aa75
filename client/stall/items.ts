import { virtualize } from "@lit-labs/virtualizer/virtualize.js";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { foldWord } from "../core/words/words.ts";
import type { ItemDraft, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import "../design/elements/print.ts";
import "../design/elements/seal.ts";
import "../design/elements/season.ts";
import { contentText, localizedText, moneyText, unitPriceText, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { minorFrom, minorText, repriced, stockFrom } from "./amounts.ts";
import { type ItemFilter, itemFilters, matchingItems, passesFilter } from "./item-filter.ts";
import { saveRefusal } from "./refusal.ts";

/** Above this many rows only those near the screen are in the document. */
const virtualFrom = 150;

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
                : this.#table(rows)
            }`
      }
      ${this.chosen.size > 0 ? this.#bulkBar() : nothing}
      ${
        unpublished > 0 && this.chosen.size === 0
          ? html`<div class="buybar only-s">
              <p class="small">
                <b>${changesText(unpublished)}</b><br /><span class="muted">${msg("pas encore publiés")}</span>
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

  #table(rows: readonly ItemDraft[]): TemplateResult {
    const all = rows.every(({ id }) => this.chosen.has(id));
    const some = rows.some(({ id }) => this.chosen.has(id));
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
                @change=${() => (this.chosen = all ? new Set() : new Set(rows.map(({ id }) => id)))}
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
              ${virtualize({ items: [...rows], keyFunction: ({ id }) => id, renderItem: (draft) => this.#row(draft) })}
            </div>`
          : html`<div role="rowgroup" class="ibody">
              ${repeat(
                rows,
                ({ id }) => id,
                (draft) => this.#row(draft),
              )}
            </div>`
      }
    </div>`;
  }

  #choose(id: string, on: boolean): void {
    const chosen = new Set(this.chosen);
    if (on) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  #row(draft: ItemDraft): TemplateResult {
    const { item } = draft;
    const name = localizedText(item.name);
    const [first] = item.variants;
    const single = item.variants.length === 1 ? first : undefined;
    const on = draft.status === "on";
    return html`<div class="irow ${this.chosen.has(draft.id) ? "sel" : ""} ${on ? "" : "dim"}" role="row">
      <span class="i-c" role="cell">
        <label class="check"
          ><input
            type="checkbox"
            aria-label=${msg(str`Choisir ${name}`)}
            .checked=${this.chosen.has(draft.id)}
            @change=${(event: Event) => this.#choose(draft.id, (event.currentTarget as HTMLInputElement).checked)}
        /></label>
      </span>
      <span class="i-pic" role="cell"><sp-print class="thumb s" .item=${item}></sp-print></span>
      <span class="i-n" role="cell">
        <a href="/desk/${this.party}/items/${encodeURIComponent(draft.id)}"><b>${name}</b></a>
        <span class="muted small">${underName(draft)}</span>
      </span>
      <span class="i-p num ${draft.changed ? "edit" : ""}" role="cell">
        ${
          single === undefined
            ? html`<b>${msg(str`dès ${minorText(Math.min(...item.variants.map(({ priceMinor }) => priceMinor)))}`)}</b>`
            : html`<input
                class="cell-input"
                inputmode="decimal"
                aria-label=${msg(str`Prix, ${name}`)}
                .value=${minorText(single.weighed?.pricePerKgMinor ?? single.priceMinor)}
                @change=${(event: Event) => this.#price(draft, (event.currentTarget as HTMLInputElement).value)}
              />`
        }
      </span>
      <span class="i-u num small muted" role="cell"
        >${single === undefined ? "—" : (unitPriceText(single) ?? "—")}</span
      >
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
                @change=${(event: Event) => this.#stock(draft, (event.currentTarget as HTMLInputElement).value)}
              />`
        }
      </span>
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
          @change=${() =>
            void this.#edit([draft], ({ item: same, stock }) => ({
              item: same,
              stock,
              status: on ? "draft" : "on",
            }))}
        />
      </span>
    </div>`;
  }

  #bulkBar(): TemplateResult {
    const count = this.chosen.size;
    return html`<section class="bulk" aria-label=${msg("Articles choisis")}>
      <p class="num">
        <b>${count === 1 ? msg("1 choisi") : msg(str`${count} choisis`)}</b>
        <button class="btn quiet s" @click=${() => (this.chosen = new Set())}>${msg("Aucun")}</button>
      </p>
      <div class="bulk-f">
        <label class="inl"
          >${msg("Prix")}
          <select
            class="input"
            .value=${this.percent}
            @change=${(event: Event) => (this.percent = (event.currentTarget as HTMLSelectElement).value)}
          >
            ${["-20", "-10", "-5", "2", "5", "10", "20"].map(
              (percent) =>
                html`<option value=${percent} ?selected=${percent === this.percent}>
                  ${Number(percent) > 0 ? "+" : "−"} ${Math.abs(Number(percent))} %
                </option>`,
            )}
          </select></label
        >
        <span class="inl-x">${msg("arrondi à 0.10")}</span>
        <button class="btn line s" @click=${() => this.#reprice()}>${msg("Changer les prix")}</button>
        <button class="btn line s" @click=${() => this.#status("on")}>${icon("eye")}${msg("Montrer")}</button>
        <button class="btn line s" @click=${() => this.#status("draft")}>${icon("eye-slash")}${msg("Masquer")}</button>
        <button class="btn line s" @click=${() => this.#status("archived")}>${icon("tray")}${msg("Archiver")}</button>
        ${
          count === 1
            ? html`<button class="btn line s" @click=${() => this.#open()}>
                ${icon("pencil-line")}${msg("Ouvrir")}
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #open(): void {
    const [id] = this.chosen;
    if (id !== undefined) navigate(`/desk/${this.party}/items/${encodeURIComponent(id)}`);
  }
}

const headClasses = ["i-p r", "i-u r", "i-s r", "i-l", "i-m", "i-o"] as const;

/** The price parts of a variant at a new price: per kilogram where it is weighed, the estimate follows. */
function pricedAt(
  variant: ItemDraft["item"]["variants"][number],
  amountMinor: number,
): Pick<ItemDraft["item"]["variants"][number], "priceMinor" | "weighed"> {
  const { weighed } = variant;
  if (weighed === undefined) return { priceMinor: amountMinor };
  return {
    priceMinor: Math.floor((amountMinor * weighed.gramsEstimate + 500) / 1000),
    weighed: { ...weighed, pricePerKgMinor: amountMinor },
  };
}

function stockText(draft: ItemDraft): string {
  const level = draft.stock[draft.item.variants[0]?.id ?? ""];
  return typeof level === "number" ? String(level) : "";
}

function isLow(draft: ItemDraft): boolean {
  return passesFilter(draft, "low");
}

function underName({ item, status, changed }: ItemDraft): string {
  const [first] = item.variants;
  const parts = [
    status === "draft" ? msg("brouillon") : status === "archived" ? msg("archivé") : null,
    item.variants.length > 1 ? msg(str`${item.variants.length} variantes`) : null,
    first?.weighed ? msg(str`≈ ${weightText(first.weighed.gramsEstimate)}, au kilo`) : null,
    first?.content && item.variants.length === 1 ? contentText(first.content) : null,
    first?.deposit ? msg(str`consigne ${moneyText(first.deposit.amountMinor)}`) : null,
    changed ? msg("pas encore publié") : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function filterText(filter: ItemFilter): string {
  switch (filter) {
    case "all":
      return msg("Tous");
    case "on":
      return msg("Visibles");
    case "draft":
      return msg("Brouillons");
    case "low":
      return msg("Stock bas");
    case "no-picture":
      return msg("Sans image");
    case "allergens":
      return msg("Allergènes à déclarer");
    case "changed":
      return msg("Pas publiés");
    case "archived":
      return msg("Archivés");
  }
}

function changesText(count: number): string {
  return count === 1 ? msg("1 changement") : msg(str`${count} changements`);
}

function publishText(count: number): string {
  return count === 1 ? msg("Publier 1 changement") : msg(str`Publier ${count} changements`);
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-stall-items": StallItems;
  }
}
