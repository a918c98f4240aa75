import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { inTurn } from "../design/turns.ts";
import { language } from "../locales/locale.ts";

/** What may be chosen: values with their texts. */
export type Options = readonly (readonly [string, string])[];

/** The same options each time, made once a language: hundreds of texts, for each of many questions. */
export function keptOptions(make: () => Options): () => Options {
  const made = new Map<string, Options>();
  return () => {
    const options = made.get(language()) ?? make();
    made.set(language(), options);
    return options;
  };
}

const unanswered = "?";

/**
 * One thing of a file that somebody says the meaning of. A file asks many, each with hundreds of answers: they draw in
 * turns, so that the browser may answer in between.
 */
@customElement("sp-import-choice")
export class ImportChoice extends LightElement {
  @property({ attribute: false }) text = "";
  /** What stands small beside it. */
  @property({ attribute: false }) aside = "";
  @property({ attribute: false }) options: () => Options = () => [];
  /** The value that is chosen; null while it waits for one. */
  @property({ attribute: false }) answer: string | null = null;
  /** Called with the value that somebody chooses: the newest function counts, and a new one alone draws nothing. */
  @property({ attribute: false, hasChanged: () => false }) choose: (answer: string) => void = () => undefined;

  protected override scheduleUpdate(): Promise<unknown> | void {
    return inTurn(() => void super.scheduleUpdate());
  }

  protected override render(): TemplateResult {
    const { answer } = this;
    return html`<label class="field import-q ${answer === null ? "err" : ""}">
      <span class="label">${this.text} <span class="optional">${this.aside}</span></span>
      <select
        class="input"
        aria-invalid=${answer === null ? "true" : nothing}
        @change=${(event: Event) => this.choose((event.currentTarget as HTMLSelectElement).value)}
      >
        ${answer === null ? html`<option value=${unanswered} selected disabled>${msg("à choisir")}</option>` : nothing}
        ${this.options().map(
          ([value, text]) => html`<option value=${value} .selected=${value === answer}>${text}</option>`,
        )}
      </select>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-import-choice": ImportChoice;
  }
}
