import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { TrustView } from "../core/api.ts";
import { dateText, momentText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { trustText } from "./trust-line.ts";
import "./trust.css";

/** The root's first digits in groups, as two people read them to each other. */
const grouped = (root: string): string => root.match(/.{1,4}/g)?.join(" ") ?? root;

/** What this device knows of the market's log, with what can be compared with somebody else's. */
@customElement("sp-log-section")
export class LogSection extends LightElement {
  readonly trust = new Watch(this, "trust");
  @state() private asking = false;

  async #ask(): Promise<void> {
    this.asking = true;
    try {
      await market.checkLog();
    } finally {
      this.asking = false;
    }
  }

  #facts(log: NonNullable<TrustView["log"]>): TemplateResult {
    return html`<dl class="log-facts">
      <dt>${msg("Inscriptions")}</dt>
      <dd>${numberText(log.size)}</dd>
      <dt>${msg("Vérifié")}</dt>
      <dd>${momentText(log.verifiedAt)}</dd>
      <dt>${msg("Empreinte")}</dt>
      <dd class="mono">${grouped(log.root)}</dd>
      ${
        log.witnesses === 0
          ? nothing
          : html`<dt>${msg("Témoins")}</dt>
              <dd>${numberText(log.witnesses)}</dd>`
      }
      ${
        log.releases === 0
          ? nothing
          : html`<dt>${msg("Versions de l’application")}</dt>
              <dd>${numberText(log.releases)}</dd>`
      }
    </dl>`;
  }

  protected override render(): unknown {
    const trust = this.trust.value;
    if (trust === undefined) return nothing;
    return html`<section class="panel pad stack-s" aria-labelledby="log-heading">
      <h2 id="log-heading">${msg("Le journal du marché")}</h2>
      <p class="small muted">
        ${msg("Tout ce qui donne une voix à quelqu’un sur ce marché y est inscrit pour toujours. Cet appareil le relit en entier : personne ne peut vous montrer un autre étal qu’aux autres sans que cela se voie.")}
      </p>
      <p role="status">${trustText(trust)}</p>
      ${trust.log === null ? nothing : this.#facts(trust.log)}
      ${
        trust.renewedOn === null
          ? nothing
          : html`<p class="note warn">
              ${icon("warning")}<span
                >${msg(str`Depuis le ${dateText(trust.renewedOn)}, ce marché tient un autre journal. Demandez pourquoi au bureau du marché.`)}</span
              >
            </p>`
      }
      <p class="row">
        <button class="btn line s" type="button" ?disabled=${this.asking} @click=${() => void this.#ask()}>
          ${icon("arrow-counter-clockwise")}${msg("Vérifier maintenant")}
        </button>
      </p>
    </section>`;
  }
}
