import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OrderView, TimelineEntry } from "../../crypto/protocol/exports.ts";
import { lineMinor } from "../../crypto/protocol/order-total.ts";
import type { DeskAction, DeskOrder } from "../core/api.ts";
import { amountText, momentText, moneyText, quoted, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { handOverTexts, needsCode } from "./handing-over.ts";
import { LineTimes } from "../orders/line-times.ts";
import { Watch } from "../market.ts";
import type { SlipAct } from "./order-slip.ts";
import "./order-thread.ts";
import {
  beforeText,
  declineText,
  estimated,
  failText,
  fulfilmentIcon,
  fulfilmentText,
  moneyState,
  orderName,
  standText,
} from "./order-words.ts";

/** An order opened up: what is in it, what it comes to, what was said, what can be done. Fires `sp-act`. */
@customElement("sp-order-panel")
export class OrderPanel extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) order!: DeskOrder;
  @property({ attribute: false }) back = "";
  @property({ attribute: false }) now = 0;

  readonly catalogue = new Watch(this, "catalogue");
  readonly #times = new LineTimes(this, this.catalogue, () => ({ party: this.party, view: this.order.view }));

  #act(type: DeskAction["type"]): void {
    const detail: SlipAct = { order: this.order, type };
    this.dispatchEvent(new CustomEvent("sp-act", { detail, bubbles: true }));
  }

  protected override render(): TemplateResult {
    const { order } = this;
    const { view } = order;
    return html`<section class="order-panel" aria-labelledby="order-panel-name">
      <header class="row between nowrap-row">
        <h2 id="order-panel-name">${orderName(order)}</h2>
        <a class="tool" href=${this.back} aria-label=${msg("Fermer la commande")}>${icon("x")}</a>
      </header>
      <p class="row tight">
        <span class="tag ${view.state === "placed" ? "sun" : ""}">${standText(view)}</span>
        <span class="tag ${moneyState(view).tone}">${moneyState(view).text}</span>
        ${order.waiting.length > 0 ? html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>` : nothing}
      </p>
      ${this.#callouts(view)}
      <p class="flexline">
        ${icon(fulfilmentIcon(view.order.fulfilment))}<span
          >${fulfilmentText(view.order.fulfilment, order.courier ?? order.point)}</span
        >
      </p>
      ${visitAddress(view)} ${this.#actions()}
      <table class="panel-lines">
        <caption class="vh">
          ${msg("Contenu de la commande")}
        </caption>
        <tbody>
          ${view.order.lines.map((_, index) => contentLine(view, index, this.#times.text(view, index)))}
        </tbody>
        <tfoot>
          ${view.order.depositsMinor > 0 ? sumLine(msg("Consignes"), amountText(view.order.depositsMinor)) : nothing}
          ${view.order.deliveryMinor > 0 ? sumLine(view.pickup === null ? msg("Livraison") : msg("Point de retrait"), amountText(view.order.deliveryMinor)) : nothing}
          <tr class="total">
            <th scope="row" colspan="2">${estimated(view) ? msg("Total estimé") : msg("Total")}</th>
            <td class="r num"><b>${estimated(view) ? "≈ " : ""}${moneyText(view.totalMinor)}</b></td>
          </tr>
          ${view.order.capMinor > view.order.totalMinor ? sumLine(msg("Au plus"), amountText(view.order.capMinor)) : nothing}
          ${view.order.payment.method === "bank-transfer" ? sumLine(msg("Référence"), view.order.payment.reference) : nothing}
        </tfoot>
      </table>
      ${view.order.fulfilment.kind === "appointment" ? nothing : html`<p class="small muted">${shortageText(view)}</p>`}
      ${view.order.note === undefined ? nothing : html`<p class="now-note voice">${quoted(view.order.note)}</p>`}
      <h3>${msg("Messages")}</h3>
      <sp-order-thread .party=${this.party} .order=${order}></sp-order-thread>
      <details class="donelist">
        <summary>${icon("clock")}${msg("Ce qui s’est passé")}${icon("caret-down")}</summary>
        <ol class="happened">
          ${view.timeline.map((entry) => html`<li><span>${happenedText(entry)}</span><time datetime=${entry.at}>${momentText(entry.at)}</time></li>`)}
        </ol>
      </details>
    </section>`;
  }

  #callouts(view: OrderView): unknown {
    return html`${
      view.deadline?.then !== "lapses"
        ? nothing
        : html`<p class="note warn compact">
            ${icon("clock-countdown")}<span
              >${msg(str`À accepter ${beforeText(view.deadline.at, this.now)} ; sans réponse, elle s’annule et rien n’est dû.`)}</span
            >
          </p>`
    }
    ${this.#timeNote()}
    ${
      view.pickup?.state === "refused"
        ? html`<p class="note bad compact">
            ${icon("warning-circle")}<span
              >${msg("Le point de retrait ne peut pas la prendre. Écrivez au client, ou annulez.")}
              ${view.pickup.refusal?.text ?? ""}</span
            >
          </p>`
        : nothing
    }
    ${
      view.pickup?.state === "returned"
        ? html`<p class="note warn compact">
            ${icon("warning-circle")}<span
              >${msg("Le point de retrait l’a rendue : personne n’est venu à temps.")}</span
            >
          </p>`
        : nothing
    }
    ${
      view.cancelRequested
        ? html`<p class="note bad compact">
            ${icon("warning-circle")}<span>${msg("Le client demande d’annuler. À vous de décider.")}</span>
          </p>`
        : nothing
    }
    ${
      view.decline
        ? html`<p class="note compact">
            ${icon("info")}<span
              >${declineText(view.decline.reason)}${view.decline.text === undefined ? "" : ` : ${view.decline.text}`}</span
            >
          </p>`
        : nothing
    }
    ${
      view.failure
        ? html`<p class="note warn compact">
            ${icon("warning-circle")}<span
              >${msg(str`Pas pu être livrée : ${failText(view.failure.reason)}.`)}
              ${view.failure.next === "retry" ? msg("Le coursier réessaie.") : msg("Le coursier la rapporte.")}
              ${view.failure.text ?? ""}</span
            >
          </p>`
        : nothing
    }
    ${
      view.delivery === "refused"
        ? html`<p class="note bad compact">
            ${icon("warning-circle")}<span
              >${msg("Le coursier a refusé cette livraison. Écrivez au client, ou annulez.")}</span
            >
          </p>`
        : nothing
    }
    ${
      view.problems.length === 0
        ? nothing
        : html`<p class="note bad compact">
            ${icon("warning-circle")}<span
              >${msg("Quelque chose ne se suit pas dans les messages de cette commande ; ce qui ne se suit pas est ignoré.")}</span
            >
          </p>`
    }`;
  }

  /** That the time of an appointment is not free (any more), or until when it has to be said that it did not take place. */
  #timeNote(): unknown {
    const { time, view } = this.order;
    if (time === "taken" || time === "closed") {
      return html`<p class="note bad compact">
        ${icon("warning-circle")}<span
          >${
            time === "taken"
              ? msg("Un autre rendez-vous accepté prend déjà ce moment.")
              : msg("Vous avez fermé ce moment dans votre agenda. À vous de décider.")
          }</span
        >
      </p>`;
    }
    if (view.deadline?.then !== "is-done") return nothing;
    return html`<p class="small muted">
      ${msg("Sans un mot de vous, le rendez-vous compte comme fait deux jours après. S’il n’a pas eu lieu, annulez-le avant.")}
    </p>`;
  }

  #actions(): unknown {
    const { actions } = this.order;
    if (actions.length === 0) return nothing;
    const [first, ...rest] = actions;
    return html`<div class="row tight panel-act">
      ${
        first === undefined
          ? nothing
          : html`<button class="btn leaf grow" @click=${() => this.#act(first)}>
              ${actionText(first, this.order)}
            </button>`
      }
      ${rest.map(
        (type) =>
          html`<button
            class="btn line ${type === "cancel" || type === "decline" ? "danger" : ""}"
            @click=${() => this.#act(type)}
          >
            ${actionText(type, this.order)}
          </button>`,
      )}
    </div>`;
  }
}

/** Where the stall goes for an appointment: shown to it alone, and forgotten after the time for complaints. */
function visitAddress(view: OrderView): unknown {
  const { fulfilment } = view.order;
  if (fulfilment.kind !== "appointment" || fulfilment.place !== "yours") return nothing;
  const { visit } = fulfilment;
  if (visit === undefined)
    return html`<p class="small muted">${msg("L’adresse est oubliée : le délai est passé.")}</p>`;
  return html`<address class="note compact">
    ${icon("map-pin")}
    <div>
      <b>${visit.name}</b
      ><br />${visit.street}${visit.extra === undefined ? nothing : `, ${visit.extra}`}<br />${visit.postcode}
      ${visit.town}<br /><a href="tel:${visit.phone.replace(/\s/g, "")}">${visit.phone}</a>
      ${visit.note === undefined ? nothing : html`<br /><span class="voice">${quoted(visit.note)}</span>`}
    </div>
  </address>`;
}

function contentLine(view: OrderView, index: number, time: string): unknown {
  const line = view.order.lines[index];
  if (line === undefined) return nothing;
  const grams = view.weights.find((weight) => weight.line === index)?.grams;
  const hints = [
    time === "" ? null : time,
    grams ? grams.map((piece) => weightText(piece)).join(" + ") : null,
    !grams && line.weighed ? `≈\u00a0${weightText(line.weighed.gramsEstimate)}` : null,
    line.deposit ? msg("consigne") : null,
    line.ageMin ? msg(str`dès ${line.ageMin} ans`) : null,
  ].filter((hint) => hint !== null);
  return html`<tr>
    <td class="num"><b>${line.quantity}</b></td>
    <td>
      ${line.name}${hints.length === 0 ? nothing : html`<span class="muted small panel-hint">${hints.join(" · ")}</span>`}
    </td>
    <td class="r num">${line.weighed && !grams ? "≈ " : ""}${amountText(lineMinor(line, grams))}</td>
  </tr>`;
}

function sumLine(label: string, value: string): TemplateResult {
  return html`<tr>
    <th scope="row" colspan="2">${label}</th>
    <td class="r num">${value}</td>
  </tr>`;
}

function shortageText(view: OrderView): string {
  switch (view.order.shortage) {
    case "replace":
      return msg("Si quelque chose manque : remplacer par ce qui s’en approche.");
    case "refund":
      return msg("Si quelque chose manque : ne pas le compter.");
    case "ask":
      return msg("S’il manque quelque chose : demander avant.");
  }
}

/** What an action's button says. */
export function actionText(type: DeskAction["type"], order: DeskOrder): string {
  switch (type) {
    case "accept":
      return msg("Accepter");
    case "decline":
      return msg("Décliner…");
    case "prepare":
      return msg("Commencer à préparer");
    case "ready":
      return order.view.order.lines.some(({ weighed }) => weighed)
        ? msg("Peser et déclarer prête…")
        : msg("Déclarer prête");
    case "hand-over":
      return needsCode(order) ? msg("Remettre au client…") : handOverTexts(order).whole;
    case "cancel":
      return msg("Annuler…");
    case "paid":
      return msg("Paiement reçu…");
  }
}

function happenedText(entry: TimelineEntry): string {
  const texts: Partial<Record<TimelineEntry["type"], string>> = {
    "order.place": msg("Commandée"),
    "order.cancel-request": msg("Annulation demandée"),
    "order.accept": msg("Acceptée"),
    "order.decline": msg("Déclinée"),
    "order.cancel": msg("Annulée"),
    "order.prepare": msg("Préparation commencée"),
    "order.ready": msg("Prête"),
    "order.hand-over": msg("Remise"),
    "order.paid": msg("Payée"),
    "order.lapse": msg("Tombée, sans réponse à temps"),
    "order.presume": msg("Compte comme fait, sans autre nouvelle"),
    "pickup.refuse": msg("Le point de retrait a refusé"),
    "pickup.arrive": msg("Au point de retrait"),
    "pickup.hand-out": msg("Remise au point de retrait"),
    "pickup.return": msg("Rendue par le point de retrait"),
    "delivery.accept": msg("Le coursier l’a prise"),
    "delivery.refuse": msg("Le coursier a refusé"),
    "delivery.collect": msg("Le coursier l’a emportée"),
    "delivery.deliver": msg("Livrée"),
    "delivery.fail": msg("Pas pu être livrée"),
  };
  return texts[entry.type] ?? msg("Une étape");
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-order-panel": OrderPanel;
  }
}
