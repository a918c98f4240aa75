import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import type { DeskOrder, DeskView } from "../core/api.ts";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { market } from "../market.ts";
import { beforeText } from "./order-words.ts";

/** Envelopes that could not be opened: told, with a way to throw them away. */
export function unreadableNote(party: string, desk: DeskView): unknown {
  const { unreadable } = desk;
  if (unreadable.length === 0) return nothing;
  return html`<details class="note warn compact unreadable">
    <summary>
      ${icon("warning-circle")}<span
        >${
          unreadable.length === 1
            ? msg("Une enveloppe n’a pas pu être ouverte. Les autres commandes sont là.")
            : msg(str`${unreadable.length} enveloppes n’ont pas pu être ouvertes. Les autres commandes sont là.`)
        }</span
      >
    </summary>
    <ul>
      ${unreadable.map(
        ({ id, foundAt }) =>
          html`<li class="row between">
            <span>${msg(str`Reçue ${momentText(foundAt)}`)}</span>
            <button class="btn quiet s" @click=${() => void market.discardUnreadable(party, id)}>
              ${msg("La jeter")}
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

/** By when the first of the new orders wants an answer. `now` in milliseconds since 1970. */
export function deadlineNote(fresh: readonly DeskOrder[], now: number): unknown {
  const first = fresh
    .map(({ view }) => view.deadline?.at)
    .filter((at) => at !== undefined)
    .sort()[0];
  if (first === undefined) return nothing;
  const count = fresh.length;
  return html`<p class="note warn compact">
    ${icon("clock-countdown")}<span
      ><b
        >${count === 1 ? msg("Une commande attend votre réponse.") : msg(str`${count} commandes attendent votre réponse.`)}</b
      >
      ${
        count === 1
          ? msg(str`Réponse attendue ${beforeText(first, now)} ; ensuite la commande s’annule.`)
          : msg(str`Réponse attendue ${beforeText(first, now)} pour la première ; ensuite elle s’annule.`)
      }</span
    >
  </p>`;
}
