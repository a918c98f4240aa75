import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { numberText } from "../design/format.ts";
import { closedRowsText, keyRowsText } from "./counts.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import {
  bytesPerCell,
  type EnvelopePart,
  envelopeParts,
  hexRows,
  shortHex,
  weaveCells,
  weaveColumns,
} from "./envelope-bytes.ts";

/** Pixels of the picture a cell, of which one is the gap between threads. */
const cellPixels = 8;

/** What each part of an envelope is for. */
function partText(kind: EnvelopePart["kind"]): string | TemplateResult {
  switch (kind) {
    case "tag":
      return msg("une étiquette sans lien avec vous : personne d’autre ne sait la reconnaître");
    case "magic":
      return html`${msg("la marque du format")}, <code>SMK1</code>`;
    case "suite":
      return msg("le procédé, commun à tout le monde");
    case "key":
      return msg("laquelle des clés du destinataire");
    case "opener":
      return msg("de quoi ouvrir, pour le destinataire seul");
    case "closed":
      return msg("fermés. Le message est dedans, avec du vide pour cacher sa longueur");
  }
}

/** An envelope's bytes: a woven picture of them, what each part is, a listing, and the bytes to take along. */
@customElement("sp-envelope-view")
export class EnvelopeView extends LightElement {
  @property({ attribute: false }) bytes: Uint8Array = new Uint8Array();
  /** SHA-256 of the bytes, hexadecimal. */
  @property() digest = "";
  /** On a board, with its tag before it. */
  @property({ type: Boolean }) board = false;
  /** What the digest is compared with, said after it. */
  @property() note = "";

  get #parts(): readonly EnvelopePart[] {
    return envelopeParts(this.bytes.length, this.board);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has("bytes")) this.#weave();
  }

  #weave(): void {
    const canvas = this.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const cells = weaveCells(this.bytes, this.#parts);
    canvas.width = weaveColumns(this.bytes.length) * cellPixels;
    canvas.height = ((cells.at(-1)?.y ?? 0) + 1) * cellPixels;
    const style = getComputedStyle(canvas);
    let last = "";
    for (const { kind, x, y, over, light } of cells) {
      if (kind !== last) context.fillStyle = style.getPropertyValue(`--audit-${kind}`).trim();
      last = kind;
      context.globalAlpha = kind === "closed" && !over ? light * 0.4 : light;
      context.fillRect(x * cellPixels, y * cellPixels, cellPixels - 1, over ? cellPixels - 1 : cellPixels / 2);
    }
  }

  #take(): void {
    const address = URL.createObjectURL(new Blob([this.bytes.slice()], { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${this.digest.slice(0, 16)}.bin`;
    link.click();
    // The download has its own reference by the next task.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  protected override render(): TemplateResult {
    const total = numberText(this.bytes.length);
    const parts = this.#parts;
    const step = bytesPerCell(this.bytes.length);
    return html`<div class="weave-w">
        <canvas
          class="weave"
          role="img"
          aria-label=${msg(str`Image tissée de ${total} octets : aucun motif ne s’y répète.`)}
        ></canvas>
        <ul class="legend">
          ${parts.map(
            ({ kind, length }, index) =>
              html`<li class="l-${kind}">
                <b>${numberText(length)}</b>${index === 0 ? ` ${msg("octets")}` : nothing} : ${partText(kind)}
              </li>`,
          )}
          ${step === 1 ? nothing : html`<li class="weave-step muted">${msg(str`un carré : ${numberText(step)} octets`)}</li>`}
        </ul>
      </div>
      <div class="dump" tabindex="0" role="region" aria-label=${msg("Octets en hexadécimal")}>
        <ol>
          ${hexRows(this.bytes, parts).map((row) =>
            "left" in row
              ? html`<li class="gap">${row.kind === "closed" ? closedRowsText(row.left) : keyRowsText(row.left)}</li>`
              : html`<li>
                  <span class="ofs">${row.offset.toString(16).padStart(4, "0")}</span
                  ><code>${row.runs.map(({ kind, text }) => html`<span class="h-${kind}">${text}</span>`)}</code
                  ><span class="asc" aria-hidden="true">${row.ascii}</span>
                </li>`,
          )}
        </ol>
      </div>
      <p class="row small">
        <button class="btn line s no-print" type="button" @click=${() => this.#take()}>
          ${icon("download-simple")}${msg(str`Les ${total} octets`)}
        </button>
        <span class="muted"
          >${this.note}
          <code title=${this.digest} data-digest=${this.digest}>sha-256 ${shortHex(this.digest)}</code></span
        >
      </p>`;
  }
}
