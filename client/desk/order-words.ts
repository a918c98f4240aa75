import { msg, str } from "@lit/localize";
import type { DeclineReason, FailReason, Fulfilment, OrderState, OrderView } from "../../crypto/protocol/exports.ts";
import type { DeskOrder, PartyView } from "../core/api.ts";
import { transferName } from "../design/transfer-words.ts";
import { clockText, dayShortText, dayText, inInstance, moneyText, weekdayText, windowText } from "../design/format.ts";
import type { IconName } from "../design/icon-names.ts";

/** What a state is called at a desk. */
export function stateText(state: OrderState): string {
  const texts: Record<OrderState, () => string> = {
    placed: () => msg("nouvelle"),
    accepted: () => msg("acceptée"),
    preparing: () => msg("en préparation"),
    ready: () => msg("prête"),
    "handed-over": () => msg("en route"),
    delivered: () => msg("remise"),
    declined: () => msg("déclinée"),
    cancelled: () => msg("annulée"),
    lapsed: () => msg("sans réponse à temps"),
    failed: () => msg("revenue"),
  };
  return texts[state]();
}

/** Where an order stands, as its stall says it: what lies at a pickup point is no longer on its way. */
export function standText({ state, pickup }: Pick<OrderView, "state" | "pickup">): string {
  if (state === "handed-over" && pickup?.state === "arrived") return msg("au point de retrait");
  return stateText(state);
}

/** Why an order was declined. */
export function declineText(reason: DeclineReason): string {
  const texts: Record<DeclineReason, () => string> = {
    "sold-out": () => msg("Épuisé"),
    closed: () => msg("Fermé ce jour-là"),
    "too-far": () => msg("Trop loin"),
    "too-many": () => msg("Trop de commandes"),
    "slot-taken": () => msg("Moment déjà pris"),
    other: () => msg("Autre raison"),
  };
  return texts[reason]();
}

/** Why a delivery did not work. */
export function failText(reason: FailReason): string {
  const texts: Record<FailReason, () => string> = {
    "nobody-home": () => msg("Personne à l’adresse"),
    "address-not-found": () => msg("Adresse introuvable"),
    "refused-by-customer": () => msg("Refusé à la porte"),
    "code-wrong": () => msg("Pas le bon code"),
    other: () => msg("Autre raison"),
  };
  return texts[reason]();
}

export interface MoneyState {
  readonly text: string;
  readonly tone: "" | "ok" | "warn" | "bad";
}

/** Where the money of an order is. */
export function moneyState(view: OrderView): MoneyState {
  if (view.paidMinor > 0 && view.paidMinor >= view.totalMinor) return { text: msg("payé"), tone: "ok" };
  if (view.paidMinor > 0) return { text: msg("payé en partie"), tone: "warn" };
  if (view.order.payment.method === "bank-transfer") return { text: transferName(), tone: "" };
  const met = view.order.fulfilment.kind === "appointment";
  return { text: met ? msg("au rendez-vous") : msg("à la remise"), tone: "warn" };
}

/** Whether the total is still an estimate: something has to be weighed and has not been. */
export function estimated(view: OrderView): boolean {
  return view.weights.length === 0 && view.order.lines.some(({ weighed }) => weighed !== undefined);
}

/** What orders come to together, about where one of them is. */
export function sumText(orders: readonly Pick<DeskOrder, "view">[]): string {
  const sum = moneyText(orders.reduce((minor, { view }) => minor + view.totalMinor, 0));
  return orders.some(({ view }) => estimated(view)) ? `≈ ${sum}` : sum;
}

/** Where an appointment takes place, as the stall says it. */
function appointmentPlace(fulfilment: Fulfilment & { readonly kind: "appointment" }): string {
  if (fulfilment.place === "ours") return msg("rendez-vous chez vous");
  return fulfilment.place === "yours" ? msg("rendez-vous chez le client") : msg("rendez-vous à distance");
}

/**
 * When and how, in a sentence: "vendredi 25 septembre, 17 h – 19 h, avec La Bise à Vélo". `other` is the courier who
 * brings it, or the pickup point where it waits.
 */
export function fulfilmentText(fulfilment: Fulfilment, other: PartyView | null): string {
  const when = `${dayText(fulfilment.day)}, ${windowText(fulfilment)}`;
  switch (fulfilment.kind) {
    case "collection":
      return msg(str`${when}, retrait chez vous`);
    case "appointment":
      return `${when}, ${appointmentPlace(fulfilment)}`;
    case "pickup": {
      const name = other?.party.name ?? msg("un point de retrait");
      return msg(str`${when}, à retirer : ${name}`);
    }
    case "delivery": {
      const name = other?.party.name ?? msg("un coursier");
      return msg(str`${when}, avec ${name}`);
    }
  }
}

/** The sign of how an order leaves. */
export function fulfilmentIcon({ kind }: Pick<Fulfilment, "kind">): IconName {
  if (kind === "delivery") return "bicycle";
  if (kind === "appointment") return "calendar-blank";
  return kind === "pickup" ? "map-pin" : "storefront";
}

/** When an order came, short: "16 h 22" today, "hier", else the day. `now` in milliseconds since 1970. */
export function cameText(iso: string, now: number): string {
  const came = inInstance(new Date(iso));
  if (came.day === inInstance(new Date(now)).day) return clockText(came.clock);
  if (came.day === inInstance(new Date(now - 86_400_000)).day) return msg("hier");
  return dayShortText(came.day);
}

/** Until when an answer is awaited: "avant 18 h 30", with the day when it is not today. */
export function beforeText(iso: string, now: number): string {
  const due = inInstance(new Date(iso));
  if (due.day === inInstance(new Date(now)).day) return msg(str`avant ${clockText(due.clock)}`);
  return msg(str`avant ${dueText({ day: due.day, from: due.clock }, now)}`);
}

/** When something is due, short: "17 h" today, "ven. 17 h" within the week, else the day as well. */
export function dueText(window: { readonly day: string; readonly from: string }, now: number): string {
  const days = Math.round((Date.parse(window.day) - Date.parse(todayOf(now))) / 86_400_000);
  if (days === 0) return clockText(window.from);
  if (days > 0 && days < 7)
    return `${weekdayText(((new Date(window.day).getUTCDay() + 6) % 7) + 1, "short")} ${clockText(window.from)}`;
  return `${dayShortText(window.day)} ${clockText(window.from)}`;
}

/** Today in the instance's calendar, YYYY-MM-DD. */
export function todayOf(now: number): string {
  return inInstance(new Date(now)).day;
}

/** The name of an order as it is said: "figue ardoise merle". */
export function orderName(order: Pick<DeskOrder, "name">): string {
  return order.name.join(" ");
}
