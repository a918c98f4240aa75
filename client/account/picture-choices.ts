import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { PictureChoice, PicturesView } from "../core/api.ts";
import { numberText, sizeText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";

const budgets = ["none", "some", "all"] as const;

function budgetText(budget: PictureChoice["budget"], offered: PicturesView["offered"]): string {
  if (budget === "none") return msg("Aucune");
  if (budget === "some") return sizeText(5_000_000);
  return offered.bytes === 0 ? msg("Sans limite") : msg(str`Toutes (${sizeText(offered.bytes)})`);
}

function whatItMeans(budget: PictureChoice["budget"]): string {
  if (budget === "none") return msg("Seules les couleurs de chaque image, qui sont dans le catalogue.");
  if (budget === "some") return msg("Les plus récentes d’abord, dans le même ordre pour tout le monde.");
  return msg("Toutes les vignettes du marché, dans le même ordre pour tout le monde.");
}

/** How many pictures this device keeps, and whether item pages show sharp ones by themselves. */
@customElement("sp-picture-choices")
export class PictureChoices extends LightElement {
  readonly pictures = new Watch(this, "pictures");
  @state() private problem = false;

  async #choose(part: Partial<PictureChoice>): Promise<void> {
    const { budget = "some", sharper = false } = this.pictures.value ?? {};
    try {
      await market.choosePictures({ budget, sharper, ...part });
      this.problem = false;
    } catch {
      this.problem = true;
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const pictures = this.pictures.value;
    if (pictures === undefined) return nothing;
    const { budget, sharper, here, offered, sharperPack } = pictures;
    return html`<section class="panel pad stack" aria-labelledby="pictures-heading">
      <h2 id="pictures-heading">${msg("Images")}</h2>
      <p class="small muted">
        ${msg("Elles viennent par paquets, quoi que vous regardiez : personne n’apprend ce qui vous plaît.")}
      </p>
      <div class="stack-s">
        <p class="label" id="budget-label">${msg("Vignettes sur cet appareil")}</p>
        <div class="seg" role="radiogroup" aria-labelledby="budget-label" aria-describedby="budget-means">
          ${budgets.map(
            (choice) =>
              html`<label class=${budget === choice ? "on" : ""}>
                <input
                  type="radio"
                  name="picture-budget"
                  .checked=${budget === choice}
                  @change=${() => void this.#choose({ budget: choice })}
                />
                <span>${budgetText(choice, offered)}</span>
              </label>`,
          )}
        </div>
        <p class="small muted" id="budget-means">${whatItMeans(budget)}</p>
        <p class="small muted" aria-live="polite">${hereText(here, pictures.fetching)}</p>
      </div>
      <label class="check sw"
        ><input
          type="checkbox"
          role="switch"
          class="switch"
          .checked=${sharper}
          @change=${(event: Event) => void this.#choose({ sharper: (event.currentTarget as HTMLInputElement).checked })}
        /><span>${msg("Images nettes dès qu’un article s’ouvre")}</span>
      </label>
      <p class="small muted">${sharperText(sharperPack)}</p>
      ${
        this.problem
          ? html`<p class="small bad-t" role="alert">${msg("Ce choix n’a pas pu être gardé sur cet appareil.")}</p>`
          : nothing
      }
    </section>`;
  }
}

function hereText(here: PicturesView["here"], fetching: boolean): string {
  const count = numberText(here.pictures);
  const said =
    here.pictures === 0 ? msg("Aucune vignette ici.") : msg(str`${count} vignettes ici, ${sizeText(here.bytes)}.`);
  return fetching ? `${said} ${msg("D’autres arrivent…")}` : said;
}

function sharperText(pack: PicturesView["sharperPack"]): string {
  const sentence = msg(
    "Chaque fois vient un paquet d’au moins 32 articles, ou de tous si le marché en montre moins : le serveur apprend que vous regardez l’un d’eux, pas lequel.",
  );
  return pack === null ? sentence : `${sentence} ${msg(str`Environ ${sizeText(pack.bytes)} par paquet.`)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-picture-choices": PictureChoices;
  }
}
