import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import type { ItemView } from "../core/api.ts";
import { cardEntries } from "../design/elements/item-card.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";

const shownMax = 6;

/** On the front page, for oneself alone: what one ordered before and may want again, and what one looked at last. */
@customElement("sp-home-own")
export class HomeOwn extends LightElement {
  readonly orders = new Watch(this, "orders");
  readonly seen = new Watch(this, "seen");
  readonly catalogue = new Watch(this, "catalogue");

  readonly #own = new Task(this, {
    task: async ([, keys]) => {
      const [again, seen] = await Promise.all([
        market.again(shownMax),
        Promise.all((keys ?? []).slice(0, shownMax * 2).map((key) => market.item(key))),
      ]);
      const known = new Set(again.map(({ key }) => key));
      const others = seen.filter((view) => view !== null).filter(({ key }) => !known.has(key));
      return { again, seen: others.slice(0, shownMax) };
    },
    args: () => [this.orders.value, this.seen.value?.keys, this.catalogue.value?.version] as const,
  });

  #section(id: string, heading: string, more: unknown, views: readonly ItemView[]): unknown {
    if (views.length === 0) return nothing;
    return html`<section class="sec" aria-labelledby=${id}>
      <div class="sec-head">
        <h2 id=${id}>${heading}</h2>
        ${more}
      </div>
      <ul class="cards">
        ${cardEntries(views)}
      </ul>
    </section>`;
  }

  protected override render(): unknown {
    const own = this.#own.value;
    if (own === undefined) return nothing;
    return html`${this.#section("again", msg("Encore une fois ?"), html`<a href="/orders">${msg("Mes commandes")}</a>`, own.again)}
    ${this.#section("seen", msg("Vus récemment"), html`<a href="/seen">${msg("Tout voir, ou tout oublier")}</a>`, own.seen)}`;
  }
}
