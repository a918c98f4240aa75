import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import "../account/second-way.ts";
import { amountText, currencySign } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { withdrawalSentence } from "../design/withdrawal-words.ts";
import { instance } from "../instance.ts";
import { passkeysSupported } from "../passkey.ts";
import type { CheckoutView } from "./checkout-view.ts";

/** How far the sending is, and what stands in its way. */
export interface Sending {
  readonly note: string;
  readonly signedIn: boolean;
  readonly secondMissing: boolean;
  /** What is being done, in words, while it is. */
  readonly busy: string | null;
  readonly failure: string | null;
  /** What moved since the person agreed. */
  readonly changes: readonly string[];
  /** Names of what cannot be sent back where the law lets buyers send things back. */
  readonly exempt: readonly string[];
}

export interface SendActions {
  readonly write: (note: string) => void;
  readonly send: () => void;
  readonly secondWay: () => void;
}

function totalText(view: CheckoutView): string {
  return `${view.capMinor > view.totalMinor ? "≈ " : ""}${amountText(view.totalMinor)} ${currencySign()}`;
}

/**
 * What the button says that places the order. Where buyers may send things back, the law of the European Union holds
 * (directive 2011/83, article 8): the button itself has to say that it is an order to be paid.
 */
function orderText(): string {
  return instance.policies.withdrawalDays > 0
    ? msg("Commander avec obligation de paiement")
    : msg("Envoyer la commande");
}

function changesNote(changes: readonly string[], total: string): TemplateResult {
  return html`<div class="note warn" id="changes" tabindex="-1" role="alert">
    ${icon("warning")}
    <div>
      <b>${msg("Ceci a changé depuis. Rien n’est parti.")}</b>
      <ul>
        ${changes.map((change) => html`<li>${change}</li>`)}
      </ul>
      <p>${msg(str`Nouveau total : ${total}. Envoyez si cela vous va.`)}</p>
    </div>
  </div>`;
}

/** What is still to be done before the order may leave, or that it is leaving. */
function sendingText(sending: Sending): string | typeof nothing {
  if (sending.busy !== null) return sending.busy;
  if (!sending.signedIn) {
    return passkeysSupported() ? msg("D’abord, en haut : votre clé d’accès.") : msg("D’abord, en haut : votre code.");
  }
  return sending.secondMissing ? msg("Encore une chose : la seconde entrée, ci-dessus.") : nothing;
}

/** The last step: a word for the stall, what is kept for how long, the second way in, the button. */
export function sendSection(view: CheckoutView, sending: Sending, act: SendActions): TemplateResult {
  const total = totalText(view);
  const { retentionYears } = instance.policies;
  return html`
    <div class="field">
      <label for="order-note">${msg("Un mot pour l’étal")} <span class="optional">${msg("(facultatif)")}</span></label>
      <textarea
        id="order-note"
        class="input"
        rows="2"
        maxlength="500"
        .value=${sending.note}
        @input=${(event: InputEvent) => act.write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </div>
    <p class="small">
      ${msg(str`L’étal garde ses factures ${retentionYears} ans, comme la loi le demande : lignes et montants, sans votre adresse.`)}
      ${withdrawalSentence(sending.exempt)}
    </p>
    ${sending.signedIn ? html`<sp-second-way @sp-second-way=${act.secondWay}></sp-second-way>` : nothing}
    ${sending.changes.length === 0 ? nothing : changesNote(sending.changes, total)}
    ${
      sending.failure === null
        ? nothing
        : html`<p class="note bad" role="alert">${icon("warning")}<span>${sending.failure}</span></p>`
    }
    <button class="btn main big block only-l" type="button" ?disabled=${sending.busy !== null} @click=${act.send}>
      ${sending.busy ?? `${orderText()} · ${total}`}
    </button>
    <p class="hint center" role="status">${sendingText(sending)}</p>
  `;
}

/** The bar of a phone: the total, and the same button under the thumb. */
export function sendBar(view: CheckoutView, sending: Sending, act: SendActions): TemplateResult {
  const about = view.capMinor > view.totalMinor;
  return html`<div class="buybar only-s">
    <p>
      <b class="bigprice s num"
        >${about ? html`<span class="ap">≈</span>` : nothing} ${amountText(view.totalMinor)}
        <small>${currencySign()}</small></b
      >
      ${about ? html`<span class="small muted">${msg(str`${amountText(view.capMinor)} au plus`)}</span>` : nothing}
    </p>
    <button class="btn main grow" type="button" ?disabled=${sending.busy !== null} @click=${act.send}>
      ${sending.busy ?? orderText()}
    </button>
  </div>`;
}
