import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { DeskOrder, DeskView } from "../core/api.ts";
import "../design/elements/empty.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { unreadTexts } from "./columns.ts";
import { onceLooked } from "./first-look.ts";
import { cameText, fulfilmentText, orderName, standText } from "./order-words.ts";
import "./order-thread.ts";

/** Everything that was written about orders: the threads, the one that is open beside them. */
@customElement("sp-desk-messages")
export class DeskMessages extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) desk!: DeskView;
  @property({ attribute: false }) thread = "";

  protected override render(): TemplateResult {
    const threads = this.desk.orders.filter(({ view }) => view.texts.length > 0).toSorted(newestFirst);
    const open = this.desk.orders.find(({ thread }) => thread === this.thread);
    if (threads.length === 0 && open === undefined) {
      return html`<header class="desk-h"><h1>${msg("Messages")}</h1></header>
        ${onceLooked(
          this.desk,
          html`<sp-empty
            part
            print="envelope"
            .heading=${msg("Personne n’a écrit.")}
            .text=${msg("Un message tient toujours à une commande, et se lit ici sous ses trois mots.")}
          ></sp-empty>`,
        )}`;
    }
    return html`<header class="desk-h"><h1>${msg("Messages")}</h1></header>
      <div class="messages ${open === undefined ? "" : "with-thread"}">
        <ul class="queue">
          ${repeat(
            threads,
            ({ thread }) => thread,
            (order) => this.#line(order, order.thread === open?.thread),
          )}
        </ul>
        ${
          open === undefined
            ? html`<p class="muted only-l">${msg("Choisissez une conversation dans la liste.")}</p>`
            : html`<section class="panel stack" aria-label=${orderName(open)}>
                <p class="to-queue">
                  <a class="btn quiet s" href="/desk/${this.party}/messages">${icon("arrow-left")}${msg("Retour")}</a>
                </p>
                <header class="row between">
                  <div>
                    <h2>${orderName(open)}</h2>
                    <p class="small muted">
                      ${standText(open.view)}, ${fulfilmentText(open.view.order.fulfilment, open.courier ?? open.point)}
                    </p>
                  </div>
                  <a class="btn line s" href="/desk/${this.party}/orders/${open.thread}">${msg("Voir la commande")}</a>
                </header>
                <sp-order-thread .party=${this.party} .order=${open}></sp-order-thread>
              </section>`
        }
      </div>`;
  }

  #line(order: DeskOrder, open: boolean): TemplateResult {
    const last = order.view.texts.at(-1);
    return html`<li class="q ${open ? "on" : ""}">
      <a href="/desk/${this.party}/messages/${order.thread}" aria-current=${open ? "true" : nothing}>
        ${icon(unreadTexts(order) > 0 ? "chat-circle-text-fill" : "chat-circle-text")}
        <span class="grow"><b>${orderName(order)}</b><span class="small muted clip">${last?.text}</span></span>
        <span class="q-r"
          >${unreadTexts(order) > 0 ? html`<span class="cnt">${unreadTexts(order)}</span>` : nothing}<span
            class="small muted"
            >${last === undefined ? nothing : cameText(last.at, Date.now())}</span
          ></span
        >
      </a>
    </li>`;
  }
}

function newestFirst(a: DeskOrder, b: DeskOrder): number {
  return (a.view.texts.at(-1)?.at ?? "") < (b.view.texts.at(-1)?.at ?? "") ? 1 : -1;
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-desk-messages": DeskMessages;
  }
}
