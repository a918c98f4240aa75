import type { InstanceFile, StockLevel } from "../../../crypto/protocol/exports.ts";
import type { SearchQuery } from "../api.ts";
import type { ItemRow, Snapshot } from "../catalogue/snapshot.ts";

/** What filters need to know besides the item itself. */
export interface FilterContext {
  readonly snapshot: Snapshot;
  /** Metres to a party, null when unknown. */
  readonly distance: (partyId: string) => number | null;
  /** Whether some courier brings this party's goods of this temperature class to the chosen postcode. */
  readonly delivers: (partyId: string, temperature: string) => boolean;
  readonly inSeason: (row: ItemRow) => boolean;
  /** Paths under which an item of this path is found: itself, those above, and rows that include them. */
  readonly pathsOf: (path: string) => readonly string[];
}

/** Whether any variant is left. A variant without a level is plenty. */
export function availableNow(row: ItemRow, stock: Readonly<Record<string, StockLevel>> | undefined): boolean {
  return row.item.variants.some(({ id }) => stock?.[id] !== 0);
}

/** For each category path, where an item of it counts: itself, its ancestors and the rows that include one of them. */
export function pathExpander(instance: InstanceFile): (path: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (path) => {
    let paths = known.get(path);
    if (paths === undefined) {
      const parts = path.split("/");
      const above = parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
      const gathering = instance.categories
        .filter(({ includes }) => includes?.some((included) => above.includes(included)))
        .map((category) => category.path);
      paths = [...new Set([...above, ...gathering])];
      known.set(path, paths);
    }
    return paths;
  };
}

/** Food and drink declare allergens; for the rest the question does not arise. */
function eaten(row: ItemRow): boolean {
  return row.item.kind === "good" && /^(food|drinks)(\/|$)/.test(row.item.category);
}

/** Whether an item passes all of the query's filters but text and category. "Not declared" is not "without". */
export function passes(row: ItemRow, query: SearchQuery, context: FilterContext): boolean {
  const { item, partyId } = row;
  if (query.partyId !== undefined && partyId !== query.partyId) return false;
  if (query.kind !== undefined && item.kind !== query.kind) return false;
  if (query.labels?.some((label) => !row.labels.includes(label))) return false;
  if (query.diets?.some((diet) => !(item.diets ?? []).some((own) => own === diet))) return false;
  if (query.withoutAllergens?.length && eaten(row)) {
    const declared: Readonly<Record<string, string | undefined>> = item.allergens ?? {};
    if (query.withoutAllergens.some((allergen) => declared[allergen] !== "no")) return false;
  }
  if (query.inSeason && !context.inSeason(row)) return false;
  if (query.available && !availableNow(row, context.snapshot.stock.get(row.key))) return false;
  if (query.priceMinorMax !== undefined && row.priceMinor > query.priceMinorMax) return false;
  if (query.distanceMetresMax !== undefined) {
    const metres = context.distance(partyId);
    if (metres === null || metres > query.distanceMetresMax) return false;
  }
  return !query.deliveredToMe || (item.kind === "good" && context.delivers(partyId, item.temperature ?? "ambient"));
}
