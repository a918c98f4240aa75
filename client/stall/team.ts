import "../design/web-awesome.ts";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { saveRefusal } from "./refusal.ts";
import "./staff-invitations.ts";
import "./staff-list.ts";
import "./stall-key.ts";

/** Who sits at a desk: the staff, links for new people, and the way out. */
@customElement("sp-team")
export class Team extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) name = "";
  /** A steward's desk: the market names its key, so that it is not replaced here. */
  @property({ type: Boolean }) steward = false;
  @state() private busy = false;
  @state() private leaving = false;
  @state() private problem = "";

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
      <sp-staff-invitations .party=${this.party}></sp-staff-invitations>
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
