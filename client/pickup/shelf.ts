import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { PickupAction, PickupDeskView, PickupParcels } from "../core/api.ts";
import "../desk/code-input.ts";
import type { CodeInput } from "../desk/code-input.ts";
import { onceLooked } from "../desk/first-look.ts";
import { ageCheck } from "../desk/order-dialog.ts";
import { todayOf } from "../desk/order-words.ts";
import "../design/elements/empty.ts";
import { parcelsText } from "../design/counted.ts";
import { clockText, dayShortText, dayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { namedLike, shelfOf } from "./parcels.ts";

function refusal(code: string): string {
  if (code === "handover/code-wrong" || code === "handover/unknown-word") {
    return msg("Ce ne sont pas les bons mots. Rien n’est enregistré : demandez-les encore une fois.");
  }
  if (code === "handover/paused") {
    return msg("Trop d’essais. Attendez un moment, puis demandez les mots encore une fois.");
  }
  if (code === "pickup/not-now") return msg("Ce colis a changé entre-temps. Regardez où il en est.");
  if (code === "party/unreachable") return msg("L’étal n’est pas joignable en ce moment. Rien n’a changé ; réessayez.");
  return msg("Cela n’a pas pu être enregistré. Rien n’a changé ; réessayez.");
}

function keepingText(parcels: PickupParcels): string {
  const { temperature } = parcels.announced;
  if (temperature === "ambient") return "";
  return temperature === "chilled" ? msg("au frais") : msg("congelé");
}

function overText({ state }: PickupParcels): string {
  if (state === "handed-out") return msg("remis");
  return state === "returned" ? msg("rendu à l’étal") : msg("annulé par l’étal");
}

/** What a pickup point has: what is expected, what lies here, what should go back. A parcel has a name, never an owner. */
@customElement("sp-pickup-shelf")
export class PickupShelf extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) desk!: PickupDeskView;
  @state() private typed = "";
  /** Thread of the parcels that are being handed out, or "". */
  @state() private handing = "";
  @state() private words: readonly string[] = [];
  @state() private ageChecked = false;
  @state() private busy = false;
  @state() private problem = "";
  @state() private said = "";

  async #act(parcels: PickupParcels, action: PickupAction, said: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await market.pickupAct(this.party, parcels.thread, action);
      this.said = said;
      this.handing = "";
      this.typed = "";
    } catch (error) {
      this.problem = refusal(failureCode(error));
      this.querySelector<CodeInput>("sp-code-input")?.clear();
      this.words = [];
    } finally {
      this.busy = false;
    }
  }

  /** Asks for the three words: who pressed the button types them at once. */
  async #handOut(parcels: PickupParcels): Promise<void> {
    this.handing = this.handing === parcels.thread ? "" : parcels.thread;
    this.words = [];
    this.ageChecked = false;
    this.problem = "";
    await this.updateComplete;
    const field = this.querySelector<CodeInput>("sp-code-input");
    await field?.updateComplete;
    field?.querySelector("input")?.focus();
  }

  protected override render(): TemplateResult {
    const shelf = shelfOf(this.desk.parcels);
    const look = (parcels: readonly PickupParcels[]): readonly PickupParcels[] => namedLike(parcels, this.typed);
    const today = todayOf(Date.now());
    return html`<header class="desk-h">
        <div>
          <p class="caps">${dayText(today)}</p>
          <h1>${this.#heading(shelf.here.length + shelf.overdue.length)}</h1>
        </div>
      </header>
      <p class="vh" aria-live="polite">${this.said}</p>
      ${
        this.desk.parcels.length === 0
          ? onceLooked(
              this.desk,
              html`<sp-empty
                part
                print="envelope"
                .heading=${msg("Aucun colis pour l’instant.")}
                .text=${msg("Quand un étal en apporte un, il est annoncé ici, avec son nom de trois mots.")}
              ></sp-empty>`,
            )
          : html`<label class="field pickup-find"
              ><span class="label">${msg("Le nom sur le colis, tapé ou scanné")}</span
              ><input
                class="input"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                .value=${this.typed}
                @input=${(event: Event) => (this.typed = (event.currentTarget as HTMLInputElement).value)}
            /></label>`
      }
      ${
        this.problem === "" || this.handing !== ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      ${this.#part(msg("À rendre à l’étal"), look(shelf.overdue))} ${this.#part(msg("Attendent ici"), look(shelf.here))}
      ${this.#part(msg("Annoncés"), look(shelf.expected))} ${this.#over(look(shelf.gone))}
      ${
        this.desk.unreadable.length === 0
          ? nothing
          : html`<p class="note compact">
              ${icon("info")}<span>${msg("Une enveloppe n’a pas pu être ouverte. Les autres sont là.")}</span>
              <button
                class="btn quiet s"
                type="button"
                @click=${() => this.desk.unreadable.forEach(({ id }) => void market.discardUnreadable(this.party, id))}
              >
                ${msg("L’écarter")}
              </button>
            </p>`
      }`;
  }

  #heading(count: number): string {
    if (count === 0) return msg("Rien n’attend ici");
    return count === 1 ? msg("Un colis attend ici") : msg(str`${count} colis attendent ici`);
  }

  #part(title: string, parcels: readonly PickupParcels[]): TemplateResult | typeof nothing {
    if (parcels.length === 0) return nothing;
    return html`<section class="stack-s" aria-label=${title}>
      <h2 class="h3">${title} <span class="muted num">${parcels.length}</span></h2>
      <ul class="parcel-list">
        ${repeat(
          parcels,
          ({ thread }) => thread,
          (one) => html`<li class="panel pad stack-s ${one.overdue ? "late" : ""}">${this.#parcel(one)}</li>`,
        )}
      </ul>
    </section>`;
  }

  #parcel(one: PickupParcels): TemplateResult {
    const { announced, producer } = one;
    const keeping = keepingText(one);
    const name = one.name.join(" ");
    return html`<p class="parcel-name voice" translate="no">${name}</p>
      <p class="now-tags">
        <span class="tag">${icon("package")}${parcelsText(announced.parcels)}</span>
        ${keeping === "" ? nothing : html`<span class="tag info">${icon("snowflake")}${keeping}</span>`}
        ${announced.ageMin === undefined ? nothing : html`<span class="tag warn">${msg(str`dès ${announced.ageMin} ans`)}</span>`}
        <span class="tag">${producer?.party.name ?? msg("un étal")}</span>
        ${one.waiting.length === 0 ? nothing : html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>`}
      </p>
      <p class="small muted">
        ${
          one.state === "arrived"
            ? msg(str`Gardé jusqu’au ${dayShortText(one.keptUntil)}`)
            : msg(str`Attendu ${dayShortText(announced.day)}, dès ${clockText(announced.from)}`)
        }
        ${one.state === "refused" ? html`· <b>${msg("refusé")}</b>` : nothing}
      </p>
      ${this.handing === one.thread ? this.#handover(one) : this.#buttons(one, name)}`;
  }

  #buttons(one: PickupParcels, name: string): TemplateResult {
    const button = (type: PickupAction["type"], style: string, text: string, press: () => void): unknown =>
      one.actions.includes(type)
        ? html`<button
            class="btn ${style}"
            type="button"
            ?disabled=${this.busy}
            aria-label=${msg(str`${text} : ${name}`)}
            @click=${press}
          >
            ${text}
          </button>`
        : nothing;
    return html`<div class="row tight">
      ${button("arrive", "leaf", msg("Il est là"), () => void this.#act(one, { type: "arrive" }, msg("Noté : il est là.")))}
      ${button("refuse", "line", msg("Je ne peux pas le prendre"), () => void this.#act(one, { type: "refuse" }, msg("L’étal est prévenu.")))}
      ${button("hand-out", one.overdue ? "line" : "main", msg("Remettre…"), () => void this.#handOut(one))}
      ${button("return", one.overdue ? "main" : "quiet", msg("Rendu à l’étal"), () => void this.#act(one, { type: "return" }, msg("Noté : rendu à l’étal.")))}
    </div>`;
  }

  #handover(one: PickupParcels): TemplateResult {
    const needsAge = one.announced.ageMin !== undefined && !this.ageChecked;
    const age = one.announced.ageMin === undefined ? {} : { ageChecked: this.ageChecked };
    const handOut = (): void => void this.#act(one, { type: "hand-out", words: this.words, ...age }, msg("Remis."));
    return html`<sp-code-input
        .label=${msg("Les trois mots, à demander")}
        .error=${this.problem}
        @change=${(event: Event) => {
          const input = event.target;
          if (input instanceof HTMLElement && "words" in input) this.words = input.words as readonly string[];
          this.problem = "";
        }}
        @sp-enter=${() => (this.busy || needsAge ? undefined : handOut())}
      ></sp-code-input>
      ${ageCheck(one.announced.ageMin ?? null, this.ageChecked, (checked) => (this.ageChecked = checked))}
      <div class="row tight">
        <button
          class="btn main grow"
          type="button"
          ?disabled=${this.busy || needsAge || this.words.length !== 3}
          @click=${handOut}
        >
          ${icon("check-bold")}${msg("Remis")}
        </button>
        <button class="btn line" type="button" @click=${() => (this.handing = "")}>${msg("Laisser")}</button>
      </div>
      ${one.attemptsLeft < 3 ? html`<p class="hint">${msg(str`Essais de code restants : ${one.attemptsLeft}`)}</p>` : nothing}`;
  }

  #over(gone: readonly PickupParcels[]): TemplateResult | typeof nothing {
    if (gone.length === 0) return nothing;
    return html`<details class="donelist">
      <summary>
        ${icon("check-circle")}${gone.length === 1 ? msg("1 colis passé") : msg(str`${gone.length} colis passés`)}${icon("caret-down")}
      </summary>
      <ul class="parcel-gone small">
        ${gone.map((one) => html`<li><span class="voice">${one.name.join(" ")}</span> <span class="muted">${overText(one)}</span></li>`)}
      </ul>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-pickup-shelf": PickupShelf;
  }
}
