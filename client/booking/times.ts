import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { WindowChoice } from "../core/api.ts";
import { clockText, dayShortText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { sentence } from "../orders/when.ts";
import { openDays } from "./open-days.ts";
import "./times.css";

/** How many days are shown before one asks for more. */
const daysAtOnce = 6;

function freeText(count: number): string {
  return count === 1 ? msg("1 libre") : msg(str`${count} libres`);
}

/**
 * Free times, to choose one: a list of days, then the times of the chosen day. Fires `sp-time` with the time. Two groups of
 * radio buttons, so that a keyboard, a thumb and a screen reader each go through them as they are used to.
 */
@customElement("sp-times")
export class Times extends LightElement {
  @property({ attribute: false }) times: readonly WindowChoice[] = [];
  /** Id of the chosen time, or null. */
  @property({ attribute: false }) chosen: string | null = null;
  /** Tells the groups of one picker from those of another on the page. */
  @property() name = "time";
  @state() private day: string | null = null;
  @state() private all = false;

  protected override render(): TemplateResult {
    const days = openDays(this.times);
    if (days.size === 0) {
      return html`<p class="note warn">
        ${icon("warning")}<span>${msg("Plus aucun moment libre ces prochains jours.")}</span>
      </p>`;
    }
    const names = [...days.keys()];
    const chosen = this.times.find(({ id, open }) => open && id === this.chosen);
    const day =
      [this.day, chosen?.day, names[0]].find((one) => one !== undefined && one !== null && days.has(one)) ?? "";
    const shown = this.all || names.indexOf(day) >= daysAtOnce ? names : names.slice(0, daysAtOnce);
    const times = days.get(day) ?? [];
    return html`<fieldset class="plain">
        <legend class="label">${msg("Jour")}</legend>
        <div class="time-days">
          ${shown.map(
            (each) =>
              html`<label class="time-day ${each === day ? "on" : ""}">
                <input
                  type="radio"
                  name="${this.name}-day"
                  value=${each}
                  .checked=${each === day}
                  @change=${() => (this.day = each)}
                />
                <span>${sentence(dayShortText(each))}</span><small>${freeText(days.get(each)?.length ?? 0)}</small>
              </label>`,
          )}
          ${
            shown.length === names.length
              ? nothing
              : html`<button class="btn quiet s" type="button" @click=${() => (this.all = true)}>
                  ${icon("caret-down")}${msg("Plus tard")}
                </button>`
          }
        </div>
      </fieldset>
      <fieldset class="plain">
        <legend class="label">${msg(str`Heure, ${dayShortText(day)}`)}</legend>
        <div class="time-row">
          ${times.map(
            (time) =>
              html`<label class="time ${time.id === chosen?.id ? "on" : ""}">
                <input
                  type="radio"
                  name=${this.name}
                  value=${time.id}
                  .checked=${time.id === chosen?.id}
                  @change=${() => this.dispatchEvent(new CustomEvent("sp-time", { detail: time, bubbles: true }))}
                />
                <span class="num">${clockText(time.from)}</span
                ><small class="num">${msg(str`à ${clockText(time.to)}`)}</small>
              </label>`,
          )}
        </div>
      </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "sp-times": Times;
  }
}
