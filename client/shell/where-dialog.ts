import "../design/web-awesome.ts";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";

/** By then the page shows what it found with the postcode, in the place of what asked for it. */
const drawnAnewMs = 600;

/** Whoever goes on by keyboard goes on in the page: the place where they were may be gone with what asked. */
function keepFocus(): void {
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
}

/** Asks for a postcode: distances, deliveries and their prices are worked out from it on this device. */
@customElement("sp-where-dialog")
export class WhereDialog extends LightElement {
  readonly catalogue = new Watch(this, "catalogue");
  @state() private open = true;
  @state() private wrong = false;

  hide(): void {
    this.open = false;
  }

  show(): void {
    this.wrong = false;
    this.open = true;
  }

  async #choose(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const typed = (new FormData(event.target as HTMLFormElement).get("postcode") as string).trim();
    const found = instance.postcodes.find(
      ({ postcode, name }) => typed.startsWith(postcode) || name.toLocaleLowerCase() === typed.toLocaleLowerCase(),
    );
    this.wrong = found === undefined;
    if (found === undefined) return;
    await market.setPostcode(found.postcode);
    this.open = false;
  }

  async #forget(): Promise<void> {
    await market.setPostcode(null);
    this.open = false;
  }

  protected override render(): TemplateResult {
    const postcode = this.catalogue.value?.postcode ?? null;
    return html`<wa-dialog
      label=${msg("Où êtes-vous ?")}
      ?open=${this.open}
      light-dismiss
      @wa-after-hide=${(event: Event) => {
        if (event.target !== event.currentTarget) return;
        this.open = false;
        setTimeout(keepFocus, drawnAnewMs);
      }}
    >
      <form class="stack" id="where-form" @submit=${this.#choose}>
        <p>${msg("Le code postal suffit. Il reste sur cet appareil : distances et livraisons s’y calculent.")}</p>
        <div class="field ${this.wrong ? "err" : ""}">
          <label for="where-postcode">${msg("Code postal ou commune")}</label>
          <input
            id="where-postcode"
            name="postcode"
            list="where-places"
            autocomplete="postal-code"
            autofocus
            aria-invalid=${this.wrong}
            aria-describedby="where-hint"
            .value=${postcode ?? ""}
          />
          <datalist id="where-places">
            ${instance.postcodes.map((place) => html`<option value="${place.postcode} ${place.name}"></option>`)}
          </datalist>
          <p class="hint" id="where-hint" aria-live="polite">
            ${this.wrong ? msg("Ce code n’est pas dans la région de ce marché.") : nothing}
          </p>
        </div>
      </form>
      <div class="row" slot="footer">
        ${
          postcode === null
            ? nothing
            : html`<button class="btn quiet" type="button" @click=${this.#forget}>${msg("Oublier")}</button>`
        }
        <button class="btn main" type="submit" form="where-form">${msg("Valider")}</button>
      </div>
    </wa-dialog>`;
  }
}
