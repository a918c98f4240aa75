import { Task } from "@lit/task";
import { msg } from "@lit/localize";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Picture } from "../../crypto/protocol/exports.ts";
import type { StallView } from "../core/api.ts";
import "../design/elements/fingerprint.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { market, Watch } from "../market.ts";
import { accreditationState } from "../desk/accreditation.ts";
import { pointFields } from "./booking-fields.ts";
import { focusProblem, textsField } from "./fields.ts";
import "./item-pictures.ts";
import {
  hoursFields,
  orderingFields,
  paymentFields,
  type PartyFields,
  whereFields,
  whoFields,
} from "./party-fields.ts";
import { formFrom } from "./form-texts.ts";
import { emptyPartyForm, type PartyForm, partyFormOf, partyFrom, type PartyProblem } from "./party-form.ts";
import { partyPreview } from "./party-preview.ts";
import { Refused } from "./refused.ts";
import { UnsavedForm } from "./unsaved-form.ts";

/** The public page of a stall, edited beside what others will see. Couriers use it too, without orders and payments. */
@customElement("sp-page-editor")
export class PageEditor extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) stall!: StallView;
  @state() private form: PartyForm | null = null;
  @state() private problems: Readonly<Record<string, PartyProblem>> = {};
  @state() private busy = "";
  @state() private saved = false;
  /** The form is one that was begun earlier and not published. */
  @state() private resumed = false;
  #edited = "";
  readonly #unsaved = new UnsavedForm<PartyForm>(this);
  readonly #refused = new Refused(this, () => this.party);
  readonly catalogue = new Watch(this, "catalogue");
  readonly #couriers = new Task(this, {
    task: () => market.parties("courier"),
    args: () => [this.catalogue.value?.version],
  });

  readonly #points = new Task(this, {
    task: () => market.parties("pickup-point"),
    args: () => [this.catalogue.value?.version],
  });

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#edited === this.party) return;
    this.#edited = this.party;
    this.form = partyFormOf(this.stall.party);
    this.resumed = false;
    void this.#resume(this.form);
  }

  /** Goes on with what was typed and not published, if the form has not been touched meanwhile. */
  async #resume(fresh: PartyForm): Promise<void> {
    const form = formFrom(await this.#unsaved.open(this.party, "page"), emptyPartyForm(fresh.since));
    if (form === null || this.form !== fresh || JSON.stringify(form) === JSON.stringify(fresh)) return;
    this.form = form;
    this.resumed = true;
  }

  #change(part: Partial<PartyForm>): void {
    if (this.form === null) return;
    this.saved = false;
    this.form = { ...this.form, ...part };
    this.#unsaved.changed(this.form);
  }

  #startOver(): void {
    void this.#unsaved.done();
    this.resumed = false;
    this.form = partyFormOf(this.stall.party);
  }

  async #save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.form === null || this.busy !== "") return;
    this.busy = msg("Les images se préparent…");
    const whole = (await this.querySelector("sp-item-pictures")?.settled()) ?? true;
    this.busy = "";
    if (!whole) return;
    const outcome = partyFrom(this.form, instance, this.stall.party);
    this.problems = outcome.kind === "problems" ? outcome.problems : {};
    if (outcome.kind === "problems") {
      await this.updateComplete;
      focusProblem(this);
      return;
    }
    this.busy = msg("Publication…");
    this.saved = false;
    this.#refused.clear();
    try {
      await market.savePage(this.party, outcome.party);
      await this.#unsaved.done();
      this.resumed = false;
      this.saved = true;
    } catch (error) {
      this.#refused.by(error);
    } finally {
      this.busy = "";
    }
  }

  protected override render(): unknown {
    const { form } = this;
    if (form === null) return nothing;
    const fields: PartyFields = {
      form,
      problems: this.problems,
      set: (part) => this.#change(part),
    };
    const outcome = partyFrom(form, instance, this.stall.party);
    const shown =
      outcome.kind === "party" ? outcome.party : { ...this.stall.party, name: form.name || this.stall.party.name };
    return html`<header class="desk-h">
        <div>
          <h1>${msg("Page")}</h1>
          <p class="muted small">${msg("Ce que tout le monde voit de vous.")}</p>
        </div>
        <div class="desk-t">
          ${
            this.stall.party.kind === "producer"
              ? html`<a class="btn line s" href="/desk/${this.party}/poster">${icon("qr-code")}${msg("Affiche")}</a>`
              : nothing
          }
          <a class="btn line s" href="/stall/${this.party}">${icon("eye")}${msg("Voir la page publique")}</a>
        </div>
      </header>
      ${accreditationState(this.stall, this.party)}
      ${
        this.resumed
          ? html`<p class="note compact" role="status">
              ${icon("info")}<span class="grow"
                >${msg("Vous retrouvez ce que vous aviez commencé, pas encore publié.")}</span
              >
              <button type="button" class="btn quiet s" @click=${() => this.#startOver()}>
                ${msg("Revenir à la page publiée")}
              </button>
            </p>`
          : nothing
      }
      <div class="page-2">
        <form class="editor" novalidate @submit=${(event: Event) => void this.#save(event)}>
          <section class="panel pad stack">
            <h2>${msg("Qui")}</h2>
            ${whoFields(fields)} ${this.#bannerField(form)}
            ${textsField({
              label: msg("Votre histoire"),
              value: form.story,
              lengthMax: 4000,
              rows: 5,
              optional: true,
              onInput: (story) => fields.set({ story }),
            })}
          </section>
          <section class="panel pad stack">
            <h2>${msg("Où et quand")}</h2>
            ${whereFields(fields)} ${hoursFields(fields)}
          </section>
          ${
            form.kind === "pickup-point"
              ? html`<section class="panel pad stack">
                  <h2>${msg("Colis")}</h2>
                  ${pointFields(fields)}
                </section>`
              : nothing
          }
          ${
            form.kind === "producer"
              ? html`<section class="panel pad stack">
                    <h2>${msg("Commandes")}</h2>
                    ${orderingFields(fields, this.#couriers.value ?? [], this.#points.value ?? [])}
                  </section>
                  <section class="panel pad stack">
                    <h2>${msg("Paiement")}</h2>
                    ${paymentFields(fields)}
                  </section>`
              : nothing
          }
          ${this.#end()}
        </form>
        <aside class="preview-aside stack">
          <p class="caps">${msg("Comme les autres le verront")}</p>
          ${partyPreview(shown, this.stall.fingerprint.stripes)}
          <section class="panel stack-s">
            <h2 class="h4">${msg("Votre marque")}</h2>
            <sp-fingerprint .fingerprint=${this.stall.fingerprint}></sp-fingerprint>
            <p class="hint">
              ${msg("Ces huit mots se comparent au téléphone ou sur votre affiche : ils disent que c’est bien vous.")}
            </p>
          </section>
        </aside>
      </div>`;
  }

  #bannerField(form: PartyForm): TemplateResult {
    return html`<div class="stack-s">
      <p class="label">${msg("Bannière")}</p>
      <sp-item-pictures
        .party=${this.party}
        .pictures=${form.banner === null ? [] : [form.banner]}
        .category=${form.category}
        .language=${instance.languages[0] ?? "fr"}
        shape="16:9"
        .max=${1}
        @pictures=${(event: CustomEvent<readonly Picture[]>) => this.#change({ banner: event.detail[0] ?? null })}
      ></sp-item-pictures>
    </div>`;
  }

  #end(): TemplateResult {
    return html`<div class="editor-end">
      <div class="grow" aria-live="polite">
        ${this.busy === "" ? nothing : html`<p class="small muted">${this.busy}</p>`}
        ${this.saved ? html`<p class="small flexline">${icon("check-circle")}${msg("Publiée. Elle paraît dès que l’envoi est fait.")}</p>` : nothing}
        ${Object.keys(this.problems).length > 0 ? html`<p class="small bad-t">${msg("Il reste des champs à revoir.")}</p>` : nothing}
        ${this.#refused.note(msg("La clé est remplacée : la page peut être publiée."))}
      </div>
      <button class="btn main" ?disabled=${this.busy !== ""}>${msg("Publier la page")}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-page-editor": PageEditor;
  }
}
