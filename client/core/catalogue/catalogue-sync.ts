import { makePack } from "../../../crypto/protocol/pack.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { CatalogueWire } from "../../../crypto/protocol/routes.ts";
import type { CatalogueView } from "../api.ts";
import type { LocalChange, Platform } from "../platform.ts";
import { type CheckedPack, checkedPack, keptEntries, packEntries, type PackEntry } from "./pack-entries.ts";
import type { Rest } from "./rest.ts";
import { createStatementBook, type Heads, type StatementBook } from "./statement-book.ts";

/** Packs fetched at a time: as many as a browser has connections to one server. */
const lanes = 6;
/**
 * While packs come one after the other, what they bring is said now and then, in milliseconds: each time, screens ask and
 * draw anew. At first often, since little is there; the more there is, the less does any pack change of it.
 */
const saidEveryMs = { first: 150, growth: 1.5, longest: 1500 };
/** The part of the time until it says more that whoever brings the packs leaves to the screens. */
const restedPart = 1 / 3;
const keptPack = "kept";

/** Packs that are read at once from the store of this device. */
const loadedAtOnce = 8;
/** Verified packs are noted this many at a time: closing the shop in between costs at most so many. */
const notedAtOnce = 16;

interface StoredPack {
  readonly bytes: Uint8Array;
}

/** Under which key of the table `catalogue` lies what was found out about a pack. */
const checkedKey = (digest: string): string => `checked/${digest}`;

/** What is remembered of the last answer of the server. */
interface StoredIndex {
  readonly instance: string | null;
  readonly packs: readonly string[];
}

/** Brings the packs here, verifies and keeps them. Says what changed through `onChange`. */
export interface CatalogueSync {
  readonly book: StatementBook;
  /** The key that speaks for the instance, as remembered from the first visit. */
  readonly instanceKey: string | null;
  readonly complete: boolean;
  readonly offline: boolean;
  readonly problem: CatalogueView["problem"];
  /** Reads what is kept on this device. */
  load(): Promise<void>;
  /** Another tab has asked the server and kept all that it named: reads it, and is no longer offline. */
  loadFetched(): Promise<void>;
  /** Asks once. Throws what the transport throws. */
  fetchNew(): Promise<void>;
  /** Verifies everything that has not been. */
  verify(): Promise<void>;
}

/**
 * @param onChange called when the book, or what is known about it, has changed
 * @param rest begins when something was said while packs still come
 */
export async function createCatalogueSync(
  platform: Platform,
  onChange: () => void,
  rest: Rest,
): Promise<CatalogueSync> {
  const { store, transport } = platform;
  const heads = ((await store.get("catalogue", "heads")) ?? {}) as Heads;
  const book = createStatementBook(heads);
  let instanceKey = ((await store.get("catalogue", "instance-key")) ?? null) as string | null;
  let remembered = instanceKey !== null;
  let complete = false;
  let offline = false;
  let instanceChanged = false;
  let forgedSeen = false;
  /** How often kept packs are being read now. An older revision may come first, and the newer one a few packs later. */
  let reading = 0;
  let behind = false;
  let verifying: Promise<void> = Promise.resolve();

  const sync: CatalogueSync = {
    book,
    get instanceKey() {
      return instanceKey;
    },
    get complete() {
      return complete;
    },
    get offline() {
      return offline;
    },
    get problem() {
      if (instanceChanged) return "catalogue/instance-changed";
      if (forgedSeen) return "catalogue/forged";
      if (reading === 0) behind = book.rolledBack().length > 0;
      return behind ? "catalogue/rollback" : null;
    },
    load,
    loadFetched: async () => {
      offline = false;
      complete = true;
      await load();
    },
    fetchNew,
    verify: () => {
      verifying = verifying.then(verifyAll);
      return verifying;
    },
  };
  return sync;

  function addStored(digest: string, { bytes }: StoredPack, checked: CheckedPack | undefined): void {
    const verified = keptEntries(bytes, checked);
    book.addPack(digest, verified ?? packEntries(bytes), verified !== null, digest === keptPack);
  }

  /** Says that there is more, but not for each pack: see {@link saidEveryMs}; and once there is an item. */
  function sayNowAndThen(): () => void {
    let saidAt = Number.NEGATIVE_INFINITY;
    let everyMs = saidEveryMs.first;
    return () => {
      const now = platform.now();
      if (now - saidAt < everyMs || book.all("shelf").length === 0) return;
      if (Number.isFinite(saidAt)) everyMs = Math.min(everyMs * saidEveryMs.growth, saidEveryMs.longest);
      saidAt = now;
      onChange();
      rest.begin(everyMs * restedPart);
    };
  }

  /** Reads what is kept in reading order, a few packs at a time, so that the first things are there at once. */
  async function load(): Promise<void> {
    reading += 1;
    try {
      await readKept();
    } finally {
      reading -= 1;
      onChange();
    }
  }

  async function readKept(): Promise<void> {
    const index = (await store.get("catalogue", "index")) as StoredIndex | undefined;
    instanceKey ??= index?.instance ?? null;
    const checked = new Map(await store.entries("catalogue", checkedKey("")));
    const pending = new Set(book.unverified().map(({ pack }) => pack));
    const isHere = (digest: string): boolean => book.has(digest) && !pending.has(digest) && digest !== keptPack;
    const add = (digest: string, stored: unknown): void => {
      if (stored) addStored(digest, stored as StoredPack, checked.get(checkedKey(digest)) as CheckedPack | undefined);
    };
    if (index === undefined) {
      // A first visit that did not come to its end.
      for (const [digest, stored] of await store.entries("packs")) if (!isHere(digest)) add(digest, stored);
    }
    const wanted = [...(index?.packs ?? []), keptPack].filter((digest) => !isHere(digest));
    const say = sayNowAndThen();
    for (let at = 0; at < wanted.length; at += loadedAtOnce) {
      const digests = wanted.slice(at, at + loadedAtOnce);
      const stored = await Promise.all(digests.map(async (digest) => store.get("packs", digest)));
      for (const [place, digest] of digests.entries()) add(digest, stored[place]);
      say();
      await rest.over();
    }
  }

  async function fetchPack(digest: string): Promise<void> {
    const stored = (await store.get("packs", digest)) as StoredPack | undefined;
    if (stored) {
      const checked = (await store.get("catalogue", checkedKey(digest))) as CheckedPack | undefined;
      addStored(digest, stored, checked);
      return;
    }
    const bytes = await transport.request("pack", { params: { digest } });
    await rest.over();
    // A pack that is not what it is named cannot be kept under its name, nor be believed.
    if (digestName(bytes) !== digest) {
      forgedSeen = true;
      return;
    }
    await store.write([{ table: "packs", key: digest, value: { bytes } satisfies StoredPack }]);
    book.addPack(digest, packEntries(bytes), false);
  }

  async function fetchAll(digests: readonly string[]): Promise<void> {
    const waiting = [...digests];
    const say = sayNowAndThen();
    const lane = async (): Promise<void> => {
      for (let digest = waiting.shift(); digest !== undefined; digest = waiting.shift()) {
        await rest.over();
        await fetchPack(digest);
        say();
      }
    };
    await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, lane));
  }

  /** On a first visit whoever the server names; once that key is known to have spoken, nobody else. */
  function sameInstance(named: CatalogueWire["instance"]): boolean {
    if (remembered) return instanceKey === named;
    instanceKey = named;
    return true;
  }

  /** Remembers the instance's key when its own statement is verified: an answer alone is anybody's. */
  function rememberInstance(): LocalChange[] {
    const speaks = book.all("instance").some(({ statement, verified }) => verified && statement.author === instanceKey);
    if (remembered || instanceKey === null || !speaks) return [];
    remembered = true;
    return [{ table: "catalogue", key: "instance-key", value: instanceKey }];
  }

  async function fetchNew(): Promise<void> {
    try {
      const index = await transport.request("catalogue");
      instanceChanged = !sameInstance(index.instance);
      offline = false;
      if (instanceChanged) return;
      const named = index.packs.map(({ digest }) => digest);
      await fetchAll(named.filter((digest) => !book.has(digest)));
      await keepAndPrune(named);
      complete = true;
      const value: StoredIndex = { instance: index.instance, packs: named };
      await store.write([{ table: "catalogue", key: "index", value }]);
    } catch (thrown) {
      offline = true;
      throw thrown;
    } finally {
      onChange();
    }
  }

  /** Forgets packs that are no longer named, but keeps from them what the server offers only an older revision of. */
  async function keepAndPrune(named: readonly string[]): Promise<void> {
    const old = book.packs.filter((digest) => !named.includes(digest));
    if (old.length === 0) return;
    const candidates: PackEntry[] = [];
    for (const digest of old) {
      const stored = (await store.get("packs", digest)) as StoredPack | undefined;
      if (stored) candidates.push(...packEntries(stored.bytes));
      book.removePack(digest);
    }
    const behind = new Set(book.rolledBack());
    const kept = candidates.filter(
      ({ identity, digest }) => behind.has(identity) && book.heads[identity]?.[1] === digest,
    );
    const gone = old.filter((digest) => digest !== keptPack || kept.length === 0);
    const changes: LocalChange[] = gone.flatMap((key) => [
      { table: "packs", key, remove: true },
      { table: "catalogue", key: checkedKey(key), remove: true },
    ]);
    if (kept.length > 0) {
      const bytes = makePack(kept.map(({ wire }) => wire));
      const entries = packEntries(bytes);
      // Heads are of verified statements only: what equals one by digest needs no second look.
      changes.push({ table: "packs", key: keptPack, value: { bytes } satisfies StoredPack });
      changes.push({ table: "catalogue", key: checkedKey(keptPack), value: checkedPack(entries) });
      book.addPack(keptPack, entries, true, true);
    }
    await store.write(changes);
  }

  async function verifyAll(): Promise<void> {
    const pending = book.unverified();
    if (pending.length === 0) {
      await store.write(rememberInstance());
      return;
    }
    const { forgedAmong } = await import("./verification.ts");
    let changes: LocalChange[] = [];
    for (const { pack, entries } of pending) {
      const forged = await forgedAmong(entries, () => platform.now());
      if (!book.has(pack)) continue;
      book.settle(pack, forged);
      if (forged.size > 0) forgedSeen = true;
      const genuine = entries.filter(({ digest }) => !forged.has(digest));
      changes.push({ table: "catalogue", key: checkedKey(pack), value: checkedPack(genuine) });
      if (changes.length < notedAtOnce) continue;
      await note(changes);
      changes = [];
    }
    await note([...changes, ...rememberInstance()]);
    onChange();
  }

  /** Keeps what was found out, together with the revisions below which this device will not go any more. */
  async function note(changes: readonly LocalChange[]): Promise<void> {
    // Another tab may have seen more.
    const stored = ((await store.get("catalogue", "heads")) ?? {}) as Heads;
    const value: Heads = { ...stored };
    for (const [identity, head] of Object.entries(book.heads)) {
      if (head[0] >= (value[identity]?.[0] ?? 0)) value[identity] = head;
    }
    await store.write([...changes, { table: "catalogue", key: "heads", value }]);
  }
}
