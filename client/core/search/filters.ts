import type { InstanceFile, StockLevel } from "../../../crypto/protocol/exports.ts";
import type { ItemRow, Snapshot } from "../catalogue/snapshot.ts";

/** What filters need to know besides the item itself. */
export interface FilterContext {
  readonly instance: InstanceFile;
  readonly snapshot: Snapshot;
  /** Metres to a party, null when unknown. */
  readonly distance: (partyId: string) => number | null;
  /** Whether some courier brings this party's goods of this temperature class to the chosen postcode. */
  readonly delivers: (partyId: string, temperature: string) => boolean;
  readonly inSeason: (row: ItemRow) => boolean;
  /** Whether any variant is left. */
  readonly left: (row: ItemRow) => boolean;
  /** Whether a stall takes orders now: reachable, not on holiday, with a window that is still open. */
  readonly takesOrders: (partyId: string) => boolean;
  /** Whether it is booked for a time, and one of the next seven days is free. */
  readonly freeSoon: (row: ItemRow) => boolean;
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
