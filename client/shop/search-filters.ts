import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SearchResult } from "../core/api.ts";
import { categoriesBelow, categoryOf, categoryTrail, labelIcon } from "../design/catalogue-facts.ts";
import { stamp } from "../design/elements/seal.ts";
import { localizedText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { navigate } from "../shell/navigation.ts";
import { allergens, allergenText, dietTexts } from "./food-words.ts";
import { pageSize, searchAddress, type SearchState } from "./search-state.ts";

/** Adds a value to a list of choices, or takes it out. */
function toggled(list: readonly string[], value: string): readonly string[] {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
}

/** All the choices that narrow a search. Each is written into the address at once. */
@customElement("sp-search-filters")
export class SearchFilters extends LightElement {
  @property({ attribute: false }) state: SearchState | undefined;
  @property({ attribute: false }) result: SearchResult | undefined;
  /** Whether distances are known. */
  @property({ attribute: false }) postcode: string | null = null;

  #go(change: Partial<SearchState>): void {
    navigate(searchAddress({ ...this.state, count: pageSize, ...change }), { replace: true });
  }

  protected override render(): unknown {
    const state = this.state;
    if (state === undefined) return nothing;
    return html`<form class="filters" aria-label=${msg("Filtres")} @submit=${(event: Event) => event.preventDefault()}>
      ${this.#fold(
        msg("Pour moi"),
        true,
        html`${this.#switch(msg("Livré chez moi"), state.delivered, () => this.#delivered(state))}
        ${this.#switch(msg("En stock"), state.available, () => this.#go({ available: !state.available }))}
        ${this.#switch(msg("De saison"), state.inSeason, () => this.#go({ inSeason: !state.inSeason }))}
        ${this.#switch(msg("Services"), state.kind === "service", () =>
          this.#go({ kind: state.kind === "service" ? null : "service" }),
        )}`,
      )}
      ${this.#fold(msg("Catégorie"), true, this.#categories(state))}
      ${this.#fold(msg("Distance"), true, this.#distance(state))}
      ${this.#fold(msg("Labels"), true, this.#labels(state))}
      ${this.#fold(msg("Régime"), state.diets.length > 0, this.#diets(state))}
      ${this.#fold(msg("Sans ces allergènes"), state.without.length > 0, this.#allergens(state))}
      <p class="hint flexline">
        ${icon("device-mobile")}<span>${msg("Les filtres se calculent sur cet appareil.")}</span>
      </p>
    </form>`;
  }

  #fold(title: string, open: boolean, content: TemplateResult): TemplateResult {
    return html`<details class="fset" ?open=${open}>
      <summary>${title}${icon("caret-down")}</summary>
      <div class="fset-in">${content}</div>
    </details>`;
  }

  #switch(text: string, on: boolean, change: () => void): TemplateResult {
    return html`<label class="check sw"
      ><input type="checkbox" role="switch" class="switch" .checked=${on} @change=${change} /><span
        >${text}</span
      ></label
    >`;
  }

  #delivered(state: SearchState): void {
    if (this.postcode === null) this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }));
    this.#go({ delivered: !state.delivered });
  }

  #box(content: unknown, on: boolean, count: number | undefined, change: () => void): TemplateResult {
    return html`<label class="check"
      ><input type="checkbox" .checked=${on} @change=${change} /><span class="row tight">${content}</span>${
        count === undefined ? nothing : html`<span class="n">${numberText(count)}</span>`
      }</label
    >`;
  }

  #categories(state: SearchState): TemplateResult {
    const counts = this.result?.categories ?? {};
    const trail = categoryTrail(state.category);
    // Without a choice, the aisles of the front page; then what is below the chosen one.
    const offered =
      trail.length === 0
        ? instance.categories.filter((category) => category.tile === true)
        : categoriesBelow(categoryOf(state.category)?.path ?? "");
    const below = offered.filter(({ path }) => (counts[path] ?? 0) > 0);
    return html`${trail.map((category, index) => {
      const above = index === 0 ? "" : (trail[index - 1]?.path ?? "");
      return this.#box(html`<b>${localizedText(category.name)}</b>`, true, counts[category.path], () =>
        this.#go({ category: above }),
      );
    })}
    ${below.map((category) =>
      this.#box(localizedText(category.name), false, counts[category.path], () =>
        this.#go({ category: category.path }),
      ),
    )}`;
  }

  #distance(state: SearchState): TemplateResult {
    if (this.postcode === null) {
      return html`<button
        class="btn line s"
        type="button"
        @click=${() => this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }))}
      >
        ${icon("map-pin")}${msg("Indiquer mon code postal")}
      </button>`;
    }
    const value = state.kilometres ?? 30;
    return html`<div class="range">
      <input
        type="range"
        min="1"
        max="30"
        .value=${String(value)}
        aria-label=${msg("Distance au plus")}
        @change=${(event: Event) => {
          const chosen = Number((event.target as HTMLInputElement).value);
          this.#go({ kilometres: chosen >= 30 ? null : chosen });
        }}
      />
      <output>${state.kilometres === null ? msg("Toutes les distances") : msg(str`${value} km au plus`)}</output>
    </div>`;
  }

  #labels(state: SearchState): TemplateResult {
    const counts = this.result?.labels ?? {};
    const shown = instance.labels.filter(({ id }) => (counts[id] ?? 0) > 0 || state.labels.includes(id));
    return html`${shown.map((label) => {
      const name = localizedText(label.name);
      return this.#box(
        html`<span aria-hidden="true">${stamp(labelIcon(label), name)}</span>${name}`,
        state.labels.includes(label.id),
        counts[label.id],
        () => this.#go({ labels: toggled(state.labels, label.id) }),
      );
    })}`;
  }

  #diets(state: SearchState): TemplateResult {
    return html`${dietTexts().map(([diet, text]) =>
      this.#box(text, state.diets.includes(diet), undefined, () => this.#go({ diets: toggled(state.diets, diet) })),
    )}`;
  }

  #allergens(state: SearchState): TemplateResult {
    return html`${allergens.map((allergen) =>
        this.#box(allergenText(allergen), state.without.includes(allergen), undefined, () =>
          this.#go({ without: toggled(state.without, allergen) }),
        ),
      )}
      <p class="hint">${msg("« Non déclaré » n’est pas « sans » : ces articles restent à part.")}</p>`;
  }
}
