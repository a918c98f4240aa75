import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Suggestion } from "../core/api.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { language } from "../locales/locale.ts";
import { market, Watch } from "../market.ts";
import { AddressWatch, navigate } from "./navigation.ts";
import { optionId, suggestionAddress, suggestionList } from "./search-suggestions.ts";

let count = 0;

/**
 * Search while typing: on the search page each letter counts; everywhere, suggestions say how it may go on. They are made
 * on this device from the market alone, and nothing that was typed is kept.
 */
@customElement("sp-search-box")
export class SearchBox extends LightElement {
  /** On the front page it is large and stays: pressing Enter searches. */
  @property({ type: Boolean }) front = false;
  readonly catalogue = new Watch(this, "catalogue");
  readonly address = new AddressWatch(this);
  readonly #id = `search-${(count += 1)}`;
  readonly #listId = `${this.#id}-list`;
  @state() private suggestions: readonly Suggestion[] = [];
  /** Place of the suggestion that the arrow keys point at, -1 for none. */
  @state() private active = -1;
  /** Rises with each letter: an answer to an earlier one comes too late. */
  #asked = 0;

  get #input(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #search(text: string, replace: boolean): void {
    const query = this.address.path === "/search" ? this.address.query : new URLSearchParams();
    if (text.trim() === "") query.delete("q");
    else query.set("q", text);
    query.delete("n");
    const search = query.toString();
    navigate(search === "" ? "/search" : `/search?${search}`, { replace });
  }

  readonly #typed = async (event: InputEvent): Promise<void> => {
    const text = (event.target as HTMLInputElement).value;
    const onPage = this.address.path === "/search";
    if (onPage) this.#search(text, true);
    const asked = (this.#asked += 1);
    const found = await market.suggest(text, language()).catch(() => []);
    if (asked !== this.#asked) return;
    // On the page of answers the things themselves stand below.
    this.suggestions = onPage ? found.filter(({ kind }) => kind !== "item") : found;
    this.active = -1;
  };

  readonly #close = (): void => {
    this.#asked += 1;
    this.suggestions = [];
    this.active = -1;
  };

  readonly #choose = (suggestion: Suggestion): void => {
    this.#close();
    navigate(suggestionAddress(suggestion), { replace: this.address.path === "/search" && suggestion.kind === "term" });
    this.#input?.blur();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    const count = this.suggestions.length;
    if (count === 0 || event.isComposing) return;
    const chosen = this.suggestions[this.active];
    if (event.key === "ArrowDown") this.active = this.active === count - 1 ? -1 : this.active + 1;
    else if (event.key === "ArrowUp") this.active = this.active === -1 ? count - 1 : this.active - 1;
    else if (event.key === "Escape") this.#close();
    else if (event.key === "Enter" && chosen !== undefined) this.#choose(chosen);
    else return;
    event.preventDefault();
  };

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#close();
    this.#search(this.#input?.value ?? "", this.address.path === "/search");
    if (this.address.path === "/search") this.#input?.blur();
  };

  #said(): string {
    const { length } = this.suggestions;
    if (length === 0) return "";
    return length === 1 ? msg("Une suggestion") : msg(str`${length} suggestions`);
  }

  protected override render(): TemplateResult {
    const text = this.address.path === "/search" ? (this.address.query.get("q") ?? "") : "";
    const postcode = this.catalogue.value?.postcode ?? null;
    const town = instance.postcodes.find((place) => place.postcode === postcode)?.name;
    return html`<form class="search" role="search" @submit=${this.#submitted}>
      <label class="vh" for=${this.#id}>${msg("Chercher")}</label>
      ${icon("magnifying-glass-bold")}
      <input
        id=${this.#id}
        type="search"
        role="combobox"
        autocomplete="off"
        autocapitalize="none"
        enterkeyhint="search"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${this.#listId}
        aria-expanded=${this.suggestions.length > 0 ? "true" : "false"}
        aria-activedescendant=${this.active < 0 ? nothing : optionId(this.#listId, this.active)}
        .value=${text}
        placeholder=${localizedText(instance.examples.search)}
        @input=${this.#typed}
        @keydown=${this.#pressed}
        @blur=${this.#close}
      />
      ${suggestionList({
        id: this.#listId,
        suggestions: this.suggestions,
        active: this.active,
        choose: this.#choose,
      })}
      <span class="vh" role="status">${this.#said()}</span>
      <button
        class="search-where"
        type="button"
        @click=${() => this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }))}
      >
        ${icon("map-pin")}<span>${postcode === null ? msg("Votre code postal") : `${postcode} ${town ?? ""}`}</span>
      </button>
    </form>`;
  }
}
