import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ClosedTime, DeskOrder, DeskView, StallView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { clockText, dayText, windowText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { sentence } from "../orders/when.ts";
import { agendaDays } from "./agenda-days.ts";
import { onceLooked } from "./first-look.ts";
import { orderName, stateText, todayOf } from "./order-words.ts";

/** A stall's agenda: the appointments of each day, and times that are closed by hand, for whoever telephones. */
@customElement("sp-desk-agenda")
export class DeskAgenda extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) desk!: DeskView;
  @property({ attribute: false }) stall: StallView | undefined;
  @state() private day = todayOf(Date.now());
  @state() private from = "09:00";
  @state() private to = "10:00";
  @state() private places = 1;
  @state() private busy = false;
  @state() private problem = "";

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await work();
    } catch (error) {
      const malformed = failureCode(error) === "agenda/malformed";
      this.problem = malformed
        ? msg("La fin doit venir après le début. Rien n’a changé.")
        : msg("Cela n’a pas pu être enregistré. Rien n’a changé ; réessayez.");
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const today = todayOf(Date.now());
    const days = agendaDays(this.desk, today);
    return html`<header class="desk-h">
        <div>
          <p class="caps">${dayText(today)}</p>
          <h1>${msg("Agenda")}</h1>
        </div>
      </header>
      ${this.#closing()}
      ${
        days.size === 0
          ? onceLooked(
              this.desk,
              html`<sp-empty
                part
                print="envelope"
                .heading=${msg("Aucun rendez-vous à venir.")}
                .text=${msg("Ceux qui se réservent au marché arrivent ici d’eux-mêmes.")}
              ></sp-empty>`,
            )
          : [...days].map(
              ([day, entries]) =>
                html`<section class="panel stack-s">
                  <h2>${day === today ? msg("Aujourd’hui") : sentence(dayText(day))}</h2>
                  <ul class="agenda-list">
                    ${entries.map((entry) => html`<li>${entry.kind === "order" ? this.#order(entry.order) : this.#closed(entry.time)}</li>`)}
                  </ul>
                </section>`,
            )
      }`;
  }

  #order(order: DeskOrder): TemplateResult | typeof nothing {
    const { view } = order;
    const { fulfilment } = view.order;
    if (fulfilment.kind !== "appointment") return nothing;
    const { visit } = fulfilment;
    return html`<a href="/desk/${this.party}/orders/${order.thread}">
      <time class="num">${clockText(fulfilment.from)}<br /><small>${clockText(fulfilment.to)}</small></time>
      <span class="grow">
        <b
          >${view.order.lines.map(({ name, quantity }) => (quantity === 1 ? name : `${quantity} × ${name}`)).join(", ")}</b
        >
        <small class="muted"
          >${orderName(order)}${visit === undefined ? "" : ` · ${visit.street}, ${visit.postcode} ${visit.town}`}</small
        >
      </span>
      <span class="tag ${view.state === "placed" ? "sun" : view.state === "delivered" ? "ok" : ""}"
        >${view.state === "delivered" ? msg("fait") : stateText(view.state)}</span
      >
      ${order.time === "free" || order.time === null ? nothing : html`<span class="tag bad">${timeText(order.time)}</span>`}
    </a>`;
  }

  #closed(time: ClosedTime): TemplateResult {
    return html`<div class="agenda-closed">
      <time class="num">${clockText(time.from)}<br /><small>${clockText(time.to)}</small></time>
      <span class="grow muted">${time.places > 1 ? msg(str`Fermé, ${time.places} places`) : msg("Fermé")}</span>
      <button
        class="btn quiet s"
        type="button"
        ?disabled=${this.busy}
        aria-label=${msg(str`Rouvrir ${dayText(time.day)}, ${windowText(time)}`)}
        @click=${() => void this.#run(() => market.reopenTime(this.party, time.id))}
      >
        ${msg("Rouvrir")}
      </button>
    </div>`;
  }

  /** A time that somebody booked by telephone, or that is not worked: closed for everybody. */
  #closing(): TemplateResult {
    const capacity = this.stall?.party.ordering?.appointments?.capacity ?? 1;
    const time = (label: string, value: string, onChange: (value: string) => void): TemplateResult =>
      html`<label class="field"
        ><span class="label">${label}</span
        ><input
          class="input num"
          type="time"
          .value=${value}
          @change=${(event: Event) => onChange((event.currentTarget as HTMLInputElement).value)}
      /></label>`;
    return html`<form
      class="panel pad stack-s"
      @submit=${(event: Event) => {
        event.preventDefault();
        const { day, from, to, places } = this;
        void this.#run(() => market.closeTime(this.party, { day, from, to, places: Math.min(places, capacity) }));
      }}
    >
      <h2>${msg("Bloquer un moment")}</h2>
      <p class="hint">
        ${msg("Pris par téléphone, ou pas travaillé : le marché montre ce moment comme pris, sans dire pourquoi.")}
      </p>
      <div class="agenda-form">
        <label class="field"
          ><span class="label">${msg("Jour")}</span
          ><input
            class="input num"
            type="date"
            required
            .value=${this.day}
            @change=${(event: Event) => (this.day = (event.currentTarget as HTMLInputElement).value)}
        /></label>
        ${time(msg("De"), this.from, (from) => (this.from = from))} ${time(msg("À"), this.to, (to) => (this.to = to))}
        ${
          capacity === 1
            ? nothing
            : html`<label class="field"
                ><span class="label">${msg("Places")}</span
                ><select
                  class="input"
                  @change=${(event: Event) => (this.places = Number((event.currentTarget as HTMLSelectElement).value))}
                >
                  ${Array.from({ length: capacity }, (_, index) => index + 1).map(
                    (count) => html`<option value=${count} ?selected=${count === this.places}>${count}</option>`,
                  )}
                </select></label
              >`
        }
        <button class="btn line" ?disabled=${this.busy}>${icon("prohibit")}${msg("Fermer ce moment")}</button>
      </div>
      ${this.problem === "" ? nothing : html`<p class="hint bad-t" role="alert">${this.problem}</p>`}
    </form>`;
  }
}

/** What stands in the way of an appointment's time, in few words. */
export function timeText(time: "taken" | "closed"): string {
  return time === "taken" ? msg("moment déjà pris") : msg("moment fermé");
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-agenda": DeskAgenda;
  }
}
