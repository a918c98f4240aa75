import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Picture } from "../../crypto/protocol/exports.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import "../design/elements/print.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { type Crop, type PictureShape, type PreparedPicture, pictureWorker } from "../picture.ts";
import "./crop-dialog.ts";
import type { Texts } from "./item-form.ts";
import { described, moved, movedText, pictureRefusal } from "./picture-list.ts";

/** A file on its way, or one that did not become a picture. */
interface Coming {
  readonly file: File;
  readonly failure: string | null;
}

/** A photograph that is still open: another part of it can be chosen. */
interface Opened {
  readonly id: number;
  readonly crop: Crop;
}

/** What a removal can be taken back with. */
interface Removed {
  readonly picture: Picture;
  readonly index: number;
}

/**
 * The pictures of an item, or the banner of a stall: add by button or by dropping, cut, put in order by dragging or by
 * buttons, describe, remove and take that back. The first is the one that lists show. Fires `pictures` with the new list.
 */
@customElement("sp-item-pictures")
export class ItemPictures extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) pictures: readonly Picture[] = [];
  @property({ attribute: false }) category = "";
  @property({ attribute: false }) name: Texts = {};
  @property() language = "fr";
  @property() shape: PictureShape = "4:5";
  @property({ type: Number }) max: number = limits.picturesPerItemMax;
  @state() private coming: readonly Coming[] = [];
  @state() private removed: Removed | null = null;
  @state() private said = "";
  @state() private cutting: Picture | null = null;
  @state() private dragged: number | null = null;
  readonly #opened = new Map<string, Opened>();
  #preparing: Promise<void> = Promise.resolve();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const { id } of this.#opened.values()) void pictureWorker().close(id);
    this.#opened.clear();
  }

  /**
   * Resolves when every file that was taken has become a picture or was refused; false when one was refused meanwhile,
   * which its person has not read yet.
   */
  async settled(): Promise<boolean> {
    const refused = (): number => this.coming.filter(({ failure }) => failure !== null).length;
    const before = refused();
    await this.#preparing;
    return refused() === before;
  }

  #change(pictures: readonly Picture[]): void {
    this.pictures = pictures;
    this.dispatchEvent(new CustomEvent("pictures", { detail: pictures }));
  }

  #take(files: readonly File[]): void {
    const room = this.max - this.pictures.length - this.coming.filter(({ failure }) => failure === null).length;
    const taken = files.slice(0, Math.max(0, room));
    this.said =
      taken.length < files.length ? msg(str`${this.max} images au plus : les autres n’ont pas été prises.`) : "";
    this.removed = null;
    this.coming = [...this.coming, ...taken.map((file) => ({ file, failure: null }))];
    // One after the other: a photograph takes much memory while it is open.
    for (const file of taken) this.#preparing = this.#preparing.then(() => this.#prepare(file));
  }

  async #prepare(file: File): Promise<void> {
    // Taken back while it waited.
    if (!this.isConnected || !this.coming.some((one) => one.file === file)) return;
    try {
      const { id, crop, picture } = await pictureWorker().open(file, this.shape);
      const made = await this.#published(picture);
      if (!this.coming.some((one) => one.file === file)) return;
      this.#opened.set(made.digest, { id, crop });
      this.coming = this.coming.filter((one) => one.file !== file);
      if (!this.pictures.some(({ digest }) => digest === made.digest)) this.#change([...this.pictures, made]);
    } catch (error) {
      const failure = pictureRefusal(failureCode(error));
      this.coming = this.coming.map((one) => (one.file === file ? { file, failure } : one));
    }
  }

  async #published({ thumbnail, sharp, placeholder, width, height }: PreparedPicture): Promise<Picture> {
    const digest = await market.addPicture(this.party, { thumbnail, sharp });
    return { digest, placeholder, width, height };
  }

  async #cut(picture: Picture, crop: Crop): Promise<void> {
    const opened = this.#opened.get(picture.digest);
    if (opened === undefined) return;
    try {
      const made = await this.#published(await pictureWorker().cut(opened.id, crop));
      this.#opened.delete(picture.digest);
      this.#opened.set(made.digest, { id: opened.id, crop });
      const next = { ...made, ...(picture.alt && { alt: picture.alt }) };
      this.#change(this.pictures.map((one) => (one.digest === picture.digest ? next : one)));
      this.said = msg("Image recadrée.");
    } catch (error) {
      this.said = pictureRefusal(failureCode(error));
    }
  }

  async #move(from: number, to: number, button?: "earlier" | "later"): Promise<void> {
    if (to < 0 || to >= this.pictures.length || from === to) return;
    this.#change(moved(this.pictures, from, to));
    this.said = movedText(to, this.pictures.length);
    if (button === undefined) return;
    // The picture keeps the focus where it went; at an end, its other button has it.
    await this.updateComplete;
    const figure = this.querySelectorAll(".picture-one")[to];
    const same = figure?.querySelector<HTMLButtonElement>(`[data-move=${button}]`);
    const other = figure?.querySelector<HTMLButtonElement>("[data-move]:not(:disabled)");
    (same?.disabled === false ? same : other)?.focus();
  }

  #remove(index: number): void {
    const picture = this.pictures[index];
    if (picture === undefined) return;
    this.removed = { picture, index };
    this.#change(this.pictures.filter((_, at) => at !== index));
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[data-undo]")?.focus());
  }

  #takeBack({ picture, index }: Removed): void {
    this.removed = null;
    this.#change([...this.pictures.slice(0, index), picture, ...this.pictures.slice(index)]);
  }

  #drop(event: DragEvent, to: number | null): void {
    event.preventDefault();
    event.stopPropagation();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (this.dragged !== null && to !== null) void this.#move(this.dragged, to);
    else if (files.length > 0) this.#take(files);
    this.dragged = null;
  }

  protected override render(): TemplateResult {
    const full = this.pictures.length + this.coming.length >= this.max;
    return html`<div
        class="picture-row ${this.shape === "16:9" ? "wide" : ""}"
        @dragover=${(event: DragEvent) => event.preventDefault()}
        @drop=${(event: DragEvent) => this.#drop(event, null)}
      >
        ${repeat(
          this.pictures,
          ({ digest }) => digest,
          (picture, index) => this.#one(picture, index),
        )}
        ${this.coming.map((one) => this.#comingOne(one))} ${full ? nothing : this.#add()}
      </div>
      ${
        this.removed === null
          ? nothing
          : html`<p class="row tight small">
              ${msg("Image enlevée.")}
              <button
                class="btn quiet s"
                type="button"
                data-undo
                @click=${() => this.removed && this.#takeBack(this.removed)}
              >
                ${icon("arrow-counter-clockwise")}${msg("La remettre")}
              </button>
            </p>`
      }
      <p class="small muted" aria-live="polite">${this.said}</p>
      ${this.#cropDialog()}`;
  }

  #cropDialog(): TemplateResult | typeof nothing {
    const picture = this.cutting;
    const opened = picture === null ? undefined : this.#opened.get(picture.digest);
    if (picture === null || opened === undefined) return nothing;
    return html`<sp-crop-dialog
      .photograph=${opened.id}
      .crop=${opened.crop}
      .shape=${this.shape}
      @cut=${(event: CustomEvent<Crop>) => void this.#cut(picture, event.detail)}
      @closed=${() => (this.cutting = null)}
    ></sp-crop-dialog>`;
  }

  #add(): TemplateResult {
    return html`<label class="picture-add">
      ${icon("camera")}<span>${this.max === 1 ? msg("Ajouter une bannière") : msg("Ajouter des images")}</span>
      <input
        class="vh"
        type="file"
        accept="image/*"
        ?multiple=${this.max > 1}
        @change=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          this.#take([...(input.files ?? [])]);
          input.value = "";
        }}
      />
    </label>`;
  }

  #comingOne({ file, failure }: Coming): TemplateResult {
    return html`<div
      class="picture-coming ${failure === null ? "" : "bad"}"
      role=${failure === null ? "status" : "alert"}
    >
      <p class="small"><b>${file.name}</b></p>
      <p class="small">${failure ?? msg("Se prépare…")}</p>
      ${failure === null ? html`<progress aria-label=${msg(str`Préparation de ${file.name}`)}></progress>` : nothing}
      <button
        class="btn quiet s"
        type="button"
        @click=${() => (this.coming = this.coming.filter((one) => one.file !== file))}
      >
        ${failure === null ? msg("Arrêter") : msg("Compris")}
      </button>
    </div>`;
  }

  #one(picture: Picture, index: number): TemplateResult {
    const last = index === this.pictures.length - 1;
    const place = index + 1;
    const tool = (label: string, name: Parameters<typeof icon>[0], click: () => void, move?: "earlier" | "later") =>
      html`<button
        type="button"
        class="tool"
        data-move=${move ?? nothing}
        ?disabled=${(move === "earlier" && index === 0) || (move === "later" && last)}
        aria-label=${label}
        title=${label}
        @click=${click}
      >
        ${icon(name)}
      </button>`;
    return html`<figure
      class="picture-one ${this.dragged === index ? "dragged" : ""}"
      draggable=${this.pictures.length > 1}
      @dragstart=${() => (this.dragged = index)}
      @dragend=${() => (this.dragged = null)}
      @drop=${(event: DragEvent) => this.#drop(event, index)}
    >
      <sp-print own .item=${{ pictures: [picture], category: this.category, name: this.name }}></sp-print>
      <div class="row tight">
        ${
          this.max === 1
            ? nothing
            : html`${tool(
                msg(str`Avancer l’image ${place}`),
                "arrow-left",
                () => void this.#move(index, index - 1, "earlier"),
                "earlier",
              )}
              ${tool(
                msg(str`Reculer l’image ${place}`),
                "arrow-right",
                () => void this.#move(index, index + 1, "later"),
                "later",
              )}`
        }
        ${
          this.#opened.has(picture.digest)
            ? tool(msg(str`Recadrer l’image ${place}`), "crop", () => (this.cutting = picture))
            : nothing
        }
        ${tool(msg(str`Enlever l’image ${place}`), "trash", () => this.#remove(index))}
      </div>
      <figcaption>
        <label class="field"
          ><span class="label small">${msg(str`Ce qu’on y voit, image ${place}`)}</span
          ><input
            class="input"
            maxlength="200"
            .value=${picture.alt?.[this.language] ?? ""}
            @change=${(event: Event) => {
              const text = (event.currentTarget as HTMLInputElement).value;
              this.#change(this.pictures.map((one, at) => (at === index ? described(one, this.language, text) : one)));
            }}
        /></label>
      </figcaption>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-item-pictures": ItemPictures;
  }
}
