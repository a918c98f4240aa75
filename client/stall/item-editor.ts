import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { limits } from "../../crypto/protocol/limits.ts";
import type { ItemDraft, StallView } from "../core/api.ts";
import { localizedText } from "../design/format.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { preparePicture } from "../picture.ts";
import { navigate } from "../shell/navigation.ts";
import { compositionSection } from "./item-composition.ts";
import { emptyForm, type FormPart, type FormProblems, formOf, type ItemForm, itemFrom, newId } from "./item-form.ts";
import { identitySection, serviceSection } from "./item-identity.ts";
import { pictureRow } from "./item-pictures.ts";
import { seasonSection } from "./item-season.ts";
import { pricesSection } from "./item-variants.ts";
import { saveRefusal } from "./refusal.ts";

/** One item, all of it: what it is, what it costs, what is in it, how it looks, when it is there. */
@customElement("sp-item-editor")
export class ItemEditor extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  /** Id of the item, or "new". */
  @property({ attribute: false }) item = "";
  @state() private form: ItemForm | null = null;
  @state() private problems: FormProblems = {};
  @state() private status: ItemDraft["status"] = "on";
  @state() private busy = "";
  @state() private problem = "";
  #edited = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#edited === this.item && this.form !== null) return;
    this.#edited = this.item;
    const draft = this.#draft;
    this.problems = {};
    this.problem = "";
    if (draft !== undefined) {
      this.form = formOf(draft.item, draft.stock);
      this.status = draft.status;
    } else if (this.item === "new") {
      const vat = instance.vat.some(({ id }) => id === "reduced") ? "reduced" : (instance.vat[0]?.id ?? "none");
      this.form = emptyForm(newId("item"), newId("v"), vat);
      this.status = "on";
    } else this.form = null;
  }

  get #draft(): ItemDraft | undefined {
    return this.stall.items.find(({ id }) => id === this.item);
  }

  #set(part: Partial<ItemForm>): void {
    if (this.form !== null) this.form = { ...this.form, ...part };
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.form === null || this.busy !== "") return;
    const outcome = itemFrom(this.form, instance.containers, instance.languages[0] ?? "fr");
    this.problems = outcome.kind === "problems" ? outcome.problems : {};
    if (outcome.kind === "problems") {
      await this.updateComplete;
      this.querySelector<HTMLElement>("[aria-invalid], .err input, .err select")?.focus();
      return;
    }
    this.busy = msg("Enregistrement…");
    try {
      await market.saveItem(this.party, { item: outcome.item, stock: outcome.stock, status: this.status });
      navigate(`/desk/${this.party}/items`);
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  async #delete(): Promise<void> {
    this.busy = msg("Suppression…");
    try {
      await market.deleteItem(this.party, this.item);
      navigate(`/desk/${this.party}/items`);
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  async #addPictures(files: readonly File[]): Promise<void> {
    this.problem = "";
    for (const file of files) {
      if (this.form === null || this.form.pictures.length >= limits.picturesPerItemMax) return;
      this.busy = msg(str`Préparation de ${file.name}…`);
      try {
        const { bytes, width, height } = await preparePicture(file, "4:5");
        const digest = await market.addPicture(this.party, bytes);
        this.#set({ pictures: [...this.form.pictures, { digest, width, height }] });
      } catch (error) {
        this.problem = saveRefusal(failureCode(error));
      } finally {
        this.busy = "";
      }
    }
  }

  protected override render(): TemplateResult {
    const { form } = this;
    const back = `/desk/${this.party}/items`;
    if (form === null) {
      return html`<header class="desk-h"><h1>${msg("Cet article n’est plus là.")}</h1></header>
        <p><a class="btn line" href=${back}>${msg("Tous les articles")}</a></p>`;
    }
    const part: FormPart = { form, problems: this.problems, set: (changed) => this.#set(changed) };
    const title = localizedText(form.name) || msg("Nouvel article");
    return html`<header class="desk-h">
        <div>
          <p class="small"><a href=${back}>${msg("Articles")}</a></p>
          <h1>${title}</h1>
        </div>
      </header>
      <form class="editor wide" novalidate @submit=${(event: Event) => void this.#save(event)}>
        <div class="editor-cols">
          ${identitySection(part)} ${this.#pictures(form)} ${pricesSection(part)}
          ${form.kind === "service" ? serviceSection(part) : compositionSection(part)} ${seasonSection(part)}
        </div>
        ${this.#end()}
      </form>`;
  }

  #pictures(form: ItemForm): TemplateResult {
    return html`<section class="panel pad stack">
      <h2>${msg("Images")}</h2>
      ${pictureRow({
        pictures: form.pictures,
        category: form.category,
        name: form.name,
        language: instance.languages[0] ?? "fr",
        onChange: (pictures) => this.#set({ pictures }),
        onFiles: (files) => void this.#addPictures(files),
      })}
      <p class="hint">
        ${msg("Recadrées et allégées sur cet appareil ; le lieu et l’heure de la prise de vue en sont retirés. Sans image, l’illustration de la catégorie.")}
      </p>
    </section>`;
  }

  #end(): TemplateResult {
    const count = Object.keys(this.problems).length;
    return html`<div class="editor-end">
      <div aria-live="polite" class="grow">
        ${this.busy === "" ? nothing : html`<p class="small muted">${this.busy}</p>`}
        ${count === 0 ? nothing : html`<p class="small bad-t">${count === 1 ? msg("Un champ à revoir.") : msg(str`${count} champs à revoir.`)}</p>`}
        ${this.problem === "" ? nothing : html`<p class="small bad-t" role="alert">${this.problem}</p>`}
      </div>
      ${
        this.#draft === undefined
          ? nothing
          : html`<button
              type="button"
              class="btn quiet danger"
              ?disabled=${this.busy !== ""}
              @click=${() => void this.#delete()}
            >
              ${msg("Supprimer")}
            </button>`
      }
      <button class="btn line" ?disabled=${this.busy !== ""} @click=${() => (this.status = "draft")}>
        ${msg("Garder en brouillon")}
      </button>
      <button class="btn main" ?disabled=${this.busy !== ""} @click=${() => (this.status = "on")}>
        ${msg("Enregistrer")}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-item-editor": ItemEditor;
  }
}
