import { msg, str } from "@lit/localize";
import { html, nothing, type TemplateResult } from "lit";
import type { ItemDraft } from "../core/api.ts";
import { holdsText } from "../design/elements/unit-price.ts";
import { amountText, inInstance, dateText, localizedText, numberText } from "../design/format.ts";

interface PriceLine {
  readonly revision: number;
  readonly variant: string;
  readonly amountMinor: number;
  readonly perKg: boolean;
  /** In percent of the one before; null for the first. */
  readonly change: number | null;
}

/** Published prices of all variants, newest first. */
export function priceLines(draft: Pick<ItemDraft, "item" | "prices">): readonly PriceLine[] {
  return draft.item.variants
    .flatMap((variant) => {
      const prices = draft.prices[variant.id] ?? [];
      return prices.map(({ revision, amountMinor, perKg }, index): PriceLine => {
        const before = prices[index - 1];
        const comparable = before !== undefined && before.perKg === perKg && before.amountMinor > 0;
        const change = comparable ? ((amountMinor - before.amountMinor) / before.amountMinor) * 100 : null;
        return { revision, variant: localizedText(variant.name) || holdsText(variant), amountMinor, perKg, change };
      });
    })
    .toSorted((a, b) => b.revision - a.revision);
}

const shownLines = 12;

function table(lines: readonly PriceLine[], named: boolean): TemplateResult {
  return html`<table class="price-history num">
    <thead>
      <tr>
        <th scope="col">${msg("Publié")}</th>
        ${named ? html`<th scope="col">${msg("Variante")}</th>` : nothing}
        <th scope="col" class="r">${msg("Prix")}</th>
        <th scope="col" class="r">${msg("Changement")}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        ({ revision, variant, amountMinor, perKg, change }) =>
          html`<tr>
            <td>${dateText(inInstance(new Date(revision * 1000)).day)}</td>
            ${named ? html`<td>${variant}</td>` : nothing}
            <td class="r">${perKg ? msg(str`${amountText(amountMinor)} le kilo`) : amountText(amountMinor)}</td>
            <td class="r">
              ${change === null ? "—" : `${change > 0 ? "+" : "−"}${numberText(Math.round(Math.abs(change) * 10) / 10)} %`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** When each price of an item was published; nothing before the first was. */
export function priceHistorySection(draft: ItemDraft | undefined): TemplateResult | typeof nothing {
  const lines = draft === undefined ? [] : priceLines(draft);
  if (draft === undefined || lines.length === 0) return nothing;
  const named = draft.item.variants.length > 1;
  const older = lines.slice(shownLines);
  return html`<section class="panel pad stack-s">
    <h2>${msg("Prix publiés")}</h2>
    ${table(lines.slice(0, shownLines), named)}
    ${
      older.length === 0
        ? nothing
        : html`<details>
            <summary class="small">${msg(str`${older.length} plus anciens`)}</summary>
            ${table(older, named)}
          </details>`
    }
    <p class="hint">${msg("Une commande garde le prix du jour où elle a été passée.")}</p>
  </section>`;
}
