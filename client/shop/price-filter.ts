import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import { type FacetCounts, priceBands, type PriceUnit } from "../core/api.ts";
import { amountText, currencySign, numberText } from "../design/format.ts";
import { minorFrom } from "../stall/amounts.ts";
import { priceRangeText, perText } from "./search-chips.ts";
import { countedBox } from "./counted-box.ts";
import { risingRange, type SearchState } from "./search-state.ts";

type Go = (change: Partial<SearchState>) => void;

const units: readonly PriceUnit[] = ["kg", "l", "piece", "m", "hour"];

/** As they are asked, or per kilogram, litre, piece: then the range below is one of such prices. */
function unitChoice(state: SearchState, counts: FacetCounts | undefined, go: Go): unknown {
  const there = units.filter((unit) => (counts?.units[unit] ?? 0) > 0 || state.unit === unit);
  if (there.length === 0) return nothing;
  return html`<label class="per"
    ><span>${msg("Comparer les prix")}</span>
    <select
      class="input"
      @change=${(event: Event) => {
        const chosen = (event.target as HTMLSelectElement).value;
        go({ unit: units.find((unit) => unit === chosen) ?? null, priceMin: null, priceMax: null });
      }}
    >
      <option value="" ?selected=${state.unit === null}>${msg("tels quels")}</option>
      ${there.map(
        (unit) =>
          html`<option value=${unit} ?selected=${state.unit === unit}>
            ${perText(unit)} (${numberText(counts?.units[unit] ?? 0)})
          </option>`,
      )}
    </select></label
  >`;
}

function bandBoxes(state: SearchState, counts: FacetCounts | undefined, go: Go): readonly TemplateResult[] {
  return priceBands.map(({ minMinor, maxMinor }, index) => {
    const min = minMinor === 0 ? null : minMinor;
    const on = state.priceMin === min && state.priceMax === maxMinor;
    return countedBox(priceRangeText(min, maxMinor), on, counts?.prices[index], () =>
      go(on ? { priceMin: null, priceMax: null } : { priceMin: min, priceMax: maxMinor }),
    );
  });
}

function ownRange(state: SearchState, go: Go): TemplateResult {
  const field = (name: "priceMin" | "priceMax", label: string): TemplateResult =>
    html`<label
      ><span>${label}</span
      ><input
        class="input"
        inputmode="decimal"
        autocomplete="off"
        .value=${state[name] === null ? "" : amountText(state[name])}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          const amount = minorFrom(input.value);
          // What is no amount is not taken for one: the field goes back to what is in force.
          if (amount === null && input.value.trim() !== "") {
            input.value = state[name] === null ? "" : amountText(state[name]);
          } else go(risingRange({ priceMin: state.priceMin, priceMax: state.priceMax, [name]: amount }));
        }}
    /></label>`;
  return html`<div class="own-range" role="group" aria-label=${msg(str`Prix, en ${currencySign()}`)}>
    ${field("priceMin", msg("de"))} ${field("priceMax", msg("à"))} <span class="muted">${currencySign()}</span>
  </div>`;
}

/** Prices: what they are compared per, bands with their counts, and a range of one's own. */
export function priceFilter(state: SearchState, counts: FacetCounts | undefined, go: Go): TemplateResult {
  return html`${unitChoice(state, counts, go)} ${bandBoxes(state, counts, go)} ${ownRange(state, go)}`;
}
