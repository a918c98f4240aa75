import { toBase64url } from "../../../crypto/bytes.ts";
import { type Audience, envelopeKeyId, openEnvelope } from "../../../crypto/envelope.ts";
import type { OrderMessage } from "../../../crypto/protocol/exports.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import { parseMessage } from "../orders/thread.ts";
import type { Platform } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type Frame, readFrames, yieldToOthers } from "./frames.ts";
import { inboxKeyPair } from "./inbox-keys.ts";
import type { Speakers } from "./speakers.ts";

/** An envelope that was opened, and what it says. */
export interface Mail {
  readonly cursor: number;
  /** A party by its first key, or a person's pseudonym, 43 characters. */
  readonly sender: string;
  readonly message: OrderMessage;
  readonly json: string;
}

/** A party's inbox, emptied into its space. */
export interface Inbox {
  /**
   * Envelopes that could not be opened, or said nothing that has a place: shown, kept, and never in the way. `foundAt` is
   * when this device found that first (ISO 8601, UTC).
   */
  readonly unreadable: readonly { readonly id: string; readonly foundAt: string }[];
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** When all that waited was last read and filed; null before the first time. */
  readonly syncedAt: string | null;
  /** Fetches and files everything that waits. Throws what the network throws. */
  fetch(): Promise<void>;
  discard(id: string): Promise<void>;
  start(): void;
  stop(): void;
}

export interface InboxParts {
  readonly platform: Platform;
  /** The key whose inbox it is: the public half of `identity`. */
  readonly key: string;
  readonly audience: Audience & ("producer" | "courier" | "pickup-point");
  readonly identity: SigningKeyPair;
  readonly space: SyncedSpace;
  /** Files mail into the threads of the space; returns the cursors of what has no place there. */
  readonly file: (mails: readonly Mail[]) => Promise<ReadonlySet<number>>;
  readonly changed: () => void;
  readonly speakers: Speakers;
  /**
   * False for one that is looked at once a minute only: a browser has six connections to a server, and one that listens
   * takes one for good.
   */
  readonly live: boolean;
  /** Told the head of the log that the sender of each message had seen. */
  readonly heard: (seen: OrderMessage["checkpoint"]) => void;
}

const openingsBetweenYields = 8;
/** A desk is drawn anew no more often than this while envelopes are opened. */
const progressMs = 200;
const acknowledgementsMax = 200;
const pollMs = 60_000;
/** This often everything that waits is looked at anew: a cursor is the server's word, and may have been a lie. */
const wholeMs = 60 * 60_000;

/**
 * What is readable is filed, confirmed by the server as records of the space, and only then acknowledged: at no moment
 * is a message in one place alone that may vanish. Unreadable envelopes stay on the server until discarded or expired.
 */
export function createInbox(parts: InboxParts): Inbox {
  const { platform, key: party, audience, identity, space, speakers } = parts;
  const { transport } = platform;
  const unreadable = new Map<number, string>();
  let after = 0;
  let wholeAt = platform.now();
  let progress: { done: number; total: number } | null = null;
  let syncedAt: string | null = null;
  let fetching: Promise<void> | null = null;
  let again = false;
  /** Grows whenever a key of this inbox arrives from another device. */
  let keysArrived = 0;
  let stopEvents: (() => void) | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let unsubscribe: (() => void) | null = null;
  let started = false;
  /** Once stopped, what is under way files nothing more: the device may have been signed out and emptied. */
  let ended = false;

  async function open(frame: Frame): Promise<Mail | null> {
    const kid = envelopeKeyId(frame.content);
    const key = kid && inboxKeyPair(space, kid);
    if (!key) return null;
    try {
      const { sender, json } = await openEnvelope({ audience, id: party }, key, frame.content);
      const message = parseMessage(json);
      parts.heard(message.checkpoint);
      const speaker = speakers.speakerOf(toBase64url(sender));
      return speaker === null ? null : { cursor: frame.cursor, sender: speaker, message, json };
    } catch {
      // Whatever is wrong inside: it is shown as unreadable, the same for all.
      return null;
    }
  }

  async function openAll(frames: readonly Frame[]): Promise<{ mails: Mail[]; failed: number[] }> {
    const mails: Mail[] = [];
    const failed: number[] = [];
    let shownAt = 0;
    progress = { done: progress?.done ?? 0, total: (progress?.total ?? 0) + frames.length };
    for (const [index, frame] of frames.entries()) {
      const mail = await open(frame);
      if (mail) mails.push(mail);
      else failed.push(frame.cursor);
      progress = { ...progress, done: progress.done + 1 };
      if (index % openingsBetweenYields === openingsBetweenYields - 1) {
        if (Date.now() - shownAt > progressMs) {
          shownAt = Date.now();
          parts.changed();
        }
        await yieldToOthers();
      }
    }
    return { mails, failed };
  }

  async function acknowledge(cursors: readonly number[]): Promise<void> {
    for (let from = 0; from < cursors.length; from += acknowledgementsMax) {
      const body = { cursors: cursors.slice(from, from + acknowledgementsMax) };
      await transport.request("acknowledge", { params: { party }, body, sign: identity });
    }
  }

  /** Once the server has the filed mail as records, it need not keep it as envelopes. */
  async function settle(before: Promise<void>, filed: readonly number[]): Promise<void> {
    await before;
    await space.flush();
    await acknowledge(filed);
  }

  async function round(): Promise<void> {
    const readWhole = await speakers.reading();
    const keysBefore = keysArrived;
    // The next page is fetched and shown while the one before is still being confirmed.
    let settled = Promise.resolve();
    if (Math.abs(platform.now() - wholeAt) > wholeMs) {
      after = 0;
      wholeAt = platform.now();
    }
    try {
      for (;;) {
        const options = { params: { party }, query: { after }, sign: identity };
        const frames = readFrames(await transport.request("listEnvelopes", options), after);
        if (frames.length === 0 || ended) break;
        const { mails, failed } = await openAll(frames);
        if (ended) break;
        const strangers = await parts.file(mails);
        for (const cursor of [...failed, ...strangers]) {
          if (!unreadable.has(cursor)) unreadable.set(cursor, new Date(platform.now()).toISOString());
        }
        const filed = mails.map((mail) => mail.cursor).filter((cursor) => !strangers.has(cursor));
        for (const cursor of filed) unreadable.delete(cursor);
        if (filed.length > 0) {
          settled = settle(settled, filed);
          settled.catch(() => undefined);
        }
        after = Math.max(after, ...frames.map((frame) => frame.cursor));
      }
      // A key that came while envelopes were opened was too late for those before it: they are looked at once more.
      if (unreadable.size > 0 && keysArrived > keysBefore) {
        after = 0;
        again = true;
      }
      progress = null;
      parts.changed();
      await settled;
      if (!ended) await readWhole();
      syncedAt = new Date(platform.now()).toISOString();
    } catch (cause) {
      // What is not acknowledged is there still: the next round starts from the beginning, and copies change nothing.
      after = 0;
      throw cause;
    } finally {
      progress = null;
      parts.changed();
    }
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

  return {
    get unreadable() {
      return [...unreadable].map(([cursor, foundAt]) => ({ id: String(cursor), foundAt }));
    },
    get progress() {
      return progress;
    },
    get syncedAt() {
      // A tab that does not lead shows what the leading one has filed: it asks nothing that it could wait for.
      return syncedAt ?? (platform.leadership.leading ? null : new Date(platform.now()).toISOString());
    },
    fetch,
    discard: async (id) => {
      await acknowledge([Number(id)]);
      unreadable.delete(Number(id));
      parts.changed();
    },
    start: () => {
      started = true;
      ended = false;
      platform.leadership.onLead(() => {
        if (!started) return;
        const options = { params: { party }, sign: identity };
        if (parts.live) {
          stopEvents = transport.events("inboxEvents", options, wake, (connected) => {
            if (connected) wake();
          });
        }
        timer = setInterval(wake, pollMs);
        // A key that another device made arrives after an envelope sealed to it: look at all of them once more.
        unsubscribe = space.subscribe((subjects) => {
          if (!subjects.some((subject) => subject.startsWith("inbox-key/"))) return;
          keysArrived++;
          if (unreadable.size === 0) return;
          after = 0;
          wake();
        });
        wake();
      });
    },
    stop: () => {
      started = false;
      ended = true;
      stopEvents?.();
      unsubscribe?.();
      clearInterval(timer);
    },
  };
}

/** Several inboxes of one party as one: of its present key, and of those before. Ids of the first are as they are alone. */
export function joinInboxes(present: Inbox, earlier: readonly Inbox[]): Inbox {
  if (earlier.length === 0) return present;
  const all = [present, ...earlier];
  return {
    get unreadable() {
      const old = earlier.flatMap((inbox, index) =>
        inbox.unreadable.map((one) => ({ ...one, id: `${one.id}/${index}` })),
      );
      return [...present.unreadable, ...old];
    },
    get progress() {
      return present.progress ?? earlier.find(({ progress }) => progress !== null)?.progress ?? null;
    },
    get syncedAt() {
      return present.syncedAt;
    },
    fetch: async () => {
      await Promise.all(all.map((inbox) => inbox.fetch()));
    },
    discard: async (id) => {
      const [cursor = "", index] = id.split("/");
      await (index === undefined ? present : earlier[Number(index)])?.discard(cursor);
    },
    start: () => {
      for (const inbox of all) inbox.start();
    },
    stop: () => {
      for (const inbox of all) inbox.stop();
    },
  };
}
