import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { styleMap } from "lit/directives/style-map.js";
import type { OrderLine, OrderView } from "../../crypto/protocol/exports.ts";
import type { DeskAction, DeskOrder } from "../core/api.ts";
import { amountText, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { unreadTexts } from "./columns.ts";
import { handOverTexts } from "./handing-over.ts";
import { timeText } from "./agenda.ts";
import {
  beforeText,
  cameText,
  dueText,
  estimated,
  fulfilmentIcon,
  moneyState,
  orderName,
  standText,
} from "./order-words.ts";

/** What a slip asks of its board: an action that needs no more words, or a dialog for one that does. */
export interface SlipAct {
  readonly order: DeskOrder;
  readonly type: DeskAction["type"];
}

/** Lines shown on a slip before "et 3 autres". */
const linesShown = 5;

/**
 * An order torn off the pad: three words, lines, money state, ship mark, deadline bar. Fires `sp-act` with a
 * {@link SlipAct}. Dashed with a clock while its last step has not left this device.
 */
@customElement("sp-order-slip")
export class OrderSlip extends LightElement {
  @property({ attribute: false }) order!: DeskOrder;
  @property({ attribute: false }) href = "";
  @property({ type: Boolean }) chosen = false;
  /** Milliseconds since 1970: the board's clock, so that all slips agree. */
  @property({ attribute: false }) now = 0;

  #act(type: DeskAction["type"]): void {
    const detail: SlipAct = { order: this.order, type };
    this.dispatchEvent(new CustomEvent("sp-act", { detail, bubbles: true }));
  }

  #deadline(view: OrderView): unknown {
    // An appointment that counts as done one day is nothing to hurry for.
    if (view.deadline?.then !== "lapses") return nothing;
    const total = Date.parse(view.deadline.at) - Date.parse(view.placedOn);
    const left = Math.max(0, Math.min(1, (Date.parse(view.deadline.at) - this.now) / Math.max(1, total)));
    return html`<p class="slip-d">
      ${icon("hourglass-medium")}${beforeText(view.deadline.at, this.now)}
      <span class="bar sun"><span style=${styleMap({ width: `${Math.round(left * 100)}%` })}></span></span>
    </p>`;
  }

  #actions(): unknown {
    const { order } = this;
    const name = orderName(order);
    if (order.view.state === "placed") {
      return html`<div class="slip-act">
        <button class="btn leaf s grow" aria-label=${msg(str`Accepter ${name}`)} @click=${() => this.#act("accept")}>
          ${msg("Accepter")}
        </button>
        <button class="btn line s" aria-label=${msg(str`Décliner ${name}`)} @click=${() => this.#act("decline")}>
          ${msg("Décliner…")}
        </button>
      </div>`;
    }
    const first = order.actions.find((type) => type === "prepare" || type === "ready" || type === "hand-over");
    if (first === undefined) return nothing;
    const [text, label] = nextStep(first, order);
    return html`<div class="slip-act">
      <button class="btn line s grow" aria-label=${msg(str`${label} : ${name}`)} @click=${() => this.#act(first)}>
        ${text}
      </button>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { order, now } = this;
    const { view } = order;
    const money = moneyState(view);
    const gone = view.state === "handed-over" || view.state === "delivered" || view.state === "failed";
    const saysState = gone && money.tone !== "ok";
    const classes = {
      slip: true,
      sel: this.chosen,
      ready: view.state === "ready",
      gone,
      waiting: order.waiting.length > 0,
    };
    const text = view.texts.at(-1);
    return html`<article class=${classMap(classes)} aria-label=${orderName(order)}>
      <a class="slip-a" href=${this.href} aria-current=${this.chosen ? "true" : nothing}>
        <span class="slip-h">
          <b>${orderName(order)}</b>
          <span class="slip-t">
            ${
              order.waiting.length > 0
                ? html`<span class="slip-w" title=${msg("pas encore parti")}
                    >${icon("clock")}<span class="vh">${msg("pas encore parti")}</span></span
                  >`
                : nothing
            }
            <time datetime=${view.placedOn}>${cameText(view.placedOn, now)}</time>
          </span>
        </span>
        <ul>
          ${view.order.lines.slice(0, linesShown).map((line, index) => slipLine(line, index, view))}
          ${
            view.order.lines.length > linesShown
              ? html`<li>
                  <b></b><span class="muted">${msg(str`et ${view.order.lines.length - linesShown} de plus`)}</span>
                </li>`
              : nothing
          }
        </ul>
        ${
          unreadTexts(order) > 0 && text !== undefined
            ? html`<span class="slip-n">${icon("chat-circle-text-fill")}<span>${text.text}</span></span>`
            : view.order.note !== undefined
              ? html`<span class="slip-n">${icon("chat-circle-text")}<span>${view.order.note}</span></span>`
              : nothing
        }
        ${order.time === "taken" || order.time === "closed" ? html`<span class="tag bad">${timeText(order.time)}</span>` : nothing}
        ${view.cancelRequested ? html`<span class="tag bad">${msg("demande d’annulation")}</span>` : nothing}
        <span class="slip-f">
          <span class="num"><b>${estimated(view) ? "≈ " : ""}${amountText(view.totalMinor)}</b></span>
          <span class="tag ${saysState ? "" : money.tone}">${saysState ? standText(view) : money.text}</span>
          <span class="slip-s">${shipMark(order, now)}</span>
        </span>
      </a>
      ${this.#deadline(view)}${this.#actions()}
    </article>`;
  }
}

function slipLine(line: OrderLine, index: number, view: OrderView): TemplateResult {
  const grams = view.weights.find((weight) => weight.line === index)?.grams;
  const weighed = grams
    ? grams.map((piece) => weightText(piece)).join(" + ")
    : line.weighed
      ? `≈\u00a0${weightText(line.weighed.gramsEstimate)}`
      : null;
  return html`<li>
    <b class="num">${line.quantity}</b>
    <span
      >${line.name} ${weighed === null ? nothing : html`<i class="muted">${weighed}</i>`}
      ${line.deposit ? html`<i class="muted">${msg("consigne")}</i>` : nothing}</span
    >
  </li>`;
}

/** How and when it leaves: bicycle and hour, or house and hour. */
function shipMark({ view }: DeskOrder, now: number): TemplateResult {
  const { fulfilment } = view.order;
  const when = dueText(fulfilment, now);
  const texts = {
    delivery: msg("livraison"),
    collection: msg("retrait"),
    appointment: msg("rendez-vous"),
    pickup: msg("point de retrait"),
  };
  return html`${icon(fulfilmentIcon(fulfilment))}<span class="vh">${texts[fulfilment.kind]} </span>${when}`;
}

/** The words of the likeliest next step, short for the button and whole for its name. */
function nextStep(type: "prepare" | "ready" | "hand-over", order: DeskOrder): readonly [string, string] {
  if (type === "prepare") return [msg("Commencer"), msg("Commencer à préparer")];
  if (type === "ready") {
    const weigh = order.view.order.lines.some(({ weighed }) => weighed !== undefined);
    return weigh ? [msg("Peser…"), msg("Peser et déclarer prête")] : [msg("Prête"), msg("Déclarer prête")];
  }
  const { short, whole } = handOverTexts(order);
  return [short, whole];
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-order-slip": OrderSlip;
  }
}
