import { msg, str } from "@lit/localize";
import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { windowKey } from "../checkout/checkout-view.ts";
import type { BasketGroup, ItemView, WindowChoice } from "../core/api.ts";
import { clockText, dayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { market, Watch } from "../market.ts";
import { navigate } from "../shell/navigation.ts";
import "./times.ts";

/** What the time that was tapped last is kept as, with its item inside: the name of what is kept can be read. */
const unsavedTime = "time";

/**
 * Free times of a service, on its page. The chosen one goes into the basket together with the service; what of that stall
 * was in there already is booked with it. A time that is tapped and not booked yet is kept on this device alone.
 */
@customElement("sp-book-item")
export class BookItem extends LightElement {
  @property({ attribute: false }) view!: ItemView;
  @property({ attribute: false }) variant = "";
  readonly catalogue = new Watch(this, "catalogue");
  readonly basket = new Watch(this, "basket");
  /** {@link windowKey} of the time that was tapped last; null before. */
  @state() private tapped: string | null = null;
  @state() private busy = false;

  /** What was tapped before a reload. */
  readonly #kept = new Task(this, {
    task: async ([item]) => {
      const kept = (await market.unsaved("", unsavedTime)) as Partial<Record<"item" | "time", unknown>> | null;
      return kept?.item === item && typeof kept.time === "string" ? kept.time : null;
    },
    args: () => [this.view.key] as const,
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has("view") && changed.get("view")?.key !== this.view.key) this.tapped = null;
  }

  #tap(time: WindowChoice): void {
    this.tapped = windowKey(time);
    void market.keepUnsaved("", unsavedTime, { item: this.view.key, time: this.tapped });
  }

  #group(): BasketGroup | undefined {
    return this.basket.value?.groups.find(({ partyId }) => partyId === this.view.partyId);
  }

  /** With the services of this stall that are in the basket; this one once, whether or not it is among them. */
  #minutes(): number {
    const group = this.#group();
    const inBasket = group?.appointment?.minutes ?? 0;
    const own = this.view.item.service?.durationMinutes ?? 0;
    const isThere = group?.lines.some(({ key }) => key === this.view.key) === true;
    return isThere ? inBasket : inBasket + own;
  }

  readonly #times = new Task(this, {
    task: async ([party, version, minutes]) =>
      version === undefined || minutes === 0 ? [] : market.appointmentTimes(party, minutes),
    args: () => [this.view.partyId, this.catalogue.value?.version, this.#minutes()] as const,
  });

  async #book(time: WindowChoice): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const { key, partyId } = this.view;
    try {
      if (this.#group()?.lines.some((line) => line.key === key) !== true)
        await market.setBasketLine(key, this.variant, 1);
      await market.chooseTime(partyId, windowKey(time));
      await market.keepUnsaved("", unsavedTime, null);
      navigate(`/checkout/${partyId}`);
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const times = this.#times.value;
    if (times === undefined) return html`<p class="muted" role="status">${msg("Les moments libres s’ouvrent…")}</p>`;
    const kept = this.tapped ?? this.#kept.value ?? this.#group()?.time;
    const chosen = times.find((time) => time.open && windowKey(time) === kept) ?? null;
    return html`<section class="panel pad stack" aria-labelledby="book-heading">
      <h2 id="book-heading">${msg("Choisir un moment")}</h2>
      <sp-times
        name="book"
        .times=${times}
        .chosen=${chosen?.id ?? null}
        @sp-time=${(event: CustomEvent<WindowChoice>) => this.#tap(event.detail)}
      ></sp-times>
      ${
        times.some(({ open }) => open)
          ? html`<button
                class="btn main big"
                type="button"
                ?disabled=${chosen === null || this.busy}
                @click=${() => chosen && void this.#book(chosen)}
              >
                ${icon("calendar-check")}${
                  chosen === null
                    ? msg("Réserver")
                    : msg(str`Réserver ${dayText(chosen.day)}, ${clockText(chosen.from)}`)
                }
              </button>
              ${chosen === null ? html`<p class="hint">${msg("Choisissez un moment.")}</p>` : nothing}`
          : nothing
      }
      <p class="hint flexline">
        ${icon("device-mobile")}<span
          >${msg("Les moments pris sont publics, sans rien dire de qui ; regarder les vôtres ne se dit à personne.")}</span
        >
      </p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-book-item": BookItem;
  }
}
