import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Item } from "../../crypto/protocol/exports.ts";
import "../design/elements/print.ts";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";

interface Favourite {
  readonly key: string;
  readonly href: string;
  readonly name: string;
  readonly by: string;
  /** Null for a stall. */
  readonly item: Item | null;
}

/** A key of an item holds a stroke, that of a party none. */
async function favourite(key: string): Promise<Favourite | null> {
  if (key.includes("/")) {
    const view = await market.item(key);
    return view === null
      ? null
      : { key, href: `/item/${key}`, name: localizedText(view.item.name), by: view.partyName, item: view.item };
  }
  const view = await market.party(key);
  if (view === null) return null;
  return { key, href: `/stall/${key}`, name: view.party.name, by: localizedText(view.party.trade), item: null };
}

/** Favourite items and stalls, kept on the device and, signed in, in one's own space. */
@customElement("sp-favourites")
export class Favourites extends LightElement {
  readonly favourites = new Watch(this, "favourites");
  readonly catalogue = new Watch(this, "catalogue");

  readonly #shown = new Task(this, {
    task: async ([keys]) => {
      const found = await Promise.all((keys ?? []).map((key) => favourite(key).catch(() => null)));
      return found.filter((one) => one !== null);
    },
    args: () => [this.favourites.value, this.catalogue.value?.version] as const,
  });

  protected override render(): TemplateResult {
    const shown = this.#shown.value ?? [];
    return html`<section class="panel pad stack-s" aria-labelledby="favourites-heading">
      <h2 id="favourites-heading">${msg("Favoris")}</h2>
      ${
        shown.length === 0
          ? html`<p class="small muted">${msg("Un cœur sur un article ou un étal le range ici.")}</p>`
          : html`<ul class="desks">
              ${shown.map(
                (one) =>
                  html`<li>
                    ${one.item === null ? nothing : html`<sp-print class="thumb s" .item=${one.item}></sp-print>`}
                    <span class="grow"
                      ><a href=${one.href}><b>${one.name}</b></a
                      ><br /><span class="small muted">${one.by}</span></span
                    >
                    <button class="btn quiet s" type="button" @click=${() => void market.toggleFavourite(one.key)}>
                      ${msg("Ôter")}<span class="vh"> ${msg(str`${one.name} des favoris`)}</span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }
}
