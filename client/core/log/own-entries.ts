import { toBase64url } from "../../../crypto/bytes.ts";
import { isCodedError } from "../../../crypto/coded-error.ts";
import { isLogged } from "../../../crypto/protocol/log-entry.ts";
import { readStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { ForeignEntry } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { movedSubject } from "../staff/removal.ts";
import type { TopicHub } from "../topics.ts";
import type { KnownEntry } from "./replica.ts";
import type { Trust } from "./trust.ts";

/** The watch that a party's devices keep over what stands in the log in its name. */
export interface OwnEntries {
  /** The outbox for statements: what the log will have of one is noted in its party's space before it leaves. */
  readonly outbox: Pick<Outbox, "enqueue">;
  /** Notes a signed statement, wire bytes, that leaves by another way than the outbox. Throws `session/not-member`. */
  note(wire: Uint8Array): Promise<void>;
  /** See `Market.ownEntry`. Throws `session/not-member`. */
  claim(partyId: string, digest: string): Promise<void>;
  /** Resolves when what the log has of these parties has been looked at. */
  settled(): Promise<void>;
  start(): void;
  stop(): void;
}

/**
 * What a party's devices published, by the digest's first character: 64 records, so that the many of a market's office
 * have room. As lists of things with an id they merge by themselves.
 */
interface Made {
  readonly made: readonly { readonly id: string }[];
}

/** From which entry of the log on a party's devices have noted what they published: earlier ones are nobody's to judge. */
interface WatchedFrom {
  readonly size: number;
}

const madePrefix = "log-made/";
const fromSubject = "log-watched-from";
const madeSubject = (digest: string): string => madePrefix + digest.slice(0, 1);
/** A colleague's device notes what it publishes, and this note takes a moment longer to come here than the log's entry. */
const graceMs = 3 * 60_000;

/** Keeps the watch over a session's parties. Provides the topic `foreignEntries`. */
export function createOwnEntries(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Pick<Catalogue, "chains" | "keyStatement">;
  readonly outbox: Outbox;
  readonly trust: Trust;
  readonly hub: TopicHub;
}): OwnEntries {
  const { platform, session, catalogue, outbox, trust, hub } = parts;
  const spaces = new Map<string, SyncedSpace>();
  const found = new Map<string, readonly ForeignEntry[]>();
  /** When an entry was first seen without a note, by digest. */
  const firstSeen = new Map<string, number>();
  let ends: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> | null = null;
  let again = false;

  const noteDigest = (space: SyncedSpace, digest: string): Promise<void> =>
    space.update<Made>(madeSubject(digest), (current) => {
      const made = current?.made ?? [];
      return made.some(({ id }) => id === digest) ? current : { made: [...made, { id: digest }] };
    });

  async function note(wire: Uint8Array): Promise<void> {
    const { statement, digest } = readStatement(wire);
    if (isLogged(statement.type)) await noteDigest(await spaceOf(statement.author), digest);
  }

  async function spaceOf(partyId: string): Promise<SyncedSpace> {
    const space = await session.partySpace(partyId);
    if (spaces.get(partyId)?.id !== space.id) {
      spaces.set(partyId, space);
      ends.push(
        space.subscribe((subjects) => {
          if (subjects.some((subject) => subject.startsWith(madePrefix))) look();
        }),
      );
    }
    return space;
  }

  function isMade(space: SyncedSpace, digest: string): boolean {
    return space.get<Made>(madeSubject(digest))?.made.some(({ id }) => id === digest) ?? false;
  }

  /**
   * What the log has by any of a party's keys, and what stewards said about giving it another one. Not that it was given
   * the very key that this device speaks by: it asked for it.
   */
  function entriesAbout(partyId: string): KnownEntry[] {
    const own = toBase64url(session.partyKey(partyId).publicKey);
    const keys = new Set([...catalogue.chains.keysOf(partyId), own]);
    const recoveries = trust
      .entriesOf("recovery")
      .filter(({ subject, digest }) => keys.has(subject) && catalogue.keyStatement(digest)?.body.next !== own);
    return [...[...keys].flatMap((key) => trust.entriesBy(key)), ...recoveries];
  }

  /** Entries in a party's name that its devices did not note, once they had the time to. */
  async function lookAt(partyId: string): Promise<void> {
    const space = await spaceOf(partyId);
    const known = trust.view.log;
    if (known === null) return;
    if (space.get<WatchedFrom>(fromSubject) === null) {
      await space.pull();
      // A desk that has moved is watched where it is now: nothing is written in what was left.
      if (space.get(movedSubject) !== null) return;
      await space.update<WatchedFrom>(fromSubject, (current) => current ?? { size: known.size });
    }
    const from = space.get<WatchedFrom>(fromSubject)?.size ?? known.size;
    const entries = entriesAbout(partyId).filter(({ index, digest }) => index >= from && !isMade(space, digest));
    const now = platform.now();
    for (const { digest } of entries) if (!firstSeen.has(digest)) firstSeen.set(digest, now);
    const ripe = entries.filter(({ digest }) => now - (firstSeen.get(digest) ?? now) >= graceMs);
    if (ripe.length < entries.length) lookLater();
    // Before somebody is alarmed, what colleagues noted is asked for once more.
    const fresh = ripe.some(({ digest }) => !(found.get(partyId) ?? []).some((entry) => entry.digest === digest));
    if (fresh) await space.pull();
    const foreign = ripe
      .filter(({ digest }) => !isMade(space, digest))
      .map(({ type, subject, revision, digest, index }) => ({ type, subject, revision, digest, index }));
    const before = found.get(partyId) ?? [];
    found.set(partyId, foreign);
    if (foreign.map(({ digest }) => digest).join() !== before.map(({ digest }) => digest).join()) {
      hub.changed("foreignEntries", partyId);
    }
  }

  async function lookAtAll(): Promise<void> {
    for (const { partyId, moving } of session.view.memberships) {
      if (moving === true) continue;
      try {
        await lookAt(partyId);
      } catch (thrown) {
        // Without the network, or of a desk that was just left: the next change looks again.
        if (!isCodedError(thrown)) throw thrown;
      }
    }
  }

  function look(): void {
    if (looking !== null) {
      again = true;
      return;
    }
    const work = async (): Promise<void> => {
      do {
        again = false;
        await lookAtAll();
      } while (again);
    };
    looking = work()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
  }

  function lookLater(): void {
    clearTimeout(timer);
    timer = setTimeout(look, graceMs + 1_000);
  }

  hub.provide("foreignEntries", (partyId) => found.get(partyId) ?? []);

  return {
    outbox: {
      enqueue: async (sending) => {
        if (sending.route === "postStatement") await note(sending.body);
        return outbox.enqueue(sending);
      },
    },
    note,
    claim: async (partyId, digest) => {
      await noteDigest(await spaceOf(partyId), digest);
      await lookAt(partyId);
    },
    settled: async () => {
      look();
      await looking;
    },
    start: () => {
      ends.push(trust.subscribe(look), session.subscribe(look));
      look();
    },
    stop: () => {
      clearTimeout(timer);
      for (const end of ends) end();
      ends = [];
    },
  };
}
