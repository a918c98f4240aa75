import type { Statements } from "../statements/statements.ts";
import type { Clock } from "../days.ts";
import type { CategoryTree } from "./categories.ts";
import {
  couriersOf,
  type ListedCourier,
  type ListedItem,
  type ListedPoint,
  type ListedStall,
  listStall,
  pointsOf,
} from "./listed-stalls.ts";
import { presentKey } from "./present-key.ts";

/** Lists over the whole market are made anew at most this often; one stall or one item is always as it is now. */
const listsMaxAgeMs = 5_000;

/** What public pages are made of: the statement book, joined up, and nothing else. */
export interface PublicMarket {
  /** The market's own name, as its founding statement says it; null before there is one. */
  name(): string | null;
  /** The key that a stall has now, by any of its keys; null where they contradict each other. */
  presentKey(id: string): string | null;
  stall(id: string): ListedStall | null;
  item(partyId: string, itemId: string): ListedItem | null;
  couriers(stall: ListedStall): readonly ListedCourier[];
  points(stall: ListedStall): readonly ListedPoint[];
  /** How many items there are. Up to five seconds old. */
  itemCount(): number;
  /** Stalls by name. */
  stalls(part?: Part): Listed<ListedStall>;
  /** Items found in a category, stall by stall. */
  inCategory(path: string, part?: Part): Listed<ListedItem>;
}

/** Which part of a list is asked for: so many from the one at `from`, counted from 0. */
export interface Part {
  readonly from: number;
  readonly count: number;
}

/** A part of a list. */
export interface Listed<T> {
  /** Of the whole list, up to five seconds old. */
  readonly total: number;
  /** As they are now: what has left the market since the list was made is not among them. */
  readonly part: readonly T[];
}

interface Lists {
  readonly madeAt: number;
  readonly itemCount: number;
  readonly stalls: readonly ListedStall[];
  readonly categories: ReadonlyMap<string, readonly ListedItem[]>;
}

const collator = new Intl.Collator(["fr", "de", "it", "en"], { sensitivity: "base", numeric: true });

/** Joins the statements when they are asked for, and keeps what it has joined until one of them changes. */
export function openPublicMarket(parts: {
  readonly statements: Statements;
  readonly tree: CategoryTree;
  readonly clock: Clock;
}): PublicMarket {
  const { statements, tree, clock } = parts;
  const { book } = statements;
  const joined = new Map<string, ListedStall | null>();
  let lists: Lists | null = null;
  let listsAreOld = true;

  statements.onChange(({ statement }) => {
    const followsAnother = statement.type === "party" && book.claimsOf(statement.author).length > 0;
    if (statement.type === "instance" || followsAnother) joined.clear();
    const concerned = statement.type === "accreditation" ? statement.subject : statement.author;
    for (const id of [concerned, ...book.successorsOf(concerned)]) joined.delete(id);
    // Stock changes by the minute and nobody's place in a list.
    if (["party", "shelf", "accreditation", "instance"].includes(statement.type)) listsAreOld = true;
  });

  const stall = (id: string): ListedStall | null => {
    const known = joined.get(id);
    if (known !== undefined) return known;
    const found = listStall(book, id);
    // Whoever asks for keys that nobody has would fill the memory.
    if (found !== null) joined.set(id, found);
    return found;
  };

  const makeLists = (): Lists => {
    const authors = new Set<string>();
    for (const { statement } of book.all()) if (statement.type === "party") authors.add(statement.author);
    const stalls = [...authors].flatMap((id) => stall(id) ?? []);
    stalls.sort((a, b) => collator.compare(a.party.name, b.party.name) || (a.id < b.id ? -1 : 1));
    const categories = new Map<string, ListedItem[]>();
    for (const { items } of stalls) {
      for (const item of items.values()) {
        for (const path of tree.holding(item.item.category)) {
          const list = categories.get(path);
          if (list === undefined) categories.set(path, [item]);
          else list.push(item);
        }
      }
    }
    const itemCount = stalls.reduce((sum, { items }) => sum + items.size, 0);
    return { madeAt: clock(), itemCount, stalls, categories };
  };

  const listsNow = (): Lists => {
    if (lists === null || (listsAreOld && clock() - lists.madeAt >= listsMaxAgeMs)) {
      lists = makeLists();
      listsAreOld = false;
    }
    return lists;
  };

  const item = (partyId: string, itemId: string) => stall(partyId)?.items.get(itemId) ?? null;
  const whole: Part = { from: 0, count: Number.MAX_SAFE_INTEGER };

  return {
    name: () => book.instance()?.statement.body.name ?? null,
    presentKey: (id) => presentKey(book, id),
    stall,
    item,
    itemCount: () => listsNow().itemCount,
    couriers: (of) => couriersOf(book, of),
    points: (of) => pointsOf(book, of),
    stalls: ({ from, count } = whole) => {
      const { stalls } = listsNow();
      const part = stalls.slice(from, from + count).flatMap(({ id }) => stall(id) ?? []);
      return { total: stalls.length, part };
    },
    inCategory: (path, { from, count } = whole) => {
      const list = listsNow().categories.get(path) ?? [];
      const part = list.slice(from, from + count).flatMap((each) => item(each.partyId, each.item.id) ?? []);
      return { total: list.length, part };
    },
  };
}
