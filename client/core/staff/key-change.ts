import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../../crypto/coded-error.ts";
import { readStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { Party, Statement } from "../../../crypto/protocol/exports.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import { isRecovered } from "../membership.ts";
import { adoptPublished } from "../stall/adopt-published.ts";
import { say, sayOfItself, type Voice } from "../stall/publishing.ts";
import { type SuccessionRecord, successionPrefix } from "./removal.ts";

// A party goes over to its next key
//
// The desk has moved and everybody who stays has the next key (removal.ts). Now the world is told, in this order: that the
// old key passes on; then, once the market shows that and takes nothing more of the old key, everything that the old key
// had published, said anew by the next one, the page last. Readers show what there was until the page is there. Each step
// follows from what the market shows, so any device of the staff goes on where another stopped.

/** Sees to it that what a party's key change begins comes to its end. */
export interface KeyChange {
  /** Looks after one party now. */
  tend(partyId: string): Promise<void>;
  /** Replaces a party's key by `work`, and tells the world. Throws as {@link requireSettled} and `work` do. */
  replace(partyId: string, work: () => Promise<void>): Promise<void>;
  /**
   * Throws `staff/key-under-way` while a key of the party has not come to its end: only a key with a page passes on, and a
   * page that is published meanwhile would be spoken over by the old one.
   */
  requireSettled(partyId: string): void;
  /** Whether a key of the party has not come to its end. */
  isUnderWay(partyId: string): boolean;
  start(): void;
  stop(): void;
}

/** A recovery comes to count by itself, at its hour. */
const lookMs = 60_000;
const begunPrefix = "key-change/";
/** Whoever began is given this long, and a random part of it more, before a colleague's device goes on in its place. */
const colleaguesWaitMs = 45_000;

export function createKeyChange(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Pick<Outbox, "enqueue" | "waiting" | "discard">;
}): KeyChange {
  const { platform, session, catalogue, outbox } = parts;
  /** Parties whose change this device looks after: it goes on with them after it was closed, too. */
  const begunHere = new Set<string>();
  /** Parties whose desk this device is moving to another key now. */
  const replacing = new Set<string>();
  const later = new Map<string, ReturnType<typeof setTimeout>>();
  let ends: (() => void)[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;

  const keyOf = (partyId: string): string => toBase64url(session.partyKey(partyId).publicKey);
  const isWaiting = (mark: string): boolean => outbox.waiting.some(({ dedupe }) => dedupe === mark);
  const isOver = (key: string): boolean => catalogue.statement("party", key, key) !== null;

  function voiceOf(partyId: string): Voice {
    const key = session.partyKey(partyId);
    const author = toBase64url(key.publicKey);
    return {
      key,
      enqueue: (sending) => outbox.enqueue(sending),
      now: () => platform.now(),
      knownRevision: (type, subject) => catalogue.statement(type, author, subject)?.revision ?? 0,
    };
  }

  /** Whether something is left to be said of a party's keys. */
  function isSomethingUnsaid(partyId: string): boolean {
    const space = session.partySpaceNow(partyId);
    const own = keyOf(partyId);
    const { chains } = catalogue;
    const unsaid = space?.list<SuccessionRecord>(successionPrefix).some(({ subject }) => isUnsaid(subject)) ?? false;
    if (unsaid) return true;
    return (
      chains.linksOf(own).length > 0 && chains.currentOf(own) === own && !(isOver(own) && earlierLeft(own).length === 0)
    );
  }

  /** Keys before this one of which something still waits in this device's outbox: a colleague's device went over first. */
  function earlierLeft(own: string): readonly string[] {
    const lanes = new Set(outbox.waiting.map(({ lane }) => lane));
    return catalogue.chains.keysOf(own).filter((key) => key !== own && lanes.has(`party/${key}`));
  }

  function isUnsaid(subject: string): boolean {
    const old = subject.slice(successionPrefix.length);
    return catalogue.statement("succession", old, old) === null;
  }

  /** Says that keys passed on, as it was signed when the desk moved: the same bytes from every device. */
  async function passOn(partyId: string): Promise<void> {
    const space = await session.partySpace(partyId);
    for (const { subject, value } of space.list<SuccessionRecord>(successionPrefix)) {
      const mark = `succession/${subject.slice(successionPrefix.length)}`;
      if (!isUnsaid(subject) || isWaiting(mark)) continue;
      await outbox.enqueue({
        what: "statement",
        route: "postStatement",
        body: fromBase64url(value.wire),
        // Not behind what the next key says: that waits for this.
        lane: mark,
        dedupe: mark,
      });
    }
  }

  /** Says by the next key all that the key before it had published. */
  async function restate(partyId: string): Promise<void> {
    const voice = voiceOf(partyId);
    const own = keyOf(partyId);
    const before = catalogue.chains.keysOf(own).findLast((key) => key !== own && isOver(key));
    const page = before === undefined ? null : catalogue.statement("party", before, before);
    if (before === undefined || page === null || isWaiting(`party/${own}/${own}`)) return;
    if (isRecovered(session.membership(partyId))) await takeOver(partyId, before, page.body);
    // What the next key has said already is newer than anything of the old one.
    const isSaid = (type: "delivery-offer" | "shelf" | "stock", subject: string): boolean =>
      catalogue.statement(type, own, subject) !== null || isWaiting(`${type}/${own}/${subject}`);
    const offer = catalogue.statement("delivery-offer", before, before);
    if (offer !== null && !isSaid("delivery-offer", own)) await sayOfItself(voice, "delivery-offer", offer.body);
    for (const type of ["shelf", "stock"] as const) {
      for (const { subject, body } of catalogue.statementsOf(type, before)) {
        if (!isSaid(type, subject)) await say(voice, type, subject, body);
      }
    }
    await sayOfItself(voice, "party", (await sayAgain(voice, before)) ?? page.body);
  }

  /** A desk that begins empty takes what is public of its stall for what it has published. */
  async function takeOver(partyId: string, before: string, page: Party): Promise<void> {
    const space = await session.partySpace(partyId);
    const shelves = catalogue.statementsOf("shelf", before);
    await adoptPublished(space, page, shelves, catalogue.statementsOf("stock", before));
    const offer = catalogue.statement("delivery-offer", before, before);
    if (offer !== null) await space.update("stall/offer", (current) => current ?? offer.body);
  }

  /** Says the content of a page, an offer, a shelf or a stock list once more; false for anything else. */
  async function sayContent(voice: Voice, statement: Statement): Promise<boolean> {
    switch (statement.type) {
      case "shelf":
        await say(voice, statement.type, statement.subject, statement.body);
        return true;
      case "stock":
        await say(voice, statement.type, statement.subject, statement.body);
        return true;
      case "delivery-offer":
        await sayOfItself(voice, statement.type, statement.body);
        return true;
      case "party":
        await sayOfItself(voice, statement.type, statement.body);
        return true;
      default:
        return false;
    }
  }

  /**
   * What waits in this device's outbox signed by the old key would be refused: it is said by the next one. Returns the page
   * that was among it.
   */
  async function sayAgain(voice: Voice, before: string): Promise<Party | null> {
    let page: Party | null = null;
    for (const { id, route, body } of outbox.waiting) {
      if (route !== "postStatement") continue;
      const { statement } = readStatement(body);
      const { author, type } = statement;
      if (author !== before || type === "succession") continue;
      if (type === "party") page = statement.body;
      else await sayContent(voice, statement);
      await outbox.discard(id);
    }
    return page;
  }

  /**
   * Another device of the staff said something of the same subject in the same second, and the market has that: what was
   * refused for it is said once more, as the newest. Only what the market shows, signed by the party's own key, counts.
   */
  async function sayOvertaken(partyId: string): Promise<void> {
    const own = keyOf(partyId);
    const voice = voiceOf(partyId);
    for (const { id, route, body, refused, failure } of outbox.waiting) {
      if (route !== "postStatement" || !refused || failure !== "statement/old-revision") continue;
      const { statement } = readStatement(body);
      const { author, type, subject, revision } = statement;
      if (author !== own || (catalogue.statement(type, own, subject)?.revision ?? 0) < revision) continue;
      if (await sayContent(voice, statement)) await outbox.discard(id);
    }
  }

  async function tendOnce(partyId: string): Promise<void> {
    await catalogue.verified();
    await passOn(partyId);
    const own = keyOf(partyId);
    const { chains } = catalogue;
    if (chains.linksOf(own).length === 0 || chains.currentOf(own) !== own) return;
    if (!isOver(own)) return restate(partyId);
    const voice = voiceOf(partyId);
    for (const before of earlierLeft(own)) {
      const page = await sayAgain(voice, before);
      if (page !== null) await sayOfItself(voice, "party", page);
    }
  }

  function tend(partyId: string): Promise<void> {
    return platform.leadership.exclusive(`key-change/${partyId}`, () => tendOnce(partyId));
  }

  const markOf = (partyId: string): string => begunPrefix + partyId;

  async function begin(partyId: string): Promise<void> {
    if (begunHere.has(partyId)) return;
    begunHere.add(partyId);
    await platform.store.write([{ table: "device-state", key: markOf(partyId), value: true }]);
  }

  function end(partyId: string): void {
    if (!begunHere.delete(partyId)) return;
    platform.store.write([{ table: "device-state", key: markOf(partyId), remove: true }]).catch(ignoreExpected);
  }

  async function recall(): Promise<void> {
    for (const [key] of await platform.store.entries("device-state", begunPrefix)) {
      begunHere.add(key.slice(begunPrefix.length));
    }
  }

  function look(): void {
    for (const { partyId, kind, moving } of session.view.memberships) {
      if (kind === "steward" || moving === true) continue;
      if (!isSomethingUnsaid(partyId)) {
        if (isOver(keyOf(partyId))) end(partyId);
        platform.leadership.exclusive(`key-change/${partyId}`, () => sayOvertaken(partyId)).catch(ignoreExpected);
        continue;
      }
      const mine = begunHere.has(partyId) || isRecovered(session.membership(partyId));
      if (mine) tend(partyId).catch(ignoreExpected);
      else if (!later.has(partyId)) {
        const pauseMs = colleaguesWaitMs * (1 + platform.random());
        later.set(
          partyId,
          setTimeout(() => {
            later.delete(partyId);
            begin(partyId).then(look, ignoreExpected);
          }, pauseMs),
        );
      }
    }
  }

  async function tendHere(partyId: string): Promise<void> {
    await begin(partyId);
    await tend(partyId);
  }

  function isUnderWay(partyId: string): boolean {
    return replacing.has(partyId) || isSomethingUnsaid(partyId);
  }

  function requireSettled(partyId: string): void {
    if (!isUnderWay(partyId)) return;
    throw new CodedError("staff/key-under-way", "The party's key is being replaced already.");
  }

  return {
    tend: tendHere,
    replace: async (partyId, work) => {
      requireSettled(partyId);
      replacing.add(partyId);
      try {
        await work();
        await tendHere(partyId);
      } finally {
        replacing.delete(partyId);
      }
    },
    requireSettled,
    isUnderWay,
    start: () => {
      platform.leadership.onLead(() => {
        ends.push(catalogue.subscribe(look), session.subscribe(look));
        timer = setInterval(look, lookMs);
        recall().then(look, look);
      });
    },
    stop: () => {
      clearInterval(timer);
      for (const wait of later.values()) clearTimeout(wait);
      later.clear();
      for (const end of ends) end();
      ends = [];
    },
  };
}

/** The seat was left, or the network went: the next change looks again. */
function ignoreExpected(thrown: unknown): void {
  if (!isCodedError(thrown)) throw thrown;
}
