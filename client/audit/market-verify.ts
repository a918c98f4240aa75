import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { failureText } from "../account/failure-words.ts";
import type { PartyView } from "../core/api.ts";
import type { MarketCheck } from "../core/audit/audit-views.ts";
import "../design/elements/ribbon.ts";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import "../trust/trust-line.ts";
import { entriesReadText, filesText, noneWitnessedText, witnessedText } from "./counts.ts";
import { verdict } from "./verdict.ts";

/** Verifying without believing the market: its log, its witnesses, a stall's key, its program, checked in this page. */
@customElement("sp-market-verify")
export class MarketVerify extends LightElement {
  /** The stall of the order that is followed; "" for none. */
  @property() party = "";
  @state() private check: MarketCheck | null = null;
  @state() private stall: PartyView | null = null;
  @state() private busy = false;
  @state() private failure: { readonly code: string; readonly text: string } | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("party")) this.check = null;
  }

  async #run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.check = null;
    try {
      this.stall = this.party === "" ? null : await market.party(this.party);
      this.check = await market.checkMarket(this.party || null);
    } catch (thrown) {
      this.failure = { code: failureCode(thrown), text: failureText(thrown) };
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    return html`<p class="text">
        ${msg("Le marché tient un journal public où rien ne s’efface. Ce bouton le relit en entier, de la première entrée à la dernière, et recalcule sa signature sur cet appareil.")}
      </p>
      <sp-trust-line></sp-trust-line>
      <p class="no-print">
        <button class="btn main" type="button" ?disabled=${this.busy} @click=${() => void this.#run()}>
          ${icon("seal-check")}${this.busy ? msg("Lecture du journal…") : msg("Vérifier maintenant")}
        </button>
      </p>
      <div aria-live="polite">
        ${this.failure === null ? nothing : this.#failed(this.failure)}
        ${this.check === null ? nothing : this.#result(this.check)}
      </div>
      ${this.#elsewhere()}`;
  }

  /** A network that is away is no finding; a signature that is wrong is one. */
  #failed({ code, text }: { readonly code: string; readonly text: string }): TemplateResult {
    if (!/^(log|note|checkpoint|signature|statement|audit|tiles?|log-entry)\//.test(code)) {
      return html`<p class="note warn" role="alert">${icon("warning")}<span>${text}</span></p>`;
    }
    return html`<p class="note bad" role="alert">
      ${icon("warning-circle-fill")}<span
        >${msg("La vérification a échoué : ce que le serveur montre n’est pas ce qu’il signe.")}
        <code>${code}</code></span
      >
    </p>`;
  }

  #result({ log, stall, release }: MarketCheck): TemplateResult {
    const witnesses =
      log.witnessesAsked === 0
        ? msg("Ce marché n’a pas encore de témoins : personne d’autre ne signe son journal.")
        : log.witnessedAt === null
          ? noneWitnessedText(log.witnessesAsked)
          : witnessedText(log.witnessesSigned, log.witnessesAsked, momentText(log.witnessedAt));
    return html`<ul class="verdicts three">
      ${
        stall === null || this.stall === null
          ? nothing
          : verdict(
              stall.inLog,
              msg(str`La clé de ${this.stall.party.name} est celle du journal`),
              html`<span lang=${instance.words} translate="no">${this.stall.fingerprint.words.join(" ")}</span>
                <br />${msg("Comparez ces mots avec l’affiche de l’étal.")}`,
            )
      }
      ${verdict(
        true,
        msg("Le journal public est celui qui est signé"),
        html`${entriesReadText(log.size)} <code>${log.root}</code>. ${witnesses}`,
      )}
      ${
        release === null
          ? verdict(false, msg("Le serveur ne dit pas quel programme il sert"), msg("Il n’a publié aucune version."))
          : verdict(
              release.inLog,
              msg("Le programme servi est celui qui est publié au journal"),
              html`${msg(str`version ${release.version}`)},
              ${filesText(release.files)}${
                release.commit === null
                  ? nothing
                  : html`, <code title=${release.commit}>${release.commit.slice(0, 12)}</code>`
              }`,
            )
      }
    </ul>`;
  }

  #elsewhere(): TemplateResult {
    return html`<div class="panel pad stack-s text">
      <h3>${msg("Depuis un autre ordinateur")}</h3>
      <p>
        ${msg("Une page ne peut pas se vérifier elle-même. Avec le code public du marché, une commande compare chaque fichier servi au journal, puis aux sources :")}
      </p>
      <p><code class="command">npm run verify -- ${location.origin}</code></p>
      ${this.#witnesses()}
    </div>`;
  }

  /** Each witness says what it has seen of this market, the program too where it is a market itself, to whoever asks it. */
  #witnesses(): unknown {
    const asked = instance.witnesses?.asked ?? [];
    if (asked.length === 0) return nothing;
    return html`<p>${msg("Les témoins du journal disent, à leur propre adresse, ce qu’ils ont vu de ce marché :")}</p>
      <ul>
        ${asked.map(({ url }) => html`<li><a href=${url} rel="noreferrer noopener" target="_blank">${url}</a></li>`)}
      </ul>`;
  }
}
