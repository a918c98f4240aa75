import { toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { BasketFill, ListLine, ListView, Market } from "../api.ts";
import type { Basket } from "../basket/basket.ts";
import { fillBasket } from "../basket/fill-basket.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Session } from "../session.ts";
import type { TopicHub } from "../topics.ts";
import { changedList, type KeptList, type KeptListLine, keptText, listLimits, listPrefix } from "./kept-list.ts";

/** The part of {@link Market} that lists answer for. */
export interface ShoppingLists extends Pick<
  Market,
  "createList" | "changeList" | "deleteList" | "restoreList" | "listIntoBasket"
> {
  /** The newest first. */
  readonly views: readonly ListView[];
}

const newId = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(9)));

function lineView(line: KeptListLine, catalogue: Catalogue, settled: boolean): ListLine {
  const { id, item, text, quantity, done } = line;
  const common = { id, key: item?.key ?? null, variantId: item?.variantId ?? null, text, quantity, done };
  if (item === null) return { ...common, view: null, problem: null, lineMinor: 0 };
  const view = catalogue.item(item.key);
  const variant = view?.item.variants.find((one) => one.id === item.variantId);
  if (view === null || variant === undefined) {
    return { ...common, view: null, problem: settled ? "gone" : null, lineMinor: 0 };
  }
  const problem = view.stock[variant.id] === 0 ? "sold-out" : null;
  return { ...common, view, problem, lineMinor: variant.priceMinor * quantity };
}

/** Shopping lists over a session: records of the space that is open. Provides the topic `lists`. */
export function createShoppingLists(parts: {
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly basket: Basket;
  readonly hub: TopicHub;
  readonly now: () => number;
}): ShoppingLists {
  const { session, catalogue, basket, hub, now } = parts;
  let watched: string | null = null;
  let end: (() => void) | null = null;

  function follow(): void {
    const { space } = session;
    if (space.id === watched) return;
    end?.();
    watched = space.id;
    end = space.subscribe((subjects) => {
      if (subjects.some((subject) => subject.startsWith(listPrefix))) hub.changed("lists");
    });
    hub.changed("lists");
  }

  const nameOf = (key: string): string | null => Object.values(catalogue.item(key)?.item.name ?? {})[0] ?? null;

  function make(list: KeptList): Promise<string> {
    if (session.space.list(listPrefix).length >= listLimits.listsMax) {
      throw new CodedError("list/too-many", "There can be no more lists.");
    }
    const id = newId();
    return session.space.update<KeptList>(listPrefix + id, () => list).then(() => id);
  }

  const lists: ShoppingLists = {
    get views() {
      const { state } = catalogue.view;
      const settled = state === "complete" || state === "offline";
      return session.space
        .list<KeptList>(listPrefix)
        .map(({ subject, value }): ListView => {
          const lines = value.lines.map((line) => lineView(line, catalogue, settled));
          const open = lines.filter(({ done }) => !done);
          return {
            id: subject.slice(listPrefix.length),
            name: value.name,
            madeOn: value.madeOn,
            lines,
            openCount: open.length,
            openMinor: open.reduce((sum, { lineMinor }) => sum + lineMinor, 0),
          };
        })
        .sort((a, b) => (a.madeOn === b.madeOn ? (a.id < b.id ? -1 : 1) : a.madeOn < b.madeOn ? 1 : -1));
    },
    createList: async (name) =>
      make({ v: 1, name: keptText(name, listLimits.nameMax), madeOn: new Date(now()).toISOString(), lines: [] }),
    changeList: (id, change) =>
      session.space.update<KeptList>(listPrefix + id, (current) => {
        if (current === null) throw new CodedError("list/unknown", "There is no such list here.");
        return changedList(current, change, { nameOf, newId });
      }),
    deleteList: (id) => session.space.update<KeptList>(listPrefix + id, () => null),
    restoreList: async (view) => {
      const lines = view.lines.map(({ id, key, variantId, text, quantity, done }): KeptListLine => {
        const item = key === null || variantId === null ? null : { key, variantId };
        return { id, item, text, quantity, done };
      });
      return make({ v: 1, name: view.name, madeOn: view.madeOn, lines });
    },
    listIntoBasket: async (id): Promise<BasketFill> => {
      const kept = session.space.get<KeptList>(listPrefix + id);
      if (kept === null) throw new CodedError("list/unknown", "There is no such list here.");
      const wanted = kept.lines.flatMap(({ item, text, quantity, done }) =>
        item === null || done ? [] : [{ ...item, quantity, name: nameOf(item.key) ?? text, unitPriceMinor: null }],
      );
      return fillBasket(wanted, { basket, catalogue });
    },
  };
  session.subscribe(follow);
  catalogue.subscribe(() => hub.changed("lists"));
  follow();
  hub.provide("lists", () => lists.views);
  return lists;
}
