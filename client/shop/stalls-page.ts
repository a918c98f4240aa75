import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query } from "lit/decorators.js";
import type { PartyView, StallInBrief } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { localizedText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { pause } from "../design/pause.ts";
import "../map/beside.ts";
import type { MapBeside } from "../map/beside.ts";
import { market, Watch } from "../market.ts";
import { AddressWatch, navigate } from "../shell/navigation.ts";
import { partyEntries } from "./party-card.ts";
import {
  distances,
  mainCategory,
  passing,
  readStalls,
  type StallKind,
  type StallsState,
  stallsAddress,
  stallsStep,
} from "./stalls-state.ts";

const nobody: readonly StallInBrief[] = [];

/** Every stall of the city, by what it mainly does, then the couriers and pickup points; the same on a map beside. */
@customElement("sp-stalls-page")
export class StallsPage extends LightElement {
  readonly address = new AddressWatch(this);
  readonly catalogue = new Watch(this, "catalogue");
  @query("sp-map-beside") private map!: MapBeside;
  /** Everybody in brief, since the filters count them all. */
  readonly #load = new Task(this, {
    task: async ([version]) => {
      const stalls = version === undefined ? null : await market.stalls();
      // Drawing them is a work of its own.
      await pause();
      return stalls;
    },
    args: () => [this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });
  /** The same list as long as the question is the same: the map holds still meanwhile, and cards are asked for once. */
  #shown:
    | {
        readonly of: readonly unknown[];
        readonly stalls: readonly StallInBrief[];
        readonly page: readonly StallInBrief[];
      }
    | undefined;
  #cards: ReadonlyMap<string, PartyView> = new Map();
  /** In full those that have a card. */
  protected readonly asked = new Task(this, {
    task: async ([page]) => {
      const views = page.length === 0 ? [] : await market.partiesNamed(page.map(({ id }) => id));
      this.#cards = new Map(views.map((view) => [view.id, view]));
      this.requestUpdate();
    },
    args: () => [this.#shown?.page ?? nobody] as const,
  });

  #go(state: StallsState, change: Partial<StallsState>): void {
    navigate(stallsAddress({ ...state, count: stallsStep, ...change }), { replace: true });
  }

  protected override willUpdate(): void {
    const all = this.#load.value ?? nobody;
    const of = [all, location.search];
    if (this.#shown !== undefined && of.every((each, index) => each === this.#shown?.of[index])) return;
    const state = readStalls(this.address.query);
    const stalls = passing(all, state, new Date());
    this.#shown = { of, stalls, page: stalls.slice(0, state.count) };
  }

  protected override render(): TemplateResult {
    const all = this.#load.value ?? null;
    const state = readStalls(this.address.query);
    const shown = this.#shown?.stalls ?? [];
    return html`<div class="page-wide" aria-busy=${all === null}>
      <header class="page-head">
        <h1>${msg("Tous les étals")}</h1>
        <p class="lead" aria-live="polite">${all === null ? msg("Un instant…") : this.#lead(state, shown)}</p>
      </header>
      ${all === null || all.length === 0 ? nothing : this.#filters(state, all)}
      <div class="with-map">
        <div>${all === null ? nothing : this.#list(state, all, shown)}</div>
        ${shown.length === 0 ? nothing : html`<sp-map-beside .views=${shown}></sp-map-beside>`}
      </div>
    </div>`;
  }

  #lead({ kind }: StallsState, shown: readonly StallInBrief[]): string {
    const count = numberText(shown.length);
    if (shown.length === 1) return msg("Une adresse.");
    if (kind === "courier") return msg(str`${count} entreprises qui livrent.`);
    if (kind === "pickup-point") return msg(str`${count} lieux où retirer un colis.`);
    if (shown.every(({ party }) => party.kind === "producer"))
      return msg(str`${count} étals tenus par des gens d’ici.`);
    return msg(str`${count} adresses : étals, coursiers et points de retrait.`);
  }

  #filters(state: StallsState, all: readonly StallInBrief[]): TemplateResult {
    const kinds: readonly (readonly [StallKind | null, string])[] = [
      [null, msg("Tous")],
      ["producer", msg("Étals")],
      ["courier", msg("Coursiers")],
      ["pickup-point", msg("Points de retrait")],
    ];
    const now = new Date();
    const counted = (kind: StallKind | null): number => passing(all, { ...state, kind }, now).length;
    return html`<form
      class="stall-filters"
      aria-label=${msg("Filtres")}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <div class="chips" role="group" aria-label=${msg("Qui")}>
        ${kinds.map(
          ([kind, text]) =>
            html`<button
              class="chip ${state.kind === kind ? "on" : ""}"
              type="button"
              aria-pressed=${state.kind === kind}
              @click=${() => this.#go(state, { kind, ...(kind !== null && kind !== "producer" && { category: "" }) })}
            >
              ${text} <span class="num">${numberText(counted(kind))}</span>
            </button>`,
        )}
        <button
          class="chip ${state.open ? "on" : ""}"
          type="button"
          aria-pressed=${state.open}
          @click=${() => this.#go(state, { open: !state.open })}
        >
          ${icon("clock")}${msg("Ouvert maintenant")}
        </button>
      </div>
      ${this.#categories(state, all)} ${this.#distance(state)}
    </form>`;
  }

  #categories(state: StallsState, all: readonly StallInBrief[]): unknown {
    if (state.kind !== null && state.kind !== "producer") return nothing;
    const counts = new Map<string, number>();
    for (const stall of passing(all, { ...state, category: "" }, new Date())) {
      const path = mainCategory(stall);
      if (path !== "") counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    if (state.category !== "" && !counts.has(state.category)) counts.set(state.category, 0);
    const named = [...counts].map(([path, count]) => ({
      path,
      count,
      name: localizedText(categoryOf(path)?.name) || path,
    }));
    return html`<label class="sort"
      ><span class="vh">${msg("Catégorie")}</span
      ><select
        class="input"
        @change=${(event: Event) => this.#go(state, { category: (event.target as HTMLSelectElement).value })}
      >
        <option value="" ?selected=${state.category === ""}>${msg("Toutes les catégories")}</option>
        ${named
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map(
            ({ path, count, name }) =>
              html`<option value=${path} ?selected=${path === state.category}>${name} (${numberText(count)})</option>`,
          )}
      </select></label
    >`;
  }

  #distance(state: StallsState): TemplateResult {
    if ((this.catalogue.value?.postcode ?? null) === null) {
      return html`<button
        class="btn quiet s"
        type="button"
        @click=${() => this.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }))}
      >
        ${icon("map-pin")}${msg("Indiquer mon code postal")}
      </button>`;
    }
    return html`<label class="sort"
      ><span class="vh">${msg("Distance au plus")}</span
      ><select
        class="input"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          this.#go(state, { kilometres: value === "" ? null : Number(value) });
        }}
      >
        <option value="" ?selected=${state.kilometres === null}>${msg("Toutes les distances")}</option>
        ${distances.map(
          (km) => html`<option value=${km} ?selected=${km === state.kilometres}>${msg(str`${km} km au plus`)}</option>`,
        )}
      </select></label
    >`;
  }

  #list(state: StallsState, all: readonly StallInBrief[], shown: readonly StallInBrief[]): TemplateResult {
    if (all.length === 0) {
      return html`<sp-empty
        within
        print="basket"
        heading=${msg("Pas encore d’étal.")}
        text=${msg("Le premier peut être le vôtre.")}
        .action=${html`<a class="btn main" href="/open-stall">${msg("Ouvrir un étal")}</a>`}
      ></sp-empty>`;
    }
    if (shown.length === 0) {
      return html`<sp-empty
        within
        print="basket"
        heading=${msg("Rien ne correspond.")}
        text=${msg("Avec moins de filtres, il y en aura peut-être.")}
        .action=${html`<a class="btn main" href="/stalls">${msg("Effacer les filtres")}</a>`}
      ></sp-empty>`;
    }
    const page = this.#shown?.page ?? [];
    const more = Math.min(stallsStep, shown.length - page.length);
    return html`${state.kilometres === null ? this.#groups(page) : this.#group(msg("Du plus proche au plus loin"), page)}
    ${
      more <= 0
        ? nothing
        : html`<p class="more">
            <button class="btn line" type="button" @click=${() => this.#go(state, { count: state.count + stallsStep })}>
              ${icon("caret-down")}${msg(str`${numberText(more)} adresses de plus`)}
            </button>
          </p>`
    }`;
  }

  /** Stalls by what they mainly do; those that are the only one of their kind together: a heading over one says little. */
  #groups(stalls: readonly StallInBrief[]): readonly unknown[] {
    const of = (kind: StallKind) => stalls.filter(({ party }) => party.kind === kind);
    const nameOf = (stall: StallInBrief): string => localizedText(categoryOf(mainCategory(stall))?.name);
    const groups = new Map<string, StallInBrief[]>();
    for (const stall of of("producer")) groups.set(nameOf(stall), [...(groups.get(nameOf(stall)) ?? []), stall]);
    for (const [name, group] of groups) if (name === "" || group.length === 1) groups.delete(name);
    const others = of("producer").filter((stall) => !groups.has(nameOf(stall)));
    return [
      ...[...groups].toSorted((a, b) => b[1].length - a[1].length),
      [groups.size === 0 ? msg("Étals") : msg("Autres"), others] as const,
      [msg("Coursiers"), of("courier")] as const,
      [msg("Points de retrait"), of("pickup-point")] as const,
    ].map(([name, group]) => this.#group(name, group));
  }

  #group(name: string, stalls: readonly StallInBrief[]): unknown {
    if (stalls.length === 0) return nothing;
    return html`<section class="sec">
      <div class="sec-head"><h2>${name}</h2></div>
      <ul class="stalls">
        ${partyEntries(
          stalls.map(({ id }) => id),
          (id) => this.#cards.get(id),
          (id) => void this.map.show(id),
        )}
      </ul>
    </section>`;
  }
}
