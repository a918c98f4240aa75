import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import type { IconName } from "../design/icon-names.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";

/** What one keeps for oneself, and the way to it: lists, favourites, what was looked at last. */
@customElement("sp-favourites")
export class Favourites extends LightElement {
  readonly lists = new Watch(this, "lists");
  readonly favourites = new Watch(this, "favourites");
  readonly seen = new Watch(this, "seen");

  #way(href: string, name: IconName, text: string, count: number): TemplateResult {
    return html`<li>
      ${icon(name)}<a class="grow" href=${href}><b>${text}</b></a>
      ${count === 0 ? nothing : html`<span class="num muted">${count}</span>`}
    </li>`;
  }

  protected override render(): TemplateResult {
    return html`<section class="panel pad stack-s" aria-labelledby="favourites-heading">
      <h2 id="favourites-heading">${msg("Ce que je garde")}</h2>
      <ul class="desks">
        ${this.#way("/lists", "list-checks", msg("Listes de courses"), this.lists.value?.length ?? 0)}
        ${this.#way("/favourites", "heart", msg("Favoris"), this.favourites.value?.length ?? 0)}
        ${this.#way("/seen", "eye", msg("Vus récemment"), this.seen.value?.keys.length ?? 0)}
      </ul>
    </section>`;
  }
}
