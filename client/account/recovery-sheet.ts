import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { dayText, inInstance } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { printOnly } from "../orders/print-only.ts";
import { codeGroups, confirmCode, plainGroup } from "./unconfirmed-code.ts";
import "./account.css";

/** A written-down code as a sheet to copy or print: six groups of six symbols. */
@customElement("sp-recovery-sheet")
export class RecoverySheet extends LightElement {
  @property() code = "";

  protected override render(): TemplateResult {
    return html`<section class="sheet print-sheet" aria-label=${msg("Code de secours")}>
      <header>
        <p class="caps">${instance.name} · ${msg("code de secours")}</p>
        <p class="voice">${dayText(inInstance(new Date()).day)}</p>
      </header>
      <ol class="code" translate="no">
        ${codeGroups(this.code).map((group, index) => html`<li><span>${index + 1}</span><b>${group}</b></li>`)}
      </ol>
      <p class="small">
        ${msg("Jamais de lettre I, L, O ni U. Les derniers signes vérifient les autres : une erreur de copie se voit aussitôt.")}
      </p>
      <p class="small only-print">
        ${msg(str`Ce code ouvre vos commandes et vos adresses sur ${location.host}. Gardez-le avec vos documents, ne le photographiez pas.`)}
      </p>
    </section>`;
  }
}

/**
 * A fresh code with what makes sure that it is on paper: printing, and copying one group back. Fires `sp-code-confirmed`
 * once the group is right.
 */
@customElement("sp-code-to-note")
export class CodeToNote extends LightElement {
  @property() code = "";
  @state() private typed = "";
  /** Asked for: which group depends on nothing that could be guessed from the page's look. */
  readonly #asked = crypto.getRandomValues(new Uint8Array(1))[0]! % 6;

  #input(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value;
  }

  #confirm(event: SubmitEvent): void {
    event.preventDefault();
    if (!this.#right()) {
      this.querySelector<HTMLInputElement>("input")?.focus();
      return;
    }
    confirmCode();
    this.dispatchEvent(new CustomEvent("sp-code-confirmed", { bubbles: true }));
  }

  #right(): boolean {
    return plainGroup(this.typed) === codeGroups(this.code)[this.#asked];
  }

  protected override render(): TemplateResult {
    const number = this.#asked + 1;
    const full = plainGroup(this.typed).length >= 6;
    const right = this.#right();
    return html`<div class="stack">
      <sp-recovery-sheet .code=${this.code}></sp-recovery-sheet>
      <div class="row sheet-act no-print">
        <button class="btn line" type="button" @click=${() => printOnly("sheet")}>
          ${icon("printer")}${msg("Imprimer")}
        </button>
      </div>
      <form class="confirm no-print" @submit=${(event: SubmitEvent) => this.#confirm(event)}>
        <label class="label" for="code-group">${msg(str`Pour être sûr, recopiez le groupe ${number}`)}</label>
        <div class="row">
          <span class="grpin">
            <span aria-hidden="true">${number}</span>
            <input
              id="code-group"
              class="input mono"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              maxlength="8"
              aria-describedby="code-group-state"
              aria-invalid=${full && !right ? "true" : "false"}
              .value=${this.typed}
              @input=${(event: InputEvent) => this.#input(event)}
            />
          </span>
          <button class="btn ${right ? "leaf" : "line"}" ?disabled=${!right}>
            ${icon("check")}${msg("C’est noté")}
          </button>
          <span class="muted small row tight" id="code-group-state" role="status">
            ${
              right
                ? html`${icon("check-circle")}${msg(str`le groupe ${number} est juste`)}`
                : full
                  ? html`${icon("warning-circle")}${msg(str`ce n’est pas le groupe ${number}`)}`
                  : nothing
            }
          </span>
        </div>
      </form>
    </div>`;
  }
}
