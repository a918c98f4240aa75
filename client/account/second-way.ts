import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { frameDrawn } from "../design/pause.ts";
import { market, Watch } from "../market.ts";
import { createPasskey, passkeysSupported } from "../passkey.ts";
import { failureText } from "./failure-words.ts";
import "./recovery-sheet.ts";
import { passkeyName } from "./sign-in.ts";
import { codeChanged, codeUnconfirmed, heldCode, holdCode } from "./unconfirmed-code.ts";

/** Whether a second way in still has to be made, or written down, before an order may leave. */
export function secondWayMissing(session: { readonly needsSecondWay: boolean }): boolean {
  return session.needsSecondWay || codeUnconfirmed();
}

/**
 * The second way in: a code on paper, or a passkey of a second device. Shows the code that was just made until it is
 * confirmed; fires `sp-second-way` when nothing is missing any more.
 */
@customElement("sp-second-way")
export class SecondWay extends LightElement {
  readonly session = new Watch(this, "session");
  @state() private waiting = false;
  @state() private failure: string | null = null;

  readonly #onCode = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener(codeChanged, this.#onCode);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener(codeChanged, this.#onCode);
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.waiting = false;
    }
  }

  #makeCode(): Promise<void> {
    return this.#run(async () => {
      holdCode(await market.newRecoveryCode());
      await this.updateComplete;
      const field = this.querySelector<HTMLElement>("#code-group");
      field?.focus({ preventScroll: true });
      // Once the sheet above it is drawn, and no further than the field is clear of the bars: it is copied from there.
      await frameDrawn();
      field?.scrollIntoView({ block: "nearest" });
    });
  }

  #addPasskey(): Promise<void> {
    return this.#run(async () => {
      const options = await market.passkeyAdditionOptions();
      await market.addPasskey(await createPasskey(options, passkeyName()));
      this.dispatchEvent(new CustomEvent("sp-second-way", { bubbles: true }));
    });
  }

  #confirmed(): void {
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("sp-second-way", { bubbles: true }));
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.session.value;
    if (session?.state !== "signed-in" || !secondWayMissing(session)) return nothing;
    const code = heldCode();
    if (code !== null) {
      return html`<div class="pk-grid second-way">
        <div class="stack-s">
          <h2>${msg("Notez ce code, une seule fois.")}</h2>
          <p class="muted">
            ${msg("Si cet appareil se perd, ce code rouvre vos commandes et vos adresses. Personne d’autre ne l’a : nous ne pourrons pas vous le redonner.")}
          </p>
        </div>
        <sp-code-to-note .code=${code} @sp-code-confirmed=${() => this.#confirmed()}></sp-code-to-note>
      </div>`;
    }
    const lost = codeUnconfirmed();
    return html`<div class="second-way stack-s">
      <h2>${msg("Au cas où : une seconde entrée")}</h2>
      <p>
        ${
          lost
            ? msg(
                "Votre code de secours n’a pas été confirmé, et il ne peut plus être montré. Faites-en un nouveau : l’ancien ne vaudra plus rien.",
              )
            : msg(
                "Sans elle, un appareil perdu emporterait vos commandes : un code à noter, ou la clé d’accès d’un second appareil.",
              )
        }
      </p>
      <p class="row">
        <button class="btn line" type="button" ?disabled=${this.waiting} @click=${() => void this.#makeCode()}>
          ${icon("pencil-line")}${msg("Recevoir un code à noter")}
        </button>
        ${
          lost || !passkeysSupported()
            ? nothing
            : html`<button
                class="btn quiet s"
                type="button"
                ?disabled=${this.waiting}
                @click=${() => void this.#addPasskey()}
              >
                ${icon("devices")}${msg("Plutôt un second appareil")}
              </button>`
        }
      </p>
      <p class="small muted" role="status">
        ${this.waiting ? html`<span class="waits">${icon("circle-notch")}${msg("Fermeture de vos clés…")}</span>` : nothing}
      </p>
      ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
    </div>`;
  }
}
