import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { StaffInvitation } from "../core/api.ts";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { drawScanCode } from "../design/scan-code.ts";
import { failureCode, market, Watch } from "../market.ts";
import { saveRefusal } from "./refusal.ts";

/** Links for new people at a desk: one is made, shown, copied or scanned, and taken back while nobody has taken it. */
@customElement("sp-staff-invitations")
export class StaffInvitations extends LightElement {
  @property({ attribute: false }) party = "";
  /** The secret of the invitation whose link is shown; "" for none. */
  @state() private shown = "";
  /** The secret that was shown and open when it was drawn last. */
  #drawn = "";
  @state() private busy = false;
  @state() private said = "";
  @state() private problem = "";
  readonly stall = new Watch(this, "stall", () => this.party);

  get #open(): readonly StaffInvitation[] {
    return this.stall.value?.invitations ?? [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isOpen = this.#open.some(({ secret }) => secret === this.shown);
    // What was shown, and is not open any more, was taken: one that is taken back here is no longer shown.
    if (!isOpen && this.shown !== "" && this.shown === this.#drawn) {
      this.shown = "";
      this.said = msg("Quelqu’un a pris la place. Ce lien ne sert plus.");
    }
    this.#drawn = isOpen ? this.shown : "";
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const shown = this.#open.find(({ secret }) => secret === this.shown);
    drawScanCode(this.querySelector("canvas.invite-code"), shown && linkOf(shown));
  }

  /** Runs `work`, during which nothing else is begun; what it throws is said. */
  async #while(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    this.said = "";
    try {
      await work();
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  async #invite(): Promise<void> {
    await this.#while(async () => {
      this.shown = await market.inviteStaff(this.party);
    });
  }

  async #takeBack({ id, secret }: StaffInvitation): Promise<void> {
    await this.#while(async () => {
      const shown = this.shown;
      if (shown === secret) this.shown = "";
      await market.takeBackInvitation(this.party, id).catch((cause: unknown) => {
        this.shown = shown;
        throw cause;
      });
      this.said = msg("Repris. Ce lien n’ouvre plus rien.");
    });
    // The button that was pressed is gone with its line.
    await this.updateComplete;
    this.querySelector<HTMLButtonElement>("button.make")?.focus();
  }

  async #copy(invitation: StaffInvitation): Promise<void> {
    try {
      await navigator.clipboard.writeText(linkOf(invitation));
      this.said = msg("Copié.");
    } catch {
      // Some browsers refuse the clipboard: the link is selected, a person copies it.
      this.querySelector<HTMLInputElement>(".invite-link")?.select();
    }
  }

  protected override render(): TemplateResult {
    return html`<section class="panel pad stack team">
      <h2>${msg("Inviter quelqu’un")}</h2>
      <p>
        ${msg("Un lien donne une place à ce bureau, une fois, pendant sept jours. Chaque personne y vient avec sa propre clé d’accès. Qui a le lien peut entrer : donnez-le de la main à la main.")}
      </p>
      ${
        this.#open.length === 0
          ? nothing
          : html`<ul class="staff" aria-label=${msg("Liens que personne n’a encore pris")}>
              ${this.#open.map((invitation) => this.#line(invitation))}
            </ul>`
      }
      <div class="stack-s">
        <p>
          <button
            class="btn ${this.#open.length === 0 ? "main" : "line"} make"
            ?disabled=${this.busy}
            aria-busy=${this.busy ? "true" : nothing}
            @click=${() => void this.#invite()}
          >
            ${icon("link")}${this.#open.length === 0 ? msg("Faire un lien d’invitation") : msg("Faire un autre lien")}
          </button>
        </p>
        <div role="status">
          ${this.said === "" ? nothing : html`<p class="note ok compact">${icon("check-circle")}<span>${this.said}</span></p>`}
        </div>
        ${
          this.problem === ""
            ? nothing
            : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
        }
      </div>
    </section>`;
  }

  #line(invitation: StaffInvitation): TemplateResult {
    const made = momentText(invitation.madeAt);
    const isShown = invitation.secret === this.shown;
    return html`<li class="stack-s">
      <div class="row between">
        <span class="grow"
          ><b>${msg(str`Lien du ${made}`)}</b>
          <small class="muted">${msg(str`vaut jusqu’au ${momentText(invitation.until)}`)}</small></span
        >
        <span class="row tight">
          <button
            type="button"
            class="btn quiet s"
            aria-expanded=${isShown ? "true" : "false"}
            aria-label=${isShown ? msg(str`Cacher le lien du ${made}`) : msg(str`Montrer le lien du ${made}`)}
            @click=${() => (this.shown = isShown ? "" : invitation.secret)}
          >
            ${isShown ? msg("Cacher") : msg("Montrer")}
          </button>
          <button
            type="button"
            class="btn quiet s danger"
            ?disabled=${this.busy}
            aria-label=${msg(str`Reprendre le lien du ${made}`)}
            @click=${() => void this.#takeBack(invitation)}
          >
            ${msg("Reprendre")}
          </button>
        </span>
      </div>
      ${
        isShown
          ? html`<div class="invite">
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
                  ><input class="input mono invite-link" readonly .value=${linkOf(invitation)}
                /></label>
                <p>
                  <button class="btn line" @click=${() => void this.#copy(invitation)}>
                    ${icon("copy")}${msg("Copier")}
                  </button>
                </p>
                <p class="hint">${msg("Faites-en un par personne.")}</p>
              </div>
            </div>`
          : nothing
      }
    </li>`;
  }
}

function linkOf({ secret }: StaffInvitation): string {
  return `${location.origin}/join#${secret}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-staff-invitations": StaffInvitations;
  }
}
