import { msg, str } from "@lit/localize";
import type { OrderView, TimelineEntry } from "../../crypto/protocol/exports.ts";
import type { TimelineStep } from "../design/elements/timeline.ts";
import type { IconName } from "../design/icon-names.ts";
import { clockText, weightText } from "../design/format.ts";
import { declineText, failText, isOver } from "./order-words.ts";
import { deadlineText, nearDayText, stampText } from "./when.ts";

export interface StepNames {
  readonly party: string;
  readonly courier: string;
  /** The pickup point, where there is one. */
  readonly point: string;
}

function weighedDetail(view: OrderView): string | undefined {
  const parts = view.weights.flatMap(({ line, grams }) => {
    const name = view.order.lines[line]?.name;
    const pieces = grams.map((piece) => weightText(piece)).join(" + ");
    return name === undefined ? [] : [msg(str`${name} : ${pieces}`)];
  });
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** Until when it is kept at the pickup point; nothing once that is of no matter. */
function keptText(view: OrderView, now: number): string {
  const until = view.pickup?.state === "arrived" ? view.pickup.keptUntil : null;
  return until === null ? "" : msg(str`À retirer jusqu’à ${nearDayText(until, now)}.`);
}

function handedOver(
  view: OrderView,
  names: StepNames,
  done: (icon: IconName, title: string, detail?: string) => TimelineStep,
): TimelineStep {
  const { kind } = view.order.fulfilment;
  if (kind === "appointment") return done("check", msg("C’est fait"));
  if (kind === "pickup" && view.state !== "delivered")
    return done("package", msg("Apportée au point de retrait"), names.point);
  if (kind === "delivery") return done("bicycle", msg(str`Confiée à ${names.courier}`));
  return done("handshake", msg("Remise à l’étal"));
}

/** What happened, as one line; null for what a customer need not see. */
function happened(entry: TimelineEntry, view: OrderView, names: StepNames, now: number): TimelineStep | null {
  const when = stampText(entry.at, now);
  const done = (icon: IconName, title: string, detail?: string): TimelineStep => ({
    icon,
    state: "done",
    title,
    when,
    ...(detail !== undefined && detail !== "" && { detail }),
  });
  switch (entry.type) {
    case "order.place":
      return view.order.fulfilment.kind === "delivery"
        ? done("paper-plane-tilt", msg("Envoyée, en enveloppes fermées"), msg("Une pour l’étal, une pour le coursier."))
        : done("paper-plane-tilt", msg("Envoyée, en enveloppe fermée"));
    case "order.accept":
      return done("check", msg(str`${names.party} a accepté`));
    case "order.prepare":
      return done("basket", msg("Elle se prépare"));
    case "order.ready":
      return weighedDetail(view) === undefined
        ? done("package", msg("Prête"))
        : done("scales", msg("Pesée et prête"), weighedDetail(view));
    case "order.hand-over":
      return handedOver(view, names, done);
    case "order.presume":
      return done("check", msg("Le rendez-vous a eu lieu"), msg("Personne n’a dit le contraire dans les deux jours."));
    case "pickup.refuse":
      return {
        ...done("warning", msg(str`${names.point} ne peut pas la prendre`), view.pickup?.refusal?.text),
        state: "bad",
      };
    case "pickup.arrive":
      return done("map-pin", msg("Elle est au point de retrait"), `${names.point}. ${keptText(view, now)}`.trim());
    case "pickup.hand-out":
      return done("hand-waving", msg("Remise contre votre code"));
    case "pickup.return":
      return { ...done("arrow-counter-clockwise", msg("Rendue à l’étal")), state: "bad" };
    case "order.paid":
      return done("coins", msg(str`${names.party} a reçu le paiement`));
    case "order.decline": {
      const detail = view.decline ? [declineText(view.decline.reason), view.decline.text ?? ""].join(" ").trim() : "";
      return { ...done("x", msg(str`${names.party} ne peut pas la préparer`), detail), state: "bad" };
    }
    case "order.cancel":
      return { ...done("x", msg("Annulée"), msg("Rien n’est dû.")), state: "bad" };
    case "order.cancel-request":
      return done("hand-palm", msg("Vous avez demandé l’annulation"));
    case "order.lapse":
      return {
        ...done("hourglass-medium", msg(str`${names.party} n’a pas répondu à temps`), msg("Annulée, rien n’est dû.")),
        state: "bad",
      };
    case "delivery.accept":
      return done("calendar-check", msg(str`${names.courier} la livrera`));
    case "delivery.refuse":
      return {
        ...done("x", msg(str`${names.courier} ne peut pas la livrer`), msg("L’étal vous écrit.")),
        state: "bad",
      };
    case "delivery.collect":
      return done("bicycle", msg(str`En route avec ${names.courier}`));
    case "delivery.deliver":
      return done("hand-waving", msg("Remise contre votre code"));
    case "delivery.fail": {
      const reason = view.failure ? [failText(view.failure.reason), view.failure.text ?? ""].join(" ").trim() : "";
      return { ...done("warning", msg("Pas pu être remise"), reason), state: "bad" };
    }
    default:
      return null;
  }
}

/** What is still to come, the first of it being what is awaited now. */
function toCome(view: OrderView, names: StepNames, now: number): TimelineStep[] {
  if (isOver(view.state)) return [];
  const { fulfilment } = view.order;
  const day = nearDayText(fulfilment.day, now);
  const hours = `${day} ${clockText(fulfilment.from)} – ${clockText(fulfilment.to)}`;
  const steps: { readonly past: boolean; readonly step: Omit<TimelineStep, "state"> }[] = [
    {
      past: view.state !== "placed",
      step: {
        icon: "hourglass-medium",
        title: msg(str`Réponse de ${names.party}`),
        detail: msg("Sans réponse d’ici là, la commande s’annule et rien n’est dû."),
        when: deadlineText(view.order.acceptBy, now),
      },
    },
  ];
  if (fulfilment.kind === "appointment") {
    const title = fulfilment.place === "yours" ? msg(str`${names.party} vient chez vous`) : msg("Rendez-vous");
    steps.push({ past: false, step: { icon: "calendar-check", title, when: hours } });
    return shown(steps);
  }
  steps.push({
    past: ["ready", "handed-over"].includes(view.state),
    step: { icon: "package", title: msg("Prête"), when: day },
  });
  if (fulfilment.kind === "delivery") {
    steps.push(
      {
        past: view.state === "handed-over" && view.delivery !== "failed",
        step: { icon: "bicycle", title: msg(str`En route avec ${names.courier}`), when: day },
      },
      { past: false, step: { icon: "hand-waving", title: msg("Remise contre votre code"), when: hours } },
    );
  } else if (fulfilment.kind === "pickup") {
    steps.push(
      {
        past: view.pickup?.state === "arrived",
        step: { icon: "map-pin", title: msg("Au point de retrait"), detail: names.point, when: day },
      },
      { past: false, step: { icon: "hand-waving", title: msg("Retrait contre votre code"), when: hours } },
    );
  } else {
    steps.push({ past: false, step: { icon: "handshake", title: msg("Retrait contre votre code"), when: hours } });
  }
  return shown(steps);
}

function shown(
  steps: readonly { readonly past: boolean; readonly step: Omit<TimelineStep, "state"> }[],
): TimelineStep[] {
  return steps
    .filter(({ past }) => !past)
    .map(({ step }, index): TimelineStep => ({ ...step, state: index === 0 ? "now" : "next" }));
}

/** An order's whole story in plain words, oldest first: what happened, what is awaited, what comes after. */
export function timelineSteps(view: OrderView, names: StepNames, now: number): readonly TimelineStep[] {
  const past = view.timeline.flatMap((entry) => {
    const step = happened(entry, view, names, now);
    return step === null ? [] : [step];
  });
  return [...past, ...toCome(view, names, now)];
}
