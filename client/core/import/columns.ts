import { fold } from "../search/terms.ts";
import { columnNames } from "./column-names.ts";
import type { ImportField } from "./import-field.ts";

/** A column's name for comparing: folded, with one space where there was anything blank. */
export function plainColumn(name: string): string {
  return fold(name)
    .replace(/[\s_\u00a0]+/g, " ")
    .trim();
}

const known = new Map<string, Map<ImportField, number>>();
for (const [field, spellings] of Object.entries(columnNames)) {
  spellings.forEach((spelling, rank) => {
    const fields = known.get(spelling) ?? new Map<ImportField, number>();
    known.set(spelling, fields.set(field as ImportField, rank));
  });
}

/** "Quantity" is a count in one shop's file ("160") and a content in another's ("400 g"): its first value tells. */
const quantityNames: ReadonlySet<string> = new Set(["quantity", "quantite", "menge", "quantita"]);

/** "Weight (kg)": the unit that a column's name says its numbers are in. */
const unitInName = /^(.*?)\s*[([](kg|g|mg|l|dl|cl|ml)[)\]]$/;

/** The unit in a column's name, "" when it names none. */
export function unitOfColumn(name: string): string {
  return unitInName.exec(plainColumn(name))?.[2] ?? "";
}

/** "Prix EUR", "Preis (CHF)", "Prix TTC €", "Prix en francs": the currency that a column's name says its amounts are in. */
const currencyInName = /^(.*?)\s*[([]?\s*(?:en |in )?([a-z]{3}|[€$£]|fr\.?|francs?|euros?|dollars?)\s*[)\]]?$/;
const currencies: ReadonlyMap<string, string> = new Map([
  ...Intl.supportedValuesOf("currency").map((code): [string, string] => [code.toLowerCase(), code]),
  ...["fr", "fr.", "franc", "francs"].map((word): [string, string] => [word, "CHF"]),
  ...["€", "euro", "euros"].map((word): [string, string] => [word, "EUR"]),
  ...["$", "dollar", "dollars"].map((word): [string, string] => [word, "USD"]),
  ["£", "GBP"],
]);

/** A folded name without the currency in it, and the currency's code; null where it names none. */
function withCurrency(name: string): { readonly bare: string; readonly currency: string } | null {
  const [, bare = "", word = ""] = currencyInName.exec(name) ?? [];
  const currency = currencies.get(word);
  return currency !== undefined && known.has(bare) ? { bare, currency } : null;
}

/** The currency in a column's name, as ISO 4217 has it, "" when it names none. */
export function currencyOfColumn(name: string): string {
  return withCurrency(plainColumn(name))?.currency ?? "";
}

function fieldsOf(column: string, sample: string): ReadonlyMap<ImportField, number> {
  const name = plainColumn(column);
  if (quantityNames.has(name)) return new Map([[/^\d*$/.test(sample.trim()) ? "stock" : "content", 99]]);
  // Neither the unit nor the currency changes what it is.
  const bare = unitInName.exec(name)?.[1] ?? withCurrency(name)?.bare ?? "";
  return known.get(name) ?? known.get(bare) ?? new Map();
}

/** How many of these texts are names of columns: what tells a head from a title above it. */
export function countKnown(names: readonly string[]): number {
  return names.filter((name) => fieldsOf(name, "").size > 0).length;
}

/**
 * Which column is which field, by name; a field that two columns claim goes to the one believed more.
 * @param sampleOf a first value of a column, "" when it has none
 */
export function recogniseColumns(
  columns: readonly string[],
  sampleOf: (column: string) => string = () => "",
): Map<string, ImportField> {
  const found = new Map<string, ImportField>();
  const taken = new Map<ImportField, { column: string; rank: number }>();
  for (const column of columns) {
    for (const [field, rank] of fieldsOf(column, sampleOf(column))) {
      const other = taken.get(field);
      if ((other && other.rank <= rank) || found.has(column)) continue;
      if (other) found.delete(other.column);
      taken.set(field, { column, rank });
      found.set(column, field);
    }
  }
  return found;
}
