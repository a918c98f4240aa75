import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { failureText } from "../account/failure-words.ts";
import type { OrderDetail } from "../core/api.ts";
import "../design/elements/ribbon.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";
import { stampText } from "./when.ts";

const textLengthMax = 1000;

/**
 * What was written about an order, and a place to write. One's own message shows at once, with a dashed edge and a clock
 * until it has left.
 */
@customElement("sp-message-thread")
export class MessageThread extends LightElement {
  @property({ attribute: false }) order!: OrderDetail;
  @property({ type: Number }) now = 0;
  @state() private text = "";
  @state() private failure: string | null = null;
  /** Written here, not yet among the order's own messages. */
  @state() private written: readonly string[] = [];

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const text = this.text.trim();
    if (text === "") return;
    this.text = "";
    this.failure = null;
    this.written = [...this.written, text];
    try {
      await market.sendText(this.order.thread, text);
    } catch (thrown) {
      this.text = text;
      this.failure = failureText(thrown);
    } finally {
      this.written = this.written.filter((candidate) => candidate !== text);
    }
  }

  #onKey(event: KeyboardEvent): void {
    // Enter sends, as everywhere where one writes to someone; shift and Enter begins a line.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    (event.target as HTMLElement).closest("form")?.requestSubmit();
  }

  #message(text: OrderDetail["view"]["texts"][number]): TemplateResult {
    const mine = text.from === "consumer";
    const waits = mine && this.order.waiting.includes(text.id);
    const courier = this.order.courier?.party.name ?? msg("Le coursier");
    return html`<li class="msg ${mine ? "me" : ""} ${waits ? "wait" : ""}">
      <span class="vh"
        >${mine ? msg("Vous :") : speakerText(text.from === "courier" ? courier : this.order.partyName)}</span
      >
      ${text.from === "courier" ? html`<b class="small">${courier}</b><br />` : nothing}<span class="msg-t"
        >${text.text}</span
      ><time datetime=${text.at}
        >${
          waits
            ? html`${icon("clock")} ${msg("attend de partir")}`
            : html`${stampText(text.at, this.now)} ${mine ? icon("checks") : nothing}`
        }</time
      >
    </li>`;
  }

  protected override render(): TemplateResult {
    const { order } = this;
    const { texts } = order.view;
    const known = new Set(texts.map(({ text }) => text));
    return html`<section class="stack no-print" aria-labelledby="messages-heading">
      <h2 id="messages-heading">${msg("Messages")}</h2>
      <div class="who">
        <b>${order.partyName}</b>
        ${order.party === null ? nothing : html`<sp-ribbon size="thin" .stripes=${order.party.fingerprint.stripes}></sp-ribbon>`}
      </div>
      <ul class="thread" aria-live="polite">
        ${texts.map((text) => this.#message(text))}
        ${this.written
          .filter((text) => !known.has(text))
          .map(
            (text) =>
              html`<li class="msg me wait">
                <span class="msg-t">${text}</span><time>${icon("clock")} ${msg("attend de partir")}</time>
              </li>`,
          )}
      </ul>
      ${
        texts.length === 0 && this.written.length === 0
          ? html`<p class="small muted">
              ${msg("Une question, un souhait ? Seuls l’étal et vous lisez ce qui s’écrit ici.")}
            </p>`
          : nothing
      }
      <form class="compose" @submit=${(event: SubmitEvent) => void this.#send(event)}>
        <label class="vh" for="message">${msg(str`Message à ${order.partyName}`)}</label>
        <textarea
          id="message"
          class="input"
          rows="1"
          maxlength=${textLengthMax}
          placeholder=${msg(str`Écrire à ${order.partyName}`)}
          .value=${this.text}
          @input=${(event: InputEvent) => (this.text = (event.target as HTMLTextAreaElement).value)}
          @keydown=${(event: KeyboardEvent) => this.#onKey(event)}
        ></textarea>
        <button class="btn ink" aria-label=${msg("Envoyer le message")}>${icon("paper-plane-right-fill")}</button>
      </form>
      ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
    </section>`;
  }
}

/** A name before what it says. */
function speakerText(name: string): string {
  return msg(str`${name} :`);
}
