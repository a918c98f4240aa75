import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../design/elements/fingerprint.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { drawScanCode } from "../design/scan-code.ts";
import { failureCode, market, Watch } from "../market.ts";
import "../stall/stall.css";
import "../trust/trust.css";

function refusalText(code: string): string {
  switch (code) {
    case "recovery/not-needed":
      return msg("Ce compte a la clé de cet étal : ouvrez son bureau.");
    case "staff/steward":
      return msg("La clé d’un bureau du marché se change dans le fichier du marché.");
    case "session/required":
      return msg("Entrez d’abord avec votre compte, ou faites-en un.");
    default:
      return msg("Cela n’a pas pu se faire. Vérifiez le réseau et recommencez.");
  }
}

/** For whoever lost every device of a stall: makes another key, and what to bring to the market's office. */
@customElement("sp-lost-key-page")
export class LostKeyPage extends LightElement {
  @property({ attribute: false }) party = "";
  @state() private busy = false;
  @state() private problem = "";
  @state() private copied = false;
  readonly session = new Watch(this, "session");
  readonly catalogue = new Watch(this, "catalogue");
  readonly #about = new Task(this, {
    task: async ([party]) => ({
      view: await market.party(party),
      request: await market.recoveryRequest(party).catch(() => null),
    }),
    args: () => [this.party, this.catalogue.value?.version, this.session.value?.memberships.length] as const,
  });

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    drawScanCode(this.querySelector("canvas.invite-code"), this.#about.value?.request?.text);
  }

  async #ask(): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await market.askForRecovery(this.party);
      await this.#about.run();
    } catch (error) {
      this.problem = refusalText(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = true;
    } catch {
      this.querySelector<HTMLTextAreaElement>(".request-text")?.select();
    }
  }

  protected override render(): TemplateResult {
    const { view, request } = this.#about.value ?? {};
    const name = view?.party.name ?? "";
    const state = this.catalogue.value?.state;
    // While the market is still coming in, nobody can say that a stall is not on it.
    const coming = !view && state !== "complete" && state !== "offline";
    return html`<div class="page stack-l lost-key">
      <header class="page-head">
        <h1>${msg("Une clé perdue")}</h1>
        <p class="lead">
          ${
            view
              ? msg(str`${name} n’a plus aucun appareil qui ait sa clé, ni le code écrit du compte.`)
              : coming
                ? html`<span aria-busy="true">${msg("Un instant…")}</span>`
                : msg("Cet étal n’est pas sur le marché.")
          }
        </p>
      </header>
      ${
        view === undefined || view === null
          ? nothing
          : html`<ol class="stack numbered">
                <li>${msg("Cet appareil fait une nouvelle clé, et une demande qui la nomme.")}</li>
                <li>
                  ${msg("Vous apportez la demande au bureau du marché, de préférence en personne. Vous comparez ensemble les huit mots.")}
                </li>
                <li>
                  ${msg("Le bureau le publie. Tout le monde le voit, et trois jours passent : qui a encore l’ancienne clé peut s’y opposer.")}
                </li>
                <li>
                  ${msg("Puis l’étal reprend : sa page, ses articles, son accueil. Les commandes d’avant restent illisibles, personne ne peut les rouvrir.")}
                </li>
              </ol>
              ${request ? this.#request(request) : this.#begin()}`
      }
      <div aria-live="polite">
        ${this.problem === "" ? nothing : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`}
      </div>
    </div>`;
  }

  #begin(): TemplateResult {
    if (this.session.value?.state !== "signed-in") {
      return html`<p><a class="btn main" href="/me">${icon("key")}${msg("Entrer, ou faire un compte")}</a></p>`;
    }
    return html`<p>
      <button
        class="btn main"
        type="button"
        ?disabled=${this.busy}
        aria-busy=${this.busy ? "true" : nothing}
        @click=${() => void this.#ask()}
      >
        ${icon("key")}${msg("Faire une nouvelle clé et la demande")}
      </button>
    </p>`;
  }

  #request({ text, next }: NonNullable<Awaited<ReturnType<typeof market.recoveryRequest>>>): TemplateResult {
    return html`<section class="panel pad stack" aria-labelledby="request-heading">
      <h2 id="request-heading">${msg("La demande")}</h2>
      <p>${msg("Les huit mots de la nouvelle clé, à lire au bureau :")}</p>
      <sp-fingerprint .fingerprint=${next}></sp-fingerprint>
      <div class="invite">
        <canvas
          class="invite-code"
          width="512"
          height="512"
          role="img"
          aria-label=${msg("La demande, à scanner")}
        ></canvas>
        <div class="stack-s grow">
          <label class="field"
            ><span class="label">${msg("Texte de la demande")}</span
            ><textarea class="input mono request-text" rows="5" readonly .value=${text}></textarea>
          </label>
          <p class="row tight">
            <button class="btn line" type="button" @click=${() => void this.#copy(text)}>
              ${icon("copy")}${msg("Copier")}
            </button>
            <span role="status" class="small">${this.copied ? msg("Copié.") : nothing}</span>
          </p>
          <p class="hint">
            ${msg("Il ne contient aucun secret. Gardez cet appareil : la nouvelle clé n’est que dans votre compte.")}
          </p>
        </div>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-lost-key-page": LostKeyPage;
  }
}
