import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { languageNames } from "../locales/languages.ts";
import { chooseLanguage, language, locales } from "../locales/locale.ts";
import { brand } from "./brand.ts";

const afterFirstScreenMs = 2_000;

/** The foot of every shop page. */
@customElement("sp-footer")
export class Footer extends LightElement {
  protected override firstUpdated(): void {
    // Below everything else: its part of the script comes when there is nothing better to do.
    setTimeout(() => void import("../trust/trust-line.ts").catch(() => undefined), afterFirstScreenMs);
  }

  protected override render(): TemplateResult {
    return html`<footer class="foot">
      <div class="foot-in">
        <div>
          ${brand()}
          <p>
            ${msg("Un marché tenu par celles et ceux qui produisent, livrent et consomment. Sans but lucratif, en code libre.")}
          </p>
          <sp-trust-line></sp-trust-line>
        </div>
        <nav aria-label=${msg("Pied de page")}>
          <a href="/open-stall">${msg("Ouvrir un étal")}</a>
          <a href="/stalls">${msg("Tous les étals")}</a>
          <a href="/how">${msg("Comment ça me protège ?")}</a>
          <a href="/audit">${msg("Ce que le serveur garde")}</a>
          <a href="/demo">${msg("Démonstration")}</a>
        </nav>
        <p class="foot-lang">
          ${locales.map(
            (locale) =>
              html`<button
                type="button"
                class="linklike"
                lang=${locale}
                aria-current=${locale === language() ? "true" : nothing}
                @click=${() => void chooseLanguage(locale)}
              >
                ${languageNames[locale]}
              </button>`,
          )}
        </p>
      </div>
    </footer>`;
  }
}
