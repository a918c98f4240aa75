import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { icon } from "../design/icon.ts";

/** What the file chooser offers first; anything else can be dropped, and is told apart by what it holds. */
const accepted = ".csv,.tsv,.txt,.xlsx,.ods,.xml,.json,.jsonld,.html,.htm,.bnn,text/csv";

/** Where a file is dropped or chosen, and where a table is pasted. Of several that are dropped at once none is read. */
export function importSource(parts: {
  readonly onFile: (file: File | undefined) => void;
  readonly pasted: string;
  readonly onPaste: (text: string) => void;
  readonly onReadPasted: () => void;
}): TemplateResult {
  const over = (event: DragEvent, is: boolean): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.toggle("over", is);
  };
  return html`<div
      class="dropzone"
      @dragover=${(event: DragEvent) => over(event, true)}
      @dragleave=${(event: DragEvent) => over(event, false)}
      @drop=${(event: DragEvent) => {
        over(event, false);
        const { files = [] } = event.dataTransfer ?? {};
        (event.currentTarget as HTMLElement).classList.toggle("several", files.length > 1);
        if (files.length <= 1) parts.onFile(files[0]);
      }}
    >
      <span class="file-ic">${icon("file-csv")}</span>
      <p class="lead">${msg("Déposez ici la liste de vos articles.")}</p>
      <p class="note warn" role="alert">
        ${icon("warning")}<span>${msg("Un fichier à la fois : déposez-les l’un après l’autre.")}</span>
      </p>
      <label class="btn line pick-file">
        ${icon("upload-simple")}${msg("Choisir un fichier")}
        <input
          class="vh"
          type="file"
          accept=${accepted}
          @change=${(event: Event) => {
            const input = event.currentTarget as HTMLInputElement;
            parts.onFile(input.files?.[0]);
            input.value = "";
          }}
        />
      </label>
      <p class="hint">
        ${msg("CSV, Excel ou LibreOffice ; exports de WooCommerce, Shopify et PrestaShop ; Google Merchant, schema.org, DFC, BNN.")}
      </p>
      <p class="hint">
        ${msg("Lu sur cet appareil ; il n’en sort pas. Une cellule vide ne remet jamais un prix ou un stock à zéro.")}
      </p>
    </div>
    <details class="panel import-paste">
      <summary>${msg("Ou coller un tableau")}</summary>
      <div class="stack-s">
        <label class="field">
          <span class="label">${msg("Cellules copiées d’un tableur, avec leurs titres")}</span>
          <textarea
            class="input"
            rows="6"
            spellcheck="false"
            .value=${parts.pasted}
            @input=${(event: Event) => parts.onPaste((event.currentTarget as HTMLTextAreaElement).value)}
          ></textarea>
        </label>
        <p>
          <button class="btn main s" ?disabled=${parts.pasted.trim() === ""} @click=${parts.onReadPasted}>
            ${msg("Lire le tableau")}
          </button>
        </p>
      </div>
    </details>`;
}
