import { CodedError } from "../../../crypto/coded-error.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import type { BasketView, Market } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Session } from "../session.ts";
import type { TopicHub } from "../topics.ts";
import { basketView, type KeptBasket, type KeptLine, partOf, withLines } from "./basket-view.ts";

/** What a person has chosen: in the space that is open, so it follows them over their devices once they signed in. */
export interface Basket extends Pick<
  Market,
  "setBasketLine" | "clearBasketGroup" | "chooseTime" | "toggleFavourite" | "setPostcode"
> {
  readonly view: BasketView;
  readonly favourites: readonly string[];
}

const subjects = { basket: "basket", favourites: "favourites", postcode: "postcode" } as const;

interface KeptFavourites {
  readonly keys: readonly { readonly id: string }[];
}

interface KeptPostcode {
  readonly postcode: string;
}

/** The basket, favourites and postcode over a session. Provides the topics `basket` and `favourites`. */
export function createBasket(parts: {
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly hub: TopicHub;
}): Basket {
  const { session, catalogue, hub } = parts;
  let unsubscribe: (() => void) | null = null;
  let watched: string | null = null;

  const readPostcode = (): void => {
    catalogue.setPostcode(session.space.get<KeptPostcode>(subjects.postcode)?.postcode ?? null);
  };

  /** The space changes when someone signs in or out: what is shown is always that of the present one. */
  function follow(): void {
    const { space } = session;
    if (space.id === watched) return;
    unsubscribe?.();
    watched = space.id;
    unsubscribe = space.subscribe((changed) => {
      if (changed.includes(subjects.basket)) hub.changed("basket");
      if (changed.includes(subjects.favourites)) hub.changed("favourites");
      if (changed.includes(subjects.postcode)) readPostcode();
    });
    readPostcode();
    hub.changed("basket");
    hub.changed("favourites");
  }

  function nextLines(lines: readonly KeptLine[], line: KeptLine): readonly KeptLine[] {
    const { partyId } = partOf(line.key);
    const at = lines.findIndex(({ id }) => id === line.id);
    if (line.quantity === 0) return lines.filter(({ id }) => id !== line.id);
    if (at >= 0) return lines.with(at, line);
    const ofParty = lines.filter(({ key }) => partOf(key).partyId === partyId).length;
    if (ofParty >= limits.orderLinesMax) throw new CodedError("basket/full", "One order can hold no more lines.");
    return [...lines, line];
  }

  const basket: Basket = {
    get view() {
      const { state } = catalogue.view;
      const settled = state === "complete" || state === "offline";
      return basketView(session.space.get<KeptBasket>(subjects.basket), {
        settled,
        item: (key) => catalogue.item(key),
        party: (partyId) => catalogue.party(partyId),
      });
    },
    get favourites() {
      return session.space.get<KeptFavourites>(subjects.favourites)?.keys.map(({ id }) => id) ?? [];
    },
    setBasketLine: async (key, variantId, quantity) => {
      if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > limits.lineQuantityMax) {
        throw new CodedError("basket/quantity", "This quantity is not possible.");
      }
      const item = catalogue.item(key)?.item;
      const variant = item?.variants.find(({ id }) => id === variantId);
      const id = `${key}|${variantId}`;
      await session.space.update<KeptBasket>(subjects.basket, (current) => {
        const kept = current ?? { lines: [] };
        const { lines } = kept;
        const known = lines.find((line) => line.id === id);
        if (variant === undefined && known === undefined) {
          if (quantity === 0) return current;
          throw new CodedError("basket/gone", "This is not in the shop any more.");
        }
        const unitPriceMinor = variant?.priceMinor ?? known?.unitPriceMinor ?? 0;
        const depositMinor = variant ? (variant.deposit?.amountMinor ?? 0) : (known?.depositMinor ?? 0);
        const name = item?.name ?? known?.name;
        const line = { id, key, variantId, quantity, unitPriceMinor, depositMinor, ...(name && { name }) };
        return withLines(kept, nextLines(lines, line));
      });
    },
    clearBasketGroup: (partyId) =>
      session.space.update<KeptBasket>(subjects.basket, (current) => {
        const lines = current?.lines.filter(({ key }) => partOf(key).partyId !== partyId) ?? [];
        return current && withLines(current, lines);
      }),
    chooseTime: (partyId, time) =>
      session.space.update<KeptBasket>(subjects.basket, (current) => {
        const others = current?.times?.filter(({ id }) => id !== partyId) ?? [];
        return current && withLines({ ...current, times: [...others, { id: partyId, time }] }, current.lines);
      }),
    toggleFavourite: (key) =>
      session.space.update<KeptFavourites>(subjects.favourites, (current) => {
        const keys = current?.keys ?? [];
        const others = keys.filter(({ id }) => id !== key);
        return { keys: others.length < keys.length ? others : [...keys, { id: key }] };
      }),
    setPostcode: async (postcode) => {
      await session.space.update<KeptPostcode>(subjects.postcode, (current) =>
        postcode === current?.postcode ? current : postcode === null ? null : { postcode },
      );
      readPostcode();
    },
  };

  session.subscribe(follow);
  catalogue.subscribe(() => hub.changed("basket"));
  follow();
  hub.provide("basket", () => basket.view);
  hub.provide("favourites", () => basket.favourites);
  return basket;
}
