import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SearchResult } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { cardEntries } from "../design/elements/item-card.ts";
import { moreItemsText } from "../design/counted.ts";
import { localizedText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import { AddressWatch, navigate } from "../shell/navigation.ts";
import { cardSkeletons } from "./waiting.ts";

const pageSize = 48;
const aislesMax = 14;
/** A stall with fewer items is seen at a glance: a search would be in the way. */
const searchedFrom = 9;

/** The narrowest categories among those counted, the fullest first: the aisles of a stall. */
export function aislesOf(counts: Readonly<Record<string, number>>): readonly string[] {
  const there = instance.categories.filter(({ path, includes }) => (counts[path] ?? 0) > 0 && includes === undefined);
  const narrowest = there.filter(({ path }) => !there.some((other) => other.path.startsWith(`${path}/`)));
  return narrowest
    .map(({ path }) => path)
    .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
    .slice(0, aislesMax);
}

/** What a stall has: its aisles as chips, a search within it, its items. What is chosen is in the address. */
@customElement("sp-stall-items")
export class StallItems extends LightElement {
  @property() party = "";
  readonly address = new AddressWatch(this);
  readonly catalogue = new Watch(this, "catalogue");

  get #asked(): { readonly text: string; readonly aisle: string; readonly count: number } {
    const { query } = this.address;
    const count = Number(query.get("n"));
    return {
      text: (query.get("q") ?? "").slice(0, 200),
      aisle: query.get("cat") ?? "",
      count: Number.isInteger(count) && count > pageSize && count <= 500 ? count : pageSize,
    };
  }

  readonly #load = new Task(this, {
    task: async ([party, version, text, aisle, count]) => {
      if (version === undefined) return null;
      const within = { partyId: party, ...(text.trim() === "" ? {} : { text }) };
      const [found, all] = await Promise.all([
        market.search({
          ...within,
          ...(aisle === "" ? {} : { category: aisle }),
          sort: text === "" ? "name" : "relevance",
          limit: count,
        }),
        market.search({ partyId: party, limit: 0 }),
      ]);
      return { party, found, all };
    },
    args: () => {
      const { text, aisle, count } = this.#asked;
      return [this.party, this.catalogue.value?.version, text, aisle, count] as const;
    },
  });

  #address(change: { readonly text?: string; readonly aisle?: string; readonly count?: number }): string {
    const { text, aisle, count } = { ...this.#asked, count: pageSize, ...change };
    const query = new URLSearchParams();
    if (text !== "") query.set("q", text);
    if (aisle !== "") query.set("cat", aisle);
    if (count !== pageSize) query.set("n", String(count));
    return query.size === 0 ? `/stall/${this.party}` : `/stall/${this.party}?${query.toString()}`;
  }

  #search(all: SearchResult): unknown {
    if (all.total < searchedFrom && this.#asked.text === "") return nothing;
    return html`<form
      class="stall-search"
      role="search"
      aria-label=${msg("Chercher dans l’étal")}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label class="vh" for="stall-search">${msg("Chercher dans l’étal")}</label>
      ${icon("magnifying-glass")}
      <input
        class="input"
        id="stall-search"
        type="search"
        autocomplete="off"
        placeholder=${msg("Chercher dans l’étal")}
        .value=${this.#asked.text}
        @input=${(event: InputEvent) =>
          navigate(this.#address({ text: (event.target as HTMLInputElement).value }), { replace: true })}
      />
    </form>`;
  }

  #aisles(found: SearchResult, all: SearchResult): unknown {
    const aisles = aislesOf(all.categories);
    const { aisle: chosen } = this.#asked;
    if (aisles.length < 2 && chosen === "") return nothing;
    const chip = (path: string, name: string, count: number): TemplateResult =>
      html`<a
        class="chip ${chosen === path ? "on" : ""} ${count === 0 ? "none" : ""}"
        href=${this.#address({ aisle: path })}
        aria-current=${chosen === path ? "true" : nothing}
        >${name} ${numberText(count)}</a
      >`;
    const total = this.#asked.text === "" ? all.total : undefined;
    return html`<nav class="chips aisle" aria-label=${msg("Rayons de l’étal")}>
      <a
        class="chip ${chosen === "" ? "on" : ""}"
        href=${this.#address({ aisle: "" })}
        aria-current=${chosen === "" ? "true" : nothing}
        >${msg("Tout")} ${total === undefined ? nothing : numberText(total)}</a
      >
      ${aisles.map((path) => chip(path, localizedText(categoryOf(path)?.name) || path, found.categories[path] ?? 0))}
    </nav>`;
  }

  #nothing(): TemplateResult {
    const narrowed = this.#asked.text !== "" || this.#asked.aisle !== "";
    return narrowed
      ? html`<sp-empty
          within
          print="basket"
          heading=${msg("Rien de tel à cet étal.")}
          text=${msg("Un autre étal l’a peut-être.")}
          .action=${html`<a class="btn line" href="/stall/${this.party}">${msg("Tout l’étal")}</a>
            <a class="btn main" href="/search?q=${encodeURIComponent(this.#asked.text)}"
              >${msg("Chercher partout")}</a
            >`}
        ></sp-empty>`
      : html`<sp-empty
          within
          print="basket"
          heading=${msg("L’étal est encore vide.")}
          text=${msg("Revenez bientôt.")}
        ></sp-empty>`;
  }

  protected override render(): TemplateResult {
    const loaded = this.#load.value;
    if (loaded === undefined || loaded === null || loaded.party !== this.party) return cardSkeletons(8);
    const { found, all } = loaded;
    const more = found.total - found.items.length;
    return html`${this.#search(all)} ${this.#aisles(found, all)}
    ${
      found.total === 0
        ? this.#nothing()
        : html`<ul class="cards">
            ${cardEntries(found.items, { plain: true })}
          </ul>`
    }
    ${
      more <= 0 || found.items.length >= 500
        ? nothing
        : html`<p class="more">
            <button
              class="btn line"
              type="button"
              @click=${() => navigate(this.#address({ count: this.#asked.count + pageSize }), { replace: true })}
            >
              ${icon("caret-down")}${moreItemsText(Math.min(more, pageSize))}
            </button>
          </p>`
    }`;
  }
}
