import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { limits } from "../../crypto/protocol/limits.ts";
import type { ItemDraft, StallView } from "../core/api.ts";
import { categoryTrail } from "../design/catalogue-facts.ts";
import { localizedText, monthText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { preparePicture } from "../picture.ts";
import { navigate } from "../shell/navigation.ts";
import { checkField, selectField, textField, textsField } from "./fields.ts";
import {
  emptyForm,
  emptyVariant,
  type FormProblems,
  formOf,
  type ItemForm,
  itemFrom,
  type VariantForm,
} from "./item-form.ts";
import { pictureRow } from "./item-pictures.ts";
import { saveRefusal } from "./refusal.ts";
import { allergenNames, allergenText, itemProblemText } from "./words.ts";

const diets = ["vegetarian", "vegan", "gluten-free", "lactose-free", "organic"] as const;

/** A new local id: unguessable is not needed, unique is. */
function newId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID().slice(0, 8)}`;
}

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

  #setVariant(index: number, part: Partial<VariantForm>): void {
    if (this.form === null) return;
    this.#set({
      variants: this.form.variants.map((variant, at) => (at === index ? { ...variant, ...part } : variant)),
    });
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
    const title = localizedText(form.name) || msg("Nouvel article");
    return html`<header class="desk-h">
        <div>
          <p class="small"><a href=${back}>${msg("Articles")}</a></p>
          <h1>${title}</h1>
        </div>
      </header>
      <form class="editor wide" novalidate @submit=${(event: Event) => void this.#save(event)}>
        <div class="editor-cols">
          ${this.#what(form)} ${this.#pictures(form)}
          <section class="panel pad stack">
            <h2>${form.variants.length > 1 ? msg("Variantes et prix") : msg("Prix")}</h2>
            ${form.variants.map((variant, index) => this.#variant(form, variant, index))}
            <p>
              <button
                type="button"
                class="btn line s"
                ?disabled=${form.variants.length >= limits.variantsPerItemMax}
                @click=${() => this.#set({ variants: [...form.variants, emptyVariant(newId("v"))] })}
              >
                ${icon("plus")}${msg("Ajouter une variante")}
              </button>
            </p>
            ${selectField({
              label: msg("TVA"),
              value: form.vat,
              options: [...new Map(instance.vat.map((rate) => [rate.id, rate])).values()].map((rate) => [
                rate.id,
                `${localizedText(rate.name)} (${rate.permille / 10} %)`,
              ]),
              onChange: (vat) => this.#set({ vat }),
            })}
          </section>
          ${form.kind === "service" ? this.#service(form) : this.#food(form)} ${this.#more(form)}
        </div>
        ${this.#end()}
      </form>`;
  }

  #what(form: ItemForm): TemplateResult {
    return html`<section class="panel pad stack">
      <h2>${msg("L’article")}</h2>
      <fieldset class="plain seg mini-seg">
        <legend class="vh">${msg("Genre")}</legend>
        ${(["good", "service"] as const).map(
          (kind) =>
            html`<label class=${form.kind === kind ? "on" : ""}
              ><input type="radio" name="kind" .checked=${form.kind === kind} @change=${() => this.#set({ kind })} />${
                kind === "good" ? msg("Un bien") : msg("Un service")
              }</label
            >`,
        )}
      </fieldset>
      ${textsField({
        label: msg("Nom"),
        value: form.name,
        lengthMax: 120,
        problem: itemProblemText(this.problems["name"]),
        onInput: (name) => this.#set({ name }),
      })}
      ${this.#category(form)}
      ${textsField({
        label: msg("En une phrase"),
        value: form.summary,
        lengthMax: 240,
        optional: true,
        problem: itemProblemText(this.problems["summary"]),
        onInput: (summary) => this.#set({ summary }),
      })}
      ${textsField({
        label: msg("Description"),
        value: form.description,
        lengthMax: 4000,
        rows: 4,
        optional: true,
        onInput: (description) => this.#set({ description }),
      })}
    </section>`;
  }

  #category(form: ItemForm): TemplateResult {
    const options = instance.categories.map(
      ({ path }) =>
        [
          path,
          categoryTrail(path)
            .map(({ name }) => localizedText(name))
            .join(" › "),
        ] as const,
    );
    return selectField({
      label: msg("Catégorie"),
      value: form.category,
      options: [["", msg("Choisir…")], ...options.toSorted((a, b) => a[1].localeCompare(b[1]))],
      problem: itemProblemText(this.problems["category"]),
      onChange: (category) => this.#set({ category }),
    });
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

  #variant(form: ItemForm, variant: VariantForm, index: number): TemplateResult {
    const at = (field: string): string => itemProblemText(this.problems[`variants/${index}/${field}`]);
    const several = form.variants.length > 1;
    const set = (part: Partial<VariantForm>): void => this.#setVariant(index, part);
    const language = instance.languages[0] ?? "fr";
    return html`<fieldset
      class="plain variant fields"
      aria-label=${several ? msg(str`Variante ${index + 1}`) : msg("Prix")}
    >
      ${
        several
          ? textField({
              label: msg("Nom de la variante"),
              value: variant.name[language] ?? "",
              span: 4,
              lengthMax: 80,
              onInput: (text) => set({ name: { ...variant.name, [language]: text } }),
            })
          : nothing
      }
      ${
        several
          ? html`<button
              type="button"
              class="btn quiet s danger c2 variant-x"
              aria-label=${msg(str`Enlever la variante ${index + 1}`)}
              @click=${() => this.#set({ variants: form.variants.filter((_, other) => other !== index) })}
            >
              ${icon("trash")}${msg("Enlever")}
            </button>`
          : nothing
      }
      ${textField({
        label: variant.byWeight ? msg(str`Prix par kilo, ${instance.currency}`) : msg(str`Prix, ${instance.currency}`),
        value: variant.price,
        inputMode: "decimal",
        problem: at("price"),
        hint: msg("TVA et taxes comprises"),
        span: 3,
        onInput: (price) => set({ price }),
      })}
      ${textField({
        label: msg("Stock"),
        value: variant.stock,
        inputMode: "numeric",
        problem: at("stock"),
        hint: msg("vide : autant qu’on veut"),
        span: 3,
        onInput: (stock) => set({ stock }),
      })}
      ${
        form.kind === "good"
          ? checkField(msg("Au poids : vendu à la pièce, payé au kilo une fois pesé"), variant.byWeight, (byWeight) =>
              set({ byWeight }),
            )
          : nothing
      }
      ${variant.byWeight ? this.#weights(variant, set, at("weights")) : this.#content(form, variant, set, at("content"))}
      ${form.kind === "good" ? containerField(variant, set) : nothing}
      ${textField({
        label: msg("Votre code"),
        value: variant.sku,
        optional: true,
        span: 3,
        lengthMax: 64,
        onInput: (sku) => set({ sku }),
      })}
    </fieldset>`;
  }

  #weights(variant: VariantForm, set: (part: Partial<VariantForm>) => void, problem: string): TemplateResult {
    const grams = (label: string, value: string, onInput: (value: string) => void, wrong = ""): TemplateResult =>
      textField({ label, value, inputMode: "numeric", span: 2, problem: wrong, onInput });
    return html`${grams(msg("Au moins, g"), variant.gramsMin, (gramsMin) => set({ gramsMin }), problem)}
    ${grams(msg("D’ordinaire, g"), variant.gramsEstimate, (gramsEstimate) => set({ gramsEstimate }))}
    ${grams(msg("Au plus, g"), variant.gramsMax, (gramsMax) => set({ gramsMax }))}`;
  }

  #content(form: ItemForm, variant: VariantForm, set: (part: Partial<VariantForm>) => void, problem: string): unknown {
    if (form.kind === "service") return nothing;
    return html`${textField({
      label: msg("Contenu"),
      value: variant.contentQuantity,
      inputMode: "decimal",
      optional: true,
      span: 3,
      problem,
      onInput: (contentQuantity) => set({ contentQuantity }),
    })}
    ${selectField({
      label: msg("Unité"),
      value: variant.contentUnit,
      span: 3,
      options: [
        ["g", msg("grammes")],
        ["ml", msg("millilitres")],
        ["piece", msg("pièces")],
        ["cm", msg("centimètres")],
      ],
      onChange: (unit) => set({ contentUnit: unit as VariantForm["contentUnit"] }),
    })}`;
  }

  #service(form: ItemForm): TemplateResult {
    return html`<section class="panel pad stack">
      <h2>${msg("Le service")}</h2>
      <div class="fields">
        ${textField({
          label: msg("Durée, minutes"),
          value: form.durationMinutes,
          inputMode: "numeric",
          span: 3,
          problem: itemProblemText(this.problems["duration"]),
          onInput: (durationMinutes) => this.#set({ durationMinutes }),
        })}
        ${selectField({
          label: msg("Où"),
          value: form.servicePlace,
          span: 3,
          options: [
            ["ours", msg("chez nous")],
            ["yours", msg("chez le client")],
            ["remote", msg("à distance")],
          ],
          onChange: (place) => this.#set({ servicePlace: place as ItemForm["servicePlace"] }),
        })}
      </div>
    </section>`;
  }

  #food(form: ItemForm): TemplateResult {
    const food = form.category.startsWith("food") || Object.keys(form.allergens).length > 0;
    return html`<section class="panel pad stack">
      <h2>${msg("Conservation et composition")}</h2>
      <div class="fields">
        ${selectField({
          label: msg("Se garde"),
          value: form.temperature,
          span: 3,
          options: [
            ["ambient", msg("à l’étagère")],
            ["chilled", msg("au frigo")],
            ["frozen", msg("au congélateur")],
          ],
          onChange: (temperature) => this.#set({ temperature: temperature as ItemForm["temperature"] }),
        })}
        ${selectField({
          label: msg("Âge"),
          value: form.age,
          span: 3,
          options: [
            ["", msg("pour tous")],
            ["16", msg("dès 16 ans : bière, vin, cidre")],
            ["18", msg("dès 18 ans : spiritueux, tabac")],
          ],
          onChange: (age) => this.#set({ age: age as ItemForm["age"] }),
        })}
      </div>
      ${food ? this.#allergens(form) : nothing}
      ${textsField({
        label: msg("Ingrédients"),
        value: form.ingredients,
        lengthMax: 1000,
        rows: 2,
        optional: true,
        onInput: (ingredients) => this.#set({ ingredients }),
      })}
      <fieldset class="plain stack-s">
        <legend class="label">${msg("Régimes")}</legend>
        <div class="chips">
          ${diets.map((diet) =>
            toggleChip(dietText(diet), form.diets.includes(diet), () =>
              this.#set({ diets: toggled(form.diets, diet) }),
            ),
          )}
        </div>
      </fieldset>
    </section>`;
  }

  #allergens(form: ItemForm): TemplateResult {
    return html`<fieldset class="plain stack-s">
      <legend class="label">${msg("Allergènes")}</legend>
      <p class="hint">
        ${msg("« Non déclaré » n’est pas « non » : le filtre des clients écarte l’un et garde l’autre.")}
      </p>
      <div class="allergen-grid">
        ${allergenNames.map(
          (allergen) =>
            html`<label class="row between"
              ><span>${allergenText(allergen)}</span
              ><select
                class="input"
                @change=${(event: Event) => {
                  const { [allergen]: _, ...rest } = form.allergens;
                  const value = (event.currentTarget as HTMLSelectElement).value;
                  this.#set({
                    allergens: value === "" ? rest : { ...rest, [allergen]: value as "yes" | "traces" | "no" },
                  });
                }}
              >
                ${(["", "yes", "traces", "no"] as const).map(
                  (value) =>
                    html`<option value=${value} ?selected=${(form.allergens[allergen] ?? "") === value}>
                      ${presenceText(value)}
                    </option>`,
                )}
              </select></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  #more(form: ItemForm): TemplateResult {
    return html`<section class="panel pad stack">
      <h2>${msg("Saison et labels")}</h2>
      <fieldset class="plain stack-s">
        <legend class="label">${msg("Mois de saison")}</legend>
        <div class="season-pick">
          ${Array.from({ length: 12 }, (_, index) => index + 1).map((month) => {
            const on = form.season.includes(month);
            return html`<button
              type="button"
              class=${on ? "on" : ""}
              aria-pressed=${on ? "true" : "false"}
              aria-label=${monthText(month)}
              @click=${() => this.#set({ season: toggled(form.season, month) })}
            >
              ${monthText(month, "narrow")}
            </button>`;
          })}
        </div>
        <p class="hint">${form.season.length === 0 ? msg("Aucun choisi : toute l’année.") : nothing}</p>
      </fieldset>
      ${
        instance.labels.length === 0
          ? nothing
          : html`<fieldset class="plain stack-s">
              <legend class="label">${msg("Labels demandés")}</legend>
              <div class="chips">
                ${instance.labels.map(({ id, name }) =>
                  toggleChip(localizedText(name), form.labels.includes(id), () =>
                    this.#set({ labels: toggled(form.labels, id) }),
                  ),
                )}
              </div>
              <p class="hint">${msg("Un label paraît quand la coopérative l’a accordé à votre étal.")}</p>
            </fieldset>`
      }
      ${textsField({
        label: msg("Origine"),
        value: form.origin,
        lengthMax: 80,
        optional: true,
        onInput: (origin) => this.#set({ origin }),
      })}
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

/** The container that comes back, where the instance knows any. */
function containerField(variant: VariantForm, set: (part: Partial<VariantForm>) => void): unknown {
  if (instance.containers.length === 0) return nothing;
  return selectField({
    label: msg("Consigne"),
    value: variant.container,
    span: 3,
    options: [["", msg("aucune")], ...instance.containers.map(({ id, name }) => [id, localizedText(name)] as const)],
    onChange: (container) => set({ container }),
  });
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function toggleChip(text: string, on: boolean, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="chip ${on ? "on" : ""}"
    aria-pressed=${on ? "true" : "false"}
    @click=${onClick}
  >
    ${text}
  </button>`;
}

function presenceText(value: "" | "yes" | "traces" | "no"): string {
  switch (value) {
    case "":
      return msg("non déclaré");
    case "yes":
      return msg("oui");
    case "traces":
      return msg("traces");
    case "no":
      return msg("non");
  }
}

function dietText(diet: (typeof diets)[number]): string {
  switch (diet) {
    case "vegetarian":
      return msg("végétarien");
    case "vegan":
      return msg("végane");
    case "gluten-free":
      return msg("sans gluten");
    case "lactose-free":
      return msg("sans lactose");
    case "organic":
      return msg("bio");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-item-editor": ItemEditor;
  }
}
