import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ListView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { takeRemoved } from "./removed-list.ts";
import { navigate } from "../shell/navigation.ts";
import { listFailureText } from "./list-failure.ts";
import { listCard } from "./list-card.ts";
import "./favourites-part.ts";
import "./lists.css";
import "./seen-part.ts";

/** A part of what one keeps for oneself. */
export type ListsPart = "lists" | "favourites" | "seen";

/** What one keeps for oneself: shopping lists, favourites, what was looked at last. */
@customElement("sp-lists-page")
export class ListsPage extends LightElement {
  @property() shown: ListsPart = "lists";
  readonly lists = new Watch(this, "lists");
  readonly favourites = new Watch(this, "favourites");
  readonly seen = new Watch(this, "seen");
  readonly session = new Watch(this, "session");
  @state() private failure = "";
  @state() private removed: ListView | null = takeRemoved();

  async #create(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = new FormData(form).get("name") as string;
    try {
      const id = await market.createList(name);
      form.reset();
      navigate(`/lists/${id}`);
    } catch (thrown) {
      this.failure = listFailureText(thrown);
    }
  }

  readonly #remove = (list: ListView): void => {
    this.removed = list;
    void market.deleteList(list.id);
  };

  async #putBack(list: ListView): Promise<void> {
    this.removed = null;
    await market.restoreList(list);
  }

  #tab(part: ListsPart, href: string, name: IconName, text: string, count: number | undefined): TemplateResult {
    return html`<a href=${href} aria-current=${this.shown === part ? "page" : nothing}
      >${icon(name)}${text} ${count === undefined || count === 0 ? nothing : html`<b>${count}</b>`}</a
    >`;
  }

  #lists(): TemplateResult {
    const lists = this.lists.value;
    return html`<form class="new-list" @submit=${(event: SubmitEvent) => void this.#create(event)}>
        <div class="field ${this.failure === "" ? "" : "err"}">
          <label for="new-list-name">${msg("Nouvelle liste")}</label>
          <div class="row tight">
            <input
              class="input grow"
              id="new-list-name"
              name="name"
              maxlength="60"
              autocomplete="off"
              placeholder=${msg("Samedi, fête, camp…")}
              aria-invalid=${this.failure !== ""}
              aria-describedby="new-list-hint"
              @input=${() => {
                this.failure = "";
              }}
            />
            <button class="btn line" type="submit">${icon("plus")}${msg("Créer")}</button>
          </div>
          <p class="hint" id="new-list-hint" aria-live="polite">${this.failure}</p>
        </div>
      </form>
      <div aria-live="polite">
        ${
          this.removed === null
            ? nothing
            : html`<p class="note undo">
                ${icon("trash")}<span class="grow">${msg(str`« ${this.removed.name} » est supprimée.`)}</span>
                <button
                  class="btn quiet s"
                  type="button"
                  @click=${() => this.removed && void this.#putBack(this.removed)}
                >
                  ${icon("arrow-counter-clockwise")}${msg("Remettre")}
                </button>
              </p>`
        }
      </div>
      ${
        lists === undefined
          ? html`<div class="list-cards skel" aria-busy="true"><span class="sk"></span><span class="sk b"></span></div>`
          : lists.length === 0
            ? html`<sp-empty
                within
                print="basket"
                heading=${msg("Pas encore de liste.")}
                text=${msg("Donnez-lui un nom, puis ajoutez-y ce que vous achetez souvent : elle se coche au marché et se met au panier d’un geste.")}
              ></sp-empty>`
            : html`<ul class="list-cards">
                ${lists.map((list) => listCard(list, this.#remove))}
              </ul>`
      }`;
  }

  protected override render(): TemplateResult {
    const anonymous = this.session.value?.state === "anonymous";
    return html`<div class="page lists-page">
      <div class="basket-h">
        <h1>${msg("Mes listes")}</h1>
        <p class="muted">
          ${
            anonymous
              ? html`${msg("Gardé sur cet appareil.")}
                  <a href="/me">${msg("Avec une clé d’accès")}</a>${msg(", sur tous les vôtres.")}`
              : msg("Seules vos clés ouvrent cette page, sur tous vos appareils.")
          }
        </p>
      </div>
      <nav class="tabs" aria-label=${msg("Ce que je garde")}>
        ${this.#tab("lists", "/lists", "list-checks", msg("Listes"), this.lists.value?.length)}
        ${this.#tab("favourites", "/favourites", "heart", msg("Favoris"), this.favourites.value?.length)}
        ${this.#tab("seen", "/seen", "eye", msg("Vus récemment"), this.seen.value?.keys.length)}
      </nav>
      ${
        this.shown === "favourites"
          ? html`<sp-favourites-part></sp-favourites-part>`
          : this.shown === "seen"
            ? html`<sp-seen-part></sp-seen-part>`
            : this.#lists()
      }
    </div>`;
  }
}
