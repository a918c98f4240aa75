import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { ItemView, PartyView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { cardEntries } from "../design/elements/item-card.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { partyRow } from "../shop/party-card.ts";
import { cardSkeletons } from "../shop/waiting.ts";

const pageSize = 48;

interface Shown {
  readonly stalls: readonly PartyView[];
  readonly items: readonly ItemView[];
  readonly gone: readonly string[];
}

async function read(keys: readonly string[]): Promise<Shown> {
  // The key of an item holds a stroke, that of a party none.
  const ofItems = keys.filter((key) => key.includes("/")).toReversed();
  const ofStalls = keys.filter((key) => !key.includes("/")).toReversed();
  const [items, stalls] = await Promise.all([
    Promise.all(ofItems.map(async (key) => ({ key, view: await market.item(key) }))),
    Promise.all(ofStalls.map(async (key) => ({ key, view: await market.party(key) }))),
  ]);
  return {
    stalls: stalls.map(({ view }) => view).filter((view) => view !== null),
    items: items.map(({ view }) => view).filter((view) => view !== null),
    gone: [...items, ...stalls].filter(({ view }) => view === null).map(({ key }) => key),
  };
}

/** Favourite stalls and items, the last first; those that are no longer in the market can be let go together. */
@customElement("sp-favourites-part")
export class FavouritesPart extends LightElement {
  readonly favourites = new Watch(this, "favourites");
  readonly catalogue = new Watch(this, "catalogue");
  @state() private count = pageSize;

  readonly #shown = new Task(this, {
    task: ([keys]) => read(keys ?? []),
    args: () => [this.favourites.value, this.catalogue.value?.version] as const,
  });

  async #letGo(keys: readonly string[]): Promise<void> {
    for (const key of keys) await market.toggleFavourite(key);
  }

  protected override render(): TemplateResult {
    const shown = this.#shown.value;
    const catalogue = this.catalogue.value?.state;
    if (shown === undefined || this.favourites.value === undefined) return cardSkeletons(6);
    if (this.favourites.value.length === 0) {
      return html`<sp-empty
        within
        print="tomato"
        heading=${msg("Pas encore de favori.")}
        text=${msg("Un cœur sur un article ou un étal le range ici. Personne d’autre ne le sait.")}
        .action=${html`<a class="btn main" href="/">${msg("Aller au marché")}</a>`}
      ></sp-empty>`;
    }
    const settled = catalogue === "complete" || catalogue === "offline";
    return html`<div class="stack-l">
      ${
        shown.stalls.length === 0
          ? nothing
          : html`<section class="stack-s" aria-labelledby="fav-stalls">
              <h2 id="fav-stalls">${msg("Étals")}</h2>
              <ul class="near-list">
                ${shown.stalls.map((view) => partyRow(view))}
              </ul>
            </section>`
      }
      ${
        shown.items.length === 0
          ? nothing
          : html`<section class="stack-s" aria-labelledby="fav-items">
              <h2 id="fav-items">${msg("Articles")}</h2>
              <ul class="cards">
                ${cardEntries(shown.items.slice(0, this.count))}
              </ul>
              ${
                shown.items.length <= this.count
                  ? nothing
                  : html`<p class="more">
                      <button
                        class="btn line"
                        type="button"
                        @click=${() => {
                          this.count += pageSize;
                        }}
                      >
                        ${icon("caret-down")}${msg(str`${Math.min(pageSize, shown.items.length - this.count)} de plus`)}
                      </button>
                    </p>`
              }
            </section>`
      }
      ${
        shown.gone.length === 0 || !settled
          ? nothing
          : html`<p class="note">
              ${icon("info")}<span class="grow"
                >${
                  shown.gone.length === 1
                    ? msg("Un favori n’est plus au marché.")
                    : msg(str`${shown.gone.length} favoris ne sont plus au marché.`)
                }</span
              ><button class="btn quiet s" type="button" @click=${() => void this.#letGo(shown.gone)}>
                ${msg("Les ôter")}
              </button>
            </p>`
      }
    </div>`;
  }
}
