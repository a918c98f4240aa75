import { holidayOn } from "../../crypto/protocol/holiday.ts";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { DeliveryChoice, PartyView, PickupChoice, WindowChoice } from "../core/api.ts";
import { clockText, dayText, inInstance, moneyText, momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { market } from "../market.ts";

/** What is to be brought: without it, anything that the stall sells. */
export interface ToBring {
  readonly key: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** How what a stall sells can come, at one moment. */
export interface Ways {
  readonly deliveries: readonly DeliveryChoice[];
  readonly collections: readonly WindowChoice[];
  readonly points: readonly PickupChoice[];
}

const asked = new Map<string, Promise<Ways>>();
/** What was answered last of the same question, whatever the state of the catalogue was: it stands until the next answer. */
const answered = new Map<string, Ways>();

const questionOf = (partyId: string, postcode: string | null, goods?: ToBring): string =>
  `${partyId} ${postcode ?? ""} ${goods?.key ?? ""} ${goods?.variantId ?? ""} ${goods?.quantity ?? 0}`;

/** Asks the core once for a stall, a postcode and a state of the catalogue. */
export function waysOf(partyId: string, postcode: string | null, version: number, goods?: ToBring): Promise<Ways> {
  const question = questionOf(partyId, postcode, goods);
  const key = `${version} ${question}`;
  const before = asked.get(key);
  if (before !== undefined) return before;
  if (asked.size > 20) asked.clear();
  if (answered.size > 20) answered.clear();
  const ways = Promise.all([
    postcode === null ? Promise.resolve([]) : market.deliveryChoices(partyId, postcode, goods),
    market.collectionWindows(partyId),
    market.pickupChoices(partyId, goods),
  ]).then(([deliveries, collections, points]) => {
    const found = { deliveries, collections, points };
    answered.set(question, found);
    return found;
  });
  asked.set(key, ways);
  return ways;
}

/** Until when to order for a window: "Commandez avant jeudi 26 novembre, 19 h". */
export function cutoffText(window: WindowChoice): string {
  return msg(str`Commandez avant ${momentText(window.orderBefore)}.`);
}

/** The choice whose next open window is the soonest, the cheaper first; null where none is open. */
export function soonest(
  deliveries: readonly DeliveryChoice[],
): { readonly choice: DeliveryChoice; readonly window: WindowChoice } | null {
  const open = deliveries.flatMap((choice) => {
    const window = choice.windows.find((one) => one.open);
    return window === undefined ? [] : [{ choice, window }];
  });
  const when = ({ window }: { window: WindowChoice }): string => `${window.day} ${window.from}`;
  const [first] = open.toSorted((a, b) => when(a).localeCompare(when(b)) || a.choice.feeMinor - b.choice.feeMinor);
  return first ?? null;
}

function askPlace(event: Event): void {
  event.target?.dispatchEvent(new CustomEvent("sp-where", { bubbles: true }));
}

function delivery(ways: Ways, postcode: string | null, works: boolean): unknown {
  if (!works) return nothing;
  if (postcode === null) {
    return html`<li>
      ${icon("bicycle")}<span
        ><b>${msg("Livré à domicile")}</b><br /><button class="linklike" type="button" @click=${askPlace}>
          ${msg("Indiquez votre code postal")}</button
        >${msg(" pour voir quand et à quel prix.")}</span
      >
    </li>`;
  }
  if (ways.deliveries.length === 0) {
    return html`<li>
      ${icon("bicycle")}<span class="muted">${msg(str`Pas livré au ${postcode} pour l’instant.`)}</span>
    </li>`;
  }
  const next = soonest(ways.deliveries);
  if (next === null) {
    return html`<li>
      ${icon("bicycle")}<span class="muted"
        >${msg(str`Livré au ${postcode}, mais toutes les tournées des prochains jours sont fermées.`)}</span
      >
    </li>`;
  }
  const { choice, window } = next;
  return html`<li>
    ${icon("bicycle")}<span
      ><b>${msg(str`Livré ${dayText(window.day)}, de ${clockText(window.from)} à ${clockText(window.to)}`)}</b
      ><br />${msg(str`par ${choice.courier.party.name}, ${moneyText(choice.feeMinor)}`)} · ${cutoffText(window)}</span
    >
  </li>`;
}

function collection(ways: Ways, party: PartyView, service: boolean): unknown {
  const next = ways.collections.find((window) => window.open);
  if (next === undefined) return nothing;
  const place = party.party.place;
  return html`<li>
    ${icon("storefront")}<span
      ><b>${service ? msg("Sur place") : msg("Retiré sans frais")}</b
      ><br />${msg(str`${dayText(next.day)}, de ${clockText(next.from)} à ${clockText(next.to)}`)}${
        place === undefined ? nothing : html`, ${place.street}, ${place.town}`
      }
      · ${cutoffText(next)}</span
    >
  </li>`;
}

/** The pickup points that the stall brings to, each with the soonest day. */
function pickups(ways: Ways): readonly unknown[] {
  return ways.points.flatMap(({ point, feeMinor, windows }) => {
    const next = windows.find((window) => window.open);
    if (next === undefined) return [];
    const fee = feeMinor === 0 ? msg("sans frais") : moneyText(feeMinor);
    return [
      html`<li>
        ${icon("map-pin")}<span
          ><b>${msg("À retirer :")} <a href="/stall/${point.id}">${point.party.name}</a></b
          ><br />${msg(str`${dayText(next.day)}, dès ${clockText(next.from)}`)}, ${fee} · ${cutoffText(next)}</span
        >
      </li>`,
    ];
  });
}

/** That the stall is booked for a time, and how far ahead. */
function bookings(party: PartyView): unknown {
  const agenda = party.party.ordering?.appointments;
  if (agenda === undefined) return nothing;
  return html`<li>
    ${icon("calendar-check")}<span
      ><b>${msg("Sur rendez-vous")}</b
      ><br />${msg(str`Le moment se choisit sur la page du service, jusqu’à ${agenda.daysAhead} jours à l’avance.`)}</span
    >
  </li>`;
}

/** Why nothing can be ordered now, where that is so. */
function closed(ways: Ways, party: PartyView): unknown {
  const until = holidayOn(party.party.ordering, inInstance(new Date()).day)?.until;
  if (until !== undefined) {
    return html`<li class="fact-warn">
      ${icon("calendar-blank")}<span><b>${msg(str`Pas de commande jusqu’au ${dayText(until)}.`)}</b></span>
    </li>`;
  }
  const fetched = ways.points.some(({ windows }) => windows.some((window) => window.open));
  const open = ways.collections.some((window) => window.open) || ways.deliveries.length > 0 || fetched;
  if (party.party.ordering?.appointments !== undefined) return nothing;
  if (open || party.party.ordering === undefined || party.party.ordering.couriers.length > 0) return nothing;
  return html`<li class="fact-warn">
    ${icon("calendar-blank")}<span><b>${msg("Plus de retrait ouvert ces dix prochains jours.")}</b></span>
  </li>`;
}

/** Where the ways will stand: nothing jumps below them when they come. */
function waysSkeleton(): TemplateResult {
  const place = html`<li class="skel" aria-hidden="true">
    <span class="grow"><span class="sk"></span><span class="sk b"></span></span>
  </li>`;
  return html`${place}${place}`;
}

/**
 * How what a stall sells comes to the person: next delivery and its price, next collection, cut-offs. List items.
 * @param what all that it sells, where it is left out; a service that people come to the stall for is not brought
 */
export function deliveryFacts(
  party: PartyView,
  postcode: string | null,
  version: number,
  what?: ToBring | "service",
): TemplateResult {
  const { couriers = [], collection: windows = [] } = party.party.ordering ?? {};
  const service = what === "service";
  const goods = service ? undefined : what;
  const isBrought = !service || windows.length === 0;
  const works = isBrought && couriers.length > 0;
  const linesOf = (ways: Ways): TemplateResult =>
    html`${closed(ways, party)} ${what === undefined ? bookings(party) : nothing} ${delivery(ways, postcode, works)}
    ${collection(ways, party, service)} ${isBrought ? pickups(ways) : nothing}`;
  const lines = waysOf(party.id, postcode, version, goods).then(linesOf, () => nothing);
  const before = answered.get(questionOf(party.id, postcode, goods));
  return html`${until(lines, before === undefined ? waysSkeleton() : linesOf(before))}`;
}
