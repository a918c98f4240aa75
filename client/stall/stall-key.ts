import { msg } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ConfirmDialog } from "../account/confirm-dialog.ts";
import "../account/confirm-dialog.ts";
import "../design/elements/fingerprint.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { keyChangeNote } from "../trust/key-notes.ts";
import { Refused } from "./refused.ts";
import { isSharedDesk } from "./shared-desk.ts";

/** The key by which a desk speaks, in words, and the way to replace it. Not for stewards: the market names theirs. */
@customElement("sp-stall-key")
export class StallKey extends LightElement {
  @property({ attribute: false }) party = "";
  @state() private busy = false;
  @state() private done = false;
  readonly #refused = new Refused(this, () => this.party);
  readonly stall = new Watch(this, "stall", () => this.party);
  readonly catalogue = new Watch(this, "catalogue");
  readonly #view = new Task(this, {
    task: async ([party]) => market.party(party),
    args: () => [this.party, this.catalogue.value?.version] as const,
  });
  readonly #isShared = new Task(this, {
    task: async ([kind, name]) => kind === undefined || name === undefined || (await isSharedDesk({ kind, name })),
    args: () => [this.stall.value?.party.kind, this.stall.value?.party.name] as const,
  });

  async #replace(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#refused.clear();
    this.done = false;
    try {
      await market.replaceKey(this.party);
      this.done = true;
    } catch (error) {
      this.#refused.by(error);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const view = this.#view.value;
    const { fingerprint } = this.stall.value ?? {};
    return html`<section class="panel pad stack team" aria-labelledby="stall-key-heading">
      <h2 id="stall-key-heading">${msg("La clé de ce bureau")}</h2>
      <p>
        ${msg("Tout ce qui se publie ici est signé de cette clé. Ses huit mots sont sur l’affiche : c’est à eux que les clients vous reconnaissent.")}
      </p>
      <sp-fingerprint .fingerprint=${fingerprint}></sp-fingerprint>
      ${view ? keyChangeNote(view) : nothing}
      <div aria-live="polite">
        ${this.busy ? html`<p class="small muted">${msg("Une nouvelle clé est faite, et l’ancienne la désigne…")}</p>` : nothing}
        ${
          this.done
            ? html`<p class="note ok compact">
                ${icon("check-circle")}<span
                  >${msg("La clé est remplacée. Les commandes en cours continuent ; imprimez l’affiche à nouveau.")}</span
                >
              </p>`
            : nothing
        }
        ${this.#refused.note(msg("La clé d’avant est remplacée : vous pouvez recommencer."))}
      </div>
      ${
        // It stands there before it is known: what comes later would move what is pressed below.
        this.#isShared.value !== true
          ? html`<p>
              <button
                class="btn line"
                type="button"
                ?disabled=${this.busy || this.#isShared.value === undefined}
                @click=${() => this.querySelector<ConfirmDialog>("sp-confirm-dialog")?.ask()}
              >
                ${icon("key")}${msg("Remplacer la clé…")}
              </button>
            </p>`
          : nothing
      }
      <sp-confirm-dialog
        id="replace-key"
        .heading=${msg("Remplacer la clé de ce bureau ?")}
        .yes=${msg("Remplacer la clé")}
        .content=${html`<p>
            ${msg("À faire si quelqu’un peut l’avoir copiée : un appareil perdu, une personne partie. L’ancienne clé ne pourra plus rien publier.")}
          </p>
          <p class="small">
            ${msg("Les commandes en cours, les paniers et les favoris suivent d’eux-mêmes. Les huit mots changent, et l’affiche avec eux.")}
          </p>`}
        @sp-confirmed=${() => void this.#replace()}
      ></sp-confirm-dialog>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-stall-key": StallKey;
  }
}
