import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ConfirmDialog } from "../account/confirm-dialog.ts";
import "../account/confirm-dialog.ts";
import { failureText } from "../account/failure-words.ts";
import "../account/sign-in.ts";
import "../basket/basket.css";
import type { BasketFill, OrderDetail } from "../core/api.ts";
import "../design/elements/empty.ts";
import "../design/elements/timeline.ts";
import { dayText, inInstance, quoted } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { blockSkeletons } from "../design/waiting.ts";
import { LightElement } from "../design/light-element.ts";
import { fillReport } from "../lists/fill-report.ts";
import "../lists/lists.css";
import { market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { setTitle } from "../shell/title.ts";
import "./handover-ticket.ts";
import "./message-thread.ts";
import "./order-contents.ts";
import "./order-payments.ts";
import { failText, headline, isOver, orderWaits, shortageText } from "./order-words.ts";
import { appointmentPanel, pickupPanel } from "./order-where.ts";
import { printOnly } from "./print-only.ts";
import { receipt } from "./receipt.ts";
import { timelineSteps } from "./timeline-steps.ts";
import "./orders.css";

/** One order: how it stands, what was said, what to say at handover, what is paid. Follows each change live. */
@customElement("sp-order-page")
export class OrderPage extends LightElement {
  @property() thread = "";
  readonly session = new Watch(this, "session");
  readonly orders = new Watch(this, "orders");
  readonly outbox = new Watch(this, "outbox");
  @state() private now = Date.now();
  @state() private failure: string | null = null;
  @state() private fill: BasketFill | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;

  readonly #detail = new Task(this, {
    task: ([thread]) => market.order(thread),
    args: () => [this.thread, this.orders.value, Math.floor(this.now / 60_000)] as const,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => (this.now = Date.now()), 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("thread")) this.fill = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const order = this.#order;
    if (order === null) return;
    setTitle(msg(str`Commande ${order.name.join(" ")}`));
    if (order.unread > 0 && document.visibilityState === "visible") void market.markRead(order.thread);
  }

  get #order(): OrderDetail | null {
    const order = this.#detail.value;
    return order?.thread === this.thread ? order : null;
  }

  async #run(work: () => Promise<unknown>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureText(thrown);
    }
  }

  #repeat(): Promise<void> {
    return this.#run(async () => {
      const fill = await market.repeatOrder(this.thread);
      // As it was: straight on. Otherwise what is not as it was is said first.
      if (fill.changes.length === 0) navigate("/basket");
      else this.fill = fill;
      await this.updateComplete;
      this.querySelector<HTMLElement>(".fill-report")?.focus();
    });
  }

  /** What has not left this device yet, and why. */
  #waiting(order: OrderDetail): TemplateResult | typeof nothing {
    if (order.waiting.length === 0) return nothing;
    const outbox = this.outbox.value;
    const failed = outbox?.waiting.some(({ failure }) => failure !== null) === true;
    const offline = outbox?.online === false;
    // A message that waits says so itself, at its own edge; that one is offline, the bar above.
    if (!orderWaits(order) && (offline || !failed)) return nothing;
    const why = offline
      ? msg("Hors ligne. Elle est gardée ici, telle quelle, et partira au retour du réseau.")
      : failed
        ? msg("Une enveloppe n’est pas partie. Rien n’est perdu : elle est gardée ici et repartira d’elle-même.")
        : msg("Elle part dans quelques secondes, à un moment tiré au hasard : ainsi l’heure ne dit rien de vous.");
    return html`<div class="note ${failed && !offline ? "warn" : ""} no-print" role="status">
      ${icon(offline ? "wifi-slash" : failed ? "warning" : "clock")}
      <span class="grow">${why}</span>
      <button class="btn quiet s" type="button" @click=${() => void this.#run(() => market.retryNow())}>
        ${failed || offline ? msg("Réessayer maintenant") : msg("Envoyer maintenant")}
      </button>
    </div>`;
  }

  /** What asks for attention: a failed delivery, a courier who refused, a message that does not fit. */
  #attention(order: OrderDetail): TemplateResult | typeof nothing {
    const { view } = order;
    if (view.state === "handed-over" && view.delivery === "failed" && view.failure !== undefined) {
      return html`<section class="ask">
        <div class="ask-h">
          ${icon("warning-circle-fill")}
          <div>
            <h2>${msg("La remise n’a pas pu se faire")}</h2>
            <p>
              ${failText(view.failure.reason)} ${view.failure.text ?? ""}
              ${msg("Un nouvel essai suit ; écrivez si quelque chose a changé.")}
            </p>
          </div>
        </div>
      </section>`;
    }
    if (view.delivery === "refused" && !isOver(view.state)) {
      return html`<p class="note warn">
        ${icon("warning")}<span
          >${msg("Le coursier ne peut pas la livrer. L’étal cherche une solution et vous écrit ici.")}</span
        >
      </p>`;
    }
    if (view.problems.length > 0) {
      return html`<p class="note warn">
        ${icon("warning")}<span
          >${msg("Un message de cette commande ne s’accorde pas avec les autres : il n’a pas été suivi. En cas de doute, écrivez à l’étal.")}</span
        >
      </p>`;
    }
    return nothing;
  }

  /** The time was somebody else's a moment before: everything is still there, but for the time. */
  #another(order: OrderDetail): TemplateResult | typeof nothing {
    if (order.view.decline?.reason !== "slot-taken") return nothing;
    return html`<section class="ask no-print">
      <div class="ask-h">
        ${icon("calendar-blank")}
        <div>
          <h2>${msg("Choisir un autre moment")}</h2>
          <p>${msg("Rien d’autre n’est perdu : ce que vous aviez choisi et votre adresse sont là.")}</p>
        </div>
      </div>
      <p>
        <button class="btn main" type="button" @click=${() => void this.#chooseAnother(order)}>
          ${icon("calendar-check")}${msg("Voir les moments libres")}
        </button>
      </p>
    </section>`;
  }

  #chooseAnother(order: OrderDetail): Promise<void> {
    return this.#run(async () => {
      const fill = await market.repeatOrder(order.thread);
      if (fill.added > 0) navigate(`/checkout/${order.partyId}`);
      else this.fill = fill;
    });
  }

  #cancel(order: OrderDetail): TemplateResult | typeof nothing {
    const possible = ["placed", "accepted", "preparing", "ready"].includes(order.view.state);
    if (!possible || order.view.cancelRequested) return nothing;
    const dialog = (): ConfirmDialog | null => this.querySelector("sp-confirm-dialog");
    return html`<p class="row tight no-print">
        <button class="btn quiet s danger" type="button" @click=${() => dialog()?.ask()}>
          ${msg("Annuler la commande")}
        </button>
        <span class="small muted"
          >${order.view.state === "placed" ? msg("possible tant que l’étal n’a pas accepté") : msg("l’étal décide, il a déjà accepté")}</span
        >
      </p>
      <sp-confirm-dialog
        id="cancel"
        .heading=${msg("Annuler cette commande ?")}
        .yes=${msg("Demander l’annulation")}
        .no=${msg("Garder la commande")}
        .content=${
          order.view.state === "placed"
            ? msg(str`${order.partyName} n’a pas encore accepté : la commande s’annule et rien n’est dû.`)
            : msg(
                str`${order.partyName} a déjà accepté et répondra à votre demande. Jusque-là la commande suit son cours.`,
              )
        }
        @sp-confirmed=${() => void this.#run(() => market.requestCancel(order.thread))}
      ></sp-confirm-dialog>`;
  }

  #address(order: OrderDetail): TemplateResult | typeof nothing {
    const { address } = order;
    if (address === null) return nothing;
    return html`<section class="panel pad stack-s">
      <h2>${order.view.order.fulfilment.kind === "appointment" ? msg("Chez vous") : msg("Livrée à")}</h2>
      <p class="small">
        ${address.name}<br />${address.street}${address.extra === undefined ? nothing : html`, ${address.extra}`}<br />${address.postcode}
        ${address.town}
      </p>
      <p class="hint">
        ${
          order.view.order.fulfilment.kind === "appointment"
            ? msg("Lue par vous et par qui vient chez vous, personne d’autre.")
            : msg("Lue par vous et le coursier. L’étal ne la voit pas.")
        }
      </p>
    </section>`;
  }

  protected override render(): TemplateResult {
    const order = this.#order;
    if (order !== null) return this.#page(order);
    const session = this.session.value;
    if (session?.state === "anonymous") {
      return html`<div class="page pk">
        <div class="stack">
          <h1>${msg("Cette commande est fermée.")}</h1>
          <p class="lead">${msg("Elle ne s’ouvre qu’avec la clé d’accès ou le code de qui l’a passée.")}</p>
          <sp-sign-in first="enter"></sp-sign-in>
        </div>
      </div>`;
    }
    if (session?.state === "signed-in" && this.orders.value !== undefined && this.#detail.value === null) {
      return html`<sp-empty
        class="page"
        print="envelope"
        .heading=${msg("Cette commande n’est pas ici.")}
        .text=${msg("Elle appartient peut-être à un autre compte, ou n’est pas encore arrivée sur cet appareil.")}
        .action=${html`<a class="btn main" href="/orders">${msg("Voir mes commandes")}</a>`}
      ></sp-empty>`;
    }
    return html`<div class="page order" aria-busy="true">
      <header class="order-h"><h1>${msg("Commande")}</h1></header>
      ${blockSkeletons(3)}
    </div>`;
  }

  #page(order: OrderDetail): TemplateResult {
    const { view } = order;
    const courier = order.courier?.party.name ?? msg("le coursier");
    const point = order.point?.party.name ?? msg("le point de retrait");
    const steps = timelineSteps(view, { party: order.partyName, courier, point }, this.now);
    const { kind } = view.order.fulfilment;
    const words = order.handoverWords;
    const soon = view.state === "ready" || view.state === "handed-over";
    return html`<div class="page order ${soon ? "soon" : ""}">
      <header class="order-h">
        <div>
          <p class="caps row tight">
            <span>${msg(str`Commande du ${dayText(inInstance(new Date(view.placedOn)).day)}`)}</span>
            <span class="voice nocaps nowrap" translate="no">${order.name.join(" ")}</span>
          </p>
          <h1 aria-live="polite">${headline(order, order.courier?.party.name ?? null, this.now)}</h1>
        </div>
        <div class="row tight no-print">
          <button class="btn line s" type="button" @click=${() => void this.#repeat()}>
            ${icon("repeat")}${msg("Commander à nouveau")}
          </button>
          <button class="btn line s" type="button" @click=${() => printOnly("receipt")}>
            ${icon("receipt")}${msg("Reçu")}
          </button>
        </div>
      </header>
      <div class="order-grid">
        <div class="stack-l">
          ${this.failure === null ? nothing : html`<p class="note bad" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
          ${this.fill === null ? nothing : fillReport(this.fill)} ${this.#waiting(order)} ${this.#attention(order)}
          ${this.#another(order)}
          <section>
            <h2 class="vh">${msg("Suivi")}</h2>
            <sp-timeline
              .steps=${orderWaits(order) ? steps.map((step, index) => (index === 0 ? { ...step, waiting: true } : step)) : steps}
            ></sp-timeline>
          </section>
          <sp-message-thread .order=${order} .now=${this.now}></sp-message-thread>
        </div>
        <aside class="stack-l">
          ${
            words === null || isOver(view.state)
              ? nothing
              : html`<sp-handover-ticket
                  .words=${words}
                  .text=${order.handoverText ?? ""}
                  .to=${kind === "collection" ? "stall" : kind === "pickup" ? "point" : "courier"}
                ></sp-handover-ticket>`
          }
          ${appointmentPanel(order)} ${pickupPanel(order)}
          <sp-order-payments .order=${order}></sp-order-payments>
          <sp-order-contents .order=${order}></sp-order-contents>
          ${this.#address(order)}
          <section class="small muted stack-s">
            ${
              kind === "appointment"
                ? nothing
                : html`<p>${msg("Si quelque chose manque :")} <b>${shortageText(view.order.shortage)}</b></p>`
            }
            ${view.order.note === undefined ? nothing : html`<p>${msg("Votre mot :")} ${quoted(view.order.note)}</p>`}
          </section>
          ${this.#cancel(order)}
          <a class="small no-print" href="/audit/${order.thread}"
            >${msg("Ce que le serveur garde de cette commande")}</a
          >
        </aside>
      </div>
      ${receipt(order)}
    </div>`;
  }
}
