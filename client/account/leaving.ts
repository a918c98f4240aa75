import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market, Watch } from "../market.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import { forgetMarks } from "./device-marks.ts";
import { failureText } from "./failure-words.ts";
import { confirmCode } from "./unconfirmed-code.ts";

/** Taking everything along, going out, and deleting the account. */
@customElement("sp-leaving")
export class Leaving extends LightElement {
  readonly session = new Watch(this, "session");
  readonly orders = new Watch(this, "orders");
  readonly outbox = new Watch(this, "outbox");
  @state() private busy: string | null = null;
  @state() private failure: string | null = null;

  async #run(what: string, work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.busy = null;
    }
  }

  #export(): Promise<void> {
    return this.#run(msg("Ouverture de tout ce qui est à vous…"), async () => {
      const text = await market.exportEverything();
      const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = `${instance.id}-${new Date().toISOString().slice(0, 10)}.json`;
      link.click();
      // The download has its own reference by the next task.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }

  #signOut(force: boolean): Promise<void> {
    return this.#run(msg("Fermeture…"), async () => {
      try {
        await market.signOut(force ? { force } : {});
        confirmCode();
        forgetMarks();
      } catch (thrown) {
        if (force || failureCode(thrown) !== "session/outbox-waiting") throw thrown;
        this.querySelector<ConfirmDialog>("#leave-waiting")?.ask();
      }
    });
  }

  #delete(): Promise<void> {
    return this.#run(msg("Effacement…"), async () => {
      await market.deleteAccount();
      confirmCode();
      forgetMarks();
    });
  }

  #whatGoes(): TemplateResult {
    const orders = this.orders.value?.length ?? 0;
    const desks = this.session.value?.memberships ?? [];
    return html`<p>${msg("S’effacent ici et sur le serveur, sans retour :")}</p>
      <ul>
        <li>
          ${orders === 1 ? msg("votre commande et ses messages") : msg(str`vos ${orders} commandes et leurs messages`)}
        </li>
        <li>${msg("vos adresses, favoris et panier")}</li>
        <li>${msg("vos clés d’accès ici et votre code de secours")}</li>
        ${desks.map(({ name }) => html`<li>${msg(str`votre place chez ${name}`)}</li>`)}
      </ul>
      <p class="small muted">
        ${msg("Les étals gardent leurs factures, sans votre adresse. Une commande en cours suit son cours.")}
      </p>`;
  }

  protected override render(): TemplateResult {
    const waiting = this.outbox.value?.waiting.length ?? 0;
    return html`<section class="panel pad stack-s" aria-labelledby="leaving-heading">
      <h2 id="leaving-heading">${msg("Emporter, sortir")}</h2>
      <p class="row">
        <button class="btn line s" type="button" ?disabled=${this.busy !== null} @click=${() => void this.#export()}>
          ${icon("download-simple")}${msg("Tout emporter")}
        </button>
        <button
          class="btn line s"
          type="button"
          ?disabled=${this.busy !== null}
          @click=${() => void this.#signOut(false)}
        >
          ${icon("sign-out")}${msg("Sortir de cet appareil")}
        </button>
      </p>
      <p class="small muted">
        ${msg("« Tout emporter » écrit un fichier lisible : adresses, commandes, messages. « Sortir » efface tout de cet appareil, rien du compte.")}
      </p>
      <p>
        <button
          class="btn quiet s danger"
          type="button"
          ?disabled=${this.busy !== null}
          @click=${() => this.querySelector<ConfirmDialog>("#delete-account")?.ask()}
        >
          ${msg("Supprimer mon compte")}
        </button>
      </p>
      <p class="small muted" role="status">
        ${this.busy === null ? nothing : html`<span class="waits">${icon("circle-notch")}${this.busy}</span>`}
      </p>
      ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
      <sp-confirm-dialog
        id="leave-waiting"
        .heading=${msg("Quelque chose n’est pas encore parti")}
        .yes=${msg("Sortir quand même, et le perdre")}
        .no=${msg("Rester jusqu’au départ")}
        .content=${html`<p>
          ${
            waiting === 1
              ? msg("Un envoi attend encore sur cet appareil. Sortir maintenant le perd.")
              : msg(str`${waiting} envois attendent encore sur cet appareil. Sortir maintenant les perd.`)
          }
        </p>`}
        @sp-confirmed=${() => void this.#signOut(true)}
      ></sp-confirm-dialog>
      <sp-confirm-dialog
        id="delete-account"
        .heading=${msg("Supprimer votre compte ?")}
        .yes=${msg("Tout supprimer")}
        .no=${msg("Garder mon compte")}
        .content=${this.#whatGoes()}
        @sp-confirmed=${() => void this.#delete()}
      ></sp-confirm-dialog>
    </section>`;
  }
}
