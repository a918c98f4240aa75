import { msg, str } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import type { Party } from "../../crypto/protocol/exports.ts";
import { icon } from "../design/icon.ts";

type Temperature = NonNullable<Party["pickup"]>["temperatures"][number];

/** What a place can keep, in words: "frais", "congelé". */
export function temperatureTexts(temperatures: readonly Temperature[]): readonly string[] {
  const texts: Readonly<Record<Temperature, string>> = {
    ambient: msg("sec"),
    chilled: msg("frais"),
    frozen: msg("congelé"),
  };
  return (["ambient", "chilled", "frozen"] as const)
    .filter((each) => temperatures.includes(each))
    .map((each) => texts[each]);
}

/** What a pickup point takes and for how long. */
export function pickupFacts(pickup: NonNullable<Party["pickup"]>): TemplateResult {
  const { temperatures, keptDays } = pickup;
  return html`<section class="stack-s" aria-labelledby="takes-heading">
    <h2 id="takes-heading">${msg("Ce qui peut attendre ici")}</h2>
    <ul class="facts">
      <li>${icon("package")}<span>${msg(str`Colis : ${temperatureTexts(temperatures).join(", ")}.`)}</span></li>
      <li>
        ${icon("clock")}<span>${keptDays === 1 ? msg("Gardés un jour.") : msg(str`Gardés ${keptDays} jours.`)}</span>
      </li>
    </ul>
    ${
      temperatures.includes("chilled") || temperatures.includes("frozen")
        ? ""
        : html`<p class="small muted">${msg("Pas de frigo : rien de frais ni de congelé.")}</p>`
    }
  </section>`;
}
