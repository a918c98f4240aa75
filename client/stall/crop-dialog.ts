import { msg } from "@lit/localize";
import type { CropperSelection } from "cropperjs";
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { styleMap } from "lit/directives/style-map.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { type Crop, type PictureShape, pictureWorker } from "../picture.ts";

const ratios: Record<PictureShape, number> = { "4:5": 4 / 5, "1:1": 1, "16:9": 16 / 9 };
/** One press of an arrow moves the frame by this part of the picture. */
const step = 0.02;

interface Shown {
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Chooses which part of an opened photograph is published: the frame is dragged, pulled at its corners, or moved by arrows
 * and made larger or smaller by plus and minus. Fires `cut` with a {@link Crop}, and `closed`.
 */
@customElement("sp-crop-dialog")
export class CropDialog extends LightElement {
  /** Of the picture worker. */
  @property({ attribute: false }) photograph = 0;
  @property({ attribute: false }) crop!: Crop;
  @property() shape: PictureShape = "4:5";
  @state() private shown: Shown | null = null;
  @state() private gone = false;
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  @query("cropper-selection") private readonly selection!: CropperSelection | null;
  @query(".crop-stage") private readonly stage!: HTMLElement | null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.shown !== null) URL.revokeObjectURL(this.shown.address);
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.dialog.showModal();
    this.#open().catch(() => {
      this.gone = true;
    });
  }

  async #open(): Promise<void> {
    const [blob] = await Promise.all([pictureWorker().preview(this.photograph), import("cropperjs")]);
    if (blob === null) {
      this.gone = true;
      return;
    }
    const address = URL.createObjectURL(blob);
    const image = new Image();
    image.src = address;
    await image.decode();
    this.shown = { address, width: image.naturalWidth, height: image.naturalHeight };
    await this.updateComplete;
    const { selection, stage } = this;
    if (selection === null || stage === null) return;
    const { clientWidth: width, clientHeight: height } = stage;
    const { crop } = this;
    selection.$change(
      crop.x * width,
      crop.y * height,
      crop.width * width,
      crop.height * height,
      ratios[this.shape],
      true,
    );
    stage.focus();
  }

  /** The frame stays inside the picture. */
  #keepInside(event: Event): void {
    const { stage } = this;
    if (stage === null) return;
    const { x, y, width, height } = (event as CustomEvent<{ x: number; y: number; width: number; height: number }>)
      .detail;
    const slack = 0.5;
    const inside =
      x >= -slack && y >= -slack && x + width <= stage.clientWidth + slack && y + height <= stage.clientHeight + slack;
    if (!inside || width < 32) event.preventDefault();
  }

  #zoom(factor: number): void {
    const { selection, stage } = this;
    if (selection === null || stage === null) return;
    const [limitX, limitY] = [stage.clientWidth / selection.width, stage.clientHeight / selection.height];
    const scale = Math.min(factor, limitX, limitY);
    const [width, height] = [selection.width * scale, selection.height * scale];
    const within = (from: number, size: number, whole: number): number => Math.max(0, Math.min(from, whole - size));
    const x = within(selection.x - (width - selection.width) / 2, width, stage.clientWidth);
    const y = within(selection.y - (height - selection.height) / 2, height, stage.clientHeight);
    selection.$change(x, y, width, height, ratios[this.shape]);
  }

  #key(event: KeyboardEvent): void {
    const { selection, stage } = this;
    if (selection === null || stage === null) return;
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[event.key];
    if (move !== undefined) selection.$move(move[0] * stage.clientWidth, move[1] * stage.clientHeight);
    else if (event.key === "+") this.#zoom(1.1);
    else if (event.key === "-") this.#zoom(1 / 1.1);
    else return;
    event.preventDefault();
  }

  #cut(): void {
    const { selection, stage } = this;
    if (selection === null || stage === null) return;
    const part = (value: number, whole: number): number => Math.max(0, Math.min(1, value / whole));
    const [x, y] = [part(selection.x, stage.clientWidth), part(selection.y, stage.clientHeight)];
    const crop: Crop = {
      x,
      y,
      width: Math.min(1 - x, part(selection.width, stage.clientWidth)),
      height: Math.min(1 - y, part(selection.height, stage.clientHeight)),
    };
    this.dispatchEvent(new CustomEvent("cut", { detail: crop }));
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    return html`<dialog
      class="crop-dialog"
      aria-labelledby="crop-heading"
      @close=${() => this.dispatchEvent(new CustomEvent("closed"))}
    >
      <div class="stack">
        <h2 id="crop-heading">${msg("Recadrer l’image")}</h2>
        ${this.#stageOrWords()}
        <div class="row tight">
          <button
            class="btn quiet s"
            type="button"
            ?disabled=${this.shown === null}
            @click=${() => this.#zoom(1 / 1.15)}
          >
            ${icon("minus")}${msg("Cadre plus petit")}
          </button>
          <button class="btn quiet s" type="button" ?disabled=${this.shown === null} @click=${() => this.#zoom(1.15)}>
            ${icon("plus")}${msg("Cadre plus grand")}
          </button>
        </div>
        <p class="row">
          <button class="btn line" type="button" @click=${() => this.dialog.close()}>${msg("Ne rien changer")}</button>
          <button class="btn main" type="button" ?disabled=${this.shown === null} @click=${() => this.#cut()}>
            ${icon("crop")}${msg("Recadrer")}
          </button>
        </p>
      </div>
    </dialog>`;
  }

  #stageOrWords(): TemplateResult {
    if (this.gone) {
      return html`<p>${msg("La photo n’est plus ouverte : ajoutez-la encore une fois pour la recadrer.")}</p>`;
    }
    const { shown } = this;
    if (shown === null) return html`<p class="muted" aria-live="polite">${msg("La photo s’ouvre…")}</p>`;
    return html`<div
        class="crop-stage"
        tabindex="0"
        role="application"
        aria-label=${msg("Cadre")}
        aria-describedby="crop-keys"
        style=${styleMap({ "aspect-ratio": `${shown.width} / ${shown.height}`, "--crop-ratio": `${shown.width / shown.height}` })}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
      >
        <cropper-canvas>
          <cropper-image src=${shown.address} alt="" initial-center-size="contain"></cropper-image>
          <cropper-shade hidden></cropper-shade>
          <cropper-selection
            aspect-ratio=${ratios[this.shape]}
            movable
            resizable
            outlined
            @change=${(event: Event) => this.#keepInside(event)}
          >
            <cropper-grid role="grid" bordered covered></cropper-grid>
            <cropper-handle action="move" theme-color="rgba(255, 255, 255, 0)"></cropper-handle>
            ${["ne", "nw", "se", "sw"].map((corner) => html`<cropper-handle action="${corner}-resize"></cropper-handle>`)}
          </cropper-selection>
        </cropper-canvas>
      </div>
      <p class="small muted" id="crop-keys">
        ${msg("Glissez le cadre ou ses coins. Au clavier : flèches pour le déplacer, + et − pour sa taille.")}
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-crop-dialog": CropDialog;
  }
}
