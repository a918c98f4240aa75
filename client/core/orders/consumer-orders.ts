import { CodedError } from "../../../crypto/coded-error.ts";
import type { OrderMessageOf, OrderView } from "../../../crypto/protocol/exports.ts";
import type { Address, BasketFill, OrderDetail, OrderDraft, OrderSummary } from "../api.ts";
import type { Basket } from "../basket/basket.ts";
import { fillBasket } from "../basket/fill-basket.ts";
import { createBoardFollower, type BoardFollower } from "../mailroom/board.ts";
import { sendingDelayMsMax, toInbox } from "../mailroom/posting.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { TopicHub } from "../topics.ts";
import { billOf } from "./bill.ts";
import { type ConsumerThread, orderPrefix, senderOf } from "./consumer-thread.ts";
import { handoverWords, orderName } from "./order-name.ts";
import { placeOrder, type PlaceOrderParts } from "./place-order.ts";
import { compose, type Thread, unreadOf, viewOf, waitingMessages, withMessage } from "./thread.ts";

/** A person's own orders and addresses. */
export interface ConsumerOrders {
  readonly summaries: readonly OrderSummary[];
  /** See {@link placeOrder}; the basket loses what was ordered. */
  place(draft: OrderDraft): Promise<string>;
  order(thread: string): OrderDetail | null;
  /** Throws `order/unknown`, `party/unreachable`. */
  sendText(thread: string, text: string): Promise<void>;
  /** Throws `order/not-now` when nothing can be cancelled any more. */
  requestCancel(thread: string, text?: string): Promise<void>;
  /** Throws `order/unknown`. */
  repeat(thread: string): Promise<BasketFill>;
  markRead(thread: string): Promise<void>;
  addresses(): readonly Address[];
  saveAddress(address: Address): Promise<void>;
  deleteAddress(id: string): Promise<void>;
  /** Looks for replies now. Throws what the network throws. */
  lookForReplies(): Promise<void>;
  start(): void;
  stop(): void;
}

const addressPrefix = "address/";
const cancellable: readonly OrderView["state"][] = ["placed", "accepted", "preparing", "ready"];

/** A person's orders. Provides the topic `orders`. */
export function createConsumerOrders(
  parts: PlaceOrderParts & { readonly basket: Basket; readonly hub: TopicHub },
): ConsumerOrders {
  const { platform, session, catalogue, outbox, basket, hub, trust } = parts;
  let follower: { readonly spaceId: string; readonly board: BoardFollower; readonly end: () => void } | null = null;
  let started = false;

  const personal = (): SyncedSpace => {
    if (session.personal === null) throw new CodedError("session/required", "Sign in first.");
    return session.personal;
  };

  /** The board that is followed is always that of the person who is signed in now. */
  function follow(): void {
    const space = session.personal;
    if (follower?.spaceId !== space?.id) {
      follower?.end();
      follower = null;
      if (space && started) {
        const board = createBoardFollower(platform, space, catalogue, trust);
        const unsubscribe = space.subscribe((subjects) => {
          if (subjects.some((subject) => subject.startsWith(orderPrefix))) hub.changed("orders");
          if (subjects.some((subject) => subject.startsWith(addressPrefix))) hub.changed("addresses");
        });
        board.start();
        follower = {
          spaceId: space.id,
          board,
          end: () => {
            board.stop();
            unsubscribe();
          },
        };
      }
    }
    hub.changed("orders");
    hub.changed("addresses");
  }

  function summaryOf(record: ConsumerThread, view: OrderView, waiting: (thread: Thread) => string[]): OrderSummary {
    return {
      thread: record.thread,
      name: orderName(record.thread, platform.wordList),
      partyId: record.partyId,
      partyName: catalogue.party(record.partyId)?.party.name ?? record.partyName,
      view,
      unread: unreadOf(record, "consumer"),
      waiting: waiting(record),
    };
  }

  function known(thread: string): { record: ConsumerThread; view: OrderView } | null {
    const record = session.personal?.get<ConsumerThread>(orderPrefix + thread);
    const view = record && viewOf(record, platform.now());
    return record && view ? { record, view } : null;
  }

  async function say<Type extends "order.text" | "order.cancel-request">(
    thread: string,
    type: Type,
    body: OrderMessageOf<Type>["body"],
    check: (view: OrderView) => void,
    delayMsMax: number,
  ): Promise<void> {
    await catalogue.verified();
    const sending = await personal().transact<ConsumerThread, Awaited<ReturnType<typeof outbox.prepare>>>(
      orderPrefix + thread,
      async (current) => {
        const view = current && viewOf(current, platform.now());
        if (!view) throw new CodedError("order/unknown", "There is no such order here.");
        check(view);
        const composed = compose(current, "consumer", type, body, platform.now(), trust.lastSeen());
        const to = { audience: "producer" as const, partyId: current.partyId };
        const prepared = await outbox.prepare(await toInbox(catalogue, to, senderOf(current), composed, delayMsMax));
        const value = withMessage(current, "consumer", composed.json, composed.message.createdOn);
        return { value, along: prepared.changes, result: prepared };
      },
    );
    sending.accept();
  }

  function detailOf(record: ConsumerThread, view: OrderView): OrderDetail {
    const open = !["delivered", "declined", "cancelled", "lapsed"].includes(view.state);
    const coded = view.order.fulfilment.kind !== "appointment";
    const words = open && coded ? handoverWords(record.handover, platform.wordList) : null;
    const party = catalogue.party(record.partyId);
    return {
      ...summaryOf(record, view, waitingMessages(outbox)),
      party,
      courier: record.courierId === null ? null : catalogue.party(record.courierId),
      point: record.pointId === undefined ? null : catalogue.party(record.pointId),
      handoverWords: words,
      handoverText: words && words.join(" "),
      address: record.address,
      bill: party && billOf(view, party.party, platform.instance.timeZone),
    };
  }

  const orders: ConsumerOrders = {
    get summaries() {
      const waiting = waitingMessages(outbox);
      return (session.personal?.list<ConsumerThread>(orderPrefix) ?? [])
        .flatMap(({ value }) => {
          const view = viewOf(value, platform.now());
          return view ? [summaryOf(value, view, waiting)] : [];
        })
        .sort((a, b) => (a.view.placedOn < b.view.placedOn ? 1 : -1));
    },
    place: async (draft) => {
      const group = basket.view.groups.find(({ partyId }) => partyId === draft.partyId);
      const thread = await placeOrder(parts, draft, group?.lines ?? []);
      await basket.clearBasketGroup(draft.partyId);
      return thread;
    },
    order: (thread) => {
      const found = known(thread);
      return found && detailOf(found.record, found.view);
    },
    sendText: (thread, text) => say(thread, "order.text", { text }, () => undefined, sendingDelayMsMax),
    requestCancel: (thread, text) =>
      say(
        thread,
        "order.cancel-request",
        text ? { text } : {},
        (view) => {
          if (!cancellable.includes(view.state)) throw new CodedError("order/not-now", "This is not possible now.");
        },
        0,
      ),
    repeat: async (thread) => {
      const found = known(thread);
      if (!found) throw new CodedError("order/unknown", "There is no such order here.");
      const wanted = found.view.order.lines.map((line) => ({
        key: `${found.record.partyId}/${line.item}`,
        variantId: line.variant,
        quantity: line.quantity,
        name: line.name,
        unitPriceMinor: line.unitPriceMinor,
      }));
      return fillBasket(wanted, { basket, catalogue });
    },
    markRead: async (thread) => {
      const readAt = new Date(platform.now()).toISOString();
      await personal().update<ConsumerThread>(orderPrefix + thread, (current) =>
        current && unreadOf(current, "consumer") > 0 ? { ...current, readAt } : current,
      );
    },
    addresses: () => session.space.list<Address>(addressPrefix).map(({ value }) => value),
    saveAddress: (address) => session.space.update<Address>(addressPrefix + address.id, () => address),
    deleteAddress: (id) => session.space.update<Address>(addressPrefix + id, () => null),
    lookForReplies: async () => follower?.board.fetch(),
    start: () => {
      started = true;
      follow();
    },
    stop: () => {
      started = false;
      follower?.end();
      follower = null;
    },
  };
  hub.provide("orders", () => orders.summaries);
  hub.provide("addresses", () => (session.personal === null ? [] : orders.addresses()));
  session.subscribe(follow);
  outbox.subscribe(() => hub.changed("orders"));
  catalogue.subscribe(() => hub.changed("orders"));
  return orders;
}
