import { CodedError } from "../../../crypto/coded-error.ts";
import type { OrderMessageOf, OrderMessageType } from "../../../crypto/protocol/exports.ts";
import type { CourierAction, CourierView, Delivery } from "../api.ts";
import { toBoard, toInbox } from "../mailroom/posting.ts";
import { orderName } from "../orders/order-name.ts";
import { resealWaiting } from "../mailroom/resealing.ts";
import { compose, type Composed, messagesOf, waitingMessages, withMessage } from "../orders/thread.ts";
import type { PreparedSending } from "../outbox.ts";
import type { Sending } from "../sending.ts";
import { checkHandoverCode, codeTriesLeft } from "./code-tries.ts";
import {
  courierActions,
  type CourierThread,
  deliveryPrefix,
  deliveryViewOf,
  fileCourierMail,
  requestIn,
} from "./courier-thread.ts";
import { openPartyRoom, type PartyRoom } from "./party-room.ts";
import type { DeskParts } from "./producer-desk.ts";

/** The desks of the couriers whose staff this person is of. */
export interface CourierDesk {
  /** Opens a party's desk; its mail is fetched from then on. Twice is once. */
  open(partyId: string): Promise<PartyRoom>;
  close(partyId: string): void;
  view(partyId: string): Promise<CourierView>;
  /** Throws `delivery/unknown`, `delivery/not-now`, `party/unreachable`, `handover/…`. */
  act(partyId: string, thread: string, action: CourierAction): Promise<void>;
  discardUnreadable(partyId: string, id: string): Promise<void>;
}

type Step = {
  readonly [Type in OrderMessageType]: { readonly type: Type; readonly body: OrderMessageOf<Type>["body"] };
}[OrderMessageType];

function stepOf(action: CourierAction): Step {
  switch (action.type) {
    case "accept":
      return { type: "delivery.accept", body: {} };
    case "refuse":
      return { type: "delivery.refuse", body: action.text ? { text: action.text } : {} };
    case "collect":
      return { type: "delivery.collect", body: {} };
    case "deliver":
      return {
        type: "delivery.deliver",
        body: {
          proof: action.words === null ? "none" : "code",
          ...(action.ageChecked !== undefined && { ageChecked: action.ageChecked }),
          collectedMinor: action.collectedMinor,
        },
      };
    case "fail": {
      const { reason, next, text } = action;
      return { type: "delivery.fail", body: { reason, next, ...(text && { text }) } };
    }
  }
}

/** The couriers' desks. Provides the topic `courier`. */
export function createCourierDesk(parts: DeskParts): CourierDesk {
  const { platform, catalogue, outbox, hub, trust } = parts;
  const rooms = new Map<string, Promise<PartyRoom>>();

  function open(partyId: string): Promise<PartyRoom> {
    const known = rooms.get(partyId);
    if (known) return known;
    const opening = openPartyRoom(
      parts,
      partyId,
      "courier",
      ({ space, keys }, mails) =>
        fileCourierMail(keys, space, mails, new Date(platform.now()).toISOString(), catalogue.chains.rootOf),
      () => hub.changed("courier", partyId),
    ).then((room) => {
      room.space.subscribe((subjects) => {
        if (subjects.some((subject) => subject.startsWith(deliveryPrefix))) hub.changed("courier", partyId);
      });
      hub.changed("courier", partyId);
      // What cannot be sealed anew now waits as it is, until the desk is opened again.
      resealOld(room).catch(() => undefined);
      return room;
    });
    rooms.set(partyId, opening);
    opening.catch(() => rooms.delete(partyId));
    return opening;
  }

  async function sealed(
    room: PartyRoom,
    to: "customer" | "party",
    thread: CourierThread,
    composed: Composed,
  ): Promise<Sending> {
    const request = requestIn(thread);
    if (request === null || thread.address === null)
      throw new CodedError("delivery/unknown", "There is no such delivery.");
    const reply = { ...thread.address.reply, kemPublicKey: request.replyKemPublicKey };
    if (to === "customer") return toBoard(catalogue, reply, room.identity, composed);
    const producer = { audience: "producer" as const, partyId: thread.producerId };
    return toInbox(catalogue, producer, room.identity, composed, 0, room.partyId);
  }

  const resealOld = (room: PartyRoom): Promise<void> =>
    resealWaiting<CourierThread>(
      outbox,
      room,
      "courier",
      (thread) => room.space.get<CourierThread>(deliveryPrefix + thread),
      (to, thread, composed) => sealed(room, to, thread, composed),
    );

  /** Says one step to both who wait for it: the producer's inbox and the customer's board. */
  async function say(room: PartyRoom, thread: string, action: CourierAction): Promise<void> {
    const subject = deliveryPrefix + thread;
    const prepared = await room.space.transact<CourierThread, PreparedSending[]>(subject, async (current) => {
      const request = current && requestIn(current);
      if (!request) throw new CodedError("delivery/unknown", "There is no such delivery here.");
      if (current.address === null || !courierActions(deliveryViewOf(current)).includes(action.type)) {
        throw new CodedError("delivery/not-now", "This is not possible now.");
      }
      const { type, body } = stepOf(action);
      const composed = compose(current, "courier", type, body as never, platform.now(), trust.lastSeen());
      const sendings = [
        await outbox.prepare(await sealed(room, "party", current, composed)),
        await outbox.prepare(await sealed(room, "customer", current, composed)),
      ];
      const value = withMessage(current, "courier", composed.json, composed.message.createdOn);
      return { value, along: sendings.flatMap(({ changes }) => changes), result: sendings };
    });
    for (const sending of prepared) sending.accept();
  }

  async function deliveryOf(
    record: CourierThread,
    waiting: (thread: CourierThread) => string[],
  ): Promise<Delivery | null> {
    const request = requestIn(record);
    const view = deliveryViewOf(record);
    if (!request || view.state === "none") return null;
    const messages = messagesOf(record);
    const readied = messages.flatMap(({ message }) => (message.type === "delivery.ready" ? [message.body] : [])).at(-1);
    return {
      thread: record.thread,
      name: orderName(record.thread, platform.wordList),
      producer: catalogue.party(record.producerId),
      request,
      address: record.address,
      state: view.state,
      ready: view.ready,
      collectMinor: readied?.collectMinor ?? request.collectMinor,
      failure: view.failure,
      attemptsLeft: await codeTriesLeft(platform, record.thread),
      actions: record.address === null ? [] : courierActions(view),
      waiting: waiting(record),
    };
  }

  const desk: CourierDesk = {
    open,
    close: (partyId) => {
      const opening = rooms.get(partyId);
      rooms.delete(partyId);
      opening?.then((room) => room.close()).catch(() => undefined);
    },
    view: async (partyId) => {
      const room = await open(partyId);
      const records = room.space.list<CourierThread>(deliveryPrefix);
      const waiting = waitingMessages(outbox);
      const read = await Promise.all(records.map(({ value }) => deliveryOf(value, waiting)));
      const deliveries = read.flatMap((one) => one ?? []);
      const { unreadable, syncedAt } = room.inbox;
      const byWindow = (delivery: Delivery): string =>
        `${delivery.request.day} ${delivery.request.from} ${delivery.thread}`;
      deliveries.sort((a, b) => (byWindow(a) < byWindow(b) ? -1 : 1));
      return { partyId, deliveries, unreadable, syncedAt };
    },
    act: async (partyId, thread, action) => {
      const room = await open(partyId);
      await catalogue.verified();
      const record = room.space.get<CourierThread>(deliveryPrefix + thread);
      if (action.type === "deliver" && action.words !== null && record?.address) {
        try {
          await checkHandoverCode(platform, thread, action.words, record.address.handover);
        } finally {
          hub.changed("courier", partyId);
        }
      }
      await say(room, thread, action);
    },
    discardUnreadable: async (partyId, id) => (await open(partyId)).inbox.discard(id),
  };
  hub.provide("courier", desk.view);
  outbox.subscribe(() => hub.changed("courier"));
  catalogue.subscribe(() => hub.changed("courier"));
  return desk;
}
