import type { OrderMessage, OrderView, Role } from "../../../crypto/protocol/exports.ts";
import type { DeskAction } from "../api.ts";
import type { Mail } from "../mailroom/inbox.ts";
import { orderPrefix, placedIn } from "../orders/consumer-thread.ts";
import { type Thread, withMessage } from "../orders/thread.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** An order as its producer keeps it: the record `order/<thread>` of the party's space. */
export interface ProducerThread extends Thread {
  readonly role: "producer";
  /** The buyer's pseudonym, 43 characters: whoever signed the order. */
  readonly consumerKey: string;
}

/** The first key of the party that a key belongs to: see key-chains.ts. */
export type RootOf = (key: string) => string;
const itself: RootOf = (key) => key;

/** Who speaks, by the key that signed; null for a stranger to this thread. */
function speakerOf(current: ProducerThread | null, mail: Mail, rootOf: RootOf): Role | null {
  if (current === null) return mail.message.type === "order.place" ? "consumer" : null;
  if (mail.sender === current.consumerKey) return "consumer";
  const fulfilment = placedIn(current)?.fulfilment;
  if (fulfilment?.kind === "pickup" && mail.sender === rootOf(fulfilment.point)) return "point";
  return fulfilment?.kind === "delivery" && mail.sender === rootOf(fulfilment.courier) ? "courier" : null;
}

/** What filing mail came to. */
export interface Filed {
  /** Cursors of mail that belongs to no thread of this party. */
  readonly strangers: ReadonlySet<number>;
  /** Messages that were not there before. */
  readonly fresh: readonly OrderMessage[];
}

/** Puts a producer's mail into its threads, in one writing. Copies change nothing. */
export async function fileProducerMail(
  space: SyncedSpace,
  mails: readonly Mail[],
  at: string,
  rootOf: RootOf = itself,
): Promise<Filed> {
  const strangers = new Set<number>();
  const fresh: OrderMessage[] = [];
  const byThread = new Map<string, Mail[]>();
  for (const mail of mails) {
    const { thread } = mail.message;
    byThread.set(thread, [...(byThread.get(thread) ?? []), mail]);
  }
  const changes = new Map<string, (current: ProducerThread | null) => ProducerThread | null>();
  for (const [thread, ofThread] of byThread) {
    // The order itself first: what was said about it may have overtaken it.
    const inOrder = ofThread.sort(
      (a, b) => Number(b.message.type === "order.place") - Number(a.message.type === "order.place"),
    );
    changes.set(orderPrefix + thread, (current) => {
      let next = current;
      for (const mail of inOrder) {
        const from = speakerOf(next, mail, rootOf);
        if (from === null) {
          strangers.add(mail.cursor);
          continue;
        }
        const before: ProducerThread = next ?? {
          v: 1,
          thread,
          role: "producer",
          consumerKey: mail.sender,
          messages: [],
          readAt: null,
        };
        const after = withMessage(before, from, mail.json, at);
        if (after !== before) fresh.push(mail.message);
        next = after;
      }
      return next;
    });
  }
  await space.updateMany(changes);
  return { strangers, fresh };
}

/** What a producer may do with an order now, in the order of likelihood. */
export function producerActions(view: OrderView): DeskAction["type"][] {
  const actions: DeskAction["type"][] = [];
  const appointment = view.order.fulfilment.kind === "appointment";
  const toWeigh = view.order.lines.some(({ weighed }) => weighed !== undefined);
  if (appointment && !toWeigh && ["accepted", "preparing", "ready"].includes(view.state)) {
    // Done, in one press: nothing has to be prepared first.
    actions.push("hand-over");
    if (view.paidMinor < view.totalMinor) actions.push("paid");
    return [...actions, "cancel"];
  }
  if (view.state === "placed") actions.push("accept", "decline");
  if (view.state === "accepted") actions.push("prepare", "ready");
  if (view.state === "preparing") actions.push("ready");
  if (view.state === "ready") actions.push("hand-over");
  if (view.state === "failed") actions.push("hand-over");
  const ended = view.state === "declined" || view.state === "cancelled" || view.state === "lapsed";
  if (!ended && view.state !== "placed" && view.paidMinor < view.totalMinor) actions.push("paid");
  if (["accepted", "preparing", "ready", "failed"].includes(view.state)) actions.push("cancel");
  return actions;
}
