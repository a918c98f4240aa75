import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CourierAction, CourierView, Delivery } from "../core/api.ts";
import "../design/elements/empty.ts";
import { parcelsText } from "../design/counted.ts";
import { amountText, dayText, windowText } from "../design/format.ts";
import { onceLooked } from "../desk/first-look.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { courierRefusal } from "./refusal.ts";
import { roundOf } from "./stops.ts";

/** Deliveries that producers ask for: taken or refused, one by one or all of a day. */
@customElement("sp-courier-requests")
export class CourierRequests extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) courier!: CourierView;
  @state() private busy = "";
  @state() private problem = "";

  async #act(deliveries: readonly Delivery[], action: CourierAction): Promise<void> {
    if (this.busy !== "") return;
    this.problem = "";
    try {
      for (const delivery of deliveries) {
        this.busy = delivery.thread;
        await market.courierAct(this.party, delivery.thread, action);
      }
    } catch (error) {
      this.problem = courierRefusal(failureCode(error));
    } finally {
      this.busy = "";
    }
  }

  protected override render(): TemplateResult {
    const { requests } = roundOf(this.courier.deliveries);
    const days = [...new Set(requests.map(({ request }) => request.day))];
    return html`<header class="desk-h">
        <h1>${msg("Demandes")}</h1>
        ${
          requests.length > 1
            ? html`<div class="desk-t">
                <button
                  class="btn main s"
                  ?disabled=${this.busy !== ""}
                  @click=${() => void this.#act(requests, { type: "accept" })}
                >
                  ${msg(str`Prendre les ${requests.length}`)}
                </button>
              </div>`
            : nothing
        }
      </header>
      ${
        this.problem === ""
          ? nothing
          : html`<p class="note bad compact" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`
      }
      ${
        requests.length === 0
          ? onceLooked(
              this.courier,
              html`<sp-empty
                part
                print="bicycle"
                .heading=${msg("Aucune demande n’attend.")}
                .text=${msg("Quand un étal accepte une commande à livrer, sa demande arrive ici.")}
              ></sp-empty>`,
            )
          : days.map(
              (day) =>
                html`<section class="stack-s">
                  <h2 class="h3">${dayText(day)}</h2>
                  <ul class="requests">
                    ${repeat(
                      requests.filter(({ request }) => request.day === day),
                      ({ thread }) => thread,
                      (delivery) => this.#request(delivery),
                    )}
                  </ul>
                </section>`,
            )
      }`;
  }

  #request(delivery: Delivery): TemplateResult {
    const { request, producer, address } = delivery;
    const name = producer?.party.name ?? msg("Un étal");
    const place = producer?.party.place;
    return html`<li class="panel request">
      <div class="grow stack-s">
        <p class="stop-t"><b>${name}</b><time class="num">${windowText(request)}</time></p>
        <p class="small muted">
          ${place === undefined ? nothing : `${place.postcode} ${place.town}`} ${icon("arrow-right")}
          ${address === null ? nothing : `${address.postcode} ${address.town}`}
        </p>
        <p class="now-tags">
          <span class="tag">${icon("package")}${parcelsText(request.parcels)}</span>
          ${
            request.temperature === "ambient"
              ? nothing
              : html`<span class="tag info"
                  >${icon("snowflake")}${request.temperature === "chilled" ? msg("frais") : msg("congelé")}</span
                >`
          }
          ${
            request.collectMinor > 0
              ? html`<span class="tag warn"
                  >${icon("hand-coins")}${msg(str`encaisser ${amountText(request.collectMinor)}`)}</span
                >`
              : nothing
          }
          ${address === null ? nothing : html`<span class="tag ok">${msg(str`course ${amountText(address.feeMinor)}`)}</span>`}
          ${delivery.waiting.length === 0 ? nothing : html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>`}
        </p>
      </div>
      <div class="row tight">
        <button
          class="btn leaf"
          ?disabled=${this.busy !== ""}
          aria-label=${msg(str`Prendre la livraison de ${name}, ${delivery.name.join(" ")}`)}
          @click=${() => void this.#act([delivery], { type: "accept" })}
        >
          ${msg("Prendre", { id: "take-delivery" })}
        </button>
        <button
          class="btn line"
          ?disabled=${this.busy !== ""}
          aria-label=${msg(str`Refuser la livraison de ${name}, ${delivery.name.join(" ")}`)}
          @click=${() => void this.#act([delivery], { type: "refuse" })}
        >
          ${msg("Refuser")}
        </button>
      </div>
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-courier-requests": CourierRequests;
  }
}
