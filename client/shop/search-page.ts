import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { SearchResult } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { cardEntries } from "../design/elements/item-card.ts";
import { moreAnswersText } from "../design/counted.ts";
import { localizedText, numberText, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import "../map/search-map.ts";
import { AddressWatch, navigate } from "../shell/navigation.ts";
import { setTitle } from "../shell/title.ts";
import { partyRow } from "./party-card.ts";
import { choicesOf, sortTexts } from "./search-chips.ts";
import { countMax, pageSize, readSearch, searchAddress, searchQuery, type SearchState } from "./search-state.ts";
import { cardSkeletons } from "./waiting.ts";
import "./search-filters.ts";
import { insteadLink } from "./search-ways-out.ts";

const narrow = matchMedia("(max-width: 47.5rem)");

/** As many cards as are seen at first: two a row on a phone. */
const firstCards = narrow.matches ? 6 : 12;

/** Whether an answer depends on where somebody is. */
const needsWhere = (search: SearchState): boolean =>
  search.delivered || search.kilometres !== null || search.sort === "near";

/** Search results and what narrows them. Everything chosen is in the address; everything is computed on the device. */
@customElement("sp-search-page")
export class SearchPage extends LightElement {
  readonly address = new AddressWatch(this);
  readonly catalogue = new Watch(this, "catalogue");
  /** There once what is kept of a person is read, the postcode with it. */
  readonly favourites = new Watch(this, "favourites");
  @state() private drawer = false;
  @state() private drawerLoaded = false;
  #last: SearchResult | undefined;
  /** The postcode that the last answer was reckoned from. */
  #from: string | null = null;

  protected readonly search = new Task(this, {
    task: async ([query, version, postcode]) => {
      if (version === undefined) return;
      const result = await market.search(searchQuery(readSearch(this.address.query)));
      // Shown even when more of the market has come meanwhile, but not when something else is asked for by now.
      if (query === location.search) {
        this.#last = result;
        this.#from = postcode ?? null;
      }
      this.requestUpdate();
    },
    args: () => [location.search, this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });

  readonly #widthChanged = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener("change", this.#widthChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener("change", this.#widthChanged);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    setTitle(this.#heading(readSearch(this.address.query), null));
  }

  protected override render(): TemplateResult {
    const search = readSearch(this.address.query);
    // The last answer stays while the next is computed: nothing flickers while typing.
    const arriving = this.catalogue.value?.state;
    const waiting =
      this.#last === undefined ||
      arriving === "empty" ||
      (this.#asksWhere(search) && this.favourites.value === undefined) ||
      // What was reckoned without a postcode is no answer any more once there is one.
      (needsWhere(search) && this.#from === null && this.catalogue.value?.postcode !== null) ||
      // While packs still arrive, "nothing" is not yet an answer.
      (arriving === "partial" && this.#last.total === 0);
    const result = waiting ? undefined : this.#last;
    return html`<div class="page-wide results-page">
      ${narrow.matches ? nothing : html`<aside class="side">${this.#filters(search, result)}</aside>`}
      <div class="results">
        <div class="res-head">
          <div>
            <h1 aria-live="polite">${this.#heading(search, result ?? null)}</h1>
            ${this.#note()}
          </div>
          ${this.#sort(search)}
        </div>
        ${this.#applied(search)} ${this.#where(search)}
        ${result === undefined ? cardSkeletons(firstCards) : this.#answers(search, result)}
      </div>
      <sp-search-map .result=${result}></sp-search-map>
      ${narrow.matches && this.drawerLoaded ? this.#drawer(search, result) : nothing}
    </div>`;
  }

  #heading(search: SearchState, result: SearchResult | null): string {
    const category = search.category === "" ? null : categoryOf(search.category);
    const what = search.text.trim();
    const name = category === null ? "" : localizedText(category.name);
    if (result === null) return what !== "" ? quoted(what) : name !== "" ? name : msg("Tout le marché");
    const count = numberText(result.total);
    if (what !== "") {
      if (result.total === 0) return msg(str`Rien pour « ${what} »`);
      return result.total === 1 ? msg(str`Une réponse pour « ${what} »`) : msg(str`${count} réponses pour « ${what} »`);
    }
    if (name !== "") return `${name} · ${count}`;
    return result.total === 1 ? msg("Un article") : msg(str`${count} articles`);
  }

  readonly #askWhere = (): void => void this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }));

  /** Whether the answer needs a postcode that nobody has said, or none that was read yet. */
  #asksWhere(search: SearchState): boolean {
    return needsWhere(search) && this.catalogue.value?.postcode === null;
  }

  /** What a link, or a way into the search, asks for that depends on where somebody is. */
  #where(search: SearchState): unknown {
    if (!this.#asksWhere(search) || this.favourites.value === undefined) return nothing;
    return html`<p class="note aside-note">
      ${icon("map-pin")}<span
        >${msg("Sans code postal, ni distances ni livraisons ne se calculent.")}
        <button class="linklike" type="button" @click=${this.#askWhere}>
          ${msg("Indiquer mon code postal")}
        </button></span
      >
    </p>`;
  }

  #note(): unknown {
    if (this.catalogue.value?.state === "offline") {
      return html`<p class="muted small">${msg("Hors ligne : d’après ce qui est gardé sur cet appareil.")}</p>`;
    }
    return nothing;
  }

  #sort(search: SearchState): TemplateResult {
    return html`<label class="sort"
      ><span class="vh">${msg("Trier")}</span
      ><select
        class="input"
        @change=${(event: Event) =>
          navigate(
            searchAddress({ ...search, sort: (event.target as HTMLSelectElement).value as SearchState["sort"] }),
            { replace: true },
          )}
      >
        ${sortTexts().map(([sort, text]) => html`<option value=${sort} ?selected=${sort === search.sort}>${text}</option>`)}
      </select></label
    >`;
  }

  #applied(search: SearchState): unknown {
    const choices = choicesOf(search);
    const chips = choices.map(
      (choice) =>
        html`<button
          class="chip on"
          type="button"
          aria-label=${msg(str`Retirer le filtre ${choice.text}`)}
          @click=${() => navigate(searchAddress({ ...search, count: pageSize, ...choice.without }), { replace: true })}
        >
          ${choice.text} ${icon("x-bold")}
        </button>`,
    );
    if (narrow.matches) {
      return html`<div class="scroll-x applied">
        <button class="chip" type="button" aria-haspopup="dialog" @click=${this.#openDrawer}>
          ${icon("sliders-horizontal")}${choices.length === 0 ? msg("Filtres") : msg(str`Filtres · ${choices.length}`)}
        </button>
        ${chips} ${choices.length > 1 ? this.#clear(search) : nothing}
      </div>`;
    }
    if (choices.length === 0) return nothing;
    return html`<div class="chips applied">${chips} ${this.#clear(search)}</div>`;
  }

  #clear(search: SearchState): TemplateResult {
    return html`<button
      class="btn quiet s"
      type="button"
      @click=${() => navigate(searchAddress({ text: search.text, sort: search.sort }), { replace: true })}
    >
      ${msg("Tout effacer")}
    </button>`;
  }

  /** What excluding allergens strictly has left out, in numbers: silence is not "without". */
  #putAside(search: SearchState, result: SearchResult): unknown {
    const { declared, undeclared } = result.counts.putAside;
    if (search.without.length === 0 || undeclared === 0) return nothing;
    const silent = numberText(undeclared);
    return html`<p class="note aside-note">
      ${icon("question")}<span
        >${
          undeclared === 1
            ? msg("Un article est laissé de côté : son étal n’a rien déclaré. Demandez-lui.")
            : msg(str`${silent} articles sont laissés de côté : leurs étals n’ont rien déclaré. Demandez-leur.`)
        }
        ${declared === 0 ? nothing : msg(str`${numberText(declared)} en contiennent, ou des traces.`)}</span
      >
    </p>`;
  }

  #answers(search: SearchState, result: SearchResult): TemplateResult {
    if (result.total === 0 && result.parties.length === 0) return this.#nothing(search, result);
    const more = result.total - result.items.length;
    return html`${this.#putAside(search, result)}
      ${
        result.parties.length === 0 || search.text.trim() === ""
          ? nothing
          : html`<section aria-labelledby="found-stalls">
              <h2 class="vh" id="found-stalls">${msg("Étals")}</h2>
              <ul class="near-list found">
                ${result.parties.slice(0, 3).map((view) => partyRow(view))}
              </ul>
            </section>`
      }
      <h2 class="vh">${msg("Articles")}</h2>
      <ul class="cards">
        ${cardEntries(result.items, { per: search.unit, byUnit: search.unit !== null || search.sort === "unit-price" })}
      </ul>
      ${
        more <= 0 || search.count >= countMax
          ? nothing
          : html`<p class="more">
              <button
                class="btn line"
                type="button"
                @click=${() => navigate(searchAddress({ ...search, count: Math.min(search.count + pageSize, countMax) }), { replace: true })}
              >
                ${icon("caret-down")}${moreAnswersText(Math.min(more, pageSize))}
              </button>
            </p>`
      }`;
  }

  #nothing(search: SearchState, result: SearchResult): TemplateResult {
    const narrowed = choicesOf(search).length > 0;
    return html`${this.#putAside(search, result)}<sp-empty
        within
        print="basket"
        heading=${msg("Rien ne correspond.")}
        text=${
          narrowed
            ? msg("Avec moins de filtres, il y en aura peut-être.")
            : msg("Essayez un mot plus court, ou parcourez les catégories.")
        }
        .action=${html`${
          this.#asksWhere(search)
            ? html`<button class="btn main" type="button" @click=${this.#askWhere}>
                ${icon("map-pin")}${msg("Indiquer mon code postal")}
              </button>`
            : nothing
        }${
          narrowed
            ? html`<a
                class="btn ${this.#asksWhere(search) ? "line" : "main"}"
                href=${searchAddress({ text: search.text })}
                >${msg("Effacer les filtres")}</a
              >`
            : html`<a class="btn main" href="/">${msg("Aller au marché")}</a>`
        }`}
      ></sp-empty>
      ${narrowed ? html`<sp-search-ways-out .state=${search}></sp-search-ways-out>` : nothing}
      ${narrowed ? nothing : insteadLink(result)}
      ${
        result.suggestions.length === 0
          ? nothing
          : html`<p class="chips">
              ${result.suggestions.map((text) => html`<a class="chip" href=${searchAddress({ text })}>${text}</a>`)}
            </p>`
      }`;
  }

  #filters(search: SearchState, result: SearchResult | undefined): TemplateResult {
    return html`<sp-search-filters
      .state=${search}
      .result=${result}
      .postcode=${this.catalogue.value?.postcode ?? null}
    ></sp-search-filters>`;
  }

  readonly #openDrawer = async (): Promise<void> => {
    await import("../design/web-awesome.ts");
    await import("@awesome.me/webawesome/dist/components/drawer/drawer.js");
    this.drawerLoaded = true;
    // It slides in once it is there.
    await this.updateComplete;
    this.drawer = true;
  };

  #showText(result: SearchResult | undefined): string {
    if (result === undefined) return msg("Voir");
    if (result.total === 1) return msg("Voir la réponse");
    return result.total === 0 ? msg("Aucune réponse") : msg(str`Voir ${numberText(result.total)} réponses`);
  }

  #drawer(search: SearchState, result: SearchResult | undefined): TemplateResult {
    return html`<wa-drawer
      label=${msg("Filtres")}
      placement="bottom"
      class="filter-drawer"
      ?open=${this.drawer}
      @wa-after-hide=${() => {
        this.drawer = false;
      }}
    >
      ${this.drawer ? this.#filters(search, result) : nothing}
      <div class="drawer-foot" slot="footer">
        ${choicesOf(search).length === 0 ? nothing : this.#clear(search)}
        <button class="btn main grow" type="button" data-drawer="close">${this.#showText(result)}</button>
      </div>
    </wa-drawer>`;
  }
}
