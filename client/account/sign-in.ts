import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { dayText, inInstance } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market } from "../market.ts";
import { createPasskey, passkeysSupported, usePasskey } from "../passkey.ts";
import { failureText } from "./failure-words.ts";
import { holdCode } from "./unconfirmed-code.ts";
import "./account.css";

type Waiting = "device" | "keys" | null;

/**
 * The ways in: a new passkey, one that exists, a written-down code. The session topic tells the rest of the page when it
 * worked; `sp-signed-in` is fired as well, its detail saying whether the account is new.
 */
@customElement("sp-sign-in")
export class SignIn extends LightElement {
  /** Which way is the main one: `create` where a newcomer is likely, `enter` where a returning person is. */
  @property() first: "create" | "enter" = "create";
  /** Somebody is known here, and only comes in again: nothing new is offered. */
  @property({ type: Boolean }) again = false;
  @state() private waiting: Waiting = null;
  @state() private failure: string | null = null;
  @state() private withCode = !passkeysSupported();
  @state() private typed = "";

  async #run(made: boolean, work: () => Promise<void>): Promise<void> {
    if (this.waiting !== null) return;
    this.failure = null;
    this.waiting = "device";
    try {
      await work();
      this.typed = "";
      this.dispatchEvent(new CustomEvent("sp-signed-in", { detail: { made }, bubbles: true }));
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.waiting = null;
    }
  }

  #create(): Promise<void> {
    return this.#run(true, async () => {
      const options = await market.passkeyCreationOptions();
      const answer = await createPasskey(options, passkeyName());
      this.waiting = "keys";
      await market.createAccount(answer);
    });
  }

  #enter(): Promise<void> {
    return this.#run(false, async () => {
      const options = await market.passkeyRequestOptions();
      const answer = await usePasskey(options);
      this.waiting = "keys";
      await market.signIn(answer);
    });
  }

  #createWithCode(): Promise<void> {
    return this.#run(true, async () => {
      this.waiting = "keys";
      holdCode(await market.createAccountWithCode());
    });
  }

  #enterWithCode(event: SubmitEvent): void {
    event.preventDefault();
    void this.#run(false, async () => {
      this.waiting = "keys";
      await market.signInWithCode(this.typed);
    });
  }

  #code(): TemplateResult {
    return html`<div class="signin-code panel pad stack">
      <div class="stack-s">
        <p><b>${msg("Avec un code écrit")}</b></p>
        <p class="small muted">
          ${msg("Le code ouvre vos commandes et vos adresses, à la place d’une clé d’accès. Il vaut autant : gardez-le sur papier.")}
        </p>
      </div>
      <form class="stack-s" @submit=${(event: SubmitEvent) => this.#enterWithCode(event)}>
        <div class="field">
          <label for="signin-code">${msg("J’ai déjà un code")}</label>
          <input
            id="signin-code"
            class="mono"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            maxlength="60"
            aria-describedby="signin-code-hint"
            .value=${this.typed}
            @input=${(event: InputEvent) => (this.typed = (event.target as HTMLInputElement).value)}
          />
          <p class="hint" id="signin-code-hint">
            ${msg("Six groupes de six signes ; majuscules et tirets ne comptent pas.")}
          </p>
        </div>
        <p class="row">
          <button class="btn line" ?disabled=${this.typed.trim() === "" || this.waiting !== null}>
            ${icon("sign-in")}${msg("Entrer avec ce code")}
          </button>
        </p>
      </form>
      ${
        this.again
          ? nothing
          : html`<p class="row">
              <button
                class="btn ${passkeysSupported() ? "line" : "main"}"
                type="button"
                ?disabled=${this.waiting !== null}
                @click=${() => void this.#createWithCode()}
              >
                ${icon("pencil-line")}${msg("Je commence : recevoir un code à noter")}
              </button>
            </p>`
      }
    </div>`;
  }

  #keys(): TemplateResult {
    const busy = this.waiting !== null;
    const create = html`<button
      class="btn ${this.first === "create" ? "main big" : "line"}"
      type="button"
      ?disabled=${busy}
      @click=${() => void this.#create()}
    >
      ${icon("fingerprint")}${msg("Créer ma clé d’accès")}
    </button>`;
    const enter =
      this.first === "create"
        ? html`<button class="btn quiet s" type="button" ?disabled=${busy} @click=${() => void this.#enter()}>
            ${msg("J’en ai déjà une")}
          </button>`
        : html`<button class="btn main big" type="button" ?disabled=${busy} @click=${() => void this.#enter()}>
            ${icon("fingerprint")}${msg("Entrer avec ma clé d’accès")}
          </button>`;
    return this.first === "create"
      ? html`<p>${create}</p>
          <p class="row">${enter}${this.#codeToggle()}</p>`
      : html`<p class="row">${enter}${this.again ? nothing : create}</p>
          <p>${this.#codeToggle()}</p>`;
  }

  #codeToggle(): TemplateResult {
    return html`<button
      class="btn quiet s"
      type="button"
      aria-expanded=${this.withCode}
      @click=${() => (this.withCode = !this.withCode)}
    >
      ${msg("Sans clé d’accès : avec un code écrit")}
    </button>`;
  }

  protected override render(): TemplateResult {
    const waits = { device: msg("Votre appareil vous demande confirmation…"), keys: msg("Fermeture de vos clés…") };
    return html`<div class="signin stack-s">
      ${
        passkeysSupported()
          ? this.#keys()
          : html`<p class="note">
              ${icon("info")}<span>${msg("Ce navigateur n’a pas de clé d’accès : un code écrit fait l’affaire.")}</span>
            </p>`
      }
      <p class="small muted" role="status">
        ${this.waiting === null ? nothing : html`<span class="waits">${icon("circle-notch")}${waits[this.waiting]}</span>`}
      </p>
      ${
        this.failure === null
          ? nothing
          : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`
      }
      ${this.withCode ? this.#code() : nothing}
    </div>`;
  }
}

/** What a device lists the passkey under: the shop and the day, no person. */
export function passkeyName(): string {
  return `${instance.name}, ${dayText(inInstance(new Date()).day)}`;
}
