import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ForeignEntry } from "../core/api.ts";
import { numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureText } from "../account/failure-words.ts";
import { market, Watch } from "../market.ts";
import { entryText } from "./trust-words.ts";
import "./trust.css";

/** Longest list that is shown at once. */
const shownMax = 5;

/** Alarms a desk: something was published in its name that none of its devices made. Nothing at all while all is well. */
@customElement("sp-foreign-entries")
export class ForeignEntries extends LightElement {
  @property() party = "";
  @state() private failure: string | null = null;
  readonly foreign = new Watch(this, "foreignEntries", () => this.party);

  async #own(digest: string): Promise<void> {
    this.failure = null;
    try {
      await market.ownEntry(this.party, digest);
    } catch (thrown) {
      this.failure = failureText(thrown);
    }
  }

  #line(entry: ForeignEntry): TemplateResult {
    const number = numberText(entry.index + 1);
    return html`<li class="foreign">
      <span class="grow"
        ><b>${entryText(entry)}</b><br /><span class="small muted"
          >${msg(str`Inscription nº ${number} du journal`)} ·
          <span class="mono">${entry.digest.slice(0, 12)}</span></span
        ></span
      >
      <button class="btn line s" type="button" @click=${() => void this.#own(entry.digest)}>
        ${msg("C’était nous")}<span class="vh"> ${msg(str`Inscription nº ${number} du journal`)}</span>
      </button>
    </li>`;
  }

  protected override render(): unknown {
    const entries = this.foreign.value ?? [];
    if (entries.length === 0) return nothing;
    return html`<section class="refusal" role="alert" aria-labelledby="foreign-heading">
      <div class="refusal-in">
        ${icon("warning-circle-fill")}
        <div class="stack-s grow">
          <h2 class="h3" id="foreign-heading">
            ${msg("Quelqu’un a publié au nom de ce bureau, et aucun de vos appareils ne l’a fait.")}
          </h2>
          <p>
            ${msg("Sa clé est peut-être en d’autres mains. Demandez d’abord à l’équipe ; si personne ne s’en souvient, appelez le bureau du marché.")}
          </p>
          <ul>
            ${entries.slice(-shownMax).map((entry) => this.#line(entry))}
          </ul>
          ${this.failure === null ? nothing : html`<p role="alert">${this.failure}</p>`}
        </div>
      </div>
    </section>`;
  }
}
