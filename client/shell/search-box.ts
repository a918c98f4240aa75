import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { Watch } from "../market.ts";
import { AddressWatch, navigate } from "./navigation.ts";

let count = 0;

/** Search while typing: on the search page each letter counts, elsewhere the first one opens it. */
@customElement("sp-search-box")
export class SearchBox extends LightElement {
  /** On the front page it is large and stays: pressing Enter searches. */
  @property({ type: Boolean }) front = false;
  readonly catalogue = new Watch(this, "catalogue");
  readonly address = new AddressWatch(this);
  readonly #id = `search-${(count += 1)}`;

  #search(text: string, replace: boolean): void {
    const query = this.address.path === "/search" ? this.address.query : new URLSearchParams();
    if (text.trim() === "") query.delete("q");
    else query.set("q", text);
    query.delete("n");
    const search = query.toString();
    navigate(search === "" ? "/search" : `/search?${search}`, { replace });
  }

  #typed(event: InputEvent): void {
    if (this.address.path === "/search") this.#search((event.target as HTMLInputElement).value, true);
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    const input = this.querySelector("input");
    this.#search(input?.value ?? "", this.address.path === "/search");
    if (this.address.path === "/search") input?.blur();
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
        autocomplete="off"
        enterkeyhint="search"
        .value=${text}
        placeholder=${localizedText(instance.examples.search)}
        @input=${this.#typed}
      />
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
