import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { openEnvelope } from "../../../crypto/envelope.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import type { Role } from "../../../crypto/protocol/exports.ts";
import { boardFor, replyTagBytes } from "../../../crypto/protocol/reply-board.ts";
import { replyTag } from "../../../crypto/pseudonym.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Trust } from "../log/trust.ts";
import { type ConsumerThread, orderPrefix, replyPairOf, roleOf } from "../orders/consumer-thread.ts";
import { messagesOf, parseMessage, viewOf, withMessage } from "../orders/thread.ts";
import type { LocalChange, Platform } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { readFrames, yieldToOthers } from "./frames.ts";
import { createSpeakers } from "./speakers.ts";

/** The board on which this vault's replies arrive: chosen once, the record `reply-board` of the personal space. */
export interface ReplyBoard {
  readonly bucket: number;
  readonly buckets: number;
}

export const replyBoardSubject = "reply-board";

/** The vault's board, chosen now if it has none. */
export async function replyBoardOf(space: SyncedSpace, buckets: number): Promise<ReplyBoard> {
  const bucket = Math.floor((crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32) * buckets);
  await space.update<ReplyBoard>(replyBoardSubject, (current) => current ?? { bucket, buckets });
  return space.get<ReplyBoard>(replyBoardSubject) ?? { bucket, buckets };
}

/** Follows the boards of the days on which a reply to an open order can be. */
export interface BoardFollower {
  fetch(): Promise<void>;
  start(): void;
  stop(): void;
}

interface Addressee {
  readonly subject: string;
  readonly partyId: string;
  readonly role: Role;
}

const dayMs = 86_400_000;
const pollMs = 60_000;
/** Replies of one correspondent may come out of order and more than once: tags this far ahead are known. */
const upcomingTags = 32;
/** An order in which nothing was said for so long is no longer listened for. */
const listeningDays = 45;
/**
 * Cursors are the server's word: one that was a lie would hide a reply for good. So boards are read anew once a day, and,
 * when a correspondent's messages show that one is missing, after this long.
 */
const wholeMs = dayMs;
const missingMs = 10 * 60_000;
const wholeKey = "board-whole";

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function placedAt(thread: ConsumerThread): number {
  return Math.min(...thread.messages.map(({ at }) => Date.parse(at)));
}

function followedKey(subject: string): string {
  return `board-thread/${subject}`;
}

/** Notes that this device has followed the board since a thread began: to be written together with a new thread. */
export function followedMark(subject: string): LocalChange {
  return { table: "device-state", key: followedKey(subject), value: true };
}

/**
 * The follower of one vault. A reply is taken when its tag is one of ours, its envelope opens with that order's key, and
 * its signature is the correspondent's whose tag it bears; anything else on the board is somebody else's.
 */
export function createBoardFollower(
  platform: Platform,
  space: SyncedSpace,
  catalogue: Pick<Catalogue, "replyBuckets" | "chains" | "verified">,
  trust: Pick<Trust, "heard" | "entriesOf" | "view">,
): BoardFollower {
  const { store, transport } = platform;
  const speakers = createSpeakers(space, catalogue, trust);
  const tags = new Map<string, { readonly upTo: number; readonly names: readonly string[] }>();
  let fetching: Promise<void> | null = null;
  let again = false;
  let started = false;
  /** Once stopped, what is still under way writes nothing more: the device may have been signed out and emptied. */
  let ended = false;
  let stopEvents: (() => void) | null = null;
  let followedBucket: number | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let unsubscribe: (() => void) | null = null;

  const lastWordAt = (thread: ConsumerThread): number =>
    Math.max(0, ...thread.messages.map(({ at }) => Date.parse(at)), Date.parse(thread.day) || 0);
  const listened = (): { subject: string; value: ConsumerThread }[] =>
    space
      .list<ConsumerThread>(orderPrefix)
      .filter(({ value }) => lastWordAt(value) + listeningDays * dayMs > platform.now());

  /** Every tag that a correspondent may use next, and those already used. */
  function tagNames(thread: ConsumerThread, partyId: string, tagKey: string): readonly string[] {
    const role = roleOf(thread, partyId);
    const seen = messagesOf(thread).filter(({ from }) => from === role);
    const upTo = Math.max(-1, ...seen.map(({ message }) => message.seq)) + 1 + upcomingTags;
    const known = tags.get(tagKey);
    if (known && known.upTo >= upTo) return known.names;
    const key = fromBase64url(tagKey);
    const names = Array.from({ length: upTo }, (_, counter) => toBase64url(replyTag(key, counter)));
    tags.set(tagKey, { upTo, names });
    return names;
  }

  function addressees(threads: readonly { subject: string; value: ConsumerThread }[]): Map<string, Addressee> {
    const byTag = new Map<string, Addressee>();
    for (const { subject, value } of threads) {
      for (const [partyId, tagKey] of Object.entries(value.tagKeys)) {
        const role = roleOf(value, partyId);
        if (role === null) continue;
        for (const name of tagNames(value, partyId, tagKey)) byTag.set(name, { subject, partyId, role });
      }
    }
    return byTag;
  }

  async function take(to: Addressee, envelope: Uint8Array): Promise<void> {
    const thread = space.get<ConsumerThread>(to.subject);
    if (!thread) return;
    try {
      const recipient = { audience: "consumer" as const, id: thread.thread };
      const { sender, json } = await openEnvelope(recipient, replyPairOf(thread), envelope);
      const message = parseMessage(json);
      const speaker = speakers.speakerOf(toBase64url(sender));
      if (speaker !== catalogue.chains.rootOf(to.partyId) || message.thread !== thread.thread) return;
      trust.heard(message.checkpoint);
      const at = new Date(platform.now()).toISOString();
      await space.update<ConsumerThread>(to.subject, (current) => current && withMessage(current, to.role, json, at));
    } catch {
      // Somebody posted under a tag of ours what is not from our correspondent: as good as not there.
    }
  }

  async function readBoard(day: string, bucket: number): Promise<void> {
    const key = `board/${day}/${bucket}`;
    let after = ((await store.get("device-state", key)) as number | undefined) ?? 0;
    for (;;) {
      const params = { day, bucket: String(bucket) };
      const frames = readFrames(await transport.request("listReplies", { params, query: { after } }), after);
      if (frames.length === 0) return;
      let byTag = addressees(listened());
      for (const { content } of frames) {
        if (ended) return;
        const to = byTag.get(toBase64url(content.subarray(0, replyTagBytes)));
        if (!to) continue;
        await take(to, content.subarray(replyTagBytes));
        byTag = addressees(listened());
        await yieldToOthers();
      }
      after = Math.max(after, ...frames.map(({ cursor }) => cursor));
      if (ended) return;
      await store.write([{ table: "device-state", key, value: after }]);
    }
  }

  /** An order that another device placed may have been answered on boards that this one has read already. */
  async function rewindFor(threads: readonly { subject: string; value: ConsumerThread }[]): Promise<void> {
    const followed = new Set((await store.entries("device-state", followedKey(""))).map(([key]) => key));
    const fresh = threads.filter(({ subject }) => !followed.has(followedKey(subject)));
    if (fresh.length === 0) return;
    const firstDay = dayOf(Math.min(...fresh.map(({ value }) => placedAt(value))) - dayMs);
    const read = (await store.entries("device-state", "board/")).filter(([key]) => key >= `board/${firstDay}`);
    if (ended) return;
    await store.write([
      ...read.map(([key]) => ({ table: "device-state", key, remove: true }) as const),
      ...fresh.map(({ subject }) => followedMark(subject)),
    ]);
  }

  /** Forgets how far boards were read, when it is time to look at all of them again. */
  async function lookAgain(threads: readonly { value: ConsumerThread }[]): Promise<void> {
    const now = platform.now();
    const wholeAt = (await store.get("device-state", wholeKey)) as number | undefined;
    const isMissing = threads.some(({ value }) => viewOf(value, now)?.problems.some(({ kind }) => kind === "gap"));
    if (wholeAt !== undefined && Math.abs(now - wholeAt) < (isMissing ? missingMs : wholeMs)) return;
    const read = wholeAt === undefined ? [] : await store.entries("device-state", "board/");
    if (ended) return;
    await store.write([
      ...read.map(([key]) => ({ table: "device-state", key, remove: true }) as const),
      { table: "device-state", key: wholeKey, value: now },
    ]);
  }

  async function round(): Promise<void> {
    const threads = listened();
    const board = space.get<ReplyBoard>(replyBoardSubject);
    if (board === null || threads.length === 0) return;
    const bucket = boardFor(board, catalogue.replyBuckets);
    listen(bucket);
    const readWhole = await speakers.reading();
    await rewindFor(threads);
    await lookAgain(threads);
    const now = platform.now();
    const placed = threads.map(({ value }) => placedAt(value));
    // A day of grace on both ends: the server's midnight need not be this device's.
    const first = Math.max(Math.min(...placed) - dayMs, now - limits.envelopeRetentionDays * dayMs);
    for (let at = first; dayOf(at) <= dayOf(now); at += dayMs) await readBoard(dayOf(at), bucket);
    if (!ended) await readWhole();
  }

  function fetch(): Promise<void> {
    if (fetching) {
      again = true;
      return fetching;
    }
    const work = async (): Promise<void> => {
      do {
        again = false;
        await round();
      } while (again);
    };
    fetching = work().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  const wake = (): void => {
    fetch().catch(() => undefined);
  };

  function listen(bucket: number): void {
    if (!started || followedBucket === bucket) return;
    stopEvents?.();
    followedBucket = bucket;
    stopEvents = transport.events("boardEvents", { params: { bucket: String(bucket) } }, wake, (connected) => {
      if (connected) wake();
    });
  }

  return {
    fetch,
    start: () => {
      started = true;
      ended = false;
      platform.leadership.onLead(() => {
        if (!started) return;
        timer = setInterval(wake, pollMs);
        unsubscribe = space.subscribe((subjects) => {
          if (subjects.some((subject) => subject.startsWith(orderPrefix) || subject === replyBoardSubject)) wake();
        });
        wake();
      });
    },
    stop: () => {
      started = false;
      ended = true;
      clearInterval(timer);
      unsubscribe?.();
      stopEvents?.();
      followedBucket = null;
    },
  };
}
