import type { PickupAnnouncement } from "../../../crypto/protocol/exports.ts";
import { foldPickup, type PickupProgress } from "../../../crypto/protocol/pickup-fold.ts";
import type { PickupAction } from "../api.ts";
import type { Mail } from "../mailroom/inbox.ts";
import { messagesOf, type Thread, withMessage } from "../orders/thread.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { RootOf } from "./producer-thread.ts";

/** An order as a pickup point keeps it: the record `pickup/<thread>` of the party's space. */
export interface PickupThread extends Thread {
  readonly role: "point";
  readonly producerId: string;
}

export const pickupPrefix = "pickup/";

/** The producer's announcement in a thread. Every thread of a point begins with one. */
export function announcementIn(thread: PickupThread): PickupAnnouncement | null {
  for (const { message } of messagesOf(thread)) if (message.type === "pickup.announce") return message.body;
  return null;
}

/** What the messages of a thread come to. */
export function progressOf(thread: PickupThread): PickupProgress {
  return foldPickup(messagesOf(thread));
}

/** Puts a point's mail into its threads; returns the cursors of what belongs to none. Copies change nothing. */
export async function filePickupMail(
  space: SyncedSpace,
  mails: readonly Mail[],
  at: string,
  rootOf: RootOf = (key) => key,
): Promise<ReadonlySet<number>> {
  const strangers = new Set<number>();
  const changes = new Map<string, (current: PickupThread | null) => PickupThread | null>();
  for (const thread of new Set(mails.map(({ message }) => message.thread))) {
    // The announcement first: a cancellation may have overtaken it.
    const ofThread = mails
      .filter(({ message }) => message.thread === thread)
      .sort((a, b) => Number(b.message.type === "pickup.announce") - Number(a.message.type === "pickup.announce"));
    changes.set(pickupPrefix + thread, (current) => {
      let next = current;
      for (const mail of ofThread) {
        const { type } = mail.message;
        const begins = next === null && type === "pickup.announce";
        const goesOn =
          next !== null &&
          mail.sender === rootOf(next.producerId) &&
          (type === "pickup.announce" || type === "pickup.cancel");
        if (!begins && !goesOn) {
          strangers.add(mail.cursor);
          continue;
        }
        const before: PickupThread = next ?? {
          v: 1,
          thread,
          role: "point",
          producerId: mail.sender,
          messages: [],
          readAt: null,
        };
        next = withMessage(before, "producer", mail.json, at);
      }
      return next;
    });
  }
  await space.updateMany(changes);
  return strangers;
}

/** What a point may do with a parcel now, in the order of likelihood. */
export function pickupActions(progress: Pick<PickupProgress, "state">): PickupAction["type"][] {
  switch (progress.state) {
    case "announced":
      return ["arrive", "refuse"];
    case "refused":
      return ["arrive"];
    case "arrived":
      return ["hand-out", "return"];
    case "none":
    case "handed-out":
    case "returned":
    case "cancelled":
      return [];
  }
}
