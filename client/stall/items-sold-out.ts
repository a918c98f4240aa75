import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemDraft } from "../core/api.ts";
import { dayText, inInstance } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** What was sold out on a day that is over: one press brings all of it back. */
export function soldOutBefore(
  items: readonly ItemDraft[],
  busy: boolean,
  onBack: (ids: readonly string[]) => void,
): TemplateResult | typeof nothing {
  const today = inInstance(new Date()).day;
  const past = items.filter(({ soldOutOn }) => soldOutOn !== null && soldOutOn < today);
  const [first] = past;
  if (first === undefined) return nothing;
  const text =
    past.length === 1
      ? msg(str`1 article est épuisé depuis ${dayText(first.soldOutOn ?? today)}.`)
      : msg(str`${past.length} articles sont encore épuisés d’un autre jour.`);
  return html`<p class="note compact">
    ${icon("prohibit")}<span class="grow">${text}</span>
    <button class="btn line s" ?disabled=${busy} @click=${() => onBack(past.map(({ id }) => id))}>
      ${msg("Remettre en vente")}
    </button>
  </p>`;
}
