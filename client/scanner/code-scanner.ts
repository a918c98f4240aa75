import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { codeReader, type ReadCode } from "./read-code.ts";
import "./scanner.css";

/** Longer side of what is read, pixels: enough for a poster across a counter, and read within a frame. */
const sideMax = 960;
/** Milliseconds between two looks. */
const pauseMs = 120;

type Stage = "closed" | "asking" | "looking" | "refused" | "no-camera";

/** Whether this browser can be asked for a camera; not on a page that came over an insecure way. */
export function mayScan(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/**
 * The camera, until a code is read. The pictures stay here: they are looked at, one after the other, and forgotten.
 * Opened by {@link CodeScanner.open}; closed by its button, by Escape, or when what was read is taken.
 */
@customElement("sp-code-scanner")
export class CodeScanner extends LightElement {
  /** What is scanned: "Scanner l’affiche". */
  @property() heading = "";
  /** Takes what was read: null when that was it, else what is wrong with it, and the camera goes on looking. */
  @property({ attribute: false }) take: (text: string) => string | null = () => null;
  @state() private stage: Stage = "closed";
  @state() private problem = "";
  #stream: MediaStream | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts openings: what an earlier one was still waiting for is not wanted any more. */
  #opening = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  /** Asks for the camera, and looks. */
  async open(): Promise<void> {
    if (this.stage !== "closed") return;
    const opening = ++this.#opening;
    this.problem = "";
    this.stage = "asking";
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
    try {
      const [stream, read] = await Promise.all([
        navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: "environment", width: { ideal: 1280 } },
        }),
        codeReader(),
      ]);
      if (opening !== this.#opening || !this.isConnected) return stop(stream);
      this.#stream = stream;
      this.stage = "looking";
      await this.updateComplete;
      await this.#watch(stream, read);
    } catch (error) {
      if (opening !== this.#opening) return;
      const name = error instanceof Error ? error.name : "";
      this.stage = name === "NotAllowedError" || name === "SecurityError" ? "refused" : "no-camera";
    }
  }

  async #watch(stream: MediaStream, read: ReadCode): Promise<void> {
    const video = this.querySelector("video");
    if (video === null) return;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const look = (): void => {
      if (this.#stream !== stream || context === null) return;
      const { videoWidth, videoHeight } = video;
      if (videoWidth > 0 && videoHeight > 0) {
        const scale = Math.min(1, sideMax / Math.max(videoWidth, videoHeight));
        canvas.width = Math.round(videoWidth * scale);
        canvas.height = Math.round(videoHeight * scale);
        context.drawImage(video, 0, 0, canvas.width, canvas.height);
        const text = read(context.getImageData(0, 0, canvas.width, canvas.height));
        if (text !== null) {
          const problem = this.take(text);
          if (problem === null) return this.close();
          this.problem = problem;
        }
      }
      this.#timer = setTimeout(look, pauseMs);
    };
    look();
  }

  /** Lets the camera go, and closes. */
  close(): void {
    this.querySelector("dialog")?.close();
    this.#end();
  }

  /** The browser tells a moment later that a dialog was closed, by Escape as well: it may be open again by then. */
  #closed(): void {
    if (this.querySelector("dialog")?.open === false) this.#end();
  }

  #end(): void {
    this.#opening += 1;
    clearTimeout(this.#timer);
    if (this.#stream !== null) stop(this.#stream);
    this.#stream = null;
    this.stage = "closed";
  }

  #content(): TemplateResult | typeof nothing {
    switch (this.stage) {
      case "closed":
        return nothing;
      case "asking":
        return html`<p class="scanner-wait muted">${msg("Le navigateur demande s’il peut utiliser la caméra…")}</p>`;
      case "looking":
        return html`<div class="scanner-view">
          <video muted playsinline aria-label=${msg("Ce que voit la caméra")}></video>
        </div>`;
      case "refused":
        return html`<p class="note bad" role="alert">
          ${icon("warning-circle")}<span
            >${msg("La caméra n’est pas permise à cette page. Cela se change dans les réglages du navigateur, à côté de l’adresse.")}</span
          >
        </p>`;
      case "no-camera":
        return html`<p class="note bad" role="alert">
          ${icon("warning-circle")}<span
            >${msg("Aucune caméra ne répond. Une autre application s’en sert peut-être.")}</span
          >
        </p>`;
    }
  }

  protected override render(): TemplateResult {
    return html`<dialog class="scanner" aria-label=${this.heading} @close=${() => this.#closed()}>
      <div class="stack">
        <h2>${this.heading}</h2>
        ${this.#content()}
        <p class="small ${this.problem === "" ? "muted" : "bad-t"}" role="status">
          ${this.problem === "" ? msg("Lu sur cet appareil : aucune image n’en sort, et aucune n’est gardée.") : this.problem}
        </p>
        <p><button class="btn line" type="button" @click=${() => this.close()}>${msg("Fermer")}</button></p>
      </div>
    </dialog>`;
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-code-scanner": CodeScanner;
  }
}
