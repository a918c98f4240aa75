import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import "../design/elements/empty.ts";
import { cardEntries } from "../design/elements/item-card.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";

/** What was looked at last; cleared with one button, switched off with another. */
@customElement("sp-seen-part")
export class SeenPart extends LightElement {
  readonly seen = new Watch(this, "seen");
  readonly catalogue = new Watch(this, "catalogue");

  readonly #items = new Task(this, {
    task: async ([keys]) => {
      const views = await Promise.all((keys ?? []).map((key) => market.item(key)));
      return views.filter((view) => view !== null);
    },
    args: () => [this.seen.value?.keys, this.catalogue.value?.version] as const,
  });

  protected override render(): unknown {
    const seen = this.seen.value;
    if (seen === undefined) return nothing;
    const items = this.#items.value ?? [];
    return html`<div class="stack-l">
      <div class="seen-bar">
        <label class="check sw"
          ><input
            type="checkbox"
            role="switch"
            class="switch"
            .checked=${seen.on}
            @change=${() => void market.rememberSeen(!seen.on)}
          /><span>${msg("Se souvenir de ce que je regarde")}</span></label
        >
        <p class="hint grow">
          ${msg("Sur cet appareil, et une fois par jour dans votre espace, fermé : qui regarde quoi, et quand, ne se voit pas du dehors.")}
        </p>
        ${
          seen.keys.length === 0
            ? nothing
            : html`<button class="btn line s" type="button" @click=${() => void market.clearSeen()}>
                ${icon("eraser")}${msg("Tout oublier")}
              </button>`
        }
      </div>
      ${
        items.length === 0
          ? this.#empty(seen.on)
          : html`<h2 class="vh">${msg("Vus récemment")}</h2>
              <ul class="cards">
                ${cardEntries(items)}
              </ul>`
      }
    </div>`;
  }

  #empty(on: boolean): TemplateResult {
    return html`<sp-empty
      within
      print="snail"
      heading=${on ? msg("Rien regardé encore.") : msg("Rien n’est retenu.")}
      text=${on ? msg("Ce que vous ouvrez se retrouve ici, les derniers d’abord.") : msg("Ce que vous ouvrez n’est noté nulle part.")}
      .action=${html`<a class="btn line" href="/search">${msg("Parcourir le marché")}</a>`}
    ></sp-empty>`;
  }
}
