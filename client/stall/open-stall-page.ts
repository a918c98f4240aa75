import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import "../account/sign-in.ts";
import { icon } from "../design/icon.ts";
import { keyComparedText } from "../desk/accreditation.ts";
import { LightElement } from "../design/light-element.ts";
import { inInstance } from "../design/format.ts";
import { instance } from "../instance.ts";
import { failureCode, market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { pointFields } from "./booking-fields.ts";
import { focusProblem } from "./fields.ts";
import {
  hoursFields,
  orderingFields,
  paymentFields,
  type PartyFields,
  whereFields,
  whoFields,
} from "./party-fields.ts";
import { emptyPartyForm, type PartyForm, partyFrom, type PartyProblem } from "./party-form.ts";
import { formFrom } from "./form-texts.ts";
import { partyPreview } from "./party-preview.ts";
import { saveRefusal } from "./refusal.ts";
import "./stall.css";
import { UnsavedForm } from "./unsaved-form.ts";

const steps = ["kind", "who", "where", "orders", "preview"] as const;
type Step = (typeof steps)[number];

/** Which fields each step answers for: a step is left only once its own are right. */
const fieldsOf: Record<Step, readonly string[]> = {
  kind: [],
  who: ["name", "trade", "category"],
  where: ["street", "postcode", "phone", "website", "keeps", "keptDays"],
  orders: [
    "acceptWithinHours",
    "leadHours",
    "minimum",
    "fulfilment",
    "pickupWays",
    "pickupTransfer",
    "agendaWindows",
    "agendaStep",
    "agendaLead",
    "agendaDays",
    "agendaCapacity",
    "collection",
    "deliveryDays",
    "holidays",
    "payments",
    "iban",
    "dueDays",
    "creditorName",
    "creditorStreet",
    "creditorPostcode",
    "creditorTown",
  ],
  preview: [],
};

/** Opening a stall, or a courier's desk: five small steps, seen before it is sent. */
@customElement("sp-open-stall-page")
export class OpenStallPage extends LightElement {
  @state() private step: Step = "kind";
  @state() private form: PartyForm = emptyPartyForm(inInstance(new Date()).day);
  @state() private problems: Readonly<Record<string, PartyProblem>> = {};
  @state() private resumed = false;
  @state() private busy = "";
  @state() private problem = "";
  readonly #unsaved = new UnsavedForm<PartyForm>(this);
  readonly session = new Watch(this, "session");
  readonly catalogue = new Watch(this, "catalogue");
  readonly #couriers = new Task(this, {
    task: () => market.parties("courier"),
    args: () => [this.catalogue.value?.version],
  });

  readonly #points = new Task(this, {
    task: () => market.parties("pickup-point"),
    args: () => [this.catalogue.value?.version],
  });

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#resume(this.form);
  }

  /** Goes on with what was begun on this device, if nothing has been typed yet. */
  async #resume(fresh: PartyForm): Promise<void> {
    const form = formFrom(await this.#unsaved.open("", "stall"), fresh);
    if (form === null || this.form !== fresh || JSON.stringify(form) === JSON.stringify(fresh)) return;
    this.form = { ...form, since: fresh.since };
    this.resumed = true;
  }

  #change(part: Partial<PartyForm>): void {
    this.form = { ...this.form, ...part };
    this.#unsaved.changed(this.form);
  }

  get #steps(): readonly Step[] {
    return this.form.kind !== "producer" ? steps.filter((step) => step !== "orders") : steps;
  }

  async #next(event: Event): Promise<void> {
    event.preventDefault();
    if (this.step === "preview") return this.#open();
    const outcome = partyFrom(this.form, instance);
    const own = fieldsOf[this.step];
    const problems = outcome.kind === "problems" ? outcome.problems : {};
    this.problems = Object.fromEntries(
      Object.entries(problems).filter(([field]) => own.includes(field.split("/")[0] ?? "")),
    );
    if (Object.keys(this.problems).length > 0) {
      await this.updateComplete;
      focusProblem(this);
      return;
    }
    await this.#go(1);
  }

  async #go(by: 1 | -1): Promise<void> {
    const step = this.#steps[this.#steps.indexOf(this.step) + by];
    if (step === undefined) return;
    this.step = step;
    this.problems = {};
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  async #open(): Promise<void> {
    const outcome = partyFrom(this.form, instance);
    if (outcome.kind === "problems" || this.busy !== "") return;
    this.busy = msg("L’étal s’ouvre : ses clés se font sur cet appareil…");
    this.problem = "";
    try {
      const party = await market.openStall(outcome.party);
      await this.#unsaved.done();
      navigate(outcome.party.kind === "courier" ? `/courier/${party}/offer` : `/desk/${party}`);
    } catch (error) {
      this.problem = saveRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    if (session === undefined || session.state === "starting") {
      return html`<div class="page open-stall">
        <h1 class="vh">${msg("Ouvrir un étal")}</h1>
        <p class="lead" role="status">${msg("Un instant…")}</p>
      </div>`;
    }
    if (session.state === "anonymous") {
      return html`<div class="page open-stall stack">
        <h1>${msg("Ouvrir un étal")}</h1>
        <p class="lead">
          ${msg("Une clé d’accès d’abord : elle reste sur votre appareil, et c’est elle qui ouvre votre bureau. Ni e-mail, ni mot de passe.")}
        </p>
        <sp-sign-in first="create"></sp-sign-in>
      </div>`;
    }
    const index = this.#steps.indexOf(this.step);
    return html`<div class="page open-stall stack">
      <p class="caps num">${msg(str`Étape ${index + 1} sur ${this.#steps.length}`)}</p>
      <h1 tabindex="-1">${stepText(this.step, this.form)}</h1>
      <form class="stack" novalidate @submit=${(event: Event) => void this.#next(event)}>
        ${
          this.resumed
            ? html`<p class="note compact" role="status">
                ${icon("info")}<span>${msg("Vous retrouvez ce que vous aviez commencé.")}</span>
              </p>`
            : nothing
        }
        ${this.#content()}
        <div aria-live="polite">
          ${this.busy === "" ? nothing : html`<p class="muted">${this.busy}</p>`}
          ${
            this.problem === ""
              ? nothing
              : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
          }
        </div>
        <div class="row dialog-act">
          ${
            index === 0
              ? nothing
              : html`<button type="button" class="btn line" @click=${() => void this.#go(-1)}>
                  ${msg("Revenir")}
                </button>`
          }
          <button class="btn main grow" ?disabled=${this.busy !== ""}>
            ${this.step === "preview" ? msg("Demander l’accréditation") : msg("Continuer")}
          </button>
        </div>
      </form>
    </div>`;
  }

  #content(): TemplateResult {
    const fields: PartyFields = {
      form: this.form,
      problems: this.problems,
      set: (part) => this.#change(part),
    };
    switch (this.step) {
      case "kind":
        return html`<fieldset class="plain stack-s">
          <legend class="vh">${msg("Genre")}</legend>
          ${this.#kind("producer", msg("Un étal"), msg("Vous vendez ce que vous faites, cultivez, réparez : des biens ou des services."))}
          ${this.#kind("courier", msg("Un coursier"), msg("Vous portez ce que d’autres vendent, à vélo ou autrement."))}
          ${this.#kind("pickup-point", msg("Un point de retrait"), msg("Vous gardez des colis et les remettez contre trois mots, sans savoir à qui."))}
        </fieldset>`;
      case "who":
        return html`<section class="panel pad stack">${whoFields(fields)}</section>`;
      case "where":
        return html`<section class="panel pad stack">${whereFields(fields)} ${hoursFields(fields)}</section>
          ${this.form.kind === "pickup-point" ? html`<section class="panel pad stack">${pointFields(fields)}</section>` : nothing}`;
      case "orders":
        return html`<section class="panel pad stack">
            <h2>${msg("Avoir sa commande")}</h2>
            ${orderingFields(fields, this.#couriers.value ?? [], this.#points.value ?? [])}
          </section>
          <section class="panel pad stack">
            <h2>${msg("Payer")}</h2>
            ${paymentFields(fields)}
          </section>`;
      case "preview": {
        const outcome = partyFrom(this.form, instance);
        return html`${outcome.kind === "party" ? partyPreview(outcome.party, []) : nothing}
          <div class="note">
            ${icon("info")}
            <div class="stack-s">
              <p><b>${msg("Ce qui se passe ensuite")}</b></p>
              <ol class="next-steps">
                <li>${msg("Votre page part, signée de la clé que cet appareil vient de faire.")}</li>
                <li>${keyComparedText(this.form.phone.trim() !== "")}</li>
                <li>${msg("L’étal paraît au marché. D’ici là, vous préparez vos articles.")}</li>
              </ol>
            </div>
          </div>`;
      }
    }
  }

  #kind(kind: PartyForm["kind"], title: string, text: string): TemplateResult {
    const on = this.form.kind === kind;
    return html`<label class="opt ${on ? "on" : ""}">
      <input type="radio" name="kind" .checked=${on} @change=${() => this.#change({ kind })} />
      <b>${title}</b><span class="small muted">${text}</span>
    </label>`;
  }
}

function stepText(step: Step, form: PartyForm): string {
  switch (step) {
    case "kind":
      return msg("Qu’ouvrez-vous ?");
    case "who":
      return msg("Qui êtes-vous ?");
    case "where":
      return msg("Où vous trouve-t-on ?");
    case "orders":
      return msg("Comment vous commande-t-on ?");
    case "preview":
      return form.kind !== "producer" ? msg("Voici votre page") : msg("Voici votre étal");
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-open-stall-page": OpenStallPage;
  }
}
