import { msg, str } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { amountText, currencySign, localizedText, numberText, weekdayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { addRowButton, removeRowButton } from "../design/rows.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import { checkField, focusProblem, groupProblem, selectField, textField, textsField } from "../stall/fields.ts";
import { formFrom } from "../stall/form-texts.ts";
import { saveRefusal } from "../stall/refusal.ts";
import { UnsavedForm } from "../stall/unsaved-form.ts";
import {
  freshId,
  type OfferForm,
  offerFormOf,
  offerFrom,
  type OfferProblem,
  postcodesFrom,
  type SlotForm,
  type ZoneForm,
} from "./offer-form.ts";

const known: ReadonlySet<string> = new Set(instance.postcodes.map(({ postcode }) => postcode));

/** How many names or codes stand below a field. */
const namesShown = 12;

/** Names or codes, as many as fit below a field, and how many others; one alone is named rather than counted. */
function shortList(names: readonly string[]): string {
  const more = names.length - namesShown;
  return more < 2
    ? names.join(", ")
    : `${names.slice(0, namesShown).join(", ")} ${msg(str`et ${numberText(more)} autres`)}`;
}

/** Where a courier goes, when, for how much, with what: published, and matched on each customer's device. */
@customElement("sp-offer-editor")
export class OfferEditor extends LightElement {
  @property({ attribute: false }) party = "";
  @state() private form: OfferForm | null = null;
  @state() private problems: Readonly<Record<string, OfferProblem>> = {};
  @state() private busy = "";
  @state() private problem = "";
  @state() private saved = false;
  /** What is published; the form is one that was begun earlier and not published. */
  @state() private published: OfferForm | null = null;
  @state() private resumed = false;
  readonly #unsaved = new UnsavedForm<OfferForm>(this);
  #loaded = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#loaded === this.party) return;
    this.#loaded = this.party;
    void this.#load();
  }

  async #load(): Promise<void> {
    const vat = instance.vat.some(({ id }) => id === "standard") ? "standard" : (instance.vat[0]?.id ?? "none");
    try {
      const [offer, begun] = await Promise.all([
        market.deliveryOffer(this.party),
        this.#unsaved.open(this.party, "offer"),
      ]);
      this.published = offerFormOf(offer, vat);
      const kept = formFrom(begun, offerFormOf(null, vat));
      this.resumed = kept !== null && JSON.stringify(kept) !== JSON.stringify(this.published);
      this.form = this.resumed ? kept : this.published;
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    }
  }

  #set(part: Partial<OfferForm>): void {
    this.saved = false;
    if (this.form === null) return;
    this.form = { ...this.form, ...part };
    this.#unsaved.changed(this.form);
  }

  #startOver(): void {
    void this.#unsaved.done();
    this.resumed = false;
    this.problems = {};
    this.form = this.published;
  }

  #zone(index: number, part: Partial<ZoneForm>): void {
    this.#set({ zones: this.form?.zones.map((zone, at) => (at === index ? { ...zone, ...part } : zone)) ?? [] });
  }

  #slot(index: number, part: Partial<SlotForm>): void {
    this.#set({ slots: this.form?.slots.map((slot, at) => (at === index ? { ...slot, ...part } : slot)) ?? [] });
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.form === null || this.busy !== "") return;
    const outcome = offerFrom(this.form, known, instance.languages[0] ?? "fr");
    this.problems = outcome.kind === "problems" ? outcome.problems : {};
    if (outcome.kind === "problems") {
      await this.updateComplete;
      focusProblem(this);
      return;
    }
    const sent = this.form;
    this.busy = msg("Publication…");
    this.problem = "";
    try {
      await market.saveDeliveryOffer(this.party, outcome.offer);
      this.published = sent;
      // What was typed while it was on its way is still to be published, and kept.
      if (this.form === sent) await this.#unsaved.done();
      this.saved = this.form === sent;
      this.resumed = false;
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  protected override render(): TemplateResult {
    const { form } = this;
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Zones et créneaux")}</h1>
          <p class="muted small">
            ${msg("Publics : chaque client les compare à son adresse sur son propre appareil.")}
          </p>
        </div>
      </header>
      ${
        form === null
          ? html`<p class="muted" role="status">${this.problem === "" ? msg("Un instant…") : this.problem}</p>`
          : html`${this.#resumedNote()}
              <form class="editor wide" novalidate @submit=${(event: Event) => void this.#save(event)}>
                <div class="editor-cols">${this.#zones(form)} ${this.#slots(form)} ${this.#limits(form)}</div>
                ${this.#end()}
              </form>`
      }`;
  }

  #resumedNote(): unknown {
    if (!this.resumed) return nothing;
    return html`<p class="note compact" role="status">
      ${icon("info")}<span class="grow">${msg("Vous retrouvez ce que vous aviez commencé, pas encore publié.")}</span>
      <button type="button" class="btn quiet s" @click=${() => this.#startOver()}>
        ${msg("Revenir à ce qui est publié")}
      </button>
    </p>`;
  }

  #zones(form: OfferForm): TemplateResult {
    return html`<section class="panel pad stack" data-rows>
      <h2>${msg("Zones et prix")}</h2>
      ${form.zones.map((zone, index) => {
        const at = (field: string): string => offerProblemText(this.problems[`zones/${index}/${field}`]);
        const names = postcodesFrom(zone.postcodes)
          .map((code) => instance.postcodes.find(({ postcode }) => postcode === code)?.name)
          .filter((name) => name !== undefined);
        return html`<fieldset class="plain fields variant" aria-label=${msg(str`Zone ${index + 1}`)} data-row>
          ${textField({
            label: msg("Nom de la zone"),
            value: zone.name,
            lengthMax: 60,
            span: 3,
            problem: at("name"),
            onInput: (name) => this.#zone(index, { name }),
          })}
          ${textField({
            label: msg(str`Prix, ${currencySign()}`),
            value: zone.price,
            inputMode: "decimal",
            span: 2,
            problem: at("price"),
            onInput: (price) => this.#zone(index, { price }),
          })}
          ${removeRowButton(
            msg(str`Enlever la zone ${index + 1}`),
            () => this.#set({ zones: form.zones.filter((_, other) => other !== index) }),
            { kind: "btn quiet s danger c1 variant-x" },
          )}
          ${textField({
            label: msg("Codes postaux"),
            value: zone.postcodes,
            grows: true,
            problem: at("postcodes"),
            hint: names.length === 0 ? msg("Séparés par une espace : 1201 1202 1203") : shortList([...new Set(names)]),
            onInput: (postcodes) => this.#zone(index, { postcodes }),
          })}
        </fieldset>`;
      })}
      ${groupProblem(offerProblemText(this.problems["zones"]))}
      ${addRowButton(msg("Ajouter une zone"), () => {
        const zone = { id: freshId("zone", form.zones), name: "", postcodes: "", price: "" };
        this.#set({ zones: [...form.zones, zone] });
      })}
    </section>`;
  }

  #slots(form: OfferForm): TemplateResult {
    return html`<section class="panel pad stack" data-rows>
      <h2>${msg("Créneaux de la semaine")}</h2>
      ${form.slots.map(
        (slot, index) =>
          html`<div class="row tight window-row" data-row>
            <select
              class="input"
              aria-label=${msg(str`Jour du créneau ${index + 1}`)}
              @change=${(event: Event) => this.#slot(index, { weekday: Number((event.currentTarget as HTMLSelectElement).value) })}
            >
              ${[1, 2, 3, 4, 5, 6, 7].map(
                (weekday) =>
                  html`<option value=${weekday} ?selected=${weekday === slot.weekday}>${weekdayText(weekday)}</option>`,
              )}
            </select>
            <input
              class="input num"
              type="time"
              aria-label=${msg(str`Début du créneau ${index + 1}`)}
              .value=${slot.from}
              @change=${(event: Event) => this.#slot(index, { from: (event.currentTarget as HTMLInputElement).value })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="input num"
              type="time"
              aria-label=${msg(str`Fin du créneau ${index + 1}`)}
              aria-invalid=${this.problems[`slots/${index}/window`] ? "true" : nothing}
              .value=${slot.to}
              @change=${(event: Event) => this.#slot(index, { to: (event.currentTarget as HTMLInputElement).value })}
            />
            <label class="inl small"
              >${msg("commander")}
              <input
                class="input num cutoff"
                inputmode="numeric"
                aria-label=${msg(str`Heures avant le créneau ${index + 1}`)}
                aria-invalid=${this.problems[`slots/${index}/cutoff`] ? "true" : nothing}
                .value=${slot.cutoffHours}
                @input=${(event: Event) => this.#slot(index, { cutoffHours: (event.currentTarget as HTMLInputElement).value })}
              />
              <span class="nowrap">${msg("h avant")}</span></label
            >
            ${removeRowButton(msg(str`Enlever le créneau ${index + 1}`), () =>
              this.#set({ slots: form.slots.filter((_, other) => other !== index) }),
            )}
          </div>`,
      )}
      ${groupProblem(offerProblemText(this.problems["slots"]))}
      ${addRowButton(msg("Ajouter un créneau"), () => this.#set({ slots: [...form.slots, nextSlot(form.slots)] }))}
    </section>`;
  }

  #limits(form: OfferForm): TemplateResult {
    const temperature = (value: OfferForm["temperatures"][number], text: string): TemplateResult =>
      checkField(text, form.temperatures.includes(value), (on) =>
        this.#set({
          temperatures: on ? [...form.temperatures, value] : form.temperatures.filter((other) => other !== value),
        }),
      );
    return html`<section class="panel pad stack">
      <h2>${msg("Ce que vous portez")}</h2>
      <fieldset class="plain stack-s">
        <legend class="label">${msg("Températures")}</legend>
        ${temperature("ambient", msg("à température ambiante"))} ${temperature("chilled", msg("au frais"))}
        ${temperature("frozen", msg("congelé"))}
        ${groupProblem(this.problems["temperatures"] ? msg("Il en faut au moins une.") : "")}
      </fieldset>
      <div class="fields">
        ${textField({
          label: msg("Poids au plus, kg"),
          value: form.kilosMax,
          inputMode: "numeric",
          span: 2,
          problem: offerProblemText(this.problems["kilosMax"]),
          onInput: (kilosMax) => this.#set({ kilosMax }),
        })}
        ${selectField({
          label: msg("TVA"),
          value: form.vat,
          span: 4,
          options: [...new Map(instance.vat.map((rate) => [rate.id, rate])).values()].map((rate) => [
            rate.id,
            `${localizedText(rate.name)} (${numberText(rate.permille / 10)} %)`,
          ]),
          onChange: (vat) => this.#set({ vat }),
        })}
      </div>
      ${textsField({
        label: msg("Avec quoi"),
        value: form.vehicle,
        lengthMax: 60,
        hint: msg("Par exemple : vélo-cargo électrique"),
        problem: offerProblemText(this.problems["vehicle"]),
        onInput: (vehicle) => this.#set({ vehicle }),
      })}
    </section>`;
  }

  #end(): TemplateResult {
    return html`<div class="editor-end">
      <div class="grow" aria-live="polite">
        ${this.busy === "" ? nothing : html`<p class="small muted">${this.busy}</p>`}
        ${this.saved ? html`<p class="small flexline">${icon("check-circle")}${msg("Publiés.")}</p>` : nothing}
        ${Object.keys(this.problems).length > 0 ? html`<p class="small bad-t">${msg("Il reste des champs à revoir.")}</p>` : nothing}
        ${this.problem === "" ? nothing : html`<p class="small bad-t" role="alert">${this.problem}</p>`}
      </div>
      <button class="btn main" aria-disabled=${this.busy !== "" ? "true" : nothing}>${msg("Publier")}</button>
    </div>`;
  }
}

function nextSlot(slots: readonly SlotForm[]): SlotForm {
  const last = slots.at(-1);
  const id = freshId("slot", slots);
  return last === undefined
    ? { id, weekday: 1, from: "17:00", to: "19:00", cutoffHours: "6" }
    : { ...last, id, weekday: (last.weekday % 7) + 1 };
}

function offerProblemText(problem: OfferProblem | undefined): string {
  if (typeof problem === "object") {
    return problem.unknown.length === 1
      ? msg(str`${problem.unknown[0]} n’est pas un code de la région.`)
      : msg(str`Ces codes ne sont pas de la région : ${shortList(problem.unknown)}`);
  }
  switch (problem) {
    case undefined:
      return "";
    case "missing":
      return msg("Il manque quelque chose ici.");
    case "not-an-amount":
      return msg(str`Un montant, comme ${amountText(650)}.`);
    case "not-a-number":
      return msg("Un nombre entier.");
    case "not-a-window":
      return msg("La fin vient après le début.");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-offer-editor": OfferEditor;
  }
}
