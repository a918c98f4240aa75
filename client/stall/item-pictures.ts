import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Picture } from "../../crypto/protocol/exports.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import "../design/elements/print.ts";
import { icon } from "../design/icon.ts";
import type { Texts } from "./item-form.ts";

export interface PictureRow {
  readonly pictures: readonly Picture[];
  readonly category: string;
  readonly name: Texts;
  readonly language: string;
  readonly onChange: (pictures: readonly Picture[]) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Pictures of an item: add by button or by dropping, put in order, describe, remove. The first is the one on cards. */
export function pictureRow(row: PictureRow): TemplateResult {
  const { pictures, onChange, language } = row;
  const swap = (index: number, other: number): void => {
    const next = [...pictures];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(other, 0, moved);
    onChange(next);
  };
  const describe = (index: number, text: string): void =>
    onChange(pictures.map((picture, at) => (at === index ? described(picture, language, text) : picture)));
  return html`<div
    class="picture-row"
    @dragover=${(event: DragEvent) => event.preventDefault()}
    @drop=${(event: DragEvent) => {
      event.preventDefault();
      row.onFiles([...(event.dataTransfer?.files ?? [])]);
    }}
  >
    ${pictures.map((picture, index) => onePicture(row, picture, index, swap, describe))}
    ${
      pictures.length >= limits.picturesPerItemMax
        ? nothing
        : html`<label class="picture-add">
            ${icon("camera")}<span>${msg("Ajouter une image")}</span>
            <input
              class="vh"
              type="file"
              accept="image/*"
              multiple
              @change=${(event: Event) => {
                const input = event.currentTarget as HTMLInputElement;
                row.onFiles([...(input.files ?? [])]);
                input.value = "";
              }}
            />
          </label>`
    }
  </div>`;
}

function onePicture(
  { pictures, category, name, language, onChange }: PictureRow,
  picture: Picture,
  index: number,
  swap: (index: number, other: number) => void,
  describe: (index: number, text: string) => void,
): TemplateResult {
  return html`<figure class="picture-one">
    <sp-print .item=${{ pictures: [picture], category: category, name: name }}></sp-print>
    <div class="row tight">
      <button
        type="button"
        class="tool"
        ?disabled=${index === 0}
        aria-label=${msg(str`Avancer l’image ${index + 1}`)}
        @click=${() => swap(index, index - 1)}
      >
        ${icon("arrow-left")}
      </button>
      <button
        type="button"
        class="tool"
        ?disabled=${index === pictures.length - 1}
        aria-label=${msg(str`Reculer l’image ${index + 1}`)}
        @click=${() => swap(index, index + 1)}
      >
        ${icon("arrow-right")}
      </button>
      <button
        type="button"
        class="tool"
        aria-label=${msg(str`Enlever l’image ${index + 1}`)}
        @click=${() => onChange(pictures.filter((_, at) => at !== index))}
      >
        ${icon("trash")}
      </button>
    </div>
    <figcaption>
      <label class="field"
        ><span class="label small">${msg(str`Ce qu’on y voit, image ${index + 1}`)}</span
        ><input
          class="input"
          maxlength="200"
          .value=${picture.alt?.[language] ?? ""}
          @change=${(event: Event) => describe(index, (event.currentTarget as HTMLInputElement).value)}
      /></label>
    </figcaption>
  </figure>`;
}

function described(picture: Picture, language: string, text: string): Picture {
  const { alt, ...rest } = picture;
  const { [language]: _, ...others } = alt ?? {};
  const next = text.trim() === "" ? others : { ...others, [language]: text.trim() };
  return Object.keys(next).length === 0 ? rest : { ...rest, alt: next };
}
