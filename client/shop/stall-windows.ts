import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { until } from "lit/directives/until.js";
import type { DeliveryChoice, PartyView, WindowChoice } from "../core/api.ts";
import { dayShortText, inInstance, moneyText, clockText, windowText } from "../design/format.ts";
import { waysOf } from "./delivery-facts.ts";

const shownMax = 5;

/** A cut-off in few words: "avant jeu. 26 nov., 19 h". */
function beforeText(window: WindowChoice): string {
  const { day, clock } = inInstance(new Date(window.orderBefore));
  return msg(str`avant ${dayShortText(day)}, ${clockText(clock)}`);
}

function rows(windows: readonly WindowChoice[]): readonly TemplateResult[] {
  return windows.slice(0, shownMax).map(
    (window) =>
      html`<tr class=${window.open ? "" : "muted"}>
        <th scope="row">${dayShortText(window.day)}</th>
        <td>${windowText(window)}</td>
        <td>${window.open ? beforeText(window) : msg("fermé")}</td>
      </tr>`,
  );
}

function table(caption: string, windows: readonly WindowChoice[]): unknown {
  if (windows.length === 0) return nothing;
  return html`<table class="windows small num">
    <caption>
      ${caption}
    </caption>
    <thead class="vh">
      <tr>
        <th scope="col">${msg("Jour")}</th>
        <th scope="col">${msg("Heures")}</th>
        <th scope="col">${msg("Commander")}</th>
      </tr>
    </thead>
    <tbody>
      ${rows(windows)}
    </tbody>
  </table>`;
}

function courierCaption({ courier, feeMinor }: DeliveryChoice): string {
  return msg(str`Livraison par ${courier.party.name}, ${moneyText(feeMinor)}`);
}

/** The next windows of a stall, each with its cut-off: collected there, or brought by each of its couriers. */
export function stallWindows(party: PartyView, postcode: string | null, version: number): TemplateResult {
  const tables = waysOf(party.id, postcode, version).then(
    ({ collections, deliveries }) =>
      html`${table(msg("À retirer sur place"), collections)}
      ${deliveries.map((choice) => table(courierCaption(choice), choice.windows))}`,
    () => nothing,
  );
  return html`${until(tables, nothing)}`;
}
