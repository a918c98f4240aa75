import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ItemView, PicturesView } from "../core/api.ts";
import { sizeText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { forgetAddresses } from "../design/pictures.ts";
import { market, Watch } from "../market.ts";

type State = "unknown" | "soft" | "fetching" | "failed" | "sharp";

/**
 * Sharper pictures of an item: a button that says what it costs and what it tells, or, for who has chosen so, at once.
 * Fires `sharper` when they are here.
 */
@customElement("sp-sharper")
export class Sharper extends LightElement {
  @property({ attribute: false }) view!: ItemView;
  readonly pictures = new Watch(this, "pictures");
  @state() private present: State = "unknown";
  #of = "";

  get #digests(): string[] {
    return (this.view.item.pictures ?? []).map(({ digest }) => digest);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const of = this.#digests.join();
    if (this.#of === of) return;
    this.#of = of;
    this.present = "unknown";
    void this.#look(of);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Not as soon as the page opens: first what everybody fetches, then what one person has chosen.
    const { sharper = false, fetching = true } = this.pictures.value ?? {};
    if (sharper && !fetching && this.present === "soft") void this.#bring();
  }

  async #look(of: string): Promise<void> {
    const sharp = await market.arePicturesSharp(this.#digests);
    if (this.#of === of && this.present === "unknown") this.present = sharp ? "sharp" : "soft";
  }

  async #bring(): Promise<void> {
    const of = this.#of;
    this.present = "fetching";
    try {
      await market.sharpenPictures(this.view.key);
      const sharp = await market.arePicturesSharp(this.#digests);
      if (this.#of !== of) return;
      const focused = this.contains(document.activeElement);
      this.present = sharp ? "sharp" : "failed";
      forgetAddresses(this.#digests);
      this.dispatchEvent(new CustomEvent("sharper"));
      await this.updateComplete;
      // The button is gone: whoever pressed it goes on from here.
      if (focused && sharp) this.querySelector<HTMLElement>("[tabindex]")?.focus();
    } catch {
      if (this.#of === of) this.present = "failed";
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const pictures = this.pictures.value;
    if (this.#digests.length === 0 || this.present === "unknown" || !pictures?.sharperPack) return nothing;
    if (this.present === "sharp") {
      return html`<p class="sharper small muted" tabindex="-1" aria-live="polite">
        ${icon("check-circle")}${msg("Images nettes.")}
      </p>`;
    }
    const { bytes, items } = pictures.sharperPack;
    const fetching = this.present === "fetching";
    return html`<div class="sharper">
      <button
        class="btn line s"
        type="button"
        aria-describedby="sharper-why"
        aria-disabled=${fetching}
        @click=${() => (fetching ? undefined : void this.#bring())}
      >
        ${icon("magnifying-glass-plus")}<span
          >${fetching ? msg("Les images arrivent…") : msg(str`Plus net (≈ ${sizeText(bytes)})`)}</span
        >
      </button>
      <p class="small muted" id="sharper-why">
        ${
          this.present === "failed"
            ? html`<span class="bad-t" role="alert"
                >${msg("Les images n’ont pas pu venir. Réessayez plus tard.")}</span
              >`
            : why(items)
        }
      </p>
    </div>`;
  }
}

function why(items: PicturesView["here"]["pictures"]): string {
  return items > 1
    ? msg(str`Viennent ensemble celles de ${items} articles : le serveur ne sait pas lequel vous regardez.`)
    : msg("C’est le seul article du marché qui ait une image.");
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-sharper": Sharper;
  }
}
