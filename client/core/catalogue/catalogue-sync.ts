import { makePack } from "../../../crypto/protocol/pack.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { CatalogueWire } from "../../../crypto/protocol/routes.ts";
import type { CatalogueView } from "../api.ts";
import type { LocalChange, Platform } from "../platform.ts";
import { packEntries, type PackEntry } from "./pack-entries.ts";
import { createStatementBook, type Heads, type StatementBook } from "./statement-book.ts";

/** Packs fetched at a time: as many as a browser has connections to one server. */
const lanes = 6;
/** While packs come one after the other, what they bring is said this often: each time, screens ask and draw anew. */
const saidEveryMs = 300;
const keptPack = "kept";

interface StoredPack {
  readonly bytes: Uint8Array;
  /** Digests of forged statements in it; absent until it was verified. */
  readonly forged?: readonly string[];
}

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
  /** Asks once. Throws what the transport throws. */
  fetchNew(): Promise<void>;
  /** Verifies everything that has not been. */
  verify(): Promise<void>;
}

/** @param onChange called when the book, or what is known about it, has changed */
export async function createCatalogueSync(platform: Platform, onChange: () => void): Promise<CatalogueSync> {
  const { store, transport } = platform;
  const heads = ((await store.get("catalogue", "heads")) ?? {}) as Heads;
  const book = createStatementBook(heads);
  let instanceKey = ((await store.get("catalogue", "instance-key")) ?? null) as string | null;
  let complete = false;
  let offline = false;
  let instanceChanged = false;
  let forgedSeen = false;
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
      return book.rolledBack().length > 0 ? "catalogue/rollback" : null;
    },
    load,
    fetchNew,
    verify: () => {
      verifying = verifying.then(verifyAll);
      return verifying;
    },
  };
  return sync;

  function addStored(digest: string, { bytes, forged }: StoredPack): void {
    const entries = packEntries(bytes).filter((entry) => !forged?.includes(entry.digest));
    book.addPack(digest, entries, forged !== undefined, digest === keptPack);
  }

  async function load(): Promise<void> {
    for (const [digest, stored] of await store.entries("packs")) addStored(digest, stored as StoredPack);
    onChange();
  }

  async function fetchPack(digest: string): Promise<void> {
    const stored = (await store.get("packs", digest)) as StoredPack | undefined;
    if (stored) {
      addStored(digest, stored);
      return;
    }
    const bytes = await transport.request("pack", { params: { digest } });
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
    let saidAt = Number.NEGATIVE_INFINITY;
    const lane = async (): Promise<void> => {
      for (let digest = waiting.shift(); digest !== undefined; digest = waiting.shift()) {
        await fetchPack(digest);
        const now = platform.now();
        if (now - saidAt < saidEveryMs || book.all("shelf").length === 0) continue;
        saidAt = now;
        onChange();
      }
    };
    await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, lane));
  }

  /** Remembers the instance's key at the first visit; afterwards another one is refused. */
  async function sameInstance(named: CatalogueWire["instance"]): Promise<boolean> {
    if (named === null) return instanceKey === null;
    if (instanceKey === null) {
      instanceKey = named;
      await store.write([{ table: "catalogue", key: "instance-key", value: named }]);
    }
    return instanceKey === named;
  }

  async function fetchNew(): Promise<void> {
    try {
      const index = await transport.request("catalogue");
      instanceChanged = !(await sameInstance(index.instance));
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
    const changes: LocalChange[] = gone.map((key) => ({ table: "packs", key, remove: true }));
    if (kept.length > 0) {
      const bytes = makePack(kept.map(({ wire }) => wire));
      // Heads are of verified statements only: what equals one by digest needs no second look.
      changes.push({ table: "packs", key: keptPack, value: { bytes, forged: [] } satisfies StoredPack });
      book.addPack(keptPack, kept, true, true);
    }
    await store.write(changes);
  }

  async function verifyAll(): Promise<void> {
    const pending = book.unverified();
    if (pending.length === 0) return;
    const { forgedAmong } = await import("./verification.ts");
    const changes: LocalChange[] = [];
    for (const { pack, entries } of pending) {
      const forged = await forgedAmong(entries, () => platform.now());
      if (!book.has(pack)) continue;
      book.settle(pack, forged);
      if (forged.size > 0) forgedSeen = true;
      const stored = (await store.get("packs", pack)) as StoredPack | undefined;
      if (stored === undefined) continue;
      const settled: StoredPack = { bytes: stored.bytes, forged: [...forged] };
      changes.push({ table: "packs", key: pack, value: settled });
    }
    // Another tab may have seen more.
    const stored = ((await store.get("catalogue", "heads")) ?? {}) as Heads;
    const value: Heads = { ...stored };
    for (const [identity, head] of Object.entries(book.heads)) {
      if (head[0] >= (value[identity]?.[0] ?? 0)) value[identity] = head;
    }
    changes.push({ table: "catalogue", key: "heads", value });
    await store.write(changes);
    onChange();
  }
}
