import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DeskOrder, ItemDraft, StallView } from "../core/api.ts";
import { usualAge, usualVat } from "../design/catalogue-facts.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { formFrom } from "./form-texts.ts";
import { compositionSection } from "./item-composition.ts";
import { copyOf } from "./item-edits.ts";
import {
  emptyForm,
  type FormOutcome,
  type FormPart,
  type FormProblems,
  formOf,
  type ItemForm,
  itemFrom,
  newId,
} from "./item-form.ts";
import { identitySection, serviceSection } from "./item-identity.ts";
import "./item-pictures.ts";
import { noteUndoable } from "./item-saving.ts";
import { itemPreview } from "./item-preview.ts";
import { seasonSection } from "./item-season.ts";
import { pricesSection } from "./item-variants.ts";
import { languageBar } from "./language-bar.ts";
import { priceHistorySection } from "./price-history.ts";
import { saveRefusal } from "./refusal.ts";
import { reservedBy } from "./reserved.ts";
import { UnsavedForm } from "./unsaved-form.ts";

const [sourceLanguage = "fr"] = instance.languages;

function outcomeOf(form: ItemForm, status: ItemDraft["status"] = "on"): FormOutcome {
  return itemFrom(form, instance.containers, sourceLanguage, status !== "on");
}

/** One item, all of it: what it is, what it costs, what is in it, how it looks, when it is there. */
@customElement("sp-item-editor")
export class ItemEditor extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @property({ attribute: false }) orders: readonly DeskOrder[] = [];
  /** Id of the item, or "new". */
  @property({ attribute: false }) item = "";
  /** Id of the item that a new one begins as a copy of; "" for an empty one. */
  @property({ attribute: false }) copied = "";
  @state() private form: ItemForm | null = null;
  @state() private language = sourceLanguage;
  @state() private problems: FormProblems = {};
  @state() private busy = "";
  @state() private problem = "";
  /** The form is one that was begun earlier and not saved. */
  @state() private resumed = false;
  #edited = "";
  readonly #unsaved = new UnsavedForm<ItemForm>(this);

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const editing = `${this.party} ${this.item} ${this.copied}`;
    if (this.#edited === editing && this.form !== null) return;
    this.#edited = editing;
    this.problems = {};
    this.problem = "";
    this.resumed = false;
    this.form = this.#fresh();
    if (this.form !== null) void this.#resume(this.form);
  }

  get #draft(): ItemDraft | undefined {
    return this.stall.items.find(({ id }) => id === this.item);
  }

  /** The form as it begins: of the item, of a copy, or empty. Null where there is no such item. */
  #fresh(): ItemForm | null {
    const draft = this.#draft;
    if (draft !== undefined) return formOf(draft.item, draft.stock, draft.unpriced);
    if (this.item !== "new") return null;
    const original = this.stall.items.find(({ id }) => id === this.copied);
    if (original !== undefined) {
      const copy = copyOf(original.item, newId, ` ${msg("(copie)")}`);
      const unpriced = original.item.variants.map(({ id }) => original.unpriced.includes(id));
      const waiting = copy.variants.filter((_, index) => unpriced[index]).map(({ id }) => id);
      return formOf(copy, {}, waiting);
    }
    return emptyForm(newId("item"), newId("v"), usualVat(""));
  }

  /** Goes on with what was typed and not saved, if the form has not been touched meanwhile. */
  async #resume(fresh: ItemForm): Promise<void> {
    const what = `item/${this.item}${this.copied === "" ? "" : `/${this.copied}`}`;
    const kept = await this.#unsaved.open(this.party, what);
    const form = formFrom(kept, emptyForm("", "", ""));
    if (form === null || this.form !== fresh || JSON.stringify(form) === JSON.stringify(fresh)) return;
    // An item keeps its id, whatever a kept form says.
    this.form = this.item === "new" ? form : { ...form, id: fresh.id };
    this.resumed = true;
  }

  #set(part: Partial<ItemForm>): void {
    if (this.form === null) return;
    this.form = { ...this.form, ...part };
    this.#unsaved.changed(this.form);
  }

  #startOver(): void {
    void this.#unsaved.done();
    this.resumed = false;
    this.form = this.#fresh();
  }

  async #save(status: ItemDraft["status"], another = false): Promise<void> {
    if (this.form === null || this.busy !== "") return;
    this.busy = msg("Les images se préparent…");
    const whole = (await this.querySelector("sp-item-pictures")?.settled()) ?? true;
    this.busy = "";
    if (!whole) return;
    const outcome = outcomeOf(this.form, status);
    this.problems = outcome.kind === "problems" ? outcome.problems : {};
    if (outcome.kind === "problems") {
      // What is missing is missing in the first language.
      if ("name" in outcome.problems) this.language = sourceLanguage;
      await this.updateComplete;
      this.querySelector<HTMLElement>("[aria-invalid], .err input, .err select")?.focus();
      return;
    }
    await this.#work(msg("Enregistrement…"), async () => {
      const { item, stock, unpriced } = outcome;
      const edit = { item, stock, status, unpriced };
      noteUndoable(this.party, { change: await market.saveItems(this.party, [edit]), count: 1 });
      await this.#unsaved.done();
      if (!another) return navigate(`/desk/${this.party}/items`);
      const { category, vat } = outcome.item;
      this.form = { ...emptyForm(newId("item"), newId("v"), vat), category, age: usualAge(category) };
      this.resumed = false;
      await this.updateComplete;
      scrollTo(0, 0);
      this.querySelector<HTMLElement>("form input:not([type=radio])")?.focus({ preventScroll: true });
    });
  }

  async #work(what: string, work: () => Promise<void>): Promise<void> {
    this.busy = what;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  #delete(): Promise<void> {
    return this.#work(msg("Suppression…"), async () => {
      const change = await market.deleteItem(this.party, this.item);
      if (change !== null) noteUndoable(this.party, { change, count: 1 });
      await this.#unsaved.done();
      navigate(`/desk/${this.party}/items`);
    });
  }

  protected override render(): TemplateResult {
    const { form } = this;
    const back = `/desk/${this.party}/items`;
    if (form === null) {
      return html`<header class="desk-h"><h1>${msg("Cet article n’est plus là.")}</h1></header>
        <p><a class="btn line" href=${back}>${msg("Tous les articles")}</a></p>`;
    }
    const part: FormPart = {
      form,
      language: this.language,
      reserved: reservedBy(this.orders),
      problems: this.problems,
      set: (changed) => this.#set(changed),
    };
    const draft = this.#draft;
    const title = localizedText(form.name) || msg("Nouvel article");
    return html`<header class="desk-h">
        <div>
          <p class="small"><a href=${back}>${msg("Articles")}</a></p>
          <h1>${title}</h1>
          ${draft?.status === "archived" ? html`<p><span class="tag">${msg("archivé")}</span></p>` : nothing}
        </div>
        ${draft === undefined ? nothing : this.#tools(draft)}
      </header>
      ${this.#resumedNote()} ${languageBar(form, this.language, (language) => (this.language = language))}
      <form
        class="editor wide"
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save(draft?.status === "archived" ? "archived" : "on");
        }}
      >
        <div class="editor-2">
          <div class="stack">
            ${identitySection(part)} ${pricesSection(part)} ${this.#pictures(form)}
            ${form.kind === "service" ? serviceSection(part, this.stall) : compositionSection(part)}
            ${seasonSection(part)} ${priceHistorySection(draft)}
          </div>
          <aside class="preview-aside stack">
            <p class="caps">${msg("Comme les clients le verront")}</p>
            ${itemPreview(outcomeOf(form), this.stall)}
          </aside>
        </div>
        ${this.#end(draft)}
      </form>`;
  }

  #resumedNote(): unknown {
    if (!this.resumed) return nothing;
    return html`<p class="note compact" role="status">
      ${icon("info")}<span class="grow"
        >${msg("Vous retrouvez ce que vous aviez commencé, pas encore enregistré.")}</span
      >
      <button type="button" class="btn quiet s" @click=${() => this.#startOver()}>${msg("Repartir de zéro")}</button>
    </p>`;
  }

  #tools(draft: ItemDraft): TemplateResult {
    const archived = draft.status === "archived";
    return html`<div class="desk-t">
      <a class="btn line s" href="/desk/${this.party}/items/new?copy=${encodeURIComponent(draft.id)}"
        >${icon("copy")}${msg("Dupliquer")}</a
      >
      <button
        type="button"
        class="btn line s"
        ?disabled=${this.busy !== ""}
        @click=${() => void this.#save(archived ? "draft" : "archived")}
      >
        ${icon(archived ? "arrow-u-up-left-bold" : "tray")}${archived ? msg("Remettre en brouillon") : msg("Archiver")}
      </button>
      <button
        type="button"
        class="btn quiet s danger"
        ?disabled=${this.busy !== ""}
        @click=${() => void this.#delete()}
      >
        ${icon("trash")}${msg("Supprimer")}
      </button>
    </div>`;
  }

  #pictures(form: ItemForm): TemplateResult {
    return html`<section class="panel pad stack">
      <h2>${msg("Images")}</h2>
      <sp-item-pictures
        .party=${this.party}
        .pictures=${form.pictures}
        .category=${form.category}
        .name=${form.name}
        .language=${this.language}
        @pictures=${(event: CustomEvent<ItemForm["pictures"]>) => this.#set({ pictures: event.detail })}
      ></sp-item-pictures>
      <p class="hint">
        ${msg("La première est celle des listes : glissez-les dans l’ordre. Allégées sur cet appareil ; le lieu et l’heure de la prise de vue en sont retirés. Une image que rien ne publie s’efface après 90 jours. Sans image, l’illustration de la catégorie.")}
      </p>
    </section>`;
  }

  #end(draft: ItemDraft | undefined): TemplateResult {
    const count = Object.keys(this.problems).length;
    const busy = this.busy !== "";
    return html`<div class="editor-end">
      <div aria-live="polite" class="grow">
        ${busy ? html`<p class="small muted">${this.busy}</p>` : nothing}
        ${count === 0 ? nothing : html`<p class="small bad-t">${count === 1 ? msg("Un champ à revoir.") : msg(str`${count} champs à revoir.`)}</p>`}
        ${this.problem === "" ? nothing : html`<p class="small bad-t" role="alert">${this.problem}</p>`}
      </div>
      ${
        draft === undefined
          ? html`<button type="button" class="btn line" ?disabled=${busy} @click=${() => void this.#save("on", true)}>
              ${msg("Enregistrer, et un autre")}
            </button>`
          : nothing
      }
      ${
        draft?.status === "archived"
          ? nothing
          : html`<button type="button" class="btn line" ?disabled=${busy} @click=${() => void this.#save("draft")}>
              ${msg("Garder en brouillon")}
            </button>`
      }
      <button class="btn main" ?disabled=${busy}>${msg("Enregistrer")}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-item-editor": ItemEditor;
  }
}
