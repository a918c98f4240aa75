import type { StockLevel } from "../../../crypto/protocol/exports.ts";
import type { StatementOf } from "../../../crypto/protocol/statements.ts";
import type { ItemRow } from "./snapshot.ts";

/** The items of one party, with what they were joined from. */
export interface PartyRows {
  readonly list: readonly ItemRow[];
  readonly shelves: readonly StatementOf<"shelf">[];
  readonly stocks: readonly StatementOf<"stock">[];
  readonly granted: readonly string[];
}

const nothing: Readonly<Record<string, StockLevel>> = {};

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** Spread over the key: an order that is the same every day, and has nothing to do with the alphabet. */
function lotOf(key: string): number {
  let hash = 2166136261;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 16777619);
  return hash >>> 0;
}

/** What is left, by item and variant, of all stock statements of a party. */
function levelsOf(stocks: readonly StatementOf<"stock">[]): Map<string, Record<string, StockLevel>> {
  const levels = new Map<string, Record<string, StockLevel>>();
  for (const { body } of stocks) {
    for (const [name, level] of Object.entries(body.levels)) {
      const cut = name.indexOf("/");
      const item = name.slice(0, cut);
      const own = levels.get(item) ?? {};
      own[name.slice(cut + 1)] = level;
      levels.set(item, own);
    }
  }
  return levels;
}

type Placed = Omit<ItemRow, "turn">;

function joined(partyId: string, from: Omit<PartyRows, "list">): Placed[] {
  const levels = levelsOf(from.stocks);
  const found = new Map<string, Placed>();
  for (const { body, issuedOn } of from.shelves) {
    for (const item of body.items) {
      // An item that two shelves of one party claim is shown once.
      if (found.has(item.id)) continue;
      found.set(item.id, {
        key: `${partyId}/${item.id}`,
        partyId,
        item,
        priceMinor: Math.min(...item.variants.map(({ priceMinor }) => priceMinor)),
        labels: (item.labels ?? []).filter((label) => from.granted.includes(label)),
        issuedOn,
        levels: levels.get(item.id) ?? nothing,
      });
    }
  }
  return [...found.values()];
}

/**
 * Joins a party's shelves and stock. Returns `before` itself when it was joined from the same statements, so that
 * whoever keeps something about the rows sees at a glance that nothing changed.
 * @param shelves in the order of their subjects, as `stocks`
 * @param granted labels that a steward granted to the party
 */
export function rowsOf(
  partyId: string,
  shelves: readonly StatementOf<"shelf">[],
  stocks: readonly StatementOf<"stock">[],
  granted: readonly string[],
  before: PartyRows | undefined,
): PartyRows {
  const same =
    before !== undefined &&
    sameList(before.shelves, shelves) &&
    sameList(before.stocks, stocks) &&
    sameList(before.granted, granted);
  if (same) return before;
  const from = { shelves, stocks, granted };
  const drawn = joined(partyId, from)
    .map((row) => ({ row, lot: lotOf(row.key) }))
    .sort((a, b) => a.lot - b.lot || (a.row.key < b.row.key ? -1 : 1));
  return { ...from, list: drawn.map(({ row }, turn) => ({ ...row, turn })) };
}
