import { createHash } from "node:crypto";
import { fromBase64url } from "../../crypto/bytes.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import type { Db } from "../database/open-database.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import type { EventHub } from "../event-hub.ts";
import { ProblemError } from "../problems.ts";
import type { Payment } from "../tokens/token-keys.ts";
import type { DayKeys } from "./day-keys.ts";
import {
  type Arriving,
  type BoardArrival,
  deleteExpired,
  deleteFromInbox,
  hasInboxEnvelopes,
  type InboxArrival,
  insertBoardReplies,
  insertInboxEnvelopes,
  listBoard,
  listInbox,
  type Posted,
  type StoredEnvelope,
} from "./envelope-store.ts";
import { type GroupCommit, groupCommit } from "./group-commit.ts";
import { createInboxCounts } from "./inbox-counts.ts";

/** An envelope as it was posted, with the cursor that its reader continues after. */
export interface ListedEnvelope {
  readonly cursor: number;
  readonly content: Uint8Array;
}

/** The sealed plane: takes in what it cannot read, gives it out, forgets it. */
export interface Relay {
  /** Resolves when the envelope is committed and its token spent, both or neither. */
  acceptEnvelope(party: string, envelope: Buffer, payment: Payment): Promise<Posted>;
  /** The same for `tag 16 | envelope` on today's board. */
  acceptReply(bucket: number, post: Buffer, payment: Payment): Promise<Posted>;
  listInbox(party: string, after: number): Promise<ListedEnvelope[]>;
  listBoard(day: string, bucket: number, after: number): Promise<ListedEnvelope[]>;
  acknowledge(party: string, cursors: readonly number[]): Promise<void>;
  /** Deletes what is past its days and shreds keys that close nothing any more. */
  expire(): Promise<void>;
  /** Resolves when nothing is on its way into the database. */
  idle(): Promise<void>;
}

/** Topics of {@link EventHub}. */
export const inboxTopic = (party: string): string => `inbox ${party}`;
export const boardTopic = (bucket: number): string => `board ${bucket}`;

const groupMax = 256;
const settledAfterMs = 60 * 60 * 1000;

/** Unique per address: the same bytes sent to another address are another envelope. */
function arrivalDigest(address: string, content: Uint8Array): Buffer {
  return createHash("sha256").update(address).update(content).digest();
}

/**
 * One promise for bytes that arrive twice with one token while the first are on their way: the second is answered as a
 * repetition.
 */
function oncePerDigest<Arrival extends Arriving>(group: GroupCommit<Arrival, Posted>) {
  const underway = new Map<string, Promise<Posted>>();
  return async (arrival: Arrival): Promise<Posted> => {
    const name = Buffer.concat([arrival.digest, arrival.payment.token]).toString("latin1");
    const first = underway.get(name);
    if (first !== undefined) return (await first) === "spent" ? "spent" : "repeated";
    const committed = group.add(arrival);
    underway.set(name, committed);
    try {
      return await committed;
    } finally {
      underway.delete(name);
    }
  };
}

/** The relay over its part of the database and the keys of the days. */
export function createRelay(parts: { db: Db; dayKeys: DayKeys; hub: EventHub; clock: Clock }): Relay {
  const { db, dayKeys, hub, clock } = parts;
  const counts = createInboxCounts(db, clock);
  // Closed at the moment of writing, so that the day of the row is the day of its key.
  const inboxGroup = groupCommit<InboxArrival, Posted>(groupMax, (arrivals) => {
    const day = dayOf(clock());
    const close = (arrival: InboxArrival) => ({ ...arrival, sealed: dayKeys.close("inbox", day, arrival.sealed) });
    return insertInboxEnvelopes(db, day, arrivals.map(close));
  });
  const boardGroup = groupCommit<BoardArrival, Posted>(groupMax, (arrivals) => {
    const day = dayOf(clock());
    const close = (arrival: BoardArrival) => ({ ...arrival, sealed: dayKeys.close("board", day, arrival.sealed) });
    return insertBoardReplies(db, day, arrivals.map(close));
  });
  const addToInbox = oncePerDigest(inboxGroup);
  const addToBoard = oncePerDigest(boardGroup);

  const opened = (use: "inbox" | "board", rows: readonly StoredEnvelope[]): ListedEnvelope[] =>
    rows.flatMap((row) => {
      const content = dayKeys.open(use, row.day, row.sealed);
      return content === null ? [] : [{ cursor: row.cursor, content }];
    });

  return {
    async acceptEnvelope(party, envelope, payment) {
      const inbox = Buffer.from(party, "base64url");
      if (!counts.hasRoom(party)) throw new ProblemError("inbox/full");
      const digest = arrivalDigest(party, envelope);
      const posted = await addToInbox({ digest, inbox, sealed: envelope, payment });
      if (posted === "new") {
        counts.add(party, 1);
        hub.publish(inboxTopic(party));
      }
      return posted;
    },
    async acceptReply(bucket, post, payment) {
      const digest = arrivalDigest(`board ${bucket}`, post);
      const posted = await addToBoard({ digest, bucket, sealed: post, payment });
      if (posted === "new") hub.publish(boardTopic(bucket));
      return posted;
    },
    async listInbox(party, after) {
      const inbox = fromBase64url(party);
      // A page of rows whose key is gone must not look like the end.
      for (let from = after; ;) {
        const rows = await listInbox(db, inbox, from, limits.envelopesPerPageMax);
        const listed = opened("inbox", rows);
        if (listed.length > 0 || rows.length === 0) return listed;
        from = rows.at(-1)!.cursor;
      }
    },
    async listBoard(day, bucket, after) {
      for (let from = after; ;) {
        const rows = await listBoard(db, day, bucket, from, limits.envelopesPerPageMax);
        const listed = opened("board", rows);
        if (listed.length > 0 || rows.length === 0) return listed;
        from = rows.at(-1)!.cursor;
      }
    },
    async acknowledge(party, cursors) {
      const deleted = await deleteFromInbox(db, fromBase64url(party), cursors);
      counts.add(party, -deleted);
    },
    async expire() {
      const firstKeptDay = addDays(dayOf(clock()), -limits.envelopeRetentionDays);
      await deleteExpired(db, firstKeptDay);
      // A group closed under yesterday's key just before midnight may still be on its way to the database.
      const lastSettledDay = addDays(dayOf(clock() - settledAfterMs), -1);
      for (const day of dayKeys.days("board")) if (day < firstKeptDay) dayKeys.shred("board", day);
      for (const day of dayKeys.days("inbox")) {
        const settled = day <= lastSettledDay && !(await hasInboxEnvelopes(db, day));
        if (day < firstKeptDay || settled) dayKeys.shred("inbox", day);
      }
      counts.forget();
    },
    async idle() {
      await Promise.all([inboxGroup.idle(), boardGroup.idle()]);
    },
  };
}
