import "../design/web-awesome.ts";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DeclineReason } from "../../crypto/protocol/exports.ts";
import type { DeskAction, DeskOrder } from "../core/api.ts";
import { amountText, moneyText, numberText, weightText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { minorFrom, minorText } from "../stall/amounts.ts";
import "./code-input.ts";
import type { CodeInput } from "./code-input.ts";
import { ageOf, handedTo, needsCode } from "./handing-over.ts";
import { declineText, orderName } from "./order-words.ts";
import { piecePriceMinor, type Readings, weigh, type WeighedLine, weighedLines, gramsFrom } from "./weighing.ts";

const declineReasons: readonly DeclineReason[] = ["sold-out", "too-many", "closed", "too-far", "other"];
/** An appointment is not sold out: its time is taken. */
const appointmentReasons: readonly DeclineReason[] = ["slot-taken", "closed", "too-far", "other"];

/** Which actions need a word more than a press. */
export function needsDialog(order: DeskOrder, type: DeskAction["type"]): boolean {
  switch (type) {
    case "accept":
    case "prepare":
      return false;
    case "ready":
      return weighedLines(order.view).length > 0;
    case "hand-over":
      return needsCode(order) || ageOf(order) !== null;
    case "decline":
    case "cancel":
    case "paid":
      return true;
  }
}

/** The action of a press that needs nothing more. */
export function plainAction(type: DeskAction["type"], order: DeskOrder): DeskAction | null {
  if (type === "accept" || type === "prepare") return { type };
  if (type === "ready") return { type, weights: [] };
  if (type === "hand-over") return { type, to: handedTo(order) };
  return null;
}

/** What a refused action says: what happened, that nothing is lost, what to do. */
export function refusalText(code: string): string {
  switch (code) {
    case "handover/code-wrong":
    case "handover/unknown-word":
      return msg("Ce ne sont pas les bons mots. Rien n’est enregistré : demandez-les encore une fois.");
    case "handover/paused":
      return msg("Trop d’essais. Attendez un moment, puis demandez les mots encore une fois.");
    case "order/not-now":
      return msg("Cette commande a changé entre-temps. Regardez où elle en est.");
    case "order/slot-taken":
      return msg("Un autre rendez-vous a été accepté pour ce moment. Déclinez celui-ci, ou écrivez au client.");
    case "order/above-cap":
      return msg("C’est plus que ce que le client a signé. Rien n’a changé : choisissez un morceau plus léger.");
    case "party/unreachable":
      return msg("Le coursier n’est pas joignable en ce moment. Rien n’a changé ; réessayez plus tard.");
    case "store/full":
      return msg("Cet appareil n’a plus de place. Rien n’a changé ; libérez de la place et recommencez.");
    default:
      return msg("Cela n’a pas pu être enregistré. Rien n’a changé ; réessayez.");
  }
}

/**
 * Asks what an action on an order needs: a reason, weights, three words, an amount. Open it with `open(order, type)`;
 * it sends the action itself and says so when it was refused.
 */
@customElement("sp-order-dialog")
export class OrderDialog extends LightElement {
  @property({ attribute: false }) party = "";
  @state() private order: DeskOrder | null = null;
  @state() private action: DeskAction["type"] = "decline";
  @state() private reason: DeclineReason = "sold-out";
  @state() private text = "";
  @state() private readings: Readings = {};
  @state() private amount = "";
  @state() private ageChecked = false;
  @state() private words: readonly string[] = [];
  @state() private busy = false;
  @state() private problem = "";

  /** Asks for what `type` needs of `order`. */
  open(order: DeskOrder, type: DeskAction["type"]): void {
    this.order = order;
    this.action = type;
    this.reason = order.view.order.fulfilment.kind === "appointment" ? "closed" : "sold-out";
    this.text = "";
    this.readings = {};
    this.amount = minorText(Math.max(0, order.view.totalMinor - order.view.paidMinor));
    this.ageChecked = false;
    this.words = [];
    this.problem = "";
  }

  #ready(): DeskAction | null {
    const { order, text } = this;
    if (order === null) return null;
    const said = text.trim() === "" ? {} : { text: text.trim() };
    switch (this.action) {
      case "decline":
        return { type: "decline", reason: this.reason, ...said };
      case "cancel":
        return { type: "cancel", ...said };
      case "ready": {
        const outcome = weigh(order.view, this.readings);
        return outcome.kind === "complete" ? { type: "ready", weights: outcome.weights } : null;
      }
      case "hand-over": {
        if (ageOf(order) !== null && !this.ageChecked) return null;
        const age = ageOf(order) === null ? {} : { ageChecked: this.ageChecked };
        if (!needsCode(order)) return { type: "hand-over", to: handedTo(order), ...age };
        return this.words.length === 3 ? { type: "hand-over", to: "customer", words: this.words, ...age } : null;
      }
      case "paid": {
        const amountMinor = minorFrom(this.amount);
        return amountMinor === null || amountMinor === 0 ? null : { type: "paid", amountMinor };
      }
      default:
        return plainAction(this.action, order);
    }
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    const action = this.#ready();
    if (action === null || this.order === null || this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await market.act(this.party, this.order.thread, action);
      this.order = null;
    } catch (error) {
      this.problem = refusalText(failureCode(error));
      this.querySelector<CodeInput>("sp-code-input")?.clear();
      this.words = [];
    } finally {
      this.busy = false;
    }
  }

  #heading(): string {
    switch (this.action) {
      case "decline":
        return msg("Décliner cette commande");
      case "cancel":
        return msg("Annuler cette commande");
      case "ready":
        return msg("Peser");
      case "paid":
        return msg("Paiement reçu");
      default:
        if (this.order?.view.order.fulfilment.kind === "appointment") return msg("C’est fait");
        return msg("Remettre au client");
    }
  }

  protected override render(): TemplateResult {
    const { order } = this;
    return html`<wa-dialog
      label=${this.#heading()}
      .open=${order !== null}
      light-dismiss
      @wa-hide=${(event: Event) => {
        if (event.target === event.currentTarget) this.order = null;
      }}
    >
      ${order === null ? nothing : this.#form(order)}
    </wa-dialog>`;
  }

  #form(order: DeskOrder): TemplateResult {
    return html`<form class="stack dialog-form" @submit=${(event: Event) => void this.#send(event)}>
      <p class="voice dialog-name">${orderName(order)}</p>
      ${this.#fields(order)}
      ${this.problem === "" ? nothing : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`}
      <div class="row dialog-act">
        <button type="button" class="btn line" @click=${() => (this.order = null)}>${msg("Laisser")}</button>
        <button
          class="btn ${this.action === "decline" || this.action === "cancel" ? "danger line" : "main"} grow"
          ?disabled=${this.#ready() === null || this.busy}
          aria-busy=${this.busy ? "true" : nothing}
        >
          ${this.#submitText()}
        </button>
      </div>
    </form>`;
  }

  #submitText(): string {
    switch (this.action) {
      case "decline":
        return msg("Décliner");
      case "cancel":
        return msg("Annuler la commande");
      case "ready":
        return msg("Déclarer prête");
      case "paid":
        return msg("Noter le paiement");
      default:
        return this.order?.view.order.fulfilment.kind === "appointment" ? msg("C’est fait") : msg("Remis");
    }
  }

  #fields(order: DeskOrder): TemplateResult {
    switch (this.action) {
      case "decline":
        return html`<fieldset class="plain stack-s">
            <legend class="label">${msg("La raison, que le client lira")}</legend>
            ${(order.view.order.fulfilment.kind === "appointment" ? appointmentReasons : declineReasons).map(
              (reason) =>
                html`<label class="check"
                  ><input
                    type="radio"
                    name="reason"
                    .checked=${this.reason === reason}
                    @change=${() => (this.reason = reason)}
                  /><span>${declineText(reason)}</span></label
                >`,
            )}
          </fieldset>
          ${this.#message()}`;
      case "cancel":
        return html`<p>${msg("Le client l’apprend aussitôt, et rien n’est dû. Cela ne se reprend pas.")}</p>
          ${this.#message()}`;
      case "ready":
        return this.#weighing(order);
      case "paid":
        return html`<label class="field"
            ><span class="label">${msg("Montant reçu")}</span
            ><input
              class="input num"
              inputmode="decimal"
              .value=${this.amount}
              @input=${(event: InputEvent) => (this.amount = (event.currentTarget as HTMLInputElement).value)}
          /></label>
          <p class="hint">${msg(str`Dû : ${moneyText(order.view.totalMinor)}`)}</p>`;
      default:
        return html`${ageCheck(ageOf(order), this.ageChecked, (checked) => (this.ageChecked = checked))}
        ${
          needsCode(order)
            ? html`<sp-code-input
                .label=${msg("Les trois mots du client")}
                @change=${(event: Event) => {
                  const input = event.target;
                  if (input instanceof HTMLElement && "words" in input) this.words = input.words as readonly string[];
                }}
              ></sp-code-input>`
            : nothing
        }`;
    }
  }

  #message(): TemplateResult {
    return html`<label class="field"
      ><span class="label">${msg("Un mot")} <span class="optional">${msg("(facultatif)")}</span></span
      ><textarea
        class="input"
        rows="2"
        maxlength="500"
        .value=${this.text}
        @input=${(event: InputEvent) => (this.text = (event.currentTarget as HTMLTextAreaElement).value)}
      ></textarea>
    </label>`;
  }

  #weighing(order: DeskOrder): TemplateResult {
    const outcome = weigh(order.view, this.readings);
    const { capMinor } = order.view.order;
    return html`${weighedLines(order.view).map((line) => this.#weighedLine(order, line))}
      <div class="weigh-sum" aria-live="polite">
        <p class="row between">
          <span>${outcome.kind === "missing" ? msg("Avec les estimations") : msg("Total")}</span>
          <b class="num">${moneyText(outcome.totalMinor)}</b>
        </p>
        ${
          outcome.kind === "above-cap"
            ? html`<p class="note bad">
                ${icon("scales")}<span
                  >${msg(
                    str`${amountText(outcome.overMinor)} de trop : le client a signé ${moneyText(capMinor)} au plus. Choisissez un morceau plus léger, ou écrivez-lui.`,
                  )}</span
                >
              </p>`
            : html`<p class="hint">${msg(str`Au plus ${moneyText(capMinor)}, comme le client l’a signé.`)}</p>`
        }
      </div>`;
  }

  #weighedLine(order: DeskOrder, line: WeighedLine): TemplateResult {
    return html`<fieldset class="plain stack-s">
      <legend class="label">
        ${line.name}
        <span class="optional"
          >≈ ${weightText(line.gramsEstimate)}, ${weightText(line.gramsMin)} – ${weightText(line.gramsMax)}</span
        >
      </legend>
      ${Array.from({ length: line.pieces }, (_, piece) => {
        const text = this.readings[line.line]?.[piece] ?? "";
        const grams = gramsFrom(text);
        return html`<label class="weigh-row">
          <span class="vh">${msg(str`Poids, ${line.name}, pièce ${piece + 1}`)}</span>
          <input
            class="input num"
            inputmode="decimal"
            placeholder=${numberText(line.gramsEstimate)}
            .value=${text}
            ?autofocus=${piece === 0}
            @input=${(event: InputEvent) => this.#read(line, piece, (event.currentTarget as HTMLInputElement).value)}
          />
          <span class="muted">g</span>
          <b class="num">${grams === null ? "—" : amountText(piecePriceMinor(order.view, line.line, grams))}</b>
        </label>`;
      })}
    </fieldset>`;
  }

  #read(line: WeighedLine, piece: number, text: string): void {
    const own = Array.from({ length: line.pieces }, (_, index) => this.readings[line.line]?.[index] ?? "");
    own[piece] = text;
    this.readings = { ...this.readings, [line.line]: own };
  }
}

/** The sentence and the box of a check of age; nothing where there is none to make. */
export function ageCheck(age: number | null, checked: boolean, onChange: (checked: boolean) => void): unknown {
  if (age === null) return nothing;
  return html`<label class="check age-check">
    <input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => onChange((event.currentTarget as HTMLInputElement).checked)}
    />
    <span><b>${msg(str`Pièce d’identité vue : ${age} ans ou plus.`)}</b> ${msg("Rien d’autre n’est noté.")}</span>
  </label>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-order-dialog": OrderDialog;
  }
}
