import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ImportPreview, StallView } from "../core/api.ts";
import { amountText, numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { fieldText, importFields, reasonText, valueText } from "./import-fields.ts";
import { saveRefusal } from "./refusal.ts";

type Verdict = ImportPreview["rows"][number]["verdict"];
const verdicts: readonly Verdict[] = ["new", "changed", "wrong", "unchanged"];
const rowsStep = 100;
const fileBytesMax = 64 * 1024 * 1024;

/** A file becomes items: read on the device, every change shown before it is taken, and taken back afterwards. */
@customElement("sp-import-screen")
export class ImportScreen extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @state() private file: { readonly name: string; readonly bytes: Uint8Array } | null = null;
  @state() private preview: ImportPreview | null = null;
  @state() private verdict: Verdict = "new";
  @state() private mapping: Readonly<Record<string, string | null>> = {};
  @state() private columnsOpen = false;
  @state() private shown: number = rowsStep;
  @state() private busy = "";
  @state() private problem = "";
  @state() private taken: { readonly added: number; readonly changed: number } | null = null;

  async #read(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    this.taken = null;
    if (file.size > fileBytesMax) {
      this.problem = msg("Ce fichier est trop grand. Rien n’a changé dans vos articles.");
      return;
    }
    this.file = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    this.mapping = {};
    await this.#preview();
  }

  async #preview(): Promise<void> {
    const { file } = this;
    if (file === null) return;
    this.busy = msg(str`Lecture de ${file.name}…`);
    this.problem = "";
    try {
      const mapping = Object.keys(this.mapping).length === 0 ? undefined : this.mapping;
      const preview = await market.previewImport(this.party, file, mapping);
      this.preview = preview;
      this.shown = rowsStep;
      this.verdict = verdicts.find((verdict) => preview.counts[verdict] > 0) ?? "new";
    } catch (error) {
      this.preview = null;
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  async #apply(): Promise<void> {
    const { preview } = this;
    if (preview === null || this.busy !== "") return;
    this.busy = msg("Reprise des articles…");
    try {
      this.taken = await market.applyImport(this.party, preview.id);
      this.preview = null;
      this.file = null;
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  async #undo(): Promise<void> {
    this.busy = msg("Retour en arrière…");
    try {
      await market.undoItems(this.party);
      this.taken = null;
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  protected override render(): TemplateResult {
    const { preview } = this;
    const takes = preview === null ? 0 : preview.counts.new + preview.counts.changed;
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Importer")}</h1>
          <p class="muted small">${msg("Rien n’est publié avant votre accord.")}</p>
        </div>
        ${
          preview === null
            ? nothing
            : html`<div class="desk-t">
                <button class="btn line s" @click=${() => this.#reset()}>${msg("Autre fichier")}</button>
                <button
                  class="btn main s only-l"
                  ?disabled=${takes === 0 || this.busy !== ""}
                  @click=${() => void this.#apply()}
                >
                  ${takeText(takes)}
                </button>
              </div>`
        }
      </header>
      <div aria-live="polite">
        ${this.busy === "" ? nothing : html`<p class="muted">${this.busy}</p>`}
        ${
          this.problem === ""
            ? nothing
            : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
        }
        ${this.taken === null ? nothing : this.#done(this.taken)}
      </div>
      ${preview === null ? this.#drop() : this.#review(preview, takes)}`;
  }

  #reset(): void {
    this.preview = null;
    this.file = null;
    this.problem = "";
  }

  #done(taken: { readonly added: number; readonly changed: number }): TemplateResult {
    return html`<div class="note ok">
      ${icon("check-circle")}
      <div class="stack-s grow">
        <p>
          <b>${msg(str`${taken.added} nouveaux articles, ${taken.changed} changés.`)}</b>
          ${msg("Ils paraîtront quand vous les publierez.")}
        </p>
        <p class="row tight">
          <button class="btn main s" @click=${() => navigate(`/desk/${this.party}/items`)}>
            ${msg("Voir et publier")}
          </button>
          <button class="btn line s" @click=${() => void this.#undo()}>
            ${icon("arrow-counter-clockwise")}${msg("Revenir en arrière")}
          </button>
        </p>
      </div>
    </div>`;
  }

  #drop(): TemplateResult {
    return html`<div
      class="dropzone"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).classList.add("over");
      }}
      @dragleave=${(event: DragEvent) => (event.currentTarget as HTMLElement).classList.remove("over")}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        (event.currentTarget as HTMLElement).classList.remove("over");
        void this.#read(event.dataTransfer?.files[0]);
      }}
    >
      <span class="file-ic">${icon("file-csv")}</span>
      <p class="lead">${msg("Déposez ici un fichier CSV, WooCommerce ou Shopify.")}</p>
      <label class="btn line pick-file">
        ${icon("upload-simple")}${msg("Choisir un fichier")}
        <input
          class="vh"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          @change=${(event: Event) => {
            const input = event.currentTarget as HTMLInputElement;
            void this.#read(input.files?.[0]);
            input.value = "";
          }}
        />
      </label>
      <p class="hint">
        ${msg("Lu sur cet appareil ; il n’en sort pas. Une cellule vide ne remet jamais un prix ou un stock à zéro.")}
      </p>
    </div>`;
  }

  #review(preview: ImportPreview, takes: number): TemplateResult {
    const rows = preview.rows.filter(({ verdict }) => verdict === this.verdict);
    const known = preview.columns.filter(({ field }) => field !== null).length;
    return html`<section class="file">
        <span class="file-ic">${icon("file-csv")}</span>
        <div class="grow">
          <p class="small">
            <b>${this.file?.name}</b>
            ${msg(str`${numberText(preview.rows.length)} lignes, ${formatText(preview.format)}`)}
          </p>
          <p class="small muted">${msg(str`Colonnes reconnues : ${known} sur ${preview.columns.length}`)}</p>
        </div>
        <button
          class="btn quiet s"
          aria-expanded=${this.columnsOpen ? "true" : "false"}
          @click=${() => (this.columnsOpen = !this.columnsOpen)}
        >
          ${msg("Colonnes")}
        </button>
      </section>
      ${this.columnsOpen ? this.#columns(preview) : nothing}
      <div class="scroll-x counts" role="group" aria-label=${msg("Changements")}>
        ${verdicts.map(
          (verdict) =>
            html`<button
              class="cnt-b ${verdictTone(verdict)}"
              aria-pressed=${this.verdict === verdict ? "true" : "false"}
              @click=${() => {
                this.verdict = verdict;
                this.shown = rowsStep;
              }}
            >
              <b>${numberText(preview.counts[verdict])}</b>${verdictText(verdict)}
            </button>`,
        )}
      </div>
      ${
        rows.length === 0
          ? html`<p class="muted">${msg("Aucune ligne de ce genre.")}</p>`
          : html`<div class="tablewrap">
              <table class="grid diff">
                <thead>
                  <tr>
                    <th scope="col">${msg("Ligne")}</th>
                    <th scope="col">${msg("Article")}</th>
                    <th scope="col">${msg("Ce qui change")}</th>
                    <th scope="col" class="r">${msg("Prix")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.slice(0, this.shown).map((row) => previewRow(row))}
                </tbody>
              </table>
            </div>`
      }
      ${
        rows.length > this.shown
          ? html`<p>
              <button class="btn line s" @click=${() => (this.shown += rowsStep)}>
                ${msg(str`${rows.length - this.shown} de plus`)}
              </button>
            </p>`
          : nothing
      }
      <div class="buybar only-s">
        <p class="small">
          <b>${takeText(takes)}</b><span class="muted">${msg(str`${preview.counts.wrong} à voir`)}</span>
        </p>
        <button class="btn main grow" ?disabled=${takes === 0 || this.busy !== ""} @click=${() => void this.#apply()}>
          ${msg("Prendre")}
        </button>
      </div>`;
  }

  #columns(preview: ImportPreview): TemplateResult {
    return html`<section class="panel stack-s" aria-label=${msg("Colonnes du fichier")}>
      <div class="columns-map">
        ${preview.columns.map(
          ({ name, field, sample }) =>
            html`<label class="field"
              ><span class="label"
                >${name} <span class="optional">${sample === "" ? nothing : `« ${sample.slice(0, 40)} »`}</span></span
              ><select
                class="input"
                @change=${(event: Event) => {
                  const value = (event.currentTarget as HTMLSelectElement).value;
                  const all = Object.fromEntries(preview.columns.map((column) => [column.name, column.field]));
                  this.mapping = { ...all, ...this.mapping, [name]: value === "" ? null : value };
                  void this.#preview();
                }}
              >
                <option value="" ?selected=${field === null}>${msg("ne pas reprendre")}</option>
                ${importFields.map(
                  (known) => html`<option value=${known} ?selected=${known === field}>${fieldText(known)}</option>`,
                )}
              </select>
            </label>`,
        )}
      </div>
    </section>`;
  }
}

function previewRow(row: ImportPreview["rows"][number]): TemplateResult {
  return html`<tr class=${row.verdict === "wrong" ? "d-bad" : "d-chg"}>
    <td class="num small muted">${row.row}</td>
    <td class="t-n">
      <b>${row.name}</b>
      ${row.reasons.map((reason) => html`<span class="small ${row.verdict === "wrong" ? "bad-t" : "muted"}">${reasonText(reason)}</span>`)}
    </td>
    <td class="small">${row.verdict === "new" ? newWith(row.changes) : row.changes.map(changeLine)}</td>
    <td class="r num">${row.priceMinor === null ? "—" : amountText(row.priceMinor)}</td>
  </tr>`;
}

type Change = ImportPreview["rows"][number]["changes"][number];

function changeLine({ field, from, to }: Change): TemplateResult {
  return html`<p class="change">
    <span class="muted">${fieldText(field)}</span>
    ${from === "" ? nothing : html`<s>${valueText(field, from)}</s>`} ${icon("arrow-right")}
    <b>${valueText(field, to)}</b>
  </p>`;
}

/** What comes with a new item, in a line: its name and its price have columns of their own. */
function newWith(changes: readonly Change[]): TemplateResult {
  const told = changes.filter(({ field }) => !["name", "summary", "description", "price"].includes(field));
  const texts = told.map(({ field, to }) => `${fieldText(field)} : ${valueText(field, to)}`);
  return html`<p class="muted">${[...new Set(texts)].slice(0, 6).join(" · ")}</p>`;
}

function takeText(count: number): string {
  return count === 1 ? msg("Prendre 1 changement") : msg(str`Prendre ${numberText(count)} changements`);
}

function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case "new":
      return msg("nouveaux");
    case "changed":
      return msg("changent");
    case "unchanged":
      return msg("identiques");
    case "wrong":
      return msg("à voir");
  }
}

function verdictTone(verdict: Verdict): string {
  return { new: "ok", changed: "info", unchanged: "", wrong: "bad" }[verdict];
}

function formatText(format: ImportPreview["format"]): string {
  return { csv: "CSV", woocommerce: "WooCommerce", shopify: "Shopify" }[format];
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-import-screen": ImportScreen;
  }
}
