import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { TrustView } from "../core/api.ts";
import { numberText } from "../design/format.ts";
import { icon } from "../design/icon.ts";
import { LightElement } from "../design/light-element.ts";
import { Watch } from "../market.ts";
import { agoText } from "./trust-words.ts";
import "./trust.css";

/** The state of the market's log in one calm sentence. */
export function trustText({ state, log, progress }: TrustView): string {
  if (state === "refused") return msg("Journal refusé : rien n’est envoyé.");
  if (log === null || state === "checking") {
    if (progress === null || progress.total === 0) return msg("Journal du marché : vérification…");
    const percent = Math.floor((progress.done / progress.total) * 100);
    return msg(str`Journal du marché : vérification, ${percent} %…`);
  }
  const [size, ago] = [numberText(log.size), agoText(log.verifiedAt)];
  if (state === "offline") return msg(str`Hors ligne. Journal vérifié ${ago} : ${size} inscriptions.`);
  return msg(str`Journal vérifié : ${size} inscriptions, ${ago}.`);
}

const minuteMs = 60_000;

/** The same, kept up to the minute: for the foot of the pages. */
@customElement("sp-trust-line")
export class TrustLine extends LightElement {
  readonly trust = new Watch(this, "trust");
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), minuteMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const trust = this.trust.value;
    if (trust === undefined) return nothing;
    const mark = trust.state === "refused" ? "warning-circle" : trust.state === "verified" ? "check-circle" : "clock";
    return html`<p class="trust-line ${trust.state}">${icon(mark)}<span>${trustText(trust)}</span></p>`;
  }
}
