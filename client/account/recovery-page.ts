import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { failureText } from "./failure-words.ts";
import "./recovery-sheet.ts";
import "./sign-in.ts";
import { heldCode, holdCode } from "./unconfirmed-code.ts";
import "./account.css";

/** The written-down code: makes a new one, shows it once, prints it. */
@customElement("sp-recovery-page")
export class RecoveryPage extends LightElement {
  readonly session = new Watch(this, "session");
  @state() private waiting = false;
  @state() private failure: string | null = null;
  @state() private done = false;

  async #make(): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    this.failure = null;
    this.done = false;
    try {
      holdCode(await market.newRecoveryCode());
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.waiting = false;
    }
  }

  /** @param shown whether the code stands beside it */
  #aside(shown: boolean, replaces: boolean): TemplateResult {
    return html`<div class="stack no-print">
      <h1>${shown ? msg("Notez ce code, une seule fois.") : msg("Le code de secours")}</h1>
      <p class="lead">
        ${msg("Si cet appareil se perd, ce code rouvre vos commandes et vos adresses. Personne d’autre ne l’a : nous ne pourrons pas vous le redonner.")}
      </p>
      <ul class="ways">
        <li>${icon("pencil-line")}<span>${msg("Sur papier, avec vos documents")}</span></li>
        <li>${icon("printer")}<span>${msg("Imprimé, en deux exemplaires")}</span></li>
        <li>${icon("devices")}<span>${msg("Ou un second appareil : il vaut autant que le code")}</span></li>
      </ul>
      ${replaces ? html`<p class="note">${icon("info")}<span>${msg("Un nouveau code remplace l’ancien, qui n’ouvre alors plus rien.")}</span></p>` : nothing}
    </div>`;
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    if (session?.state === "anonymous") {
      return html`<div class="page pk">
        <div class="stack">
          <h1>${msg("Le code de secours")}</h1>
          <p class="lead">${msg("Entrez d’abord : le code se fait une fois dedans.")}</p>
          <sp-sign-in first="enter"></sp-sign-in>
        </div>
      </div>`;
    }
    if (session?.state !== "signed-in") {
      return html`<div class="page pk" aria-busy="true"><h1>${msg("Le code de secours")}</h1></div>`;
    }
    const code = heldCode();
    const replaces = session.wrappers.some(({ kind }) => kind === "recovery-code");
    return html`<div class="page pk">
      <div class="pk-grid ${code === null ? "one" : ""}">
        ${this.#aside(code !== null, replaces && code === null)}
        <div class="stack">
          ${
            code !== null
              ? html`<sp-code-to-note .code=${code} @sp-code-confirmed=${() => (this.done = true)}></sp-code-to-note>`
              : html`${
                    this.done
                      ? html`<p class="pk-done" role="status">
                            <span class="ok-disc">${icon("check-bold")}</span>
                            <span><b>${msg("Le code est noté.")}</b> ${msg("Il ne sera plus montré.")}</span>
                          </p>
                          <p class="row"><a class="btn line" href="/me">${msg("Retour")}</a></p>`
                      : html`<p>
                          <button
                            class="btn main big"
                            type="button"
                            ?disabled=${this.waiting}
                            @click=${() => void this.#make()}
                          >
                            ${icon("pencil-line")}${replaces ? msg("Faire un nouveau code") : msg("Faire un code de secours")}
                          </button>
                        </p>`
                  }
                  <p class="small muted" role="status">
                    ${this.waiting ? html`<span class="waits">${icon("circle-notch")}${msg("Fermeture de vos clés…")}</span>` : nothing}
                  </p>
                  ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}`
          }
        </div>
      </div>
    </div>`;
  }
}
