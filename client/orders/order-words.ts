import { msg, str } from "@lit/localize";
import type { DeclineReason, FailReason, OrderState, OrderView } from "../../crypto/protocol/exports.ts";
import type { OrderSummary } from "../core/api.ts";
import { inInstance } from "../design/format.ts";
import { deadlineText, nearDayText, sentence, windowWhenText } from "./when.ts";

/** Whether the order itself has not left this device yet. */
export function orderWaits(order: OrderSummary): boolean {
  const first = order.view.timeline.find(({ type }) => type === "order.place");
  return first !== undefined && order.waiting.includes(first.id);
}

/** Whether nothing more will happen to the order. */
export function isOver(state: OrderState): boolean {
  return ["delivered", "declined", "cancelled", "lapsed", "failed"].includes(state);
}

/** How an order stands, in one or two plain sentences: the page's headline. */
export function headline(order: OrderSummary, courierName: string | null, now: number): string {
  const { view, partyName } = order;
  const { kind } = view.order.fulfilment;
  const collection = kind === "collection";
  const when = sentence(windowWhenText(view.order.fulfilment, now));
  const waits = view.pickup === null ? null : pickupHeadline(view.pickup, when, now);
  const courier = courierName ?? msg("le coursier");
  if (orderWaits(order)) return msg("Elle attend de partir. Rien n’est perdu.");
  switch (view.state) {
    case "placed":
      if (view.cancelRequested) return msg(str`Annulation demandée. ${partyName} répond bientôt.`);
      return msg(str`Envoyée. Réponse de l’étal avant ${deadlineText(view.order.acceptBy, now)}.`);
    case "accepted":
      return msg(str`Acceptée. ${when}.`);
    case "preparing":
      return msg(str`Elle se prépare. ${when}.`);
    case "ready":
      if (waits !== null) return waits;
      return collection ? msg(str`Elle vous attend. ${when}.`) : msg(str`Elle est prête. ${when}.`);
    case "handed-over":
      if (waits !== null) return waits;
      if (view.delivery === "failed") return msg(str`Pas encore remise. ${sentence(courier)} repasse.`);
      return msg(str`En route. ${when}.`);
    case "delivered":
      if (kind === "appointment") return msg("C’est fait. À une prochaine fois.");
      return collection || kind === "pickup"
        ? msg("Retirée. Bon appétit, ou bon usage.")
        : msg("Remise. Elle est chez vous.");
    case "declined":
      if (view.decline?.reason === "slot-taken") return msg("Ce moment vient d’être pris. Rien n’est dû.");
      return msg(str`${partyName} ne peut pas la préparer. Rien n’est dû.`);
    case "cancelled":
      return view.paidMinor > 0 ? msg("Annulée. L’étal vous rembourse.") : msg("Annulée. Rien n’est dû.");
    case "lapsed":
      return msg(str`${partyName} n’a pas répondu à temps : la commande est annulée, rien n’est dû.`);
    case "failed":
      return msg("Elle n’a pas pu être remise et retourne à l’étal.");
  }
}

/** Where an order stands that waits at a pickup point, or is on its way there. */
function pickupHeadline(pickup: NonNullable<OrderView["pickup"]>, when: string, now: number): string {
  if (pickup.state === "refused")
    return msg("Le point de retrait ne peut pas la prendre. L’étal cherche une solution.");
  if (pickup.state !== "arrived" || pickup.keptUntil === null)
    return msg(str`En route vers le point de retrait. ${when}.`);
  if (inInstance(new Date(now)).day > pickup.keptUntil) {
    return msg("Son dernier jour est passé : le point de retrait peut la rendre à l’étal. Écrivez-lui.");
  }
  return msg(str`Elle vous attend au point de retrait, jusqu’à ${nearDayText(pickup.keptUntil, now)}.`);
}

/** A state in one or two words, for a tag in a list, and how loud the tag is. */
export function stateTag(order: OrderSummary): { readonly text: string; readonly tone: "" | "ok" | "warn" | "bad" } {
  if (orderWaits(order)) return { text: msg("attend de partir"), tone: "warn" };
  switch (order.view.state) {
    case "placed":
      return { text: order.view.cancelRequested ? msg("annulation demandée") : msg("envoyée"), tone: "" };
    case "accepted":
      return { text: msg("acceptée"), tone: "ok" };
    case "preparing":
      return { text: msg("en préparation"), tone: "ok" };
    case "ready":
      return { text: msg("prête"), tone: "ok" };
    case "handed-over":
      if (order.view.pickup?.state === "arrived") return { text: msg("à retirer"), tone: "ok" };
      return order.view.delivery === "failed"
        ? { text: msg("nouvel essai"), tone: "warn" }
        : { text: msg("en route"), tone: "ok" };
    case "delivered":
      if (order.view.order.fulfilment.kind === "appointment") return { text: msg("fait"), tone: "" };
      return { text: msg("remise"), tone: "" };
    case "declined":
      return { text: msg("refusée"), tone: "bad" };
    case "cancelled":
      return { text: msg("annulée"), tone: "" };
    case "lapsed":
      return { text: msg("sans réponse, annulée"), tone: "warn" };
    case "failed":
      return { text: msg("non remise"), tone: "bad" };
  }
}

/** Why a producer declined, as a sentence. */
export function declineText(reason: DeclineReason): string {
  const texts: Record<DeclineReason, string> = {
    "sold-out": msg("Il n’y en a plus."),
    closed: msg("L’étal est fermé ce jour-là."),
    "too-far": msg("C’est trop loin."),
    "too-many": msg("L’étal a déjà trop de commandes."),
    "slot-taken": msg("Ce moment vient d’être pris par quelqu’un d’autre."),
    other: msg("L’étal ne dit pas pourquoi."),
  };
  return texts[reason];
}

/** Why a delivery failed, as a sentence. */
export function failText(reason: FailReason): string {
  const texts: Record<FailReason, string> = {
    "nobody-home": msg("Personne n’a ouvert."),
    "address-not-found": msg("L’adresse n’a pas été trouvée."),
    "refused-by-customer": msg("La remise a été refusée."),
    "code-wrong": msg("Le code dit n’était pas le bon."),
    other: msg("Le coursier ne dit pas pourquoi."),
  };
  return texts[reason];
}

/** A payment method in words. */
export function paymentText(method: OrderView["order"]["payment"]["method"]): string {
  return method === "at-handover" ? msg("À la remise") : msg("Virement");
}

/** What was wished when something is missing. */
export function shortageText(shortage: OrderView["order"]["shortage"]): string {
  const texts = { ask: msg("me demander"), replace: msg("remplacer"), refund: msg("ne pas le compter") };
  return texts[shortage];
}
