import { CodedError } from "../../../crypto/coded-error.ts";
import type { OrderMessageOf, OrderMessageType } from "../../../crypto/protocol/exports.ts";
import type { PickupAction, PickupDeskView, PickupParcels } from "../api.ts";
import { dayAfter, dayAt } from "../catalogue/wall-clock.ts";
import { toBoard, toInbox } from "../mailroom/posting.ts";
import { orderName } from "../orders/order-name.ts";
import { resealWaiting } from "../mailroom/resealing.ts";
import { compose, type Composed, messagesOf, waitingMessages, withMessage } from "../orders/thread.ts";
import type { PreparedSending } from "../outbox.ts";
import type { Sending } from "../sending.ts";
import { checkHandoverCode, codeTriesLeft } from "./code-tries.ts";
import { openPartyRoom, type PartyRoom } from "./party-room.ts";
import {
  announcementIn,
  filePickupMail,
  pickupActions,
  pickupPrefix,
  type PickupThread,
  progressOf,
} from "./pickup-thread.ts";
import type { DeskParts } from "./producer-desk.ts";

/** The desks of the pickup points whose staff this person is of. */
export interface PickupDesk {
  /** Opens a party's desk; its mail is fetched from then on. Twice is once. */
  open(partyId: string): Promise<PartyRoom>;
  close(partyId: string): void;
  view(partyId: string): Promise<PickupDeskView>;
  /** Throws `pickup/unknown`, `pickup/not-now`, `party/unreachable`, `handover/…`. */
  act(partyId: string, thread: string, action: PickupAction): Promise<void>;
  discardUnreadable(partyId: string, id: string): Promise<void>;
}

type Step = {
  readonly [Type in OrderMessageType]: { readonly type: Type; readonly body: OrderMessageOf<Type>["body"] };
}[OrderMessageType];

/** A point whose page does not say how long it keeps things. */
const keptDaysUsual = 7;

function stepOf(action: PickupAction, keptUntil: string): Step {
  switch (action.type) {
    case "arrive":
      return { type: "pickup.arrive", body: { keptUntil } };
    case "refuse":
      return { type: "pickup.refuse", body: action.text ? { text: action.text } : {} };
    case "hand-out":
      return {
        type: "pickup.hand-out",
        body: action.ageChecked === undefined ? {} : { ageChecked: action.ageChecked },
      };
    case "return":
      return { type: "pickup.return", body: {} };
  }
}

/** The pickup points' desks. Provides the topic `pickup`. */
export function createPickupDesk(parts: DeskParts): PickupDesk {
  const { platform, catalogue, outbox, hub, trust } = parts;
  const rooms = new Map<string, Promise<PartyRoom>>();

  function open(partyId: string): Promise<PartyRoom> {
    const known = rooms.get(partyId);
    if (known) return known;
    const opening = openPartyRoom(
      parts,
      partyId,
      "pickup-point",
      ({ space }, mails) =>
        filePickupMail(space, mails, new Date(platform.now()).toISOString(), catalogue.chains.rootOf),
      () => hub.changed("pickup", partyId),
    ).then((room) => {
      room.space.subscribe((subjects) => {
        if (subjects.some((subject) => subject.startsWith(pickupPrefix))) hub.changed("pickup", partyId);
      });
      hub.changed("pickup", partyId);
      // What cannot be sealed anew now waits as it is, until the desk is opened again.
      resealOld(room).catch(() => undefined);
      return room;
    });
    rooms.set(partyId, opening);
    opening.catch(() => rooms.delete(partyId));
    return opening;
  }

  /** The last day on which what arrives now can be fetched. */
  function keptUntilOf(partyId: string): string {
    const keptDays = catalogue.party(partyId)?.party.pickup?.keptDays ?? keptDaysUsual;
    return dayAfter(dayAt(platform.now(), platform.instance.timeZone), keptDays);
  }

  async function sealed(
    room: PartyRoom,
    to: "customer" | "party",
    thread: PickupThread,
    composed: Composed,
  ): Promise<Sending> {
    const announced = announcementIn(thread);
    if (announced === null) throw new CodedError("pickup/unknown", "There is no such parcel here.");
    if (to === "customer") return toBoard(catalogue, announced.reply, room.identity, composed);
    return toInbox(catalogue, { audience: "producer", partyId: thread.producerId }, room.identity, composed);
  }

  const resealOld = (room: PartyRoom): Promise<void> =>
    resealWaiting<PickupThread>(
      outbox,
      room,
      "point",
      (thread) => room.space.get<PickupThread>(pickupPrefix + thread),
      (to, thread, composed) => sealed(room, to, thread, composed),
    );

  /** Says one step to both who wait for it: the producer's inbox and the customer's board. */
  async function say(room: PartyRoom, thread: string, action: PickupAction): Promise<void> {
    const subject = pickupPrefix + thread;
    const prepared = await room.space.transact<PickupThread, PreparedSending[]>(subject, async (current) => {
      const announced = current && announcementIn(current);
      if (!announced) throw new CodedError("pickup/unknown", "There is no such parcel here.");
      if (!pickupActions(progressOf(current)).includes(action.type)) {
        throw new CodedError("pickup/not-now", "This is not possible now.");
      }
      const { type, body } = stepOf(action, keptUntilOf(room.partyId));
      const composed = compose(current, "point", type, body as never, platform.now(), trust.lastSeen());
      const sendings = [
        await outbox.prepare(await sealed(room, "party", current, composed)),
        await outbox.prepare(await sealed(room, "customer", current, composed)),
      ];
      const value = withMessage(current, "point", composed.json, composed.message.createdOn);
      return { value, along: sendings.flatMap(({ changes }) => changes), result: sendings };
    });
    for (const sending of prepared) sending.accept();
  }

  async function parcelsOf(
    room: PartyRoom,
    record: PickupThread,
    waiting: (thread: PickupThread) => string[],
  ): Promise<PickupParcels | null> {
    const announced = announcementIn(record);
    const progress = progressOf(record);
    if (!announced || progress.state === "none") return null;
    const steps = messagesOf(record).filter(({ from }) => from === "point");
    return {
      thread: record.thread,
      name: orderName(record.thread, platform.wordList),
      producer: catalogue.party(record.producerId),
      announced,
      state: progress.state,
      keptUntil: progress.keptUntil ?? keptUntilOf(room.partyId),
      overdue:
        progress.state === "arrived" &&
        progress.keptUntil !== null &&
        progress.keptUntil < dayAt(platform.now(), platform.instance.timeZone),
      steppedOn: steps.at(-1)?.message.createdOn ?? null,
      attemptsLeft: await codeTriesLeft(platform, record.thread),
      actions: pickupActions(progress),
      waiting: waiting(record),
    };
  }

  const desk: PickupDesk = {
    open,
    close: (partyId) => {
      const opening = rooms.get(partyId);
      rooms.delete(partyId);
      opening?.then((room) => room.close()).catch(() => undefined);
    },
    view: async (partyId) => {
      const room = await open(partyId);
      const waiting = waitingMessages(outbox);
      const records = room.space.list<PickupThread>(pickupPrefix);
      const read = await Promise.all(records.map(({ value }) => parcelsOf(room, value, waiting)));
      const parcels = read.flatMap((one) => one ?? []);
      const sortKey = ({ announced, thread }: PickupParcels): string => `${announced.day} ${announced.from} ${thread}`;
      parcels.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
      const { unreadable, syncedAt } = room.inbox;
      return { partyId, parcels, unreadable, syncedAt };
    },
    act: async (partyId, thread, action) => {
      const room = await open(partyId);
      await catalogue.verified();
      const record = room.space.get<PickupThread>(pickupPrefix + thread);
      const announced = record && announcementIn(record);
      if (action.type === "hand-out" && announced) {
        try {
          await checkHandoverCode(platform, thread, action.words, announced.handover);
        } finally {
          hub.changed("pickup", partyId);
        }
      }
      await say(room, thread, action);
    },
    discardUnreadable: async (partyId, id) => (await open(partyId)).inbox.discard(id),
  };
  hub.provide("pickup", desk.view);
  outbox.subscribe(() => hub.changed("pickup"));
  catalogue.subscribe(() => hub.changed("pickup"));
  return desk;
}
