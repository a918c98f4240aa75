import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { BasketFill, FillChange } from "../core/api.ts";
import { itemAddress } from "../design/elements/item-card.ts";
import { moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** What is not as it was, in words: "plus au marché". */
export function fillChangeText(change: FillChange): string {
  switch (change.problem) {
    case "gone":
      return msg("n’est plus au marché");
    case "sold-out":
      return msg("plus rien aujourd’hui");
    case "fewer":
      return msg(str`il n’en reste que ${change.quantity}, au lieu de ${change.wanted}`);
    case "price":
      return msg(str`coûte ${moneyText(change.priceMinor ?? 0)} au lieu de ${moneyText(change.wasMinor ?? 0)}`);
    case "closed":
      return msg("l’étal ne prend pas de commande en ce moment");
    case "full":
      return msg("n’entre plus : une commande de cet étal est pleine");
  }
}

const missing = (change: FillChange): boolean => change.quantity === 0;

/** What came of putting a list or an order into the basket: how much lies there, what does not, and what changed. */
export function fillReport(fill: BasketFill): TemplateResult {
  const lost = fill.changes.filter(missing);
  const changed = fill.changes.filter((change) => !missing(change));
  const part = (heading: string, changes: readonly FillChange[]): unknown =>
    changes.length === 0
      ? nothing
      : html`<p class="small"><b>${heading}</b></p>
          <ul class="fill-changes small">
            ${changes.map(
              (change) =>
                html`<li>
                  ${change.problem === "gone" ? change.name : html`<a href=${itemAddress(change.key)}>${change.name}</a>`}
                  : ${fillChangeText(change)}
                </li>`,
            )}
          </ul>`;
  const count = fill.added;
  return html`<section class="panel pad stack-s fill-report" role="status" tabindex="-1">
    <h2>
      ${icon(lost.length === 0 ? "check-circle-fill" : "warning")}${
        count === 0
          ? msg("Rien n’a pu être mis au panier.")
          : count === 1
            ? msg("Un article est au panier.")
            : msg(str`${count} articles sont au panier.`)
      }
    </h2>
    ${part(msg("Ce qui n’y est pas"), lost)} ${part(msg("Ce qui a changé"), changed)}
    <p class="row">
      ${count === 0 ? nothing : html`<a class="btn main" href="/basket">${icon("basket")}${msg("Voir le panier")}</a>`}
      ${lost.length === 0 ? nothing : html`<a class="btn line" href="/search">${msg("Chercher autre chose")}</a>`}
    </p>
  </section>`;
}
