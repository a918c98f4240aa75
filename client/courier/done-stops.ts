import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { Delivery } from "../core/api.ts";
import { failText } from "../desk/order-words.ts";
import { dayText } from "../design/format.ts";
import { icon } from "../design/icon.ts";

/** Where a stop is, or the name of its order while the address is not here. */
export function streetOf(delivery: Delivery): string {
  return delivery.address?.street ?? delivery.name.join(" ");
}

function stateText({ state }: Delivery): string {
  if (state === "delivered") return msg("Remis");
  if (state === "cancelled") return msg("Annulée par l’étal");
  return msg("Rapporté");
}

/** The stops that are done, folded away. */
export function doneStops(done: readonly Delivery[]): TemplateResult {
  return html`<details class="donelist">
    <summary>
      ${icon("check-circle")}${done.length === 1 ? msg("1 arrêt fait") : msg(str`${done.length} arrêts faits`)}${icon("caret-down")}
    </summary>
    <ol class="stops">
      ${done.map(
        (stop) =>
          html`<li class="stop done">
            <span class="stop-n">${icon(stop.state === "delivered" ? "check-bold" : "x-bold")}</span>
            <div>
              <p class="stop-t"><b>${streetOf(stop)}</b><time>${dayText(stop.request.day)}</time></p>
              <p class="small muted">
                ${stateText(stop)} ${stop.failure === undefined ? nothing : `: ${failText(stop.failure.reason)}`}
                ${stop.waiting.length === 0 ? nothing : html`<span class="tag">${icon("clock")}${msg("pas encore parti")}</span>`}
              </p>
            </div>
          </li>`,
      )}
    </ol>
  </details>`;
}
