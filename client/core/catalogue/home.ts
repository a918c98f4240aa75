import { holidayOn } from "../../../crypto/protocol/holiday.ts";
import { isEdibleIn } from "../../../crypto/protocol/edible.ts";
import type { InstanceFile } from "../../../crypto/protocol/exports.ts";
import type { HomeView, ItemView, PartyView } from "../api.ts";
import { availableNow } from "../search/filters.ts";
import { firstOf } from "../search/first-of.ts";
import type { ItemRow, Snapshot } from "./snapshot.ts";

const shown = { inSeason: 12, besidesFood: 12, near: 10, newest: 8 } as const;
/** From so many, drawn by lot, the few are chosen: enough to hold something of most stalls and branches. */
const drawnMax = 600;

/** What the front page needs of the catalogue. `today` is a day of the instance; it turns the choice over daily. */
export interface HomeContext {
  readonly snapshot: Snapshot;
  readonly instance: InstanceFile;
  readonly today: string;
  readonly pathsOf: (path: string) => readonly string[];
  readonly inSeason: (row: ItemRow) => boolean;
  readonly distance: (partyId: string) => number | null;
  readonly itemView: (row: ItemRow) => ItemView;
  readonly partyView: (partyId: string) => PartyView | null;
}

/** Spread over the day and the key: another choice tomorrow, the same all day. */
function lot(key: string, today: string): number {
  let hash = 0x9747b28c;
  for (const letter of today + key) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x5bd1e995) ^ (hash >>> 13);
  return hash >>> 0;
}

/** A few items that are there, of as many stalls and branches as there are: no stall twice before all had a turn. */
function varied(rows: readonly ItemRow[], count: number, context: HomeContext): ItemView[] {
  const perParty = new Map<string, number>();
  const perCategory = new Map<string, number>();
  const there = rows
    .filter((row) => availableNow(row, row.levels))
    .map((row) => ({ row, pictured: Math.min(1, row.item.pictures?.length ?? 0), lot: lot(row.key, context.today) }));
  // Something with a picture first: it draws the eye better than a print.
  const drawn = firstOf(there, drawnMax, (a, b) => b.pictured - a.pictured || a.lot - b.lot);
  const rest = drawn.map(({ row }) => row);
  const chosen: ItemRow[] = [];
  while (chosen.length < count && rest.length > 0) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    rest.forEach(({ partyId, item }, index) => {
      const used = 2 * (perParty.get(partyId) ?? 0) + 3 * (perCategory.get(item.category) ?? 0);
      if (used < least) [best, least] = [index, used];
    });
    const [row] = rest.splice(best, 1);
    if (row === undefined) break;
    perParty.set(row.partyId, (perParty.get(row.partyId) ?? 0) + 1);
    perCategory.set(row.item.category, (perCategory.get(row.item.category) ?? 0) + 1);
    chosen.push(row);
  }
  return chosen.map(context.itemView);
}

/** The front page. */
export function homeOf(context: HomeContext): HomeView {
  const { snapshot, instance, today } = context;
  const rows = [...snapshot.items.values()];
  const counts = new Map<string, number>();
  for (const { item } of rows) {
    for (const path of context.pathsOf(item.category)) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const stalls = [...snapshot.parties.values()].filter(
    ({ accredited, party }) => accredited && party.kind === "producer",
  );
  const byDistance = (id: string): number => context.distance(id) ?? Number.MAX_SAFE_INTEGER;
  const views = (ids: readonly string[]): PartyView[] => ids.map(context.partyView).filter((view) => view !== null);
  const near = [...stalls].sort((a, b) => byDistance(a.id) - byDistance(b.id) || (a.id < b.id ? -1 : 1));
  const newest = [...stalls].sort((a, b) =>
    a.party.since < b.party.since ? 1 : a.party.since > b.party.since ? -1 : 0,
  );
  return {
    tiles: instance.categories.filter(({ tile }) => tile).map(({ path }) => ({ path, count: counts.get(path) ?? 0 })),
    inSeason: varied(rows.filter(context.inSeason), shown.inSeason, context),
    besidesFood: varied(
      rows.filter(({ item }) => !isEdibleIn(instance, item.category)),
      shown.besidesFood,
      context,
    ),
    near: views(near.slice(0, shown.near).map(({ id }) => id)),
    newest: views(newest.slice(0, shown.newest).map(({ id }) => id)),
    partiesOpen: stalls.filter(({ party }) => holidayOn(party.ordering, today) === null).length,
  };
}
