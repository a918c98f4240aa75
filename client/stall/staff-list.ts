import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ConfirmDialog } from "../account/confirm-dialog.ts";
import "../account/confirm-dialog.ts";
import type { StaffMember } from "../core/api.ts";
import { dateText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { Refused } from "./refused.ts";
import { isSharedDesk } from "./shared-desk.ts";

const nameLengthMax = 40;

/** Who sits at a desk: one's own name, the others', and the way to remove somebody. */
@customElement("sp-staff-list")
export class StaffList extends LightElement {
  @property({ attribute: false }) party = "";
  /** A steward's desk, whose key the market names. */
  @property({ type: Boolean }) steward = false;
  @state() private replaceKey = true;
  @state() private leaving: StaffMember | null = null;
  @state() private busy = "";
  @state() private said = "";
  readonly #refused = new Refused(this, () => this.party);
  readonly stall = new Watch(this, "stall", () => this.party);
  readonly #isShared = new Task(this, {
    task: async ([kind, name]) => kind === undefined || name === undefined || (await isSharedDesk({ kind, name })),
    args: () => [this.stall.value?.party.kind, this.stall.value?.party.name] as const,
  });

  async #rename(name: string): Promise<void> {
    try {
      await market.nameSeat(this.party, name);
    } catch (error) {
      this.#refused.by(error);
    }
  }

  async #ask(member: StaffMember): Promise<void> {
    this.leaving = member;
    await this.updateComplete;
    this.querySelector<ConfirmDialog>("sp-confirm-dialog")?.ask();
  }

  async #remove(): Promise<void> {
    const { leaving } = this;
    if (leaving === null || this.busy !== "") return;
    const name = this.#nameOf(leaving);
    this.busy = msg(str`${name} quitte le bureau : tout passe sous d’autres clés…`);
    this.#refused.clear();
    this.said = "";
    try {
      const replaceKey = this.replaceKey && !this.steward;
      await market.removeStaff(this.party, leaving.id, { replaceKey });
      this.said = replaceKey
        ? msg(str`${name} n’a plus de place ici, et ne peut plus parler en votre nom. Imprimez l’affiche à nouveau.`)
        : msg(str`${name} n’a plus de place ici. Les clés du bureau ont changé.`);
    } catch (error) {
      this.#refused.by(error);
    } finally {
      this.busy = "";
    }
  }

  #nameOf(member: StaffMember): string {
    return staffNames(this.stall.value?.staff ?? []).get(member.id) ?? nameOf(member);
  }

  protected override render(): TemplateResult {
    const staff = this.stall.value?.staff ?? [];
    const own = staff.find((member) => member.own);
    return html`<section class="panel pad stack team">
      <h2>${msg("Qui est à ce bureau")}</h2>
      <label class="field">
        <span class="label">${msg("Comment l’équipe vous appelle")}</span>
        <input
          class="input"
          maxlength=${nameLengthMax}
          autocomplete="off"
          placeholder=${msg("Un prénom suffit")}
          aria-description=${msg("Lu par votre équipe seule, jamais par les clients ni par ce site.")}
          .value=${own?.name ?? ""}
          @change=${(event: Event) => void this.#rename((event.currentTarget as HTMLInputElement).value)}
        />
        <span class="hint" aria-hidden="true"
          >${msg("Lu par votre équipe seule, jamais par les clients ni par ce site.")}</span
        >
      </label>
      <ul class="staff">
        ${staff.map((member) => this.#member(member))}
      </ul>
      ${
        new Set(staff.map(nameOf)).size < staff.length
          ? html`<p class="hint">
              ${msg("Pour les distinguer : chacun lit son numéro sur son propre appareil, à côté de « vous ».")}
            </p>`
          : nothing
      }
      <div aria-live="polite">
        ${this.busy === "" ? nothing : html`<p class="small muted">${this.busy}</p>`}
        ${this.said === "" ? nothing : html`<p class="note ok compact">${icon("check-circle")}<span>${this.said}</span></p>`}
        ${this.#refused.note(msg("La clé d’avant est remplacée : vous pouvez recommencer."))}
      </div>
      ${
        this.stall.value !== undefined && this.#isShared.value === true
          ? html`<p class="hint">
              ${msg("Dans la démonstration, la place est à tout le monde : personne n’en est retiré.")}
            </p>`
          : nothing
      }
      <sp-confirm-dialog
        id="remove-staff"
        .heading=${this.leaving === null ? "" : msg(str`Retirer ${this.#nameOf(this.leaving)} ?`)}
        .yes=${msg("Retirer et changer les clés")}
        .content=${html`<div class="stack-s">
          <p>${msg("Ses appareils perdent ce bureau aussitôt qu’ils l’apprennent. Les autres suivent d’eux-mêmes.")}</p>
          <p class="small">${msg("Ce que cette personne a déjà lu, ou copié, elle le garde.")}</p>
          ${
            this.steward
              ? nothing
              : html`<label class="check">
                    <input
                      type="checkbox"
                      .checked=${this.replaceKey}
                      @change=${(event: Event) => (this.replaceKey = (event.currentTarget as HTMLInputElement).checked)}
                    />
                    <span>${msg("Remplacer aussi la clé par laquelle ce bureau parle")}</span>
                  </label>
                  <p class="hint">
                    ${msg("Sinon, qui en a gardé une copie pourrait encore publier en votre nom. Les huit mots changent ; commandes et favoris suivent.")}
                  </p>`
          }
        </div>`}
        @sp-confirmed=${() => void this.#remove()}
      ></sp-confirm-dialog>
    </section>`;
  }

  #member(member: StaffMember): TemplateResult {
    return html`<li class="row between">
      <span class="grow"
        ><b>${this.#nameOf(member)}</b> ${member.own ? html`<span class="tag">${msg("vous")}</span>` : nothing}
        <small class="muted">${msg(str`depuis le ${dateText(member.joinedOn)}`)}</small></span
      >
      ${
        member.own || this.#isShared.value !== false
          ? nothing
          : html`<button
              type="button"
              class="btn quiet s danger"
              ?disabled=${this.busy !== ""}
              aria-label=${msg(str`Retirer ${this.#nameOf(member)}`)}
              @click=${() => void this.#ask(member)}
            >
              ${msg("Retirer…")}
            </button>`
      }
    </li>`;
  }
}

function nameOf({ name }: StaffMember): string {
  return name === "" ? msg("Sans nom") : name;
}

/** What each is called, by id: those who are called the same are numbered, as on every device of the desk. */
export function staffNames(staff: readonly StaffMember[]): ReadonlyMap<string, string> {
  return new Map(
    staff.map((member) => {
      const same = staff.filter((other) => nameOf(other) === nameOf(member));
      return [member.id, same.length === 1 ? nameOf(member) : `${nameOf(member)} (${same.indexOf(member) + 1})`];
    }),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-staff-list": StaffList;
  }
}
