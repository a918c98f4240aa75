import { msg, str } from "@lit/localize";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { amountText, currencySign, moneySpoken } from "../format.ts";
import { LightElement } from "../light-element.ts";

/** An amount. `about` reads "environ" and `cap` "au plus"; both are part of what is said. */
@customElement("sp-price")
export class Price extends LightElement {
  /** Minor units of the instance's currency. */
  @property({ type: Number }) minor = 0;
  @property({ type: Boolean }) about = false;
  @property({ type: Boolean }) cap = false;

  protected override render(): unknown {
    const amount = moneySpoken(this.minor);
    const spoken = this.about ? msg(str`environ ${amount}`) : this.cap ? msg(str`${amount} au plus`) : amount;
    return html`<span class="vh">${spoken}</span
      ><span class="nowrap" aria-hidden="true"
        >${this.about ? html`<span class="ap">≈</span> ` : nothing}${amountText(this.minor)}<small>&nbsp;${currencySign()}</small>${this.cap ? html` ${msg("au plus")}` : nothing}</span
      >`;
  }
}
