import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import type { ImportChoices, ImportPreview, StallView } from "../core/api.ts";
import { importLimits } from "../core/import/limits.ts";
import { numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { isSingular } from "../design/plural.ts";
import { failureCode, market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { importAbout, importCutOff, importPictures } from "./import-about.ts";
import { columnsStep, importColumns } from "./import-columns.ts";
import { askedOf } from "./import-questions.ts";
import "./import-questions.ts";
import { importRows } from "./import-rows.ts";
import "./import-screen.css";
import { importSource } from "./import-source.ts";
import { importDone, importToUndo, importUndone, latestImport } from "./import-undo.ts";
import { importRefusal, stageText, takeText, warningText } from "./import-words.ts";
import { forgetUndoable, noteUndoable } from "./item-saving.ts";
import { saveRefusal } from "./refusal.ts";

type Verdict = ImportPreview["rows"][number]["verdict"];
const verdicts: readonly Verdict[] = ["new", "changed", "wrong", "unchanged"];
const rowsStep = 100;

/** A file becomes items: read on the device, every change shown before it is taken, and taken back afterwards. */
@customElement("sp-import-screen")
export class ImportScreen extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @state() private file: { readonly name: string; readonly bytes: Uint8Array } | null = null;
  @state() private preview: ImportPreview | null = null;
  @state() private verdict: Verdict = "new";
  @state() private choices: ImportChoices = {};
  @state() private asked: ReadonlySet<string> = new Set();
  @state() private leftOut: ReadonlySet<number> = new Set();
  @state() private columnsOpen = false;
  @state() private columnsShown: number = columnsStep;
  @state() private pasted = "";
  @state() private shown: number = rowsStep;
  @state() private busy = false;
  @state() private problem = "";
  /** An import was taken back, and it was the last thing that happened here: how much of it is published. */
  @state() private undone: { readonly published: number } | null = null;
  @state() private taken: Awaited<ReturnType<typeof market.applyImport>> | null = null;
  readonly #progress = new Watch(this, "import", () => this.party);
  /** The reading of the file that counts: a newer one ends it, and so does putting the file away. */
  #reading = 0;
  /** Nothing of the file has been shown yet. */
  #isUnseen = false;
  /** What the preview that is shown was made with. */
  #shownWith: ImportChoices = {};
  /** How often a reading was ended by the person: what they had chosen for it is drawn as it was. */
  #ended = 0;

  override willUpdate(changed: PropertyValues<this>): void {
    // Another stall is another import.
    if (changed.has("party") && changed.get("party") !== undefined) this.#reset();
  }

  async #read(file: File | undefined): Promise<void> {
    if (file === undefined || this.busy) return;
    this.taken = null;
    this.undone = null;
    if (file.size > importLimits.fileBytesMax) {
      this.problem = importRefusal("import/too-large");
      return;
    }
    await this.#open(file.name, new Uint8Array(await file.arrayBuffer()));
  }

  async #open(name: string, bytes: Uint8Array, sheet: ImportChoices = {}): Promise<void> {
    this.taken = null;
    this.undone = null;
    this.file = { name, bytes };
    this.choices = sheet;
    this.#isUnseen = true;
    await this.#preview();
  }

  /** Reads the file, or reads it again with what was chosen: whoever answers faster than it is read ends the reading before. */
  async #preview(): Promise<void> {
    const { file } = this;
    if (file === null) return;
    const reading = ++this.#reading;
    this.busy = true;
    this.problem = "";
    try {
      const preview = await market.previewImport(this.party, file, this.choices);
      if (reading === this.#reading) this.#show(preview);
    } catch (error) {
      if (reading === this.#reading) this.#endWithout(failureCode(error));
    }
  }

  #show(preview: ImportPreview): void {
    this.busy = false;
    this.preview = preview;
    this.shown = rowsStep;
    const { counts, warnings } = preview;
    // Rows of other columns are other rows.
    if (this.#isUnseen || this.choices.columns !== this.#shownWith.columns) this.leftOut = new Set();
    if (this.#isUnseen) this.verdict = "new";
    this.#shownWith = this.choices;
    // What was looked at may be answered now.
    if (counts[this.verdict] === 0) this.verdict = verdicts.find((verdict) => counts[verdict] > 0) ?? "new";
    // A column that is chosen by hand brings questions: they are in sight, and those that were stay there.
    this.asked = new Set([...(this.#isUnseen ? [] : this.asked), ...askedOf(preview)]);
    if (!this.#isUnseen) return;
    this.#isUnseen = false;
    this.columnsShown = columnsStep;
    this.columnsOpen = warnings.some(({ reason }) => /^no-.*-column$/.test(reason));
  }

  /** A reading that the person ends leaves what was shown before it, as it was; any other end puts the file away. */
  #endWithout(code: string): void {
    this.busy = false;
    if (code === "import/cancelled" && this.preview !== null) {
      this.choices = this.#shownWith;
      this.#isUnseen = false;
      this.#ended++;
      return;
    }
    this.preview = null;
    this.file = null;
    if (code !== "import/cancelled") this.problem = importRefusal(code);
  }

  readonly #choose = (more: ImportChoices): void => {
    const { choices } = this;
    this.choices = {
      ...choices,
      ...more,
      categories: { ...choices.categories, ...more.categories },
      vat: { ...choices.vat, ...more.vat },
      deposits: { ...choices.deposits, ...more.deposits },
    };
    void this.#preview();
  };

  async #apply(): Promise<void> {
    const { preview } = this;
    if (preview === null || this.busy) return;
    this.busy = true;
    try {
      const taken = await market.applyImport(this.party, preview.id, [...this.leftOut]);
      // Whoever goes on to the table can still take it back there.
      const { change, added, changed } = taken;
      if (change !== null) noteUndoable(this.party, { change, count: added + changed });
      this.taken = taken;
      this.#reset();
    } catch (error) {
      const code = failureCode(error);
      if (code !== "import/cancelled") this.problem = importRefusal(code);
    } finally {
      this.busy = false;
    }
  }

  async #undo(change: string): Promise<void> {
    this.busy = true;
    try {
      const { published = 0 } = this.stall.undoable.find((made) => made.change === change) ?? {};
      const done = await market.undoItems(this.party, change);
      forgetUndoable(this.party, change);
      this.taken = null;
      this.undone = done ? { published } : null;
      this.problem = done ? "" : saveRefusal("stall/undo-too-late");
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const { preview } = this;
    const takes = preview === null ? 0 : this.#takes(preview);
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
                  ?disabled=${takes === 0 || this.busy}
                  @click=${() => void this.#apply()}
                >
                  ${takeText(takes)}
                </button>
              </div>`
        }
      </header>
      <div aria-live="polite">
        ${this.busy ? this.#working() : nothing}
        ${
          this.problem === ""
            ? nothing
            : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
        }
        ${
          this.taken === null
            ? nothing
            : importDone(this.taken, this.busy, this.#toItems, (change) => void this.#undo(change))
        }
        ${this.undone === null ? nothing : importUndone(this.undone.published, this.#toItems)}
      </div>
      ${preview === null ? (this.busy ? nothing : this.#source()) : keyed(this.#ended, this.#review(preview, takes))}`;
  }

  #takes({ rows, counts, questions, choices }: ImportPreview): number {
    if (questions.isCutOff && choices.cutOff !== true) return 0;
    const left = [...this.leftOut].filter((place) => ["new", "changed"].includes(rows[place]?.verdict ?? ""));
    return counts.new + counts.changed - left.length;
  }

  #reset(): void {
    this.#reading++;
    this.busy = false;
    this.preview = null;
    this.file = null;
    this.pasted = "";
    this.problem = "";
    this.leftOut = new Set();
    this.columnsOpen = false;
  }

  #working(): TemplateResult {
    const progress = this.#progress.value;
    const text = stageText(progress?.stage, this.file?.name ?? "");
    const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
    return html`<div class="import-busy ${this.preview === null ? "" : "over"}">
      <p>${text}</p>
      <progress aria-label=${text} max="1" value=${share === null || share === 0 ? nothing : share}></progress>
      ${
        progress?.stage === "writing"
          ? nothing
          : html`<button class="btn line s" @click=${() => void market.cancelImport(this.party)}>
              ${msg("Annuler")}
            </button>`
      }
    </div>`;
  }

  readonly #toItems = (): void => navigate(`/desk/${this.party}/items`);

  #source(): TemplateResult {
    const made = this.taken === null ? latestImport(this.stall.undoable) : undefined;
    return html`${importToUndo(made, this.busy, (change) => void this.#undo(change))}
    ${importSource({
      onFile: (file) => void this.#read(file),
      pasted: this.pasted,
      onPaste: (text) => (this.pasted = text),
      onReadPasted: () => void this.#open(msg("Tableau collé"), new TextEncoder().encode(this.pasted)),
    })}`;
  }

  #columns({ columns }: ImportPreview): TemplateResult {
    const more = (): void => void (this.columnsShown += columnsStep);
    return importColumns(columns, this.columnsShown, more, (chosen) => this.#choose({ columns: chosen }));
  }

  #review(preview: ImportPreview, takes: number): TemplateResult {
    const rows = [...preview.rows.entries()].filter(([, { verdict }]) => verdict === this.verdict);
    const { name = "", bytes = new Uint8Array() } = this.file ?? {};
    return html`${importAbout({
        name,
        preview,
        columnsOpen: this.columnsOpen,
        onColumns: () => (this.columnsOpen = !this.columnsOpen),
        onSheet: (sheet) => void this.#open(name, bytes, { sheet }),
      })}
      ${importCutOff(preview, this.#choose)}
      ${preview.warnings.map(
        (warning) => html`<p class="note warn">${icon("warning")}<span>${warningText(warning)}</span></p>`,
      )}
      ${this.columnsOpen ? this.#columns(preview) : nothing} ${importPictures(preview.pictures)}
      <sp-import-questions .preview=${preview} .asked=${this.asked} .choose=${this.#choose}></sp-import-questions>
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
              <b>${numberText(preview.counts[verdict])}</b>${verdictText(verdict, preview.counts[verdict])}
            </button>`,
        )}
      </div>
      ${
        rows.length === 0
          ? html`<p class="muted">${msg("Aucune ligne de ce genre.")}</p>`
          : importRows({
              rows: rows.slice(0, this.shown),
              places: rows.map(([place]) => place),
              leftOut: this.leftOut,
              onLeave: (places, leave) => this.#leave(places, leave),
            })
      }
      ${
        rows.length > this.shown
          ? html`<p>
              <button class="btn line s" @click=${() => (this.shown += rowsStep)}>
                ${msg(str`${numberText(rows.length - this.shown)} de plus`)}
              </button>
            </p>`
          : nothing
      }
      <div class="buybar only-s">
        <p class="small">
          <b>${takeText(takes)}</b><span class="muted">${msg(str`${numberText(preview.counts.wrong)} à voir`)}</span>
        </p>
        <button class="btn main grow" ?disabled=${takes === 0 || this.busy} @click=${() => void this.#apply()}>
          ${msg("Prendre")}
        </button>
      </div>`;
  }

  #leave(places: readonly number[], leave: boolean): void {
    const next = new Set(this.leftOut);
    for (const place of places) {
      if (leave) next.add(place);
      else next.delete(place);
    }
    this.leftOut = next;
  }
}

/** What stands after the number of them. */
function verdictText(verdict: Verdict, count: number): string {
  const one = isSingular(count);
  switch (verdict) {
    case "new":
      return one ? msg("nouveau") : msg("nouveaux");
    case "changed":
      return one ? msg("change") : msg("changent");
    case "unchanged":
      return one ? msg("identique") : msg("identiques");
    case "wrong":
      return msg("à voir");
  }
}

function verdictTone(verdict: Verdict): string {
  return { new: "ok", changed: "info", unchanged: "", wrong: "bad" }[verdict];
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-import-screen": ImportScreen;
  }
}
