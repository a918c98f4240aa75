import { msg, str } from "@lit/localize";
import { Task, TaskStatus } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../account/sign-in.ts";
import { failureText } from "../account/failure-words.ts";
import "../checkout/checkout.css";
import type { OrderDetail } from "../core/api.ts";
import type { BoardPost, BoardTraces, OrderTraces, SentEnvelope } from "../core/audit/audit-views.ts";
import { dateText, dayText, inInstance, moneyText, numberText, sizeText, windowText } from "../design/format.ts";
import { daysText, repliesText } from "./counts.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import { lineText } from "../orders/order-contents.ts";
import { shortageText } from "../orders/order-words.ts";
import { shortHex } from "./envelope-bytes.ts";
import { aroundEnvelope, type Shown } from "./around-envelope.ts";
import "./envelope-view.ts";

const idOf = (shown: Shown): string =>
  shown.kind === "sent" ? shown.envelope.id : `${shown.post.day}/${shown.post.cursor}`;

/** An order, beside what the server holds of it, byte by byte. */
@customElement("sp-order-audit")
export class OrderAudit extends LightElement {
  /** The order that is followed; "" for the newest. */
  @property() thread = "";
  readonly session = new Watch(this, "session");
  readonly orders = new Watch(this, "orders");
  readonly outbox = new Watch(this, "outbox");
  @state() private chosen = "";
  @state() private board: BoardTraces | null = null;
  @state() private reading = false;
  @state() private failure: string | null = null;

  get #thread(): string {
    return this.thread || (this.orders.value?.[0]?.thread ?? "");
  }

  readonly #traces = new Task(this, {
    task: async ([thread]): Promise<{ order: OrderDetail; traces: OrderTraces } | null> => {
      if (thread === "") return null;
      const [order, traces] = await Promise.all([market.order(thread), market.orderTraces(thread)]);
      return order && traces && { order, traces };
    },
    args: () => [this.#thread, this.orders.value, this.outbox.value?.waiting.length] as const,
  });

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has("thread")) return;
    this.board = null;
    this.chosen = "";
  }

  async #readBoard(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    this.failure = null;
    try {
      this.board = await market.boardTraces(this.#thread);
    } catch (thrown) {
      this.failure = failureText(thrown);
    } finally {
      this.reading = false;
    }
  }

  protected override render(): TemplateResult {
    const session = this.session.value;
    if (session?.state === "anonymous") {
      return html`<p class="text">
          ${msg("Avec une commande à vous, cette partie montre ses octets, et ce que votre clé en lit.")}
        </p>
        <sp-sign-in first="enter"></sp-sign-in>`;
    }
    if (this.orders.value?.length === 0) {
      return html`<p class="text">
        ${msg("Pas encore de commande ici. À la première, vous verrez à cet endroit chaque octet qui en sort.")}
      </p>`;
    }
    const found = this.#traces.value;
    if (found === null && this.#traces.status === TaskStatus.COMPLETE) {
      return html`<p class="note warn">${icon("warning")}<span>${msg("Cette commande n’est pas ici.")}</span></p>`;
    }
    if (!found) return html`<p aria-busy="true" class="muted">${msg("Ouverture de vos commandes…")}</p>`;
    const { order, traces } = found;
    const all: readonly Shown[] = [
      ...traces.sent.map((envelope) => ({ kind: "sent" as const, envelope })),
      ...(this.board?.own ?? []).map((post) => ({ kind: "post" as const, post })),
    ];
    const shown = all.find((one) => idOf(one) === this.chosen) ?? all[0];
    return html`${this.#choice(order)} ${this.#envelopes(order, all, shown)}
    ${shown === undefined ? this.#nothingKept() : this.#sideBySide(order, traces, shown)}
    ${shown === undefined ? nothing : aroundEnvelope(order, shown, this.board?.bucket ?? null)} ${this.#boardPart()}`;
  }

  #choice(order: OrderDetail): TemplateResult {
    const orders = this.orders.value ?? [];
    return html`<p class="field audit-choice">
      <label for="audit-order">${msg("Quelle commande ?")}</label>
      <select
        id="audit-order"
        @change=${(event: Event) => navigate(`/audit/${(event.target as HTMLSelectElement).value}`)}
      >
        ${orders.map(
          ({ thread, name, partyName, view }) =>
            html`<option value=${thread} ?selected=${thread === order.thread}>
              ${dateText(inInstance(new Date(view.placedOn)).day)} · ${partyName} · ${name.join(" ")}
            </option>`,
        )}
      </select>
    </p>`;
  }

  #nameOf(order: OrderDetail, partyId: string): string {
    const others = [order.courier, order.point].find((party) => party?.id === partyId);
    return others?.party.name ?? order.partyName;
  }

  #label(order: OrderDetail, shown: Shown): string {
    if (shown.kind === "post") return msg(str`Réponse de ${this.#nameOf(order, shown.post.fromPartyId)}`);
    const { what } = shown.envelope;
    if (what === "order") return msg("La commande");
    return what === "message" ? msg("Votre message") : msg("Votre demande");
  }

  #envelopes(order: OrderDetail, all: readonly Shown[], shown: Shown | undefined): TemplateResult | typeof nothing {
    if (all.length < 2) return nothing;
    return html`<div class="seg env no-print" role="radiogroup" aria-label=${msg("Enveloppe")}>
      ${all.map((one) => {
        const on = one === shown;
        return html`<label class=${on ? "on" : ""}>
          <input type="radio" name="envelope" .checked=${on} @change=${() => (this.chosen = idOf(one))} />
          <span>${this.#label(order, one)}</span>
        </label>`;
      })}
    </div>`;
  }

  #nothingKept(): TemplateResult {
    return html`<p class="note">
      ${icon("info")}<span
        >${msg("Cet appareil n’a plus les octets de cette commande : elle est partie d’un autre, ou il les a oubliés. Les dernières enveloppes restent ici jusqu’à l’oubli de l’adresse, fermées par la clé de l’appareil.")}</span
      >
    </p>`;
  }

  #sideBySide(order: OrderDetail, traces: OrderTraces, shown: Shown): TemplateResult {
    const { bytes, digest } = shown.kind === "sent" ? shown.envelope : shown.post;
    const waits = shown.kind === "sent" && shown.envelope.sentOn === null;
    return html`<div class="audit-2">
      <section class="srv" aria-labelledby="srv-heading">
        <header>
          ${icon("hard-drives")}
          <h3 id="srv-heading">${waits ? msg("Pas encore au serveur") : msg("Sur le serveur")}</h3>
          <span class="tag"
            >${shown.kind === "post" ? msg("lu à l’instant") : waits ? msg("attend ici") : msg("tel que parti d’ici")}</span
          >
        </header>
        <sp-envelope-view
          .bytes=${bytes}
          .digest=${digest}
          ?board=${shown.kind === "post"}
          .note=${
            shown.kind === "post"
              ? msg("ce que le serveur vient de donner, à nous comme à n’importe qui :")
              : msg("ce qui part d’ici, octet pour octet :")
          }
        ></sp-envelope-view>
        ${
          shown.kind === "post"
            ? nothing
            : html`<p class="small muted">
                ${msg("Seul l’étal peut chercher ce qui est dans sa boîte : pas vous, pas nous en votre nom. Voici donc les octets tels qu’ils ont quitté cet appareil. Le serveur les garde fermés une seconde fois, avec une clé du jour.")}
              </p>`
        }
      </section>
      <section class="mine" aria-labelledby="mine-heading">
        <header>
          ${icon("key")}
          <h3 id="mine-heading">${shown.kind === "post" ? msg("Ouvert par votre clé") : msg("Ce qui est dedans")}</h3>
          <span class="tag ok">${msg("sur cet appareil")}</span>
        </header>
        ${shown.kind === "post" ? this.#openedPost(order, shown.post) : this.#openedOrder(order, traces, shown.envelope)}
      </section>
    </div>`;
  }

  #openedPost(order: OrderDetail, { opened, fromPartyId, day }: BoardPost): TemplateResult {
    if (opened === null) {
      return html`<p class="note warn">
        ${icon("warning")}<span
          >${msg("Rien : l’étiquette est la bonne, mais la clé de cette commande n’ouvre pas.")}</span
        >
      </p>`;
    }
    return html`<dl class="open">
      ${row(msg("De"), this.#nameOf(order, fromPartyId))} ${row(msg("Jour"), dateText(day))}
      ${row(msg("Genre"), html`<code>${opened.type}</code>`)}
      ${opened.text === null ? nothing : row(msg("Texte"), opened.text)}
      ${row(msg("Signature"), html`${msg("juste")} ${icon("seal-check")}`)}
    </dl>`;
  }

  #openedOrder(order: OrderDetail, traces: OrderTraces, envelope: SentEnvelope): TemplateResult {
    const { view } = order;
    const { fulfilment } = view.order;
    const where =
      fulfilment.kind === "delivery"
        ? (order.courier?.party.name ?? msg("le coursier"))
        : fulfilment.kind === "pickup"
          ? (order.point?.party.name ?? msg("le point de retrait"))
          : order.partyName;
    return html`<dl class="open">
      ${row(msg("À"), this.#nameOf(order, envelope.partyId))}
      ${row(
        msg("De"),
        html`${msg("un pseudonyme, différent pour chaque étal")}<br /><code title=${traces.pseudonym}
            >${shortHex(traces.pseudonym, 8)}</code
          >`,
      )}
      ${
        envelope.what !== "order"
          ? row(msg("Contenu"), msg("la suite de cette commande, dans la conversation"))
          : html`${row(
              msg("Articles"),
              view.order.lines.map(
                (line, index) => html`${index > 0 ? html`<br />` : nothing}${lineText(view, line, index)}`,
              ),
            )}
            ${row(msg("Total"), moneyText(view.order.totalMinor))}
            ${row(msg("S’il manque"), shortageText(view.order.shortage))}
            ${row(msg("Pour quand"), `${dayText(fulfilment.day)}, ${windowText(fulfilment)}, ${where}`)}
            ${view.order.note === undefined ? nothing : row(msg("Votre mot"), view.order.note)}
            ${fulfilment.kind !== "delivery" ? nothing : this.#nested(order, where)}`
      }
      ${row(msg("Signature"), html`${msg("par votre pseudonyme")} ${icon("seal-check")}`)}
    </dl>`;
  }

  #nested(order: OrderDetail, courier: string): TemplateResult {
    const { address } = order;
    return html`<div class="nested">
      <dt>${icon("envelope-simple")}<span class="vh">${msg("Adresse")}</span></dt>
      <dd>
        <b>${msg(str`Une enveloppe dans l’enveloppe, pour ${courier} :`)}</b><br />
        ${
          address === null
            ? msg("l’adresse, que cet appareil a oubliée avec le délai de réclamation")
            : html`${address.street}, ${address.postcode} ${address.town}`
        }<br />
        <span class="muted small">${msg("L’étal la transmet sans pouvoir l’ouvrir.")}</span>
      </dd>
    </div>`;
  }

  #boardPart(): TemplateResult {
    const { board } = this;
    return html`<section class="sec text stack-s" aria-live="polite">
      <h3>${msg("Les réponses, lues sur le serveur")}</h3>
      <p>
        ${msg("Les réponses à vos commandes sont sur un tableau public, mêlées à celles des autres. Cet appareil le prend en entier et y reconnaît les siennes : le serveur ne sait pas lesquelles.")}
      </p>
      ${
        board === null
          ? nothing
          : html`<p>
              ${icon("check-circle-fill")}
              ${msg(str`Tableau ${board.bucket}, ${daysText(board.days)} : ${repliesText(board.posts)}, ${sizeText(board.bytes)}. À cette commande : ${numberText(board.own.length)}.`)}
            </p>`
      }
      ${this.failure === null ? nothing : html`<p class="note bad" role="alert">${icon("warning")}<span>${this.failure}</span></p>`}
      <p class="no-print">
        <button class="btn line" type="button" ?disabled=${this.reading} @click=${() => void this.#readBoard()}>
          ${icon("arrows-counter-clockwise")}${board === null ? msg("Lire le tableau maintenant") : msg("Relire")}
        </button>
      </p>
    </section>`;
  }
}

function row(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
