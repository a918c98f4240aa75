import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { SessionView } from "../core/api.ts";
import { dayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { createPasskey, passkeysSupported } from "../passkey.ts";
import type { ConfirmDialog } from "./confirm-dialog.ts";
import "./confirm-dialog.ts";
import { failureText } from "./failure-words.ts";
import { passkeyName } from "./sign-in.ts";
import { codeUnconfirmed } from "./unconfirmed-code.ts";

type Wrapper = SessionView["wrappers"][number];

/** The passkeys and the code that open this account: add one, take one away. */
@customElement("sp-ways-in")
export class WaysIn extends LightElement {
  readonly session = new Watch(this, "session");
  @state() private waiting: string | null = null;
  @state() private failure: string | null = null;
  @state() private leaving: Wrapper | null = null;

  async #run(what: string, work: () => Promise<void>): Promise<void> {
    if (this.waiting !== null) return;
    this.waiting = what;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.waiting = null;
    }
  }

  #add(): Promise<void> {
    return this.#run(msg("Votre appareil vous demande confirmation…"), async () => {
      const answer = await createPasskey(await market.passkeyAdditionOptions(), passkeyName());
      this.waiting = msg("Fermeture de vos clés…");
      await market.addPasskey(answer);
    });
  }

  async #ask(wrapper: Wrapper): Promise<void> {
    this.leaving = wrapper;
    await this.updateComplete;
    this.querySelector<ConfirmDialog>("sp-confirm-dialog")?.ask();
  }

  #remove(): void {
    const wrapper = this.leaving;
    if (wrapper === null) return;
    void this.#run(msg("Changement de toutes les clés…"), () => market.removeWrapper(wrapper.id));
  }

  #line(wrapper: Wrapper, number: number, last: boolean): TemplateResult {
    const code = wrapper.kind === "recovery-code";
    const name = code ? msg("Code de secours") : msg(str`Clé d’accès ${number}`);
    const used =
      wrapper.usedOn === wrapper.createdOn
        ? msg(str`depuis le ${dayText(wrapper.createdOn)}`)
        : msg(str`depuis le ${dayText(wrapper.createdOn)}, dernier usage le ${dayText(wrapper.usedOn)}`);
    return html`<li>
      ${icon(code ? "pencil-line" : "fingerprint")}
      <span class="grow"><b>${name}</b><br /><span class="small muted">${used}</span></span>
      ${
        last
          ? nothing
          : html`<button
              class="btn quiet s danger"
              type="button"
              ?disabled=${this.waiting !== null}
              @click=${() => void this.#ask(wrapper)}
            >
              ${msg("Retirer")}<span class="vh">, ${name}</span>
            </button>`
      }
    </li>`;
  }

  protected override render(): TemplateResult {
    const wrappers = [...(this.session.value?.wrappers ?? [])].sort((a, b) => (a.kind < b.kind ? -1 : 1));
    const hasCode = wrappers.some(({ kind }) => kind === "recovery-code");
    let passkeys = 0;
    return html`<section class="panel pad stack-s" aria-labelledby="ways-heading">
      <h2 id="ways-heading">${msg("Mes clés")}</h2>
      <ul class="desks">
        ${wrappers.map((wrapper) => {
          if (wrapper.kind === "passkey") passkeys += 1;
          return this.#line(wrapper, passkeys, wrappers.length === 1);
        })}
      </ul>
      <p class="row">
        ${
          passkeysSupported()
            ? html`<button
                class="btn line s"
                type="button"
                ?disabled=${this.waiting !== null}
                @click=${() => void this.#add()}
              >
                ${icon("plus")}${msg("Ajouter une clé d’accès")}
              </button>`
            : nothing
        }
        <a class="btn line s" href="/me/recovery"
          >${icon("printer")}${hasCode && !codeUnconfirmed() ? msg("Refaire le code de secours") : msg("Faire un code de secours")}</a
        >
      </p>
      <p class="small muted" role="status">
        ${this.waiting === null ? nothing : html`<span class="waits">${icon("circle-notch")}${this.waiting}</span>`}
      </p>
      ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
      <sp-confirm-dialog
        id="remove-way"
        .heading=${this.leaving?.kind === "recovery-code" ? msg("Retirer le code de secours ?") : msg("Retirer cette clé d’accès ?")}
        .yes=${msg("Retirer et changer les clés")}
        .content=${html`<p>
            ${msg("Elle n’ouvrira plus rien. Vos clés sont aussitôt changées, ici et sur vos autres appareils : qui l’aurait copiée n’ouvre rien de neuf.")}
          </p>
          <p class="small muted">${msg("Vos commandes, adresses et messages restent.")}</p>`}
        @sp-confirmed=${() => this.#remove()}
      ></sp-confirm-dialog>
    </section>`;
  }
}
