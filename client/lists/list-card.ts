import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ListView } from "../core/api.ts";
import "../design/elements/print.ts";
import { moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** How many lines are left to buy, in words. */
export function leftText(list: ListView): string {
  if (list.lines.length === 0) return msg("vide");
  if (list.openCount === 0) return msg("tout est coché");
  return list.openCount === 1 ? msg("une ligne à acheter") : msg(str`${list.openCount} lignes à acheter`);
}

/** A list among others: its name, what is left on it, the pictures of its first things. One link, and a bin. */
export function listCard(list: ListView, remove: (list: ListView) => void): TemplateResult {
  const pictured = list.lines.flatMap(({ view }) => (view === null ? [] : [view])).slice(0, 4);
  return html`<li class="list-card panel">
    <div class="list-card-pics" aria-hidden="true">
      ${pictured.map((view) => html`<sp-print class="thumb s" .item=${view.item}></sp-print>`)}
      ${pictured.length === 0 ? html`<sp-print class="thumb s" name="basket" paper="oat"></sp-print>` : nothing}
    </div>
    <div class="grow">
      <h2><a href="/lists/${list.id}">${list.name}</a></h2>
      <p class="small muted num">
        ${leftText(list)}${list.openMinor === 0 ? nothing : html` · ≈ ${moneyText(list.openMinor)}`}
      </p>
    </div>
    <button
      class="tool"
      type="button"
      aria-label=${msg(str`Supprimer la liste ${list.name}`)}
      @click=${() => remove(list)}
    >
      ${icon("trash")}
    </button>
  </li>`;
}
