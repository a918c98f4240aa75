import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ListView } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { leftText } from "./list-card.ts";
import { listFailureText } from "./list-failure.ts";
import "./lists.css";

/** A button that puts an item on a shopping list: one of one's own, or a new one. */
@customElement("sp-add-to-list")
export class AddToList extends LightElement {
  @property() item = "";
  @property() variant = "";
  @property({ type: Number }) amount = 1;
  readonly lists = new Watch(this, "lists");
  @state() private said = "";
  @state() private failure = "";

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector("dialog");
  }

  async #add(id: string, name: string): Promise<void> {
    this.failure = "";
    try {
      const { item: key, variant: variantId, amount: quantity } = this;
      await market.changeList(id, { type: "add-item", key, variantId, quantity });
      this.said = msg(str`Sur la liste « ${name} »`);
      this.#dialog?.close();
    } catch (thrown) {
      this.failure = listFailureText(thrown);
    }
  }

  async #addToNew(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.failure = "";
    const form = event.target as HTMLFormElement;
    const name = (new FormData(form).get("name") as string).trim();
    try {
      await this.#add(await market.createList(name), name);
      form.reset();
    } catch (thrown) {
      this.failure = listFailureText(thrown);
    }
  }

  #choice(list: ListView): TemplateResult {
    const there = list.lines.find((line) => line.key === this.item && line.variantId === this.variant && !line.done);
    return html`<li>
      <button class="pick-list" type="button" @click=${() => void this.#add(list.id, list.name)}>
        ${icon(there === undefined ? "plus" : "check")}<span class="grow"
          ><b>${list.name}</b><br /><span class="small muted"
            >${there === undefined ? leftText(list) : msg(str`déjà ${there.quantity} sur cette liste`)}</span
          ></span
        >
      </button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const lists = this.lists.value ?? [];
    return html`<button
        class="btn quiet s"
        type="button"
        aria-haspopup="dialog"
        @click=${() => this.#dialog?.showModal()}
      >
        ${icon("list-checks")}${this.said === "" ? msg("Sur une liste") : this.said}
      </button>
      <span class="vh" aria-live="polite">${this.said}</span>
      <dialog class="list-dialog" aria-labelledby="add-to-list-heading">
        <div class="stack">
          <h2 id="add-to-list-heading">${msg("Sur quelle liste ?")}</h2>
          ${
            lists.length === 0
              ? nothing
              : html`<ul class="pick-lists">
                  ${lists.map((list) => this.#choice(list))}
                </ul>`
          }
          <form
            class="field ${this.failure === "" ? "" : "err"}"
            @submit=${(event: SubmitEvent) => void this.#addToNew(event)}
          >
            <label for="add-to-new">${msg("Nouvelle liste")}</label>
            <div class="row tight">
              <input class="input grow" id="add-to-new" name="name" maxlength="60" autocomplete="off" />
              <button class="btn line" type="submit">${msg("Créer")}</button>
            </div>
            <p class="hint" aria-live="polite">${this.failure}</p>
          </form>
          <p class="row">
            <button class="btn quiet" type="button" @click=${() => this.#dialog?.close()}>${msg("Fermer")}</button>
          </p>
        </div>
      </dialog>`;
  }
}
