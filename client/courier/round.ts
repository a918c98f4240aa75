import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import type { CourierAction, CourierView, Delivery } from "../core/api.ts";
import "../desk/code-input.ts";
import type { CodeInput } from "../desk/code-input.ts";
import { onceLooked } from "../desk/first-look.ts";
import { ageCheck } from "../desk/order-dialog.ts";
import { todayOf } from "../desk/order-words.ts";
import { parcelsText } from "../design/counted.ts";
import "../design/elements/empty.ts";
import { amountText, dayShortText, quoted, windowText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { instance } from "../instance.ts";
import { failureCode, market } from "../market.ts";
import "./fail-dialog.ts";
import type { FailDialog, FailAnswer } from "./fail-dialog.ts";
import "./round-map.ts";
import { roundOnMap } from "./round-pins.ts";
import { doneStops, streetOf } from "./done-stops.ts";
import { courierRefusal } from "./refusal.ts";
import { type Collection, type Round as RoundOfDay, roundOf } from "./stops.ts";

/** The round: the present stop large, what comes next, what to fetch where, what is done. One thumb, no network. */
@customElement("sp-round")
export class Round extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) courier!: CourierView;
  @property({ type: Boolean }) online = true;
  /** A stop chosen out of turn. */
  @state() private chosen = "";
  @state() private words: readonly string[] = [];
  @state() private ageChecked = false;
  @state() private busy = false;
  @state() private problem = "";
  /** What is wrong with the customer's words: said where they are typed, and nowhere else. */
  @state() private wrongWords = "";
  @state() private said = "";
  #present = "";
  @query("sp-fail-dialog") private dialog!: FailDialog;

  async #act(delivery: Delivery, action: CourierAction, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = "";
    this.wrongWords = "";
    this.said = "";
    try {
      await market.courierAct(this.party, delivery.thread, action);
      this.said = done;
      return true;
    } catch (error) {
      const code = failureCode(error);
      if (code.startsWith("handover/")) this.wrongWords = courierRefusal(code);
      else this.problem = courierRefusal(code);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const ok = await this.#act(
      delivery,
      {
        type: "deliver",
        words: this.words.length === 3 ? this.words : null,
        ...(delivery.request.ageMin !== undefined && { ageChecked: this.ageChecked }),
        collectedMinor: delivery.collectMinor,
      },
      msg(str`Remis : ${streetOf(delivery)}.`),
    );
    this.querySelector<CodeInput>("sp-code-input")?.clear();
    this.words = [];
    if (!ok) return;
    await this.#goOn();
  }

  async #fail(delivery: Delivery, answer: FailAnswer): Promise<void> {
    const isClosed = this.dialog.closed();
    const ok = await this.#act(delivery, { type: "fail", ...answer }, msg("Noté. La personne et l’étal l’apprennent."));
    await isClosed;
    if (ok) await this.#goOn();
  }

  /** To the next door: its heading has the focus, never a button that a second press would press for somebody else. */
  async #goOn(): Promise<void> {
    this.chosen = "";
    await this.updateComplete;
    this.querySelector<HTMLElement>(".now h2")?.focus();
  }

  async #collect(collection: Collection): Promise<void> {
    for (const delivery of collectable(collection)) {
      const done = msg(str`Emporté : ${collection.producer?.party.name ?? ""}.`);
      if (!(await this.#act(delivery, { type: "collect" }, done))) return;
    }
  }

  #stopNow({ stops }: RoundOfDay): Delivery | undefined {
    return stops.find(({ thread }) => thread === this.chosen) ?? stops[0];
  }

  protected override willUpdate(): void {
    const thread = this.#stopNow(roundOf(this.courier.deliveries))?.thread ?? "";
    if (thread === this.#present) return;
    // What was typed, ticked and said at one door is not about the next.
    this.#present = thread;
    this.words = [];
    this.ageChecked = false;
    this.wrongWords = "";
  }

  protected override render(): TemplateResult {
    const round = roundOf(this.courier.deliveries);
    const now = this.#stopNow(round);
    const next = round.stops.filter((stop) => stop !== now);
    const total = round.stops.length + round.done.length;
    return html`<div class="round-page">
      <h1 class="vh">${msg("Tournée")}</h1>
      <p class="vh" aria-live="polite">${this.said}</p>
      ${this.#unreadable()}
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      <div class="round">
        <div class="round-l">
          ${now === undefined ? this.#nothing(round.collections.length) : keyed(now.thread, this.#now(now, round.done.length + 1, total))}
        </div>
        <div class="round-l round-next">
          <sp-round-map .round=${roundOnMap(round, now)}></sp-round-map>
          ${
            round.collections.length === 0
              ? nothing
              : html`<section aria-labelledby="collect-h">
                  <header class="row between"><h2 id="collect-h">${msg("À chercher")}</h2></header>
                  <ul class="stops">
                    ${repeat(
                      round.collections,
                      ({ producerId }) => producerId,
                      (collection) => this.#collection(collection),
                    )}
                  </ul>
                </section>`
          }
          ${
            next.length === 0
              ? nothing
              : html`<section aria-labelledby="next-h">
                  <header class="row between">
                    <h2 id="next-h">${msg("Ensuite")}</h2>
                    <p class="small muted num">
                      ${next.length === 1 ? msg("1 arrêt") : msg(str`${next.length} arrêts`)}
                    </p>
                  </header>
                  <ol class="stops">
                    ${repeat(
                      next,
                      ({ thread }) => thread,
                      (stop, index) => this.#stop(stop, round.done.length + 2 + index),
                    )}
                  </ol>
                </section>`
          }
          ${round.done.length === 0 ? nothing : doneStops(round.done)}
          <p class="hint flexline">
            ${icon("eraser")}<span
              >${msg(str`Adresses et téléphones s’effacent de cet appareil ${instance.policies.disputeDays} jours après la remise.`)}</span
            >
          </p>
        </div>
      </div>
      <sp-fail-dialog
        @sp-fail=${(event: CustomEvent<FailAnswer>) => {
          if (now !== undefined) void this.#fail(now, event.detail);
        }}
      ></sp-fail-dialog>
    </div>`;
  }

  #unreadable(): unknown {
    const count = this.courier.unreadable.length;
    return count === 0
      ? nothing
      : html`<p class="note warn compact">
          ${icon("warning-circle")}<span
            >${
              count === 1
                ? msg("Une enveloppe n’a pas pu être ouverte. Les autres livraisons sont là.")
                : msg(str`${count} enveloppes n’ont pas pu être ouvertes. Les autres livraisons sont là.`)
            }</span
          >
        </p>`;
  }

  #nothing(collections: number): TemplateResult {
    const empty = html`<sp-empty
      part
      print="bicycle"
      .heading=${collections > 0 ? msg("Commencez par chercher les colis.") : msg("Rien à livrer.")}
      .text=${
        collections > 0
          ? msg("Ils sont plus bas, par étal. Une fois emportés, les arrêts se mettent ici dans l’ordre.")
          : msg("Une demande acceptée, puis emportée, devient un arrêt de la tournée.")
      }
    ></sp-empty>`;
    // Parcels that wait are known, with and without network.
    return collections > 0 ? empty : onceLooked(this.courier, empty);
  }

  #now(delivery: Delivery, number: number, total: number): TemplateResult {
    const { address, request } = delivery;
    return html`<section class="now" aria-label=${msg("Arrêt présent")}>
      <div class="now-h">
        <span class="stop-n big" aria-hidden="true">${number}</span>
        <div class="grow">
          <p class="caps">
            ${total > 1 ? msg(str`Maintenant, sur ${Math.max(total, number)} arrêts`) : msg("Maintenant, le seul arrêt")}
          </p>
          <h2 class="now-street" tabindex="-1">${streetOf(delivery)}</h2>
          ${
            address === null
              ? html`<p class="muted">${msg("L’adresse a été effacée.")}</p>`
              : html`<p>
                  <b>${address.name}</b
                  >${address.extra === undefined ? nothing : html` · ${address.extra}`}<br />${address.postcode}
                  ${address.town}
                </p>`
          }
        </div>
        ${
          address === null
            ? nothing
            : html`<a
                class="btn line"
                href="tel:${address.phone.replace(/\s/g, "")}"
                aria-label=${msg(str`Appeler ${address.name}`)}
                >${icon("phone")}</a
              >`
        }
      </div>
      <p class="now-tags">
        <span class="tag">${icon("package")}${parcelsText(request.parcels)}</span>
        ${
          request.temperature === "ambient"
            ? nothing
            : html`<span class="tag info"
                >${icon("snowflake")}${request.temperature === "chilled" ? msg("frais") : msg("congelé")}</span
              >`
        }
        <span class="tag">${icon("clock")}${windowText(request)}</span>
        ${request.day === todayOf(Date.now()) ? nothing : html`<span class="tag">${dayShortText(request.day)}</span>`}
        ${
          delivery.collectMinor > 0
            ? html`<span class="tag warn"
                >${icon("hand-coins")}${msg(str`encaisser ${amountText(delivery.collectMinor)}`)}</span
              >`
            : nothing
        }
        ${delivery.producer === null ? nothing : html`<span class="tag">${delivery.producer.party.name}</span>`}
        ${delivery.waiting.length === 0 ? nothing : html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>`}
      </p>
      ${address?.note === undefined ? nothing : html`<p class="now-note voice">${quoted(address.note)}</p>`}
      ${this.#handover(delivery)}
    </section>`;
  }

  /** The three words and the two big buttons; or the way to take a missed stop up again. */
  #handover(delivery: Delivery): unknown {
    const { request } = delivery;
    const canDeliver = delivery.actions.includes("deliver");
    const needsAge = request.ageMin !== undefined && !this.ageChecked;
    return canDeliver
      ? html`<sp-code-input
            .label=${msg("Le code, à demander")}
            .error=${this.wrongWords}
            @change=${(event: Event) => {
              const input = event.target;
              if (input instanceof HTMLElement && "words" in input) this.words = input.words as readonly string[];
              this.wrongWords = "";
            }}
            @sp-enter=${() => (this.busy || needsAge ? undefined : void this.#deliver(delivery))}
          ></sp-code-input>
          ${ageCheck(request.ageMin ?? null, this.ageChecked, (checked) => (this.ageChecked = checked))}
          <div class="now-act">
            <button
              class="btn main big grow"
              ?disabled=${this.busy || needsAge || this.words.length !== 3}
              aria-busy=${this.busy ? "true" : nothing}
              @click=${() => void this.#deliver(delivery)}
            >
              ${icon("check-bold")}${msg("Remis")}
            </button>
            <button class="btn line big" ?disabled=${this.busy} @click=${() => this.dialog.open(delivery)}>
              ${msg("Pas là…")}
            </button>
          </div>
          ${
            delivery.attemptsLeft < 3
              ? html`<p class="hint">${msg(str`Essais de code restants : ${delivery.attemptsLeft}`)}</p>`
              : nothing
          }`
      : delivery.actions.includes("collect")
        ? html`<div class="now-act">
            <button
              class="btn main big grow"
              ?disabled=${this.busy}
              @click=${() => void this.#act(delivery, { type: "collect" }, msg("Repris."))}
            >
              ${icon("repeat")}${msg("Réessayer cet arrêt")}
            </button>
          </div>`
        : nothing;
  }

  #collection(collection: Collection): TemplateResult {
    const { producer } = collection;
    const can = collectable(collection).length;
    const chilled = collection.deliveries.some(({ request }) => request.temperature !== "ambient");
    const name = producer?.party.name ?? msg("Un étal");
    return html`<li class="stop">
      <span class="stop-n">${icon("storefront")}</span>
      <div>
        <p class="stop-t"><b>${name}</b><span class="num small">${parcelsText(collection.parcels)}</span></p>
        <p class="small muted">
          ${
            producer?.party.place === undefined
              ? nothing
              : `${producer.party.place.street}, ${producer.party.place.postcode} ${producer.party.place.town}`
          }
          ${chilled ? html` · ${msg("frais")}` : nothing}
        </p>
        <ul class="small parcels">
          ${collection.deliveries.map(
            ({ name: words, ready, waiting }) =>
              html`<li>
                <span class="voice">${words.join(" ")}</span>
                <span class="tag ${ready ? "ok" : ""}">${ready ? msg("prêt") : msg("en préparation")}</span>
                ${waiting.length === 0 ? nothing : html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>`}
              </li>`,
          )}
        </ul>
        ${
          can
            ? html`<button
                class="btn leaf"
                ?disabled=${this.busy}
                aria-label=${msg(str`Emporté : ${name}`)}
                @click=${() => void this.#collect(collection)}
              >
                ${icon("check-bold")}${msg("Emporté")}
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  #stop(stop: Delivery, number: number): TemplateResult {
    return html`<li class="stop">
      <span class="stop-n" aria-hidden="true">${number}</span>
      <div>
        <p class="stop-t">
          <button class="linklike" @click=${() => (this.chosen = stop.thread)}><b>${streetOf(stop)}</b></button>
          <time
            >${stop.request.day === todayOf(Date.now()) ? nothing : html`${dayShortText(stop.request.day)}, `}${windowText(stop.request)}</time
          >
        </p>
        <p class="small muted">
          ${stop.address?.town} · ${parcelsText(stop.request.parcels)}
          ${stop.state === "failed" ? html`· ${msg("à réessayer")}` : nothing}
        </p>
      </div>
    </li>`;
  }
}

/** What can be taken along: what the stall has declared ready. */
function collectable({ deliveries }: Collection): readonly Delivery[] {
  return deliveries.filter(({ actions, ready }) => ready && actions.includes("collect"));
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-round": Round;
  }
}
