import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RecoveryCase } from "../core/api.ts";
import "../design/elements/fingerprint.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { saveRefusal } from "../stall/refusal.ts";

function refusalText(code: string): string {
  switch (code) {
    case "recovery/malformed":
      return msg("Ce n’est pas une demande de clé, ou elle est coupée.");
    case "recovery/unknown":
      return msg("Aucun étal de ce marché n’a cette clé.");
    case "recovery/outdated":
      return msg("Cet étal parle déjà par une autre clé : rien n’est à faire.");
    default:
      return saveRefusal(code);
  }
}

/** The office gives a stall that lost its key another one: reads the request, compares the words, signs. */
@customElement("sp-steward-lost-key")
export class StewardLostKey extends LightElement {
  @property({ attribute: false }) steward = "";
  @state() private text = "";
  @state() private asked: RecoveryCase | null = null;
  @state() private compared = false;
  @state() private reason = "";
  @state() private busy = false;
  @state() private problem = "";
  @state() private signed = "";

  async #read(text: string): Promise<void> {
    this.text = text;
    this.asked = null;
    this.compared = false;
    this.problem = "";
    this.signed = "";
    if (text.trim() === "") return;
    try {
      const asked = await market.readRecovery(text);
      if (text === this.text) this.asked = asked;
    } catch (error) {
      if (text === this.text) this.problem = refusalText(failureCode(error));
    }
  }

  async #sign(): Promise<void> {
    const { asked } = this;
    if (this.busy || asked === null || !this.compared || this.reason.trim() === "") return;
    this.busy = true;
    this.problem = "";
    try {
      await market.recover(this.steward, this.text, { [instance.languages[0] ?? "fr"]: this.reason.trim() });
      const { name } = asked.party.party;
      this.text = "";
      this.asked = null;
      this.reason = "";
      this.signed = msg(str`Signé : ${name} aura sa nouvelle clé dans trois jours pleins, si personne ne s’y oppose.`);
    } catch (error) {
      this.problem = refusalText(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<header class="desk-h"><h1>${msg("Clé perdue")}</h1></header>
      <section class="panel pad stack team">
        <p>
          ${msg("Quand un étal a perdu tous ses appareils, il apporte une demande. Assurez-vous que c’est bien lui : qui obtient cette signature parle en son nom.")}
        </p>
        <label class="field"
          ><span class="label">${msg("Texte de la demande")}</span
          ><textarea
            class="input mono"
            rows="4"
            spellcheck="false"
            autocomplete="off"
            .value=${this.text}
            aria-describedby="request-hint"
            @input=${(event: Event) => void this.#read((event.currentTarget as HTMLTextAreaElement).value)}
          ></textarea>
          <span class="hint" id="request-hint"
            >${msg("L’étal le reçoit en bas de sa page publique, sous « C’est votre étal, et sa clé est perdue ? ». Collez-le ici : vous verrez de qui il vient.")}</span
          >
        </label>
        ${this.asked === null ? nothing : this.#case(this.asked)}
        <div aria-live="polite">
          ${this.signed === "" ? nothing : html`<p class="note ok compact">${icon("signature")}<span>${this.signed}</span></p>`}
          ${this.problem === "" ? nothing : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`}
        </div>
      </section>`;
  }

  #case({ party, next }: RecoveryCase): TemplateResult {
    const ready = this.compared && this.reason.trim() !== "";
    return html`<form
      class="stack"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#sign();
      }}
    >
      <h2><a href="/stall/${party.id}">${party.party.name}</a></h2>
      <p class="label">${msg("Les huit mots de la clé à venir")}</p>
      <sp-fingerprint .fingerprint=${next}></sp-fingerprint>
      <label class="check">
        <input
          type="checkbox"
          .checked=${this.compared}
          @change=${(event: Event) => (this.compared = (event.currentTarget as HTMLInputElement).checked)}
        />
        <span>${msg("Lus ensemble, ils sont identiques")}</span>
      </label>
      <label class="field">
        <span class="label">${msg("Motif")} <span class="optional">${msg("(public)")}</span></span>
        <textarea
          class="input"
          rows="2"
          maxlength="500"
          .value=${this.reason}
          @input=${(event: Event) => (this.reason = (event.currentTarget as HTMLTextAreaElement).value)}
        ></textarea>
      </label>
      <p class="small muted">
        ${msg("Public aussitôt, sur la page de l’étal. La clé compte trois jours après la fin de ce jour ; si l’étal retrouve la sienne et la remplace, ceci ne vaut plus rien.")}
      </p>
      <button class="btn main" ?disabled=${!ready || this.busy} aria-busy=${this.busy ? "true" : nothing}>
        ${icon("signature")}${msg("Donner cette clé et signer")}
      </button>
      ${ready ? nothing : html`<p class="hint">${this.compared ? msg("Il reste à dire pourquoi.") : msg("Il reste à comparer la clé.")}</p>`}
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-steward-lost-key": StewardLostKey;
  }
}
