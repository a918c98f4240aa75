import { holidayOn } from "../../crypto/protocol/holiday.ts";
import { msg, str } from "@lit/localize";
import { Task, TaskStatus } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import { windowKey } from "../checkout/checkout-view.ts";
import type { BasketGroup, BasketLine } from "../core/api.ts";
import "../design/elements/print.ts";
import "../design/elements/quantity.ts";
import "../design/elements/ribbon.ts";
import {
  amountText,
  clockText,
  contentText,
  currencySign,
  dayText,
  inInstance,
  localizedText,
  moneyText,
  serviceTimeText,
  unitPriceText,
  weightText,
} from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market } from "../market.ts";
import { holidayNote } from "../shop/holiday-note.ts";
import { isSuspended, suspendedNote } from "../shop/suspended-note.ts";
import { instance } from "../instance.ts";

/**
 * One producer's part of the basket: lines, deposits, what is missing, the way to its checkout. Asks for a line's removal
 * with `sp-line-remove`, the line being its detail.
 */
@customElement("sp-basket-group")
export class BasketGroupElement extends LightElement {
  @property({ attribute: false }) group!: BasketGroup;
  /** The time that was chosen for what is booked here; null where there is none, or where it is free no more. */
  readonly #time = new Task(this, {
    task: async ([partyId, time, minutes]) => {
      if (time === null || minutes === null) return null;
      const times = await market.appointmentTimes(partyId, minutes);
      return times.find((one) => one.open && windowKey(one) === time) ?? null;
    },
    args: () => [this.group.partyId, this.group.time, this.group.appointment?.minutes ?? null] as const,
  });

  #change(line: BasketLine, quantity: number): void {
    if (quantity <= 0) {
      this.dispatchEvent(new CustomEvent("sp-line-remove", { detail: line, bubbles: true }));
      return;
    }
    void market.setBasketLine(line.key, line.variantId, quantity);
  }

  #line(line: BasketLine): TemplateResult {
    const { view } = line;
    const variant = view?.item.variants.find(({ id }) => id === line.variantId);
    const name = line.name === null ? msg("Article retiré de l’étal") : localizedText(line.name);
    const weighed = variant?.weighed;
    const content =
      weighed !== undefined
        ? `≈\u00a0${weightText(weighed.gramsEstimate)}`
        : variant?.content === undefined
          ? ""
          : contentText(variant.content);
    const minutes = view?.item.service?.durationMinutes;
    const time = minutes === undefined ? "" : serviceTimeText(minutes);
    const facts = [
      localizedText(variant?.name),
      time,
      content,
      variant === undefined ? "" : (unitPriceText(variant) ?? ""),
    ];
    const stock = view?.stock[line.variantId];
    const href = view === null ? undefined : `/item/${line.key}`;
    return html`<li class="bline">
        <sp-print class="thumb" name="basket" .item=${view?.item}></sp-print>
        <div class="bline-b">
          <h3>${href === undefined ? name : html`<a href=${href}>${name}</a>`}</h3>
          <p class="muted small">${facts.filter((fact) => fact !== "").join(" · ")}</p>
          ${this.#problem(line, typeof stock === "number" ? stock : null)}
        </div>
        ${
          view === null
            ? html`<button class="btn line s" @click=${() => this.#change(line, 0)}>
                ${icon("trash")}${msg("Retirer")}
              </button>`
            : html`<sp-quantity
                .value=${line.quantity}
                .max=${typeof stock === "number" ? Math.max(stock, 1) : 999}
                quiet
                label=${name}
                @change=${(event: CustomEvent<{ value: number }>) => this.#change(line, event.detail.value)}
              ></sp-quantity>`
        }
        <p class="bline-p num">
          ${line.lineCapMinor > line.lineMinor ? "≈ " : ""}${line.problem === "gone" ? "–" : amountText(line.lineMinor)}
          ${
            line.lineCapMinor > line.lineMinor
              ? html`<small>${msg(str`${amountText(line.lineCapMinor)} au plus`)}</small>`
              : nothing
          }
        </p>
      </li>
      ${line.depositMinor > 0 ? this.#deposit(line, variant?.deposit?.container) : nothing}`;
  }

  #deposit(line: BasketLine, container: string | undefined): TemplateResult {
    const kind = instance.containers.find(({ id }) => id === container);
    const name = kind === undefined ? msg("Consigne") : msg(str`Consigne, ${localizedText(kind.name)}`);
    return html`<li class="bline dep">
      <span class="dep-ic">${icon("recycle")}</span>
      <div class="bline-b">
        <h3>${name} × ${line.quantity}</h3>
        <p class="muted small">${msg("Rendue au retour : au coursier ou à l’étal")}</p>
      </div>
      <span></span>
      <p class="bline-p num">${amountText(line.depositMinor)}</p>
    </li>`;
  }

  #problem(line: BasketLine, left: number | null): TemplateResult | typeof nothing {
    switch (line.problem) {
      case null:
        return nothing;
      case "gone":
        // Above all its lines it is said that the stall is suspended.
        if (this.group.party !== null && isSuspended(this.group.party)) return nothing;
        return html`<p class="small problem">
          <span class="tag bad">${icon("warning-circle")}${msg("N’est plus sur l’étal")}</span>
          ${
            line.view === null
              ? nothing
              : html`<button class="btn quiet s" @click=${() => this.#change(line, 0)}>${msg("Retirer")}</button>`
          }
        </p>`;
      case "too-many": {
        const some = left === null ? msg("Plus assez en réserve") : msg(str`Il en reste ${left}`);
        const text = left === 0 ? msg("Plus rien aujourd’hui") : some;
        return html`<p class="small problem">
          <span class="tag warn">${icon("warning")}${text}</span>
          ${
            left === null
              ? nothing
              : html`<button class="btn quiet s" @click=${() => this.#change(line, left)}>
                  ${left === 0 ? msg("Retirer") : msg(str`En prendre ${left}`)}
                </button>`
          }
        </p>`;
      }
      case "price-changed":
        return html`<p class="small problem">
          <span class="tag info">${icon("info")}${msg("Le prix a changé depuis l’ajout")}</span>
          <button class="btn quiet s" @click=${() => this.#change(line, line.quantity)}>${msg("D’accord")}</button>
        </p>`;
    }
  }

  #minimum(group: BasketGroup): TemplateResult {
    const minimum = group.party?.party.ordering?.minimumMinor ?? 0;
    if (group.missingMinor > 0) {
      const share = Math.max(0, Math.min(1, 1 - group.missingMinor / Math.max(minimum, 1)));
      return html`<div class="min need">
        <p>
          <b>${msg(str`Encore ${amountText(group.missingMinor)}`)}</b>
          ${msg(str`pour que l’étal prépare (${moneyText(minimum)})`)}
        </p>
        <span class="bar"><span style=${styleMap({ width: `${Math.round(share * 100)}%` })}></span></span>
      </div>`;
    }
    if (minimum === 0) return html`<p class="min muted">${msg("Pas de minimum")}</p>`;
    return html`<p class="min ok">
      ${icon("check-circle-fill")}${msg(str`Minimum de ${amountText(minimum)} atteint`)}
    </p>`;
  }

  /** Why this part cannot be ordered now, or nothing. */
  #closed(group: BasketGroup): TemplateResult | typeof nothing {
    if (group.party === null) {
      return html`<p class="note warn">${icon("warning")}<span>${msg("Cet étal n’est plus au marché.")}</span></p>`;
    }
    if (isSuspended(group.party)) return suspendedNote(group.party);
    const { ordering } = group.party.party;
    if (group.party.reachable) return holidayNote(ordering);
    const until = holidayOn(ordering, inInstance(new Date()).day)?.until;
    return html`<p class="note warn">
      ${icon("warning")}<span
        >${
          until === undefined
            ? msg("Cet étal ne prend pas de commande en ce moment. Votre panier est gardé.")
            : msg(str`Cet étal est fermé jusqu’au ${dayText(until)}. Votre panier est gardé.`)
        }</span
      >
    </p>`;
  }

  /** When what is booked here takes place, as far as it was chosen. */
  #appointment({ appointment }: BasketGroup): TemplateResult | typeof nothing {
    if (appointment === null || this.#time.status === TaskStatus.PENDING) return nothing;
    const time = this.#time.value ?? null;
    return html`<p class="grp-note row tight">
      ${icon("calendar-check")}<span
        >${time === null ? msg("Le moment se choisit à l’étape suivante.") : html`<b>${dayText(time.day)}, ${clockText(time.from)}</b>`}</span
      >
    </p>`;
  }

  #foot(group: BasketGroup, name: string): TemplateResult | typeof nothing {
    const about = group.capMinor > group.totalMinor;
    const blocked = group.lines.some(({ problem }) => problem === "gone" || problem === "too-many");
    const orderable = group.party?.reachable === true && !blocked;
    // Nothing that one could do here makes an order of it.
    if (group.party !== null && isSuspended(group.party)) return nothing;
    return html`<footer class="grp-f">
        ${this.#minimum(group)}
        <p class="num nowrap"><b>${about ? "≈ " : ""}${amountText(group.totalMinor)}</b> ${currencySign()}</p>
      </footer>
      <div class="grp-go">
        ${
          blocked
            ? html`<p class="small muted">${msg("Réglez d’abord les lignes signalées.")}</p>`
            : group.missingMinor > 0
              ? html`<a class="btn line" href="/stall/${group.partyId}"
                  >${icon("storefront")}${msg(str`Compléter chez ${name}`)}</a
                >`
              : nothing
        }
        ${
          orderable && group.missingMinor === 0
            ? html`<a class="btn main" href="/checkout/${group.partyId}">${msg(str`Commander chez ${name}`)}</a>`
            : nothing
        }
      </div>`;
  }

  protected override render(): TemplateResult {
    const { group } = this;
    const party = group.party;
    const name = party?.party.name ?? msg("Étal inconnu");
    const ready = party?.reachable === true && group.missingMinor === 0;
    const trade = localizedText(party?.party.trade);
    const town = party?.party.place?.town ?? "";
    // Many say where they are in the same breath: "fromagerie à Jussy".
    const sub = [trade, trade.includes(town) ? "" : town].filter((text) => text !== "");
    return html`<section class="grp ${ready ? "" : "off"}" aria-label=${name}>
      ${party === null ? nothing : html`<sp-ribbon .stripes=${party.fingerprint.stripes}></sp-ribbon>`}
      <header class="grp-h">
        <div>
          <h2>${party === null ? name : html`<a href="/stall/${group.partyId}">${name}</a>`}</h2>
          <p class="muted small">${sub.join(", ")}</p>
        </div>
        ${
          group.ageMin === 0
            ? nothing
            : html`<span class="tag warn">${icon("identification-card")}${msg(str`dès ${group.ageMin} ans`)}</span>`
        }
      </header>
      ${this.#closed(group)}
      <ul>
        ${repeat(
          group.lines,
          (line) => `${line.key}/${line.variantId}`,
          (line) => this.#line(line),
        )}
      </ul>
      ${this.#appointment(group)}
      ${
        group.ageMin === 0
          ? nothing
          : html`<p class="grp-note small">
              ${msg(
                str`Une pièce d’identité sera demandée à la remise : ${group.ageMin} ans au moins. Aucune date n’est notée.`,
              )}
            </p>`
      }
      ${this.#foot(group, name)}
    </section>`;
  }
}
