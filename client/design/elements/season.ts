import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inInstance, listText, monthText } from "../format.ts";
import { LightElement } from "../light-element.ts";

/** Twelve letters, the months of the season in ink, this month underlined. */
@customElement("sp-season")
export class Season extends LightElement {
  /** Months 1–12. */
  @property({ attribute: false }) months: readonly number[] = [];

  protected override render(): TemplateResult {
    const now = Number(inInstance(new Date()).day.slice(5, 7));
    const names = listText(this.months.map((month) => monthText(month)));
    return html`<span class="season" role="img" aria-label=${msg(str`De saison : ${names}`)}
      >${Array.from({ length: 12 }, (_month, index) => {
        const on = this.months.includes(index + 1) ? "on" : "";
        return html`<i class="${on} ${index + 1 === now ? "now" : ""}">${monthText(index + 1, "narrow")}</i>`;
      })}</span
    >`;
  }
}
