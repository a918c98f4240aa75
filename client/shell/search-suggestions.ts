import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Suggestion } from "../core/api.ts";
import { moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { dietText } from "../shop/food-words.ts";
import { searchAddress } from "../shop/search-state.ts";

/** Where a chosen suggestion leads. */
export function suggestionAddress(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case "term":
      return searchAddress({ text: suggestion.text });
    case "category":
      return searchAddress({ category: suggestion.path });
    case "label":
      return searchAddress({ text: suggestion.before, labels: [suggestion.label] });
    case "diet":
      return searchAddress({ text: suggestion.before, diets: [suggestion.diet] });
    case "stall":
      return `/stall/${suggestion.partyId}`;
    case "item":
      return `/item/${suggestion.key}`;
  }
}

const icons = {
  term: "magnifying-glass",
  category: "list-bullets",
  label: "seal-check",
  diet: "leaf",
  stall: "storefront",
  item: "basket",
} as const;

/** What a suggestion says, after what it is said of. */
function textOf(suggestion: Suggestion): string {
  if (suggestion.kind !== "label" && suggestion.kind !== "diet") return suggestion.text;
  const text = suggestion.kind === "label" ? suggestion.text : dietText(suggestion.diet);
  return suggestion.before === "" ? text : `${suggestion.before} · ${text}`;
}

/** The price as a card says it. */
function priceText({ priceMinor, bound }: Extract<Suggestion, { kind: "item" }>): TemplateResult {
  if (bound === null) return html`${moneyText(priceMinor)}`;
  if (bound === "from") return html`${msg("dès")} ${moneyText(priceMinor)}`;
  return html`<span class="vh">${msg("environ")}</span><span aria-hidden="true">≈</span> ${moneyText(priceMinor)}`;
}

function besides(suggestion: Suggestion): string {
  switch (suggestion.kind) {
    case "term":
      return "";
    case "category":
      return msg("Catégorie");
    case "label":
      return msg("Label");
    case "diet":
      return msg("Régime");
    case "stall":
      return suggestion.trade;
    case "item":
      return suggestion.stall;
  }
}

/** Id of the option at a place of the list, for `aria-activedescendant`. */
export const optionId = (listId: string, place: number): string => `${listId}-${place}`;

/**
 * The list under the search box: a listbox whose options are pointed at from the input, which keeps the focus (WAI-ARIA
 * Authoring Practices, editable combobox with list autocomplete).
 */
export function suggestionList(list: {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Place of the option that is pointed at, -1 for none. */
  readonly active: number;
  readonly choose: (suggestion: Suggestion) => void;
}): TemplateResult {
  const { id, suggestions, active, choose } = list;
  const option = (suggestion: Suggestion, place: number): TemplateResult => {
    const more = besides(suggestion);
    return html`<li
      class="suggestion"
      id=${optionId(id, place)}
      role="option"
      aria-selected=${place === active ? "true" : "false"}
      @click=${() => choose(suggestion)}
    >
      ${icon(icons[suggestion.kind])}<span class="suggestion-text">${textOf(suggestion)}</span>${
        more === "" ? nothing : html`<span class="vh">, </span><small>${more}</small>`
      }${
        suggestion.kind === "item"
          ? html`<span class="vh">, </span><small class="suggestion-price">${priceText(suggestion)}</small>`
          : nothing
      }
    </li>`;
  };
  // The pointer must not take the focus out of the input, which would close the list before the click.
  return html`<ul
    class="suggestions"
    id=${id}
    role="listbox"
    aria-label=${msg("Suggestions")}
    ?hidden=${suggestions.length === 0}
    @pointerdown=${(event: Event) => event.preventDefault()}
  >
    ${suggestions.map(option)}
  </ul>`;
}
