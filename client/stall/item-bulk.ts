import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemDraft } from "../core/api.ts";
import { icon } from "../design/icon.ts";

/** What is done with several items at once. */
export interface BulkBar {
  readonly count: number;
  /** Whole percent that prices would change by, as chosen. */
  readonly percent: string;
  readonly onPercent: (percent: string) => void;
  readonly onReprice: () => void;
  readonly onStatus: (status: ItemDraft["status"]) => void;
  readonly onOpen: () => void;
  readonly onNone: () => void;
}

/** The bar below the table while items are ticked. */
export function bulkBar(bar: BulkBar): TemplateResult {
  const { count } = bar;
  return html`<section class="bulk" aria-label=${msg("Articles choisis")}>
    <p class="num">
      <b>${count === 1 ? msg("1 choisi") : msg(str`${count} choisis`)}</b>
      <button class="btn quiet s" @click=${() => bar.onNone()}>${msg("Aucun")}</button>
    </p>
    <div class="bulk-f">
      <label class="inl"
        >${msg("Prix")}
        <select
          class="input"
          .value=${bar.percent}
          @change=${(event: Event) => bar.onPercent((event.currentTarget as HTMLSelectElement).value)}
        >
          ${["-20", "-10", "-5", "2", "5", "10", "20"].map(
            (percent) =>
              html`<option value=${percent} ?selected=${percent === bar.percent}>
                ${Number(percent) > 0 ? "+" : "−"} ${Math.abs(Number(percent))} %
              </option>`,
          )}
        </select></label
      >
      <span class="inl-x">${msg("arrondi à 0.10")}</span>
      <button class="btn line s" @click=${() => bar.onReprice()}>${msg("Changer les prix")}</button>
      <button class="btn line s" @click=${() => bar.onStatus("on")}>${icon("eye")}${msg("Montrer")}</button>
      <button class="btn line s" @click=${() => bar.onStatus("draft")}>${icon("eye-slash")}${msg("Masquer")}</button>
      <button class="btn line s" @click=${() => bar.onStatus("archived")}>${icon("tray")}${msg("Archiver")}</button>
      ${
        count === 1
          ? html`<button class="btn line s" @click=${() => bar.onOpen()}>
              ${icon("pencil-line")}${msg("Ouvrir")}
            </button>`
          : nothing
      }
    </div>
  </section>`;
}
