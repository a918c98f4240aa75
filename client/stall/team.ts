import "../design/web-awesome.ts";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { QrCreator } from "@konnorr/qr-creator";
import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { saveRefusal } from "./refusal.ts";
import "./staff-list.ts";
import "./stall-key.ts";

/** Who sits at a desk: a link for a new person, and the way out. */
@customElement("sp-team")
export class Team extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) name = "";
  /** A steward's desk: the market names its key, so that it is not replaced here. */
  @property({ type: Boolean }) steward = false;
  @state() private link = "";
  @state() private copied = false;
  @state() private busy = false;
  @state() private leaving = false;
  @state() private problem = "";

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const canvas = this.querySelector<HTMLCanvasElement>("canvas.invite-code");
    if (canvas === null || !changed.has("link")) return;
    QrCreator.render(
      { text: this.link, ecLevel: "M", fill: "#000000", background: "#ffffff", radius: 0, size: 512 },
      canvas,
    );
  }

  async #invite(): Promise<void> {
    this.busy = true;
    this.problem = "";
    this.copied = false;
    try {
      this.link = `${location.origin}/join#${await market.inviteStaff(this.party)}`;
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.link);
      this.copied = true;
    } catch {
      // Some browsers refuse the clipboard: the link is selected, a person copies it.
      this.querySelector<HTMLInputElement>(".invite-link")?.select();
    }
  }

  async #leave(): Promise<void> {
    this.busy = true;
    try {
      await market.leaveParty(this.party);
      this.leaving = false;
      navigate("/me");
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<header class="desk-h"><h1>${msg("Équipe")}</h1></header>
      <sp-staff-list .party=${this.party} ?steward=${this.steward}></sp-staff-list>
      ${this.steward ? nothing : html`<sp-stall-key .party=${this.party}></sp-stall-key>`}
      <section class="panel pad stack team">
        <h2>${msg("Inviter quelqu’un")}</h2>
        <p>
          ${msg("Un lien donne une place à ce bureau. Chaque personne y vient avec sa propre clé d’accès. Qui a le lien peut entrer : donnez-le de la main à la main.")}
        </p>
        ${
          this.link === ""
            ? html`<p>
                <button
                  class="btn main"
                  ?disabled=${this.busy}
                  aria-busy=${this.busy ? "true" : nothing}
                  @click=${() => void this.#invite()}
                >
                  ${icon("link")}${msg("Faire un lien d’invitation")}
                </button>
              </p>`
            : html`<div class="invite">
                <canvas
                  class="invite-code"
                  width="512"
                  height="512"
                  role="img"
                  aria-label=${msg("Le lien d’invitation, à scanner")}
                ></canvas>
                <div class="stack-s grow">
                  <label class="field"
                    ><span class="label">${msg("Lien d’invitation")}</span
                    ><input class="input mono invite-link" readonly .value=${this.link}
                  /></label>
                  <p class="row tight">
                    <button class="btn line" @click=${() => void this.#copy()}>${icon("copy")}${msg("Copier")}</button>
                    <span role="status" class="small">${this.copied ? msg("Copié.") : nothing}</span>
                  </p>
                  <p class="hint">${msg("Faites-en un par personne.")}</p>
                </div>
              </div>`
        }
      </section>
      <section class="panel pad stack-s team">
        <h2>${msg("Quitter ce bureau")}</h2>
        <p>
          ${msg("Vos clés pour ce bureau sont retirées de votre compte. Il faut une nouvelle invitation pour revenir.")}
        </p>
        <p><button class="btn line danger" @click=${() => (this.leaving = true)}>${msg("Quitter…")}</button></p>
      </section>
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      <wa-dialog
        label=${msg(str`Quitter ${this.name}`)}
        .open=${this.leaving}
        @wa-hide=${(event: Event) => {
          if (event.target === event.currentTarget) this.leaving = false;
        }}
      >
        <p>${msg("Si vous êtes la dernière personne de ce bureau, plus personne ne pourra lire ses commandes.")}</p>
        <div slot="footer" class="row dialog-act">
          <button class="btn line" @click=${() => (this.leaving = false)}>${msg("Rester")}</button>
          <button class="btn line danger" ?disabled=${this.busy} @click=${() => void this.#leave()}>
            ${msg("Quitter ce bureau")}
          </button>
        </div>
      </wa-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-team": Team;
  }
}
