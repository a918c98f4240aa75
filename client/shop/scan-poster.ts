import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { mayScan } from "../scanner/code-scanner.ts";
import { navigate } from "../shell/navigation.ts";
import { posterTarget } from "../stall/poster-link.ts";

/** Scans a poster in front of one: it leads to the stall whose mark it bears, which says whether it is the same. */
@customElement("sp-scan-poster")
export class ScanPoster extends LightElement {
  readonly #take = (text: string): string | null => {
    const target = posterTarget(text, location.origin);
    if (target === null) return msg("Ce code n’est pas celui d’une affiche de ce marché.");
    navigate(target);
    // The same stall's page stays as it is: told where to look.
    this.closest<LightElement>("sp-stall-page")?.requestUpdate();
    return null;
  };

  protected override render(): TemplateResult | typeof nothing {
    if (!mayScan()) return nothing;
    return html`<p>
        <button class="btn line s" type="button" @click=${() => void this.querySelector("sp-code-scanner")?.open()}>
          ${icon("qr-code")}${msg("Scanner l’affiche")}
        </button>
      </p>
      <sp-code-scanner .heading=${msg("Scanner l’affiche")} .take=${this.#take}></sp-code-scanner>`;
  }
}
