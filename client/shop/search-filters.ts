import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { distanceSteps, type FacetCounts, type SearchResult } from "../core/api.ts";
import { categoryChoices, categoryOf, categoryWay, labelIcon } from "../design/catalogue-facts.ts";
import { stamp } from "../design/elements/seal.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { navigate } from "../shell/navigation.ts";
import { countedBox } from "./counted-box.ts";
import { allergens, allergenText, dietTexts } from "./food-words.ts";
import { priceFilter } from "./price-filter.ts";
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

  /** Titles of the parts that are open. */
  readonly #opened = new Set<string>();
  readonly #go = (change: Partial<SearchState>): void =>
    navigate(searchAddress({ ...this.state, count: pageSize, ...change }), { replace: true });

  /** The category just gone to: the box that was pressed has another place then, or none. */
  #entered: string | null = null;
  readonly #enter = (category: string): void => {
    this.#entered = category;
    this.#go({ category });
  };

  /** Whoever goes by keys goes on from the box of the category that was gone to. */
  protected override updated(): void {
    if (this.#entered === null || this.state?.category !== this.#entered) return;
    const way = this.querySelectorAll<HTMLElement>(".fset-way input");
    const box = way[way.length - 1] ?? this.querySelector<HTMLElement>(".fset-way + .fset-list input");
    if (box === null) return;
    this.#entered = null;
    box.focus({ preventScroll: true });
  }

  get #counts(): FacetCounts | undefined {
    return this.result?.counts;
  }

  protected override render(): unknown {
    const state = this.state;
    if (state === undefined) return nothing;
    return html`<form class="filters" aria-label=${msg("Filtres")} @submit=${(event: Event) => event.preventDefault()}>
      ${this.#fold(msg("Pour moi"), true, this.#forMe(state))}
      ${this.#fold(msg("Catégorie"), true, this.#categories(state))}
      ${this.#fold(msg("Genre"), true, this.#kinds(state))} ${this.#fold(msg("Distance"), true, this.#distance(state))}
      ${this.#fold(msg("Prix"), true, priceFilter(state, this.#counts, this.#go))}
      ${this.#fold(msg("Labels"), true, this.#labels(state))}
      ${this.#fold(msg("Régime"), state.diets.length > 0, this.#diets(state))}
      ${this.#fold(msg("Sans ces allergènes"), state.without.length > 0, this.#allergens(state))}
      <p class="hint flexline">
        ${icon("device-mobile")}<span>${msg("Les filtres se calculent sur cet appareil.")}</span>
      </p>
    </form>`;
  }

  #fold(title: string, open: boolean, content: unknown): unknown {
    if (content === nothing) return nothing;
    // Who opened it shuts it: not the last choice that is taken back in it.
    return html`<details
      class="fset"
      ?open=${open || this.#opened.has(title)}
      @toggle=${(event: Event) => {
        if ((event.currentTarget as HTMLDetailsElement).open) this.#opened.add(title);
        else this.#opened.delete(title);
      }}
    >
      <summary>${title}${icon("caret-down")}</summary>
      <div class="fset-in" role="group" aria-label=${title}>${content}</div>
    </details>`;
  }

  #forMe(state: SearchState): TemplateResult {
    const counts = this.#counts;
    return html`${countedBox(
      msg("Livré chez moi"),
      state.delivered,
      // Without a postcode "delivered" asks for one first, so that it must stay choosable.
      this.postcode === null ? undefined : counts?.deliveredToMe,
      () => {
        if (this.postcode === null) this.#askWhere();
        this.#go({ delivered: !state.delivered });
      },
      "switch",
    )}
    ${countedBox(
      msg("Disponible maintenant"),
      state.available,
      counts?.available,
      () => this.#go({ available: !state.available }),
      "switch",
    )}
    ${countedBox(
      msg("De saison"),
      state.inSeason,
      counts?.inSeason,
      () => this.#go({ inSeason: !state.inSeason }),
      "switch",
    )}
    ${countedBox(
      msg("Libre cette semaine"),
      state.freeSoon,
      counts?.freeSoon,
      () => this.#go({ freeSoon: !state.freeSoon }),
      "switch",
    )}`;
  }

  #kinds(state: SearchState): TemplateResult {
    const counts = this.#counts;
    const kind = (name: "good" | "service", text: string): TemplateResult =>
      countedBox(text, state.kind === name, counts && (counts.kinds[name] ?? 0), () =>
        this.#go({ kind: state.kind === name ? null : name }),
      );
    const condition = (name: "new" | "second-hand", text: string): TemplateResult =>
      countedBox(text, state.condition === name, counts && (counts.conditions[name] ?? 0), () =>
        this.#go({ condition: state.condition === name ? null : name }),
      );
    return html`${kind("good", msg("Articles"))} ${kind("service", msg("Services"))} ${condition("new", msg("Neuf"))}
    ${condition("second-hand", msg("Seconde main"))}`;
  }

  #categories(state: SearchState): unknown {
    const counts = this.result?.categories ?? {};
    const trail = categoryWay(state.category);
    // Without a choice, the aisles of the front page; then what is below the chosen one.
    const offered =
      trail.length === 0
        ? instance.categories.filter((category) => category.tile === true)
        : categoryChoices(categoryOf(state.category)?.path ?? "");
    const below = offered.filter(({ path }) => (counts[path] ?? 0) > 0);
    if (trail.length === 0 && below.length === 0) return nothing;
    return html`<div class="fset-way">
        ${trail.map((category, index) => {
          const above = index === 0 ? "" : (trail[index - 1]?.path ?? "");
          return countedBox(html`<b>${localizedText(category.name)}</b>`, true, counts[category.path], () =>
            this.#enter(above),
          );
        })}
      </div>
      ${
        below.length === 0
          ? nothing
          : html`<div class=${trail.length === 0 ? "fset-list" : "fset-list deep"}>
              ${below.map((category) =>
                countedBox(localizedText(category.name), false, counts[category.path], () =>
                  this.#enter(category.path),
                ),
              )}
            </div>`
      }`;
  }

  #askWhere(): void {
    this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }));
  }

  #distance(state: SearchState): TemplateResult {
    if (this.postcode === null) {
      return html`<button class="btn line s" type="button" @click=${() => this.#askWhere()}>
        ${icon("map-pin")}${msg("Indiquer mon code postal")}
      </button>`;
    }
    const chosen = state.kilometres;
    // A link may name a distance that is not among those offered: it is shown as it is.
    const other = chosen !== null && !distanceSteps.includes(chosen) ? [chosen] : [];
    return html`${[...other, ...distanceSteps].map((kilometres) => {
      const count = this.#counts?.distances[distanceSteps.indexOf(kilometres)];
      return countedBox(msg(str`${kilometres} km au plus`), chosen === kilometres, count, () =>
        this.#go({ kilometres: chosen === kilometres ? null : kilometres }),
      );
    })}`;
  }

  #labels(state: SearchState): unknown {
    const counts = this.result?.labels ?? {};
    const shown = instance.labels.filter(({ id }) => (counts[id] ?? 0) > 0 || state.labels.includes(id));
    if (shown.length === 0) return nothing;
    return html`${shown.map((label) => {
      const name = localizedText(label.name);
      return countedBox(
        html`<span aria-hidden="true">${stamp(labelIcon(label), name)}</span
          ><span class="granted">${name}<small class="muted">${msg(str`par ${label.granter}`)}</small></span>`,
        state.labels.includes(label.id),
        counts[label.id],
        () => this.#go({ labels: toggled(state.labels, label.id) }),
      );
    })}`;
  }

  #diets(state: SearchState): TemplateResult {
    return html`${dietTexts().map(([diet, text]) =>
      countedBox(text, state.diets.includes(diet), this.#counts && (this.#counts.diets[diet] ?? 0), () =>
        this.#go({ diets: toggled(state.diets, diet) }),
      ),
    )}`;
  }

  #allergens(state: SearchState): TemplateResult {
    return html`<p class="hint">
        ${msg("Ne reste que ce qui est déclaré sans. « Non déclaré » n’est pas « sans » : l’étal ne s’est pas prononcé.")}
      </p>
      ${allergens.map((allergen) =>
        countedBox(
          allergenText(allergen),
          state.without.includes(allergen),
          this.#counts && (this.#counts.without[allergen] ?? 0),
          () => this.#go({ without: toggled(state.without, allergen) }),
        ),
      )}`;
  }
}
