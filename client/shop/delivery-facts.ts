import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { DeliveryChoice, PartyView, WindowChoice } from "../core/api.ts";
import { clockText, dayText, moneyText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { market } from "../market.ts";

interface Ways {
  readonly deliveries: readonly DeliveryChoice[];
  readonly collections: readonly WindowChoice[];
}

const asked = new Map<string, Promise<Ways>>();

/** Asks the core once for a stall, a postcode and a state of the catalogue. */
function waysOf(partyId: string, postcode: string | null, version: number): Promise<Ways> {
  const key = `${partyId} ${postcode ?? ""} ${version}`;
  const before = asked.get(key);
  if (before !== undefined) return before;
  if (asked.size > 20) asked.clear();
  const ways = Promise.all([
    postcode === null ? Promise.resolve([]) : market.deliveryChoices(partyId, postcode),
    market.collectionWindows(partyId),
  ]).then(([deliveries, collections]) => ({ deliveries, collections }));
  asked.set(key, ways);
  return ways;
}

function delivery(ways: Ways, postcode: string | null, works: boolean): unknown {
  if (postcode === null) {
    return works
      ? html`<li>
          ${icon("bicycle")}<span
            ><b>${msg("Livré à domicile")}</b><br /><button class="linklike" type="button" @click=${askPlace}>
              ${msg("Indiquez votre code postal")}</button
            >${msg(" pour voir quand et à quel prix.")}</span
          >
        </li>`
      : nothing;
  }
  const choice = ways.deliveries.toSorted((a, b) => a.feeMinor - b.feeMinor)[0];
  if (choice === undefined) {
    return html`<li>
      ${icon("bicycle")}<span class="muted">${msg(str`Pas livré au ${postcode} pour l’instant.`)}</span>
    </li>`;
  }
  const next = choice.windows.find((window) => window.open);
  return html`<li>
    ${icon("bicycle")}<span
      ><b
        >${
          next === undefined
            ? msg("Livré à domicile")
            : msg(str`Livré ${dayText(next.day)}, de ${clockText(next.from)} à ${clockText(next.to)}`)
        }</b
      ><br />${msg(str`par ${choice.courier.party.name}, ${moneyText(choice.feeMinor)}`)}</span
    >
  </li>`;
}

function collection(ways: Ways, party: PartyView): unknown {
  const next = ways.collections.find((window) => window.open);
  if (next === undefined) return nothing;
  const place = party.party.place;
  return html`<li>
    ${icon("storefront")}<span
      ><b>${msg("Retiré sans frais")}</b
      ><br />${msg(str`${dayText(next.day)}, de ${clockText(next.from)} à ${clockText(next.to)}`)}${
        place === undefined ? nothing : html`, ${place.street}, ${place.town}`
      }</span
    >
  </li>`;
}

function askPlace(event: Event): void {
  event.target?.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }));
}

/** How what a stall sells comes to the person: next delivery and its price, next collection. List items. */
export function deliveryFacts(party: PartyView, postcode: string | null, version: number): TemplateResult {
  const works = (party.party.ordering?.couriers.length ?? 0) > 0;
  const lines = waysOf(party.id, postcode, version).then(
    (ways) => html`${delivery(ways, postcode, works)} ${collection(ways, party)}`,
    () => nothing,
  );
  return html`${until(lines, nothing)}`;
}
