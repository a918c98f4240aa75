import { msg, str } from "@lit/localize";
import { initialState, Task, TaskStatus } from "@lit/task";
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { townAt } from "../../crypto/protocol/town.ts";
import { failureText } from "../account/failure-words.ts";
import { secondWayMissing } from "../account/second-way.ts";
import "../account/sign-in.ts";
import "../basket/basket.css";
import type { Address, BasketGroup, PartyView } from "../core/api.ts";
import "../design/elements/empty.ts";
import "../design/elements/ribbon.ts";
import { localizedText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { blockSkeletons } from "../design/waiting.ts";
import { isExempt } from "../design/withdrawal-words.ts";
import { instance } from "../instance.ts";
import { failureCode, market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { isSuspended, suspendedNote } from "../shop/suspended-note.ts";
import { setTitle } from "../shell/title.ts";
import { type AddressFields, addressOf, checkAddress, newAddressId } from "./address.ts";
import type { AddressForm } from "./address-form.ts";
import { type CheckoutInputs, type CheckoutView, checkoutView, orderDraftOf, postcodeOf } from "./checkout-view.ts";
import { changeDraft, type CheckoutDraft, draftOf, forgetDraft } from "./draft.ts";
import { type SendActions, sendBar, type Sending, sendSection } from "./send-section.ts";
import { paySection, summaryPanel, whenSection } from "./sections.ts";
import { whatChanged } from "./what-changed.ts";
import { whereSection } from "./where-section.ts";
import "./checkout.css";

/** Names of what a basket holds that cannot be taken back, by what is said of it or how it is kept. */
function exemptNames(group: BasketGroup): readonly string[] {
  return group.lines.flatMap(({ view }) =>
    view === null || !isExempt(view.item) ? [] : [localizedText(view.item.name)],
  );
}

const lookForClosedMs = 20_000;

/** One producer's checkout, in one page: who, where, when, how to pay, send. */
@customElement("sp-checkout-page")
export class CheckoutPage extends LightElement {
  @property() party = "";
  readonly session = new Watch(this, "session");
  readonly basket = new Watch(this, "basket");
  readonly catalogue = new Watch(this, "catalogue");
  @state() private draft: CheckoutDraft = draftOf("");
  @state() private tried = false;
  @state() private sending: string | null = null;
  @state() private failure: string | null = null;
  @state() private changes: readonly string[] = [];
  @state() private made = false;
  /** The group as last shown: it leaves the basket a moment before the page does. */
  #group: BasketGroup | undefined;

  /** What is kept elsewhere comes a moment after somebody has come in. */
  readonly kept = new Watch(this, "addresses");

  get #addresses(): readonly Address[] {
    return this.kept.value ?? [];
  }
  readonly #choices = new Task(this, {
    task: async ([party, postcode, version]) =>
      version === undefined || postcode === null ? [] : market.deliveryChoices(party, postcode),
    // What is in the basket decides as well: its cold, its weight.
    args: () => [this.party, this.#postcode(), this.catalogue.value?.version, this.basket.value] as const,
  });

  readonly #windows = new Task(this, {
    task: async ([party, version]) => (version === undefined ? initialState : market.collectionWindows(party)),
    args: () => [this.party, this.catalogue.value?.version] as const,
  });

  readonly #points = new Task(this, {
    task: async ([party, version]) => (version === undefined ? initialState : market.pickupChoices(party)),
    args: () => [this.party, this.catalogue.value?.version, this.basket.value] as const,
  });

  readonly #times = new Task(this, {
    task: async ([party, version, minutes]) =>
      version === undefined || minutes === 0 ? [] : market.appointmentTimes(party, minutes),
    args: () => [this.party, this.catalogue.value?.version, this.#minutes()] as const,
  });

  /** How long the services of this stall take together; 0 when none is booked for a time. */
  #minutes(): number {
    const group = this.basket.value?.groups.find(({ partyId }) => partyId === this.party);
    return group?.appointment?.minutes ?? 0;
  }

  /** Windows close while a person decides: looked at now and then, asked again when one has. */
  #closing: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#closing = setInterval(() => this.#lookForClosed(), lookForClosedMs);
    // The page that says what waits has to be here before anything is sent: the server may be gone by then.
    void import("../orders/order-page.ts").catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#closing);
  }

  #lookForClosed(): void {
    const windows = [
      ...(this.#windows.value ?? []),
      ...(this.#times.value ?? []),
      ...(this.#points.value ?? []).flatMap((choice) => choice.windows),
      ...(this.#choices.value ?? []).flatMap((choice) => choice.windows),
    ];
    const now = Date.now();
    if (windows.some(({ open, orderBefore }) => open && Date.parse(orderBefore) <= now)) void this.#askAgain();
  }

  async #askAgain(): Promise<void> {
    await Promise.all([this.#choices.run(), this.#windows.run(), this.#points.run(), this.#times.run()]);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("party")) this.draft = draftOf(this.party);
    // What was typed is in the book: it is chosen there.
    const { newAddressId: id } = this.draft;
    if (id !== null && this.#addresses.some((address) => address.id === id)) {
      this.draft = changeDraft(this.party, { addressId: id, fields: null, newAddressId: null });
    }
    if (this.sending === null) {
      this.#group = this.basket.value?.groups.find(({ partyId }) => partyId === this.party);
    }
    const name = this.#group?.party?.party.name;
    if (name !== undefined) setTitle(msg(str`Commander chez ${name}`));
  }

  #postcode(): string | null {
    const postcode = this.catalogue.value?.postcode ?? null;
    return postcodeOf({ draft: this.draft, addresses: this.#addresses, postcode });
  }

  /** Whether it is not known yet when this way of handing over is open. */
  #isAsking(how: CheckoutView["how"]): boolean {
    if (how === "collection") return this.#windows.value === undefined;
    return how === "pickup" ? this.#points.value === undefined : this.#choices.status === TaskStatus.PENDING;
  }

  #inputs(group: BasketGroup): CheckoutInputs {
    const postcode = this.catalogue.value?.postcode ?? null;
    return {
      draft: this.#withTime(group),
      group,
      addresses: this.#addresses,
      choices: this.#choices.value ?? [],
      collection: this.#windows.value ?? [],
      points: this.#points.value ?? [],
      times: this.#times.value ?? [],
      postcode,
      town: postcode === null ? null : townAt(instance, postcode),
    };
  }

  /** With the time that lies in the basket, beside the services that it is for. */
  #withTime({ appointment, time }: BasketGroup): CheckoutDraft {
    return appointment === null ? this.draft : { ...this.draft, window: time };
  }

  #change(change: Partial<CheckoutDraft>): void {
    if (this.#group?.appointment && change.window) void market.chooseTime(this.party, change.window);
    this.draft = changeDraft(this.party, change);
    this.changes = [];
  }

  get #signedIn(): boolean {
    return this.session.value?.state === "signed-in";
  }

  #typeAddress(fields: AddressFields): void {
    this.#change({ fields, addressId: "new", newAddressId: this.draft.newAddressId ?? newAddressId() });
  }

  /** Keeps the typed address in the person's own book, once there is one, so that a reload loses nothing. */
  async #keepAddress(fields: AddressFields): Promise<void> {
    if (!this.#signedIn || Object.keys(checkAddress(fields)).length > 0) return;
    const id = this.draft.newAddressId ?? newAddressId();
    this.#change({ newAddressId: id });
    await market.saveAddress(addressOf(fields, id));
  }

  async #useAddress(view: CheckoutView): Promise<void> {
    if (view.wrong.address !== undefined) {
      this.tried = true;
      await this.updateComplete;
      this.#focusWrong(view);
      return;
    }
    await this.#keepAddress(view.fields);
    this.querySelector<HTMLElement>("#step-when")?.focus();
  }

  #focusWrong(view: CheckoutView): void {
    const form = this.querySelector<AddressForm>("sp-address-form");
    const to = (selector: string): void => {
      const target = this.querySelector<HTMLElement>(selector);
      target?.focus();
      target?.scrollIntoView({ block: "center" });
    };
    if (!this.#signedIn) to("sp-sign-in button");
    else if (view.wrong.address !== undefined) void form?.updateComplete.then(() => form.focusFirstWrong());
    else if (view.wrong.courier !== undefined) to("#step-when");
    else if (view.wrong.apart !== undefined) to("#step-where");
    else if (view.wrong.window !== undefined) to('input[name="window"]:not(:disabled)');
    else if (view.wrong.payment !== undefined) to('input[name="payment"]');
    else to("sp-second-way button, sp-second-way input");
  }

  async #send(view: CheckoutView, group: BasketGroup): Promise<void> {
    if (this.sending !== null) return;
    this.failure = null;
    this.tried = true;
    const order = orderDraftOf(view, this.#inputs(group));
    const session = this.session.value;
    if (order === null || session === undefined || !this.#signedIn || secondWayMissing(session)) {
      await this.updateComplete;
      this.#focusWrong(view);
      return;
    }
    this.sending =
      order.fulfilment.kind === "delivery" ? msg("Scellement de deux enveloppes…") : msg("Scellement de l’enveloppe…");
    try {
      if ("address" in order.fulfilment && order.fulfilment.address) await market.saveAddress(order.fulfilment.address);
      const thread = await market.placeOrder(order);
      forgetDraft(this.party);
      navigate(`/orders/${thread}`);
    } catch (thrown) {
      if (failureCode(thrown) === "order/changed") await this.#showChanges(group, view.feeMinor);
      else this.failure = failureText(thrown);
    } finally {
      this.sending = null;
    }
  }

  /** The prices moved while the person was deciding: says what did, and asks again. */
  async #showChanges(agreed: BasketGroup, agreedFee: number): Promise<void> {
    await this.#askAgain();
    const group = this.basket.value?.groups.find(({ partyId }) => partyId === this.party);
    const view = group === undefined ? null : checkoutView(this.#inputs(group));
    const feeMinor = view?.feeMinor ?? 0;
    const moved = whatChanged({ group: agreed, feeMinor: agreedFee }, { group, feeMinor });
    const sentences = view?.late === true && view.wrong.window !== undefined ? [...moved, view.wrong.window] : moved;
    this.changes = sentences.length > 0 ? sentences : [msg("L’offre de l’étal a été mise à jour à l’instant.")];
    await this.updateComplete;
    this.querySelector<HTMLElement>("#changes")?.focus();
  }

  #step(number: number, id: string, title: string, done: boolean, content: unknown): TemplateResult {
    return html`<section class="cks" aria-labelledby="step-${id}">
      <h2 id="step-${id}" tabindex="-1">
        <span class="n ${done ? "done" : ""}" aria-hidden="true">${done ? icon("check-bold") : number}</span>${title}
      </h2>
      ${content}
    </section>`;
  }

  #who(): TemplateResult {
    if (this.#signedIn) {
      return this.made
        ? html`<p class="pk-done">
            <span class="ok-disc">${icon("check-bold")}</span>
            <span
              ><b>${msg("Vos clés sont prêtes.")}</b> ${
                this.session.value?.wrappers.some(({ kind }) => kind === "passkey") === true
                  ? msg("Pour revenir : un doigt ou un regard, ni mot de passe ni e-mail.")
                  : msg("Pour revenir : le code à noter, plus bas. Ni mot de passe ni e-mail.")
              }</span
            >
          </p>`
        : html`<p>${msg("Votre compte est ouvert. Vos adresses et vos commandes ne s’ouvrent qu’ici.")}</p>`;
    }
    return html`<p class="lead">
        ${msg("Une clé d’accès, pas de compte : elle ferme votre adresse et votre commande, elle seule les rouvre. Pour la créer, ni nom, ni e-mail, ni numéro.")}
      </p>
      <sp-sign-in
        first="create"
        @sp-signed-in=${(event: CustomEvent<{ made: boolean }>) => {
          this.made = event.detail.made;
          if (this.draft.fields !== null) void this.#keepAddress(this.draft.fields);
        }}
      ></sp-sign-in>`;
  }

  protected override render(): TemplateResult {
    const group = this.#group;
    const session = this.session.value;
    if (this.basket.value === undefined || session === undefined) {
      return html`<div class="page basket" aria-busy="true">
        <div class="basket-h"><h1>${msg("Livraison et paiement")}</h1></div>
        ${blockSkeletons(3)}
      </div>`;
    }
    if (group === undefined) return this.#nothingHere();
    // What was written here stays: the stall may be let in again.
    if (group.party !== null && isSuspended(group.party)) return this.#closed(group.party);
    const inputs = this.#inputs(group);
    const view = checkoutView(inputs);
    const wrong = view.wrong;
    const secondMissing = this.#signedIn && secondWayMissing(session);
    const name = group.party?.party.name ?? "";
    const sending: Sending = {
      note: this.draft.note,
      signedIn: this.#signedIn,
      secondMissing,
      busy: this.sending,
      failure: this.failure,
      changes: this.changes,
      exempt: exemptNames(group),
    };
    const leave: SendActions = {
      write: (note) => this.#change({ note }),
      send: () => void this.#send(view, group),
      secondWay: () => this.requestUpdate(),
    };
    const act = {
      collect: () => this.#change({ how: "collection", window: null }),
      pickUp: (pointId: string) => this.#change({ how: "pickup", pointId, window: null }),
      // Where one is visited moves no time of the agenda; where one is delivered to, the couriers.
      deliver: (addressId: string) =>
        this.#change(view.how === "appointment" ? { addressId } : { how: "delivery", addressId, window: null }),
      type: (fields: AddressFields) => this.#typeAddress(fields),
      use: () => void this.#useAddress(view),
    };
    return html`<div class="page basket checkout">
      <div class="basket-h">
        <h1>${view.how === "appointment" ? msg("Rendez-vous et paiement") : msg("Livraison et paiement")}</h1>
        <p class="muted">${msg(str`Commande chez ${name}`)}</p>
      </div>
      <div class="two">
        <div class="stack-l ck">
          ${this.#step(1, "who", msg("Vous"), this.#signedIn, this.#who())}
          ${this.#step(
            2,
            "where",
            msg("Où"),
            wrong.address === undefined && wrong.apart === undefined,
            whereSection(view, group, this.#addresses, inputs.points, this.tried, act),
          )}
          ${this.#step(
            3,
            "when",
            msg("Quand"),
            wrong.window === undefined && wrong.courier === undefined,
            whenSection(view, inputs, this.#isAsking(view.how), this.tried, (change) => this.#change(change)),
          )}
          ${this.#step(
            4,
            "pay",
            msg("Payer"),
            wrong.payment === undefined,
            paySection(view, group, this.draft, (change) => this.#change(change)),
          )}
          ${this.#step(5, "send", msg("Envoyer"), false, sendSection(view, sending, leave))}
        </div>
        ${summaryPanel(view, group)}
      </div>
      ${sendBar(view, sending, leave)}
    </div>`;
  }

  #closed(party: PartyView): TemplateResult {
    return html`<div class="page basket checkout">
      <div class="basket-h">
        <h1>${msg("Livraison et paiement")}</h1>
        <p class="muted">${msg(str`Commande chez ${party.party.name}`)}</p>
      </div>
      <div class="stack">
        ${suspendedNote(party)}
        <p class="row"><a class="btn main" href="/basket">${msg("Voir le panier")}</a></p>
      </div>
    </div>`;
  }

  #nothingHere(): TemplateResult {
    return html`<div class="page">
      <sp-empty
        print="basket"
        .heading=${msg("Rien de cet étal dans le panier.")}
        .text=${msg("Ajoutez-y quelque chose, puis revenez : la commande se fait ici.")}
        .action=${html`<a class="btn main" href="/stall/${this.party}">${msg("Voir l’étal")}</a>
          <a class="btn line" href="/basket">${msg("Voir le panier")}</a>`}
      ></sp-empty>
    </div>`;
  }
}
