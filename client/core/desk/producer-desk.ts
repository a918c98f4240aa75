import { toBase64url, utf8 } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { sha256 } from "../../../crypto/hash.ts";
import type { OrderView } from "../../../crypto/protocol/exports.ts";
import type { DeskAction, DeskOrder, DeskView, PartyView } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { dayAt } from "../catalogue/wall-clock.ts";
import type { Trust } from "../log/trust.ts";
import { orderPrefix } from "../orders/consumer-thread.ts";
import { orderName } from "../orders/order-name.ts";
import { compose, type Composed, unreadOf, viewOf, waitingMessages, withMessage } from "../orders/thread.ts";
import { toBoard, toInbox } from "../mailroom/posting.ts";
import { resealWaiting } from "../mailroom/resealing.ts";
import type { Outbox, PreparedSending } from "../outbox.ts";
import type { Sending } from "../sending.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { TopicHub } from "../topics.ts";
import { closedTimesOf, closedTimesSubject, readAgenda, timeOf } from "./appointments.ts";
import { checkHandoverCode } from "./code-tries.ts";
import { openPartyRoom, type PartyRoom } from "./party-room.ts";
import { type Step, producerSteps } from "./producer-steps.ts";
import { fileProducerMail, producerActions, type ProducerThread } from "./producer-thread.ts";

/** What selling does to stock: the stall's part, told by the desk. Each counts once per thread. */
export interface StockKeeper {
  reserve(
    partyId: string,
    thread: string,
    lines: readonly { readonly item: string; readonly variant: string; readonly quantity: number }[],
  ): Promise<void>;
  release(partyId: string, thread: string): Promise<void>;
  publishAgenda(partyId: string): Promise<void>;
}

export interface DeskParts {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
  readonly trust: Pick<Trust, "lastSeen" | "heard" | "entriesOf" | "view">;
  readonly hub: TopicHub;
}

/** The desks of the producers whose staff this person is of. */
export interface ProducerDesk {
  /** Opens a party's desk; its mail is fetched from then on. Twice is once. */
  open(partyId: string): Promise<PartyRoom>;
  close(partyId: string): void;
  view(partyId: string): Promise<DeskView>;
  /** Throws `order/unknown`, `order/not-now`, `order/slot-taken`, `party/unreachable`, `order/weights`, `order/above-cap`, `handover/…`. */
  act(partyId: string, thread: string, action: DeskAction): Promise<void>;
  sendText(partyId: string, thread: string, text: string): Promise<void>;
  markRead(partyId: string, thread: string): Promise<void>;
  discardUnreadable(partyId: string, id: string): Promise<void>;
}

/** The producers' desks. Provides the topic `desk`. */
export function createProducerDesk(parts: DeskParts & { readonly stock: StockKeeper }): ProducerDesk {
  const { platform, catalogue, outbox, hub, stock, trust } = parts;
  const rooms = new Map<string, Promise<PartyRoom>>();

  function open(partyId: string): Promise<PartyRoom> {
    const known = rooms.get(partyId);
    if (known) return known;
    const opening = openPartyRoom(
      parts,
      partyId,
      "producer",
      async ({ space }, mails) => {
        const { rootOf } = catalogue.chains;
        const filed = await fileProducerMail(space, mails, new Date(platform.now()).toISOString(), rootOf);
        for (const { type, thread, id } of filed.fresh) {
          if (type === "order.cancel-request") await grantCancellation(partyId, thread, id);
        }
        if (filed.fresh.some(({ type }) => type === "order.place")) await declineTaken(partyId);
        return filed.strangers;
      },
      () => hub.changed("desk", partyId),
    ).then((room) => {
      room.space.subscribe((subjects) => {
        if (subjects.some((subject) => subject.startsWith(orderPrefix) || subject === closedTimesSubject)) {
          hub.changed("desk", partyId);
        }
      });
      hub.changed("desk", partyId);
      // What cannot be sealed anew now waits as it is, until the desk is opened again.
      resealOld(room).catch(() => undefined);
      return room;
    });
    rooms.set(partyId, opening);
    opening.catch(() => rooms.delete(partyId));
    return opening;
  }

  function threadIn(room: PartyRoom, thread: string): { record: ProducerThread; view: OrderView } {
    const record = room.space.get<ProducerThread>(orderPrefix + thread);
    const view = record && viewOf(record, platform.now());
    if (!record || !view) throw new CodedError("order/unknown", "There is no such order here.");
    return { record, view };
  }

  const resealOld = (room: PartyRoom): Promise<void> =>
    resealWaiting<ProducerThread>(
      outbox,
      room,
      "producer",
      (thread) => room.space.get<ProducerThread>(orderPrefix + thread),
      (to, { thread }, composed) => {
        const { view } = threadIn(room, thread);
        const other = view.order.fulfilment.kind === "pickup" ? "point" : "courier";
        return sealed(room, view, { to: to === "customer" ? to : other }, composed);
      },
    );

  async function sealed(
    room: PartyRoom,
    view: OrderView,
    step: Pick<Step, "to">,
    composed: Composed,
  ): Promise<Sending> {
    if (step.to === "customer") return toBoard(catalogue, view.order.reply, room.identity, composed);
    const { fulfilment } = view.order;
    if (fulfilment.kind === "delivery" && step.to === "courier") {
      return toInbox(
        catalogue,
        { audience: "courier", partyId: fulfilment.courier },
        room.identity,
        composed,
        0,
        room.partyId,
      );
    }
    if (fulfilment.kind === "pickup" && step.to === "point") {
      return toInbox(
        catalogue,
        { audience: "pickup-point", partyId: fulfilment.point },
        room.identity,
        composed,
        0,
        room.partyId,
      );
    }
    throw new CodedError("order/not-now", "This is not possible now.");
  }

  /** Writes, seals and keeps messages in one writing; the first one's id may be given. */
  async function say(
    room: PartyRoom,
    thread: string,
    stepsFor: (view: OrderView) => readonly Step[],
    firstId?: string,
  ): Promise<void> {
    const subject = orderPrefix + thread;
    const prepared = await room.space.transact<ProducerThread, PreparedSending[]>(subject, async (current) => {
      const view = current && viewOf(current, platform.now());
      if (!view) throw new CodedError("order/unknown", "There is no such order here.");
      const sendings: PreparedSending[] = [];
      let next = current;
      for (const [index, step] of stepsFor(view).entries()) {
        const id = index === 0 ? firstId : undefined;
        const composed = compose(next, "producer", step.type, step.body, platform.now(), trust.lastSeen(), id);
        sendings.push(await outbox.prepare(await sealed(room, view, step, composed)));
        next = withMessage(next, "producer", composed.json, composed.message.createdOn);
      }
      return { value: next, along: sendings.flatMap(({ changes }) => changes), result: sendings };
    });
    for (const sending of prepared) sending.accept();
  }

  async function act(partyId: string, thread: string, action: DeskAction): Promise<void> {
    const room = await open(partyId);
    await catalogue.verified();
    const { fulfilment } = threadIn(room, thread).view.order;
    if (action.type === "hand-over" && action.words && "handover" in fulfilment) {
      await checkHandoverCode(platform, thread, action.words, fulfilment.handover);
    }
    let lines: OrderView["order"]["lines"] = [];
    const decide = (view: OrderView): readonly Step[] => {
      // Decided on the order as it is at the moment of writing: another device of the staff may have been first.
      if (!producerActions(view).includes(action.type)) {
        throw new CodedError("order/not-now", "This is not possible now.");
      }
      if (action.type === "accept" && timeOf(view, agendaIn(room)) === "taken") {
        throw new CodedError("order/slot-taken", "Another appointment was accepted for this time.");
      }
      lines = view.order.lines;
      return producerSteps(catalogue, partyId, view, action);
    };
    // Two acceptances of one device at once would each find the time free.
    await platform.leadership.exclusive(`agenda/${partyId}`, () => say(room, thread, decide));
    if (action.type === "accept") await stock.reserve(partyId, thread, lines);
    if (action.type === "cancel") await stock.release(partyId, thread);
    if (fulfilment.kind !== "appointment" || (action.type !== "accept" && action.type !== "cancel")) return;
    await stock.publishAgenda(partyId);
    if (action.type === "accept") await declineTaken(partyId);
  }

  function agendaIn(room: PartyRoom): ReturnType<typeof readAgenda> {
    const now = platform.now();
    const agenda = catalogue.party(room.partyId)?.party.ordering?.appointments;
    return readAgenda(room.space, agenda, now, dayAt(now, platform.instance.timeZone));
  }

  /** Orders for a time that others were accepted for are declined by the desk itself: the same on every device. */
  async function declineTaken(partyId: string): Promise<void> {
    const room = await open(partyId);
    for (const { value } of room.space.list<ProducerThread>(orderPrefix)) {
      const { thread } = value;
      const isTaken = (view: OrderView): boolean => view.state === "placed" && timeOf(view, agendaIn(room)) === "taken";
      const known = viewOf(value, platform.now());
      // Most orders are no appointments: a desk of a thousand must not read its agenda for each.
      if (known?.order.fulfilment.kind !== "appointment" || !isTaken(known)) continue;
      const id = toBase64url(sha256(utf8(`smartketplace/slot-taken/v1 ${thread}`)).subarray(0, 16));
      const step: Step = { to: "customer", type: "order.decline", body: { reason: "slot-taken" } };
      await say(room, thread, (view) => (isTaken(view) ? [step] : []), id);
    }
  }

  /** While an order is not accepted, a request to cancel it is granted by the desk itself: the same on every device. */
  async function grantCancellation(partyId: string, thread: string, requestId: string): Promise<void> {
    const room = await open(partyId);
    const id = toBase64url(sha256(utf8(`smartketplace/granted-cancellation/v1 ${requestId}`)).subarray(0, 16));
    await say(
      room,
      thread,
      (view) => (view.state === "placed" ? [{ to: "customer", type: "order.cancel", body: {} }] : []),
      id,
    );
  }

  function deskView(room: PartyRoom): DeskView {
    const waiting = waitingMessages(outbox);
    // The same object for every order: it crosses to the page once.
    const parties = new Map<string, PartyView | null>();
    const partyOf = (partyId: string): PartyView | null => {
      const known = parties.get(partyId);
      if (known !== undefined) return known;
      parties.set(partyId, catalogue.party(partyId));
      return parties.get(partyId) ?? null;
    };
    const now = platform.now();
    const agenda = agendaIn(room);
    const orders = room.space.list<ProducerThread>(orderPrefix).flatMap(({ value: record }): DeskOrder[] => {
      const view = viewOf(record, now);
      if (!view) return [];
      const { fulfilment } = view.order;
      const party = partyOf(room.partyId);
      return [
        {
          thread: record.thread,
          name: orderName(record.thread, platform.wordList),
          partyId: room.partyId,
          partyName: party?.party.name ?? "",
          view,
          unread: unreadOf(record, "producer"),
          waiting: waiting(record),
          party,
          courier: fulfilment.kind === "delivery" ? partyOf(fulfilment.courier) : null,
          point: fulfilment.kind === "pickup" ? partyOf(fulfilment.point) : null,
          handoverWords: null,
          handoverText: null,
          address: null,
          bill: null,
          actions: producerActions(view),
          time: timeOf(view, agenda),
        },
      ];
    });
    const { unreadable, progress, syncedAt } = room.inbox;
    const closedTimes = closedTimesOf(room.space, dayAt(now, platform.instance.timeZone));
    return { partyId: room.partyId, closedTimes, orders: orders.sort(newestFirst), unreadable, progress, syncedAt };
  }

  const desk: ProducerDesk = {
    open,
    close: (partyId) => {
      const opening = rooms.get(partyId);
      rooms.delete(partyId);
      opening?.then((room) => room.close()).catch(() => undefined);
    },
    view: async (partyId) => deskView(await open(partyId)),
    act,
    sendText: async (partyId, thread, text) => {
      const room = await open(partyId);
      await say(room, thread, () => [{ to: "customer", type: "order.text", body: { text } }]);
    },
    markRead: async (partyId, thread) => {
      const room = await open(partyId);
      const readAt = new Date(platform.now()).toISOString();
      await room.space.update<ProducerThread>(orderPrefix + thread, (current) =>
        current && unreadOf(current, "producer") > 0 ? { ...current, readAt } : current,
      );
    },
    discardUnreadable: async (partyId, id) => (await open(partyId)).inbox.discard(id),
  };
  hub.provide("desk", desk.view);
  outbox.subscribe(() => hub.changed("desk"));
  catalogue.subscribe(() => hub.changed("desk"));
  return desk;
}

function newestFirst(a: DeskOrder, b: DeskOrder): number {
  return a.view.placedOn < b.view.placedOn ? 1 : -1;
}
