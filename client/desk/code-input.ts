import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { wordListOf } from "../core/words/words.ts";
import { readCode, withCompletion } from "../courier/code-words.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { mayScan } from "../scanner/code-scanner.ts";
import { instance } from "../instance.ts";

/**
 * Where the three words that a customer says are typed, completed from the instance's list: checked on the device,
 * with no network. Fires `change` whenever `words` changed; `words` has three entries once the code is complete, and then
 * Enter fires `sp-enter`.
 */
@customElement("sp-code-input")
export class CodeInput extends LightElement {
  @property() label = "";
  /** Said under the field in place of the hint: that the code was wrong. */
  @property() error = "";
  @state() private text = "";

  /** The words that are complete. */
  get words(): readonly string[] {
    return readCode(this.text, wordListOf(instance.words)).words;
  }

  /** Empties the field. Nobody typed, so no event is fired: an error that stands under it stays. */
  clear(): void {
    this.text = "";
  }

  #set(text: string): void {
    this.text = text;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #take(word: string): void {
    this.#set(withCompletion(readCode(this.text, wordListOf(instance.words)), word));
    this.querySelector("input")?.focus();
  }

  /** The code that a customer shows holds the same three words. */
  readonly #scanned = (text: string): string | null => {
    const words = text.split(" ");
    const reading = readCode(text, wordListOf(instance.words));
    if (words.length !== 3 || reading.words.join(" ") !== text) return msg("Ce code n’est pas un code de remise.");
    this.#set(text);
    return null;
  };

  protected override render(): TemplateResult {
    const reading = readCode(this.text, wordListOf(instance.words));
    const hint = this.error !== "" ? this.error : reading.unknown ? msg("Ce mot n’est pas dans la liste.") : null;
    return html`<div class="codebox">
      <label class="label" for="handover-code">${this.label}</label>
      <input
        id="handover-code"
        class="input"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder=${msg("trois mots")}
        aria-describedby="handover-hint"
        aria-invalid=${hint === null ? nothing : "true"}
        .value=${this.text}
        @input=${(event: Event) => this.#set((event.currentTarget as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && this.words.length === 3) this.dispatchEvent(new Event("sp-enter"));
        }}
      />
      ${
        mayScan()
          ? html`<button
                type="button"
                class="btn quiet s"
                @click=${() => void this.querySelector("sp-code-scanner")?.open()}
              >
                ${icon("qr-code")}${msg("Scanner le code")}
              </button>
              <sp-code-scanner .heading=${msg("Scanner le code")} .take=${this.#scanned}></sp-code-scanner>`
          : nothing
      }
      <div class="code-next" role="group" aria-label=${msg("Mots possibles")}>
        ${reading.completions.map(
          (word) => html`<button type="button" class="chip" @click=${() => this.#take(word)}>${word}</button>`,
        )}
      </div>
      <p class="hint ${hint === null ? "" : "bad-t"}" id="handover-hint" aria-live="polite">
        ${hint ?? (reading.words.length === 3 ? reading.words.join(" · ") : msg("Vérifié ici, même sans réseau."))}
      </p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-code-input": CodeInput;
  }
}
