import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { StallView } from "../core/api.ts";
import { art } from "../design/art.ts";
import { printOf } from "../design/catalogue-facts.ts";
import "../design/elements/ribbon.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { drawScanCode } from "../design/scan-code.ts";
import { instance } from "../instance.ts";
import { printOnly, PrintsOnly } from "../orders/print-only.ts";
import { brand } from "../shell/brand.ts";
import { posterLink } from "./poster-link.ts";
import { posterWords } from "./poster-words.ts";
import "./poster.css";

type PaperSize = "a4" | "a5";

/** Pixels of the code's side: sharp at eight centimetres on a printer of 600 dots an inch. */
const codePixels = 2048;

/** A stall's poster, to print: name, trade, the key's ribbon, its eight words, and a code that leads to the stall. */
@customElement("sp-poster")
export class Poster extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @state() private size: PaperSize = "a4";
  readonly printing = new PrintsOnly(this, "poster");
  get #link(): string {
    return posterLink(location.origin, this.party, this.stall.fingerprint);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    drawScanCode(this.querySelector("canvas"), this.#link);
  }

  protected override render(): TemplateResult {
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Affiche")}</h1>
          <p class="muted small">
            ${msg("Pour le marché, la vitrine, le comptoir : qui la scanne arrive à votre étal et peut en comparer la marque.")}
          </p>
        </div>
        <div class="desk-t">
          <a class="btn line s" href="/desk/${this.party}/page">${icon("arrow-left")}${msg("Page")}</a>
          <button class="btn main" type="button" @click=${() => printOnly("poster")}>
            ${icon("printer")}${msg("Imprimer")}
          </button>
        </div>
      </header>
      ${
        this.stall.accreditation?.status === "accredited"
          ? nothing
          : html`<p class="note warn">
              ${icon("hourglass-medium")}<span
                >${msg("Votre étal n’est pas encore admis : l’affiche mènera à une page vide d’ici là.")}</span
              >
            </p>`
      }
      <fieldset class="plain poster-size">
        <legend class="label">${msg("Papier")}</legend>
        ${this.#sizeChoice("a4", msg("A4, au mur"))} ${this.#sizeChoice("a5", msg("A5, au comptoir"))}
      </fieldset>
      <div class="poster-view">${this.#sheet()}</div>`;
  }

  #sizeChoice(size: PaperSize, label: string): TemplateResult {
    return html`<label class="check"
      ><input
        type="radio"
        name="poster-size"
        .checked=${this.size === size}
        @change=${() => {
          this.size = size;
        }}
      />${label}</label
    >`;
  }

  /** The sheet as it leaves the printer. All its measures are parts of its width, so that both sizes look alike. */
  #sheet(): TemplateResult {
    const { party, fingerprint } = this.stall;
    const { print, paper } = printOf(party.category);
    const [first = "fr"] = instance.languages;
    const trade = party.trade[first] ?? Object.values(party.trade)[0] ?? "";
    const spoken = instance.languages.flatMap((language) => {
      const words = posterWords(language);
      return words === null ? [] : [{ language, words }];
    });
    return html`<article
      class="poster ${this.size} ${party.name.length > 24 ? "long" : ""}"
      aria-label=${msg("Aperçu de l’affiche")}
    >
      <div class="poster-in wa-light">
        <sp-ribbon .stripes=${fingerprint.stripes} size="fat"></sp-ribbon>
        <header class="poster-head">
          <div>
            <h2>${party.name}</h2>
            <p class="voice">${trade}</p>
            ${party.place === undefined ? nothing : html`<p class="poster-place">${party.place.street}, ${party.place.town}</p>`}
          </div>
          <span class="print paper-${paper}">${art(print)}</span>
        </header>
        <div class="poster-code">
          <canvas
            width=${codePixels}
            height=${codePixels}
            role="img"
            aria-label=${msg("Code à scanner, qui mène à votre étal")}
          ></canvas>
          <ul class="poster-say">
            ${spoken.map(({ language, words }) => html`<li lang=${language}>${words.invitation}</li>`)}
          </ul>
        </div>
        <section class="poster-mark">
          <ol translate="no" lang=${instance.words}>
            ${fingerprint.words.map((word) => html`<li>${word}</li>`)}
          </ol>
          <ul>
            ${spoken.map(({ language, words }) => html`<li lang=${language}>${words.mark}</li>`)}
          </ul>
        </section>
        <footer class="poster-foot">
          ${brand()}
          <p>${location.host}</p>
        </footer>
      </div>
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-poster": Poster;
  }
}
