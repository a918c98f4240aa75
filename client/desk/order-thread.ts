import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Role } from "../../crypto/protocol/exports.ts";
import type { DeskOrder } from "../core/api.ts";
import { momentText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { failureCode, market } from "../market.ts";
import { refusalText } from "./order-dialog.ts";

/** What was said about an order, and a line to answer: by three words, never by a person's name. */
@customElement("sp-order-thread")
export class OrderThread extends LightElement {
  @property({ attribute: false }) party = "";
  @property({ attribute: false }) order!: DeskOrder;
  @state() private text = "";
  @state() private busy = false;
  @state() private problem = "";

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.text.trim();
    if (text === "" || this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await market.sendText(this.order.thread, text, this.party);
      this.text = "";
    } catch (error) {
      this.problem = refusalText(failureCode(error));
    } finally {
      this.busy = false;
    }
  }

  protected override updated(): void {
    // Read once it has been on screen; the core ignores it when nothing is unread.
    if (this.order.unread > 0) void market.markRead(this.order.thread, this.party).catch(() => undefined);
  }

  protected override render(): TemplateResult {
    const { order } = this;
    return html`<div class="thread" aria-live="polite">
        ${
          order.view.texts.length === 0
            ? html`<p class="small muted">${msg("Pas encore de message sur cette commande.")}</p>`
            : order.view.texts.map((text) => {
                const wait = order.waiting.includes(text.id);
                return html`<div class="msg ${text.from === "producer" ? "me" : ""} ${wait ? "wait" : ""}">
                  ${text.from === "producer" ? nothing : html`<b class="small">${whoText(text.from)}</b>`}
                  <p class="msg-t">${text.text}</p>
                  <time datetime=${text.at}
                    >${wait ? html`${icon("clock")} ${msg("pas encore parti")}` : momentText(text.at)}</time
                  >
                </div>`;
              })
        }
      </div>
      <form class="compose" @submit=${(event: Event) => void this.#send(event)}>
        <input
          class="input grow"
          aria-label=${msg("Votre message")}
          placeholder=${msg("Votre message…")}
          maxlength="1000"
          .value=${this.text}
          @input=${(event: Event) => (this.text = (event.currentTarget as HTMLInputElement).value)}
        />
        <button
          class="btn line"
          ?disabled=${this.busy || this.text.trim() === ""}
          aria-label=${msg("Envoyer le message")}
        >
          ${icon("paper-plane-right-fill")}
        </button>
      </form>
      ${this.problem === "" ? nothing : html`<p class="note bad" role="alert">${icon("warning-circle")}<span>${this.problem}</span></p>`}`;
  }
}

function whoText(from: Role): string {
  return from === "courier" ? msg("Le coursier") : msg("Le client");
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-order-thread": OrderThread;
  }
}
