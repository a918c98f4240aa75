import { msg } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import {
  type AddressFields,
  addressOf,
  checkAddress,
  emptyAddress,
  fieldsOf,
  newAddressId,
} from "../checkout/address.ts";
import type { AddressForm } from "../checkout/address-form.ts";
import "../checkout/address-form.ts";
import type { Address } from "../core/api.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { failureText } from "./failure-words.ts";
import "../checkout/checkout.css";

/** Kept addresses: write, change, forget. */
@customElement("sp-address-book")
export class AddressBook extends LightElement {
  /** The address being written: its id, and whether it is new. */
  @state() private editing: { readonly id: string; readonly fields: AddressFields } | null = null;
  @state() private tried = false;
  @state() private failure: string | null = null;

  readonly addresses = new Watch(this, "addresses");

  async #run(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureText(thrown);
    }
  }

  #edit(address: Address | null): void {
    this.tried = false;
    this.editing =
      address === null
        ? { id: newAddressId(), fields: emptyAddress(null, null) }
        : { id: address.id, fields: fieldsOf(address) };
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#address-name")?.focus());
  }

  async #save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { editing } = this;
    if (editing === null) return;
    this.tried = true;
    if (Object.keys(checkAddress(editing.fields)).length > 0) {
      await this.updateComplete;
      const form = this.querySelector<AddressForm>("sp-address-form");
      await form?.updateComplete;
      form?.focusFirstWrong();
      return;
    }
    await this.#run(() => market.saveAddress(addressOf(editing.fields, editing.id)));
    if (this.failure === null) this.editing = null;
  }

  #line(address: Address): TemplateResult {
    return html`<li>
      ${icon("house")}
      <span class="grow">
        <b>${address.label ?? address.name}</b><br />
        <span class="small muted"
          >${address.street}${address.extra === undefined ? nothing : html`, ${address.extra}`}, ${address.postcode}
          ${address.town}</span
        >
      </span>
      <button class="btn quiet s" type="button" @click=${() => this.#edit(address)}>
        ${msg("Changer")}<span class="vh">, ${address.street}</span>
      </button>
      <button
        class="btn quiet s danger"
        type="button"
        @click=${() => void this.#run(() => market.deleteAddress(address.id))}
      >
        ${msg("Oublier")}<span class="vh">, ${address.street}</span>
      </button>
    </li>`;
  }

  protected override render(): TemplateResult {
    const addresses = this.addresses.value ?? [];
    const { editing } = this;
    return html`<section class="panel pad stack-s" aria-labelledby="addresses-heading">
      <h2 id="addresses-heading">${msg("Mes adresses")}</h2>
      ${
        addresses.length === 0 && editing === null
          ? html`<p class="small muted">${msg("Aucune adresse gardée. Personne d’autre ne pourra les lire.")}</p>`
          : html`<ul class="desks">
              ${addresses.map((address) => this.#line(address))}
            </ul>`
      }
      ${
        editing === null
          ? html`<p>
              <button class="btn line s" type="button" @click=${() => this.#edit(null)}>
                ${icon("plus")}${msg("Ajouter une adresse")}
              </button>
            </p>`
          : html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.#save(event)}>
              <sp-address-form
                .fields=${editing.fields}
                .wrong=${this.tried ? checkAddress(editing.fields) : {}}
                @sp-address=${(event: CustomEvent<AddressFields>) => (this.editing = { ...editing, fields: event.detail })}
              ></sp-address-form>
              <p class="row">
                <button class="btn line">${icon("check")}${msg("Garder cette adresse")}</button>
                <button class="btn quiet s" type="button" @click=${() => (this.editing = null)}>
                  ${msg("Laisser")}
                </button>
              </p>
            </form>`
      }
      ${this.failure === null ? nothing : html`<p class="note warn" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
    </section>`;
  }
}
