import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { HomeView, ItemView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { categoryOf, printOf } from "../design/catalogue-facts.ts";
import "../design/elements/empty.ts";
import { cardEntries, itemAddress, offeredVariant } from "../design/elements/item-card.ts";
import { holdsText } from "../design/elements/unit-price.ts";
import {
  amountText,
  dayText,
  serviceTimeText,
  inInstance,
  localizedText,
  moneySpoken,
  numberText,
} from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { Steps } from "../design/steps.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import "../shell/search-box.ts";
import { partyEntries, partyRow } from "./party-card.ts";
import { quickSearch } from "./quick-searches.ts";
import { cardSkeletons } from "./waiting.ts";

/** Things for the counter: one of each illustration, food and the rest in turn. */
function counterItems(home: HomeView): readonly ItemView[] {
  const seen = new Set<string>();
  const mixed = Array.from({ length: 12 }, (_place, index) => [home.inSeason[index], home.besidesFood[index]]).flat();
  return mixed
    .filter((view) => {
      if (view === undefined || seen.has(printOf(view.item.category).print)) return false;
      seen.add(printOf(view.item.category).print);
      return true;
    })
    .slice(0, 7) as ItemView[];
}

/** The shop front: counter, aisles, what is in season, who is near, what is new. */
@customElement("sp-home-page")
export class HomePage extends LightElement {
  readonly catalogue = new Watch(this, "catalogue");
  #home: HomeView | null = null;
  #ownAsked = false;
  /** Its parts come one a frame, as they lie below each other: see {@link HomePage.render}. */
  readonly #steps = new Steps(this, () => (this.#shown === null ? 0 : 5));
  protected readonly asked = new Task(this, {
    task: async ([version]) => {
      // What comes is shown even when more has come meanwhile: while packs arrive, no answer is the newest for long.
      if (version !== undefined) this.#home = await market.home();
      this.requestUpdate();
    },
    args: () => [this.catalogue.value?.version, this.catalogue.value?.postcode] as const,
  });

  /** What there is to show; null while nothing has come. */
  get #shown(): HomeView | null {
    return this.catalogue.value?.state === "empty" ? null : this.#home;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // What is one's own needs the whole core: it comes once the shop is there.
    if (this.#home !== null && !this.#ownAsked) {
      this.#ownAsked = true;
      void import("./home-own.ts");
    }
  }

  protected override render(): TemplateResult {
    const home = this.#shown;
    const step = this.#steps.taken;
    return html`
      ${this.#front(home)}
      <div class="page">
        ${this.#tiles(step < 1 ? null : home)} ${this.#nobodyYet(home)}
        ${this.#items(step < 2 ? null : home, "inSeason")}
        ${step < 3 ? nothing : html`<sp-home-own></sp-home-own> ${this.#near(home)}`}
        ${step < 4 ? nothing : this.#items(home, "besidesFood")} ${step < 5 ? nothing : this.#newest(home)}
        <section class="calm" aria-labelledby="calm-heading">
          ${art("snail")}
          <div>
            <h2 id="calm-heading">${msg("Rien ne vous suit ici.")}</h2>
            <p>
              ${msg("Ce que vous regardez reste sur cet appareil. Votre adresse, seules la lisent celles et ceux qui vous servent.")}
            </p>
          </div>
          <a class="btn line" href="/how">${msg("Comment ça me protège ?")}</a>
        </section>
      </div>
    `;
  }

  #front(home: HomeView | null): TemplateResult {
    return html`<section class="front" aria-label=${msg("Étal de la semaine")}>
      <div class="awning"></div>
      <div class="front-in">
        <div class="front-say">
          <h1>${localizedText(instance.tagline)}</h1>
          <div class="front-find">
            <p class="dateline">
              <b>${dayText(inInstance(new Date()).day)}</b>
              ${
                home === null || home.partiesOpen === 0
                  ? nothing
                  : html`<span
                      >${home.partiesOpen === 1 ? msg("Un étal au marché") : msg(str`${home.partiesOpen} étals au marché`)}</span
                    >`
              }
            </p>
            <sp-search-box front></sp-search-box>
            <div class="scroll-x quick">
              ${instance.quick.map((name) => {
                const { address, icon: drawn, text } = quickSearch(name);
                return html`<a class="chip" href=${address}>${icon(drawn)}${text}</a>`;
              })}
            </div>
          </div>
        </div>
        ${this.#counter(home)}
      </div>
      <div class="plank" aria-hidden="true"></div>
    </section>`;
  }

  /** A market that has just been founded: who opens the first stall? */
  #nobodyYet(home: HomeView | null): unknown {
    if (home === null || this.catalogue.value?.state !== "complete" || home.newest.length > 0) return nothing;
    return html`<sp-empty
      within
      print="basket"
      heading=${msg("Pas encore d’étal.")}
      text=${msg("Le premier peut être le vôtre.")}
      .action=${html`<a class="btn main" href="/open-stall">${msg("Ouvrir un étal")}</a>`}
    ></sp-empty>`;
  }

  #counter(home: HomeView | null): TemplateResult {
    const items = home === null ? [] : counterItems(home);
    if (items.length === 0) {
      const tiles = instance.categories.filter((category) => category.tile === true).slice(0, 7);
      return html`<ul class="counter" aria-hidden="true">
        ${tiles.map(
          (tile, index) =>
            html`<li>
              <span class="counter-a"
                >${art(tile.print, index % 3 === 1 ? "m" : "l")}${
                  // Until it is known that there is nothing: what comes takes the same room.
                  this.catalogue.value?.state !== "complete"
                    ? html`<span class="slate"
                        ><span class="slate-n">&nbsp;</span><span class="slate-u">&nbsp;</span></span
                      >`
                    : nothing
                }</span
              >
            </li>`,
        )}
      </ul>`;
    }
    return html`<ul class="counter">
      ${items.map((view, index) => {
        const variant = offeredVariant(view);
        const minor = variant?.priceMinor ?? 0;
        const minutes = view.item.service?.durationMinutes;
        const unit = minutes !== undefined ? serviceTimeText(minutes) : variant === undefined ? "" : holdsText(variant);
        return html`<li>
          <a class="counter-a" href=${itemAddress(view.key)}>
            ${art(printOf(view.item.category).print, index % 3 === 1 ? "m" : "l")}
            <span class="vh">${localizedText(view.item.name)}, ${moneySpoken(minor)}</span>
            <span class="slate" aria-hidden="true"
              ><span class="slate-n">${amountText(minor)}</span
              ><span class="slate-u">${unit === "" ? localizedText(view.item.name) : unit}</span></span
            >
          </a>
        </li>`;
      })}
    </ul>`;
  }

  #tiles(home: HomeView | null): TemplateResult {
    const paths =
      home === null || home.tiles.length === 0
        ? instance.categories.filter((category) => category.tile === true).map(({ path }) => ({ path, count: null }))
        : home.tiles;
    return html`<section class="sec" aria-labelledby="aisles">
      <h2 class="vh" id="aisles">${msg("Catégories")}</h2>
      <div class="cats">
        ${paths.map(({ path, count }) => {
          const category = categoryOf(path);
          return category === null
            ? nothing
            : html`<a class="cat paper-${category.paper}" href="/search?cat=${encodeURIComponent(path)}"
                ><b>${localizedText(category.name)}</b
                ><small>${count === null || count === 0 ? html`&nbsp;` : numberText(count)}</small
                >${art(category.print)}</a
              >`;
        })}
      </div>
    </section>`;
  }

  #items(home: HomeView | null, which: "inSeason" | "besidesFood"): unknown {
    const views = home?.[which] ?? [];
    if (home !== null && views.length === 0) return nothing;
    const season = which === "inSeason";
    return html`<section class="sec" aria-labelledby=${which}>
      <div class="sec-head">
        <h2 id=${which}>${season ? msg("De saison cette semaine") : msg("Pas que du frais")}</h2>
        ${
          season
            ? html`<a href="/search?season=1">${msg("Tout ce qui est de saison")}</a>`
            : html`<a href="/search?kind=service">${msg("Réparer, apprendre, offrir")}</a>`
        }
      </div>
      ${
        home === null
          ? cardSkeletons(6)
          : html`<ul class="cards">
              ${cardEntries(views.slice(0, 6))}
            </ul>`
      }
    </section>`;
  }

  #near(home: HomeView | null): unknown {
    const near = home?.near ?? [];
    if (near.length === 0) return nothing;
    const postcode = this.catalogue.value?.postcode ?? null;
    const town = instance.postcodes.find((place) => place.postcode === postcode)?.name ?? "";
    return html`<section class="sec" aria-labelledby="near">
      <div class="sec-head">
        <h2 id="near">${postcode === null ? msg("Au cœur de la ville") : msg("Près de vous")}</h2>
        <p>
          ${
            postcode === null
              ? msg("Indiquez votre code postal : la distance se calcule sur cet appareil")
              : msg(str`depuis ${postcode} ${town}, calculé sur cet appareil`)
          }
        </p>
      </div>
      <ul class="near-list">
        ${near.slice(0, 6).map((view) => partyRow(view))}
      </ul>
    </section>`;
  }

  #newest(home: HomeView | null): unknown {
    const newest = new Map(home?.newest.slice(0, 4).map((view) => [view.id, view]));
    if (newest.size === 0) return nothing;
    const count = this.catalogue.value?.parties ?? 0;
    return html`<section class="sec" aria-labelledby="newest">
      <div class="sec-head">
        <h2 id="newest">${msg("Nouveaux étals")}</h2>
        <a href="/stalls">${msg(str`Tous les étals (${count})`)}</a>
      </div>
      <ul class="stalls home-stalls">
        ${partyEntries([...newest.keys()], (id) => newest.get(id))}
      </ul>
    </section>`;
  }
}
