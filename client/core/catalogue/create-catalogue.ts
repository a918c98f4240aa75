import type { CatalogueView, ItemView, SearchQuery } from "../api.ts";
import { type LinkFacts, noFacts } from "../../../crypto/protocol/key-chains.ts";
import type { StatementOf } from "../../../crypto/protocol/exports.ts";
import { type ShownStatement, shownTypes } from "../log/shown-statement.ts";
import type { Platform } from "../platform.ts";
import { pathExpander } from "../search/filters.ts";
import { createItemIndex } from "../search/item-index.ts";
import { learnStems } from "../search/same-words.ts";
import { search } from "../search/search.ts";
import { suggest } from "../search/suggestions.ts";
import type { TopicHub } from "../topics.ts";
import { createCatalogueSync } from "./catalogue-sync.ts";
import { type CatalogueViews, createCatalogueViews } from "./catalogue-views.ts";
import type { Catalogue } from "./catalogue.ts";
import { homeOf } from "./home.ts";
import { packEntries } from "./pack-entries.ts";
import { createPartyLists } from "./party-lists.ts";
import { similarTo } from "./similar-items.ts";
import { createPictureSet } from "./picture-set.ts";
import { createRest } from "./rest.ts";
import type { Current } from "./statement-book.ts";
import { instanceStatement, type Snapshot, takeSnapshot } from "./snapshot.ts";
import { appointmentTimes, collectionChoices } from "./windows.ts";

/** Time-dependent views (today, keys still valid) are made anew after this long. */
const viewsMaxAgeMs = 60_000;
/** The search index is built in slices of this long, so that it is there when someone begins to type. */
const indexSliceMs = 15;
/** A search waits no longer than this for things that are not in the index yet. */
const indexForSearchMs = 40;
/** What waits for the first items waits no longer than this. */
const begunMaxMs = 3000;
/** Longer texts are no words that somebody looks for. */
const suggestedTextMax = 200;
/** Several changes that come together are fetched together. */
const eventPauseMs = 150;
/** What failed is asked for again after so long, then after twice as long each time: no news may come for hours. */
const retryMsMin = 30_000;
const retryMsMax = 10 * 60_000;

/** Whether anything in the market has a picture. */
function namesPictures({ items, parties }: Snapshot): boolean {
  for (const { item } of items.values()) if (item.pictures !== undefined) return true;
  for (const { party } of parties.values()) if (party.banner !== undefined) return true;
  return false;
}

/** A verified statement as the log knows it. */
function shownForm(current: Current<StatementOf<ShownStatement["type"]>> | null): ShownStatement | null {
  if (current?.verified !== true) return null;
  const { type, author, subject, revision } = current.statement;
  return { type, author, subject, revision, digest: current.digest };
}

/** The catalogue over a platform. Provides the topic `catalogue`. Nothing is read or fetched before `start`. */
export async function createCatalogue(platform: Platform, hub: TopicHub): Promise<Catalogue> {
  const { instance, leadership, transport, wordList } = platform;
  const pathsOf = pathExpander(instance);
  const index = createItemIndex(instance);
  const listeners = new Set<() => void>();
  let version = 0;
  let postcode: string | null = null;
  let snapshot: Snapshot | null = null;
  let facts: LinkFacts = noFacts;
  let lastSnapshot: Snapshot | null = null;
  let views: (CatalogueViews & { readonly madeAt: number }) | null = null;
  let indexed: Snapshot | null = null;
  let stopEvents: (() => void) | null = null;
  let stopped = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let retryMs = retryMsMin;
  let indexing: ReturnType<typeof setTimeout> | undefined;
  // Somebody searched before everything was indexed: they are told when it is.
  let askedEarly = false;
  let indexWaiters: (() => void)[] = [];
  let markBegun = (): void => undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const begun = new Promise<void>((resolve) => {
    markBegun = () => {
      clearTimeout(waiting);
      resolve();
    };
  });

  const changed = (): void => {
    version++;
    snapshot = null;
    views = null;
    tell();
    if (sync.book.all("shelf").length === 0) return;
    markBegun();
    indexSoon();
  };
  const tell = (): void => {
    hub.changed("catalogue");
    for (const listener of listeners) listener();
  };
  const rest = createRest();
  const sync = await createCatalogueSync(platform, changed, rest);
  const pictures = createPictureSet(platform, () => hub.changed("pictures"));

  function snapshotNow(): Snapshot {
    // A recovery comes to count by itself, at its hour.
    if (snapshot !== null && snapshot.chains.until <= platform.now()) {
      snapshot = null;
      views = null;
    }
    snapshot ??= takeSnapshot(sync.book, sync.instanceKey, instance, lastSnapshot, platform.now(), facts);
    lastSnapshot = snapshot;
    return snapshot;
  }

  function viewsNow(): CatalogueViews {
    const now = platform.now();
    const current = snapshotNow();
    if (views === null || now - views.madeAt > viewsMaxAgeMs) {
      views = { ...createCatalogueViews(current, instance, wordList, postcode, now), madeAt: now };
    }
    return views;
  }

  /** The index as far as it has come: while more of the market arrives, what is there is found. */
  function indexNow(): typeof index {
    const current = snapshotNow();
    if (indexed !== current && !index.update(current, indexForSearchMs)) {
      askedEarly = true;
      indexSoon();
      return index;
    }
    indexed = current;
    // What it means in other languages may not be known yet: asked again once it is.
    if (!learnStems(0)) askedEarly = true;
    return index;
  }

  function context() {
    const current = viewsNow();
    return { ...current, instance, pathsOf };
  }

  function indexSoon(): void {
    if (stopped || indexing !== undefined) return;
    indexing = setTimeout(() => void rest.over().then(indexSlice), 0);
  }

  function indexSlice(): void {
    indexing = undefined;
    if (stopped) return;
    const current = snapshotNow();
    if (!index.update(current, indexSliceMs) || !learnStems(indexSliceMs)) {
      indexSoon();
      return;
    }
    indexed = current;
    if (askedEarly) {
      askedEarly = false;
      version++;
      tell();
    }
    for (const done of indexWaiters) done();
    indexWaiters = [];
  }

  function wholeIndex(): Promise<void> {
    if (stopped || (indexed === snapshotNow() && learnStems(0))) return Promise.resolve();
    indexSoon();
    return new Promise((resolve) => indexWaiters.push(resolve));
  }

  async function refresh(): Promise<void> {
    await sync.fetchNew();
    if (namesPictures(snapshotNow())) pictures.fetchAll();
    await sync.verify();
    await wholeIndex();
  }

  /** False when it failed: offline is a state that the view shows. */
  const refreshQuietly = (): Promise<boolean> =>
    refresh().then(
      () => true,
      () => false,
    );

  function refreshIn(ms: number): void {
    clearTimeout(pause);
    pause = setTimeout(() => {
      pause = undefined;
      void leadership.exclusive("catalogue", refreshQuietly).then((done) => {
        if (done) {
          retryMs = retryMsMin;
          leadership.tell({ about: "catalogue" });
        } else if (!stopped && pause === undefined) {
          refreshIn(retryMs);
          retryMs = Math.min(2 * retryMs, retryMsMax);
        }
      });
    }, ms);
  }

  const refreshSoon = (): void => refreshIn(eventPauseMs);

  function listen(): void {
    if (stopped || stopEvents) return;
    stopEvents = transport.events("catalogueEvents", {}, refreshSoon, (connected) => {
      if (connected) refreshSoon();
    });
  }

  /** A party, and an item, by whichever of the party's keys they are asked for. */
  const partyRow = (partyId: string) => snapshotNow().parties.get(snapshotNow().chains.rootOf(partyId));
  function itemRow(key: string) {
    const { items, chains } = snapshotNow();
    const cut = key.indexOf("/");
    return items.get(key) ?? items.get(chains.rootOf(key.slice(0, cut)) + key.slice(cut));
  }
  const byFirstKey = (query: SearchQuery): SearchQuery =>
    query.partyId === undefined ? query : { ...query, partyId: snapshotNow().chains.rootOf(query.partyId) };

  const catalogue: Catalogue = {
    get view() {
      const { items, parties } = snapshotNow();
      const empty = items.size === 0 && !sync.complete;
      const state: CatalogueView["state"] = sync.offline
        ? "offline"
        : sync.complete
          ? "complete"
          : empty
            ? "empty"
            : "partial";
      const accredited = [...parties.values()].filter((row) => row.accredited).length;
      const verified = sync.book.unverified().length === 0 && parties.size > 0;
      return { state, verified, items: items.size, parties: accredited, version, postcode, problem: sync.problem };
    },
    start: async () => {
      leadership.onTold(({ about }) => {
        if (about === "catalogue") void sync.loadFetched().then(() => sync.verify());
      });
      waiting = setTimeout(markBegun, begunMaxMs);
      await Promise.all([sync.load(), pictures.load()]);
      void leadership.exclusive("catalogue", refreshQuietly).then(() => {
        markBegun();
        leadership.onLead(listen);
      });
    },
    begun: async () => {
      await begun;
      await rest.over();
    },
    stop: () => {
      stopped = true;
      markBegun();
      clearTimeout(pause);
      clearTimeout(indexing);
      for (const done of indexWaiters) done();
      pictures.stop();
      stopEvents?.();
    },
    refresh,
    verified: () => sync.verify(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    pictures,
    setPostcode: (chosen) => {
      if (chosen === postcode) return;
      postcode = chosen;
      changed();
    },
    home: () => homeOf(context()),
    search: (query) => search(byFirstKey(query), { ...context(), index: indexNow() }),
    suggest: (text, language) =>
      suggest(text.slice(0, suggestedTextMax), language, { ...context(), index: indexNow() }),
    item: (key) => {
      const row = itemRow(key);
      return row ? viewsNow().itemView(row) : null;
    },
    similar: (key, limit): readonly ItemView[] => {
      const row = itemRow(key);
      return row ? similarTo(row, snapshotNow(), limit).map((one) => viewsNow().itemView(one)) : [];
    },
    party: (partyId) => viewsNow().partyView(partyId),
    ...createPartyLists(viewsNow, instance.languages[0]),
    deliveryChoices: (partyId, to, goods) => viewsNow().deliveryChoices(partyId, to, goods),
    pickupChoices: (partyId, goods) => viewsNow().pickupChoices(partyId, goods),
    takesOrders: (partyId) => viewsNow().takesOrders(partyId),
    collectionWindows: (partyId) => {
      const row = partyRow(partyId);
      return row ? collectionChoices(row.party, instance, platform.now()) : [];
    },
    appointmentTimes: (partyId, minutes) => {
      const row = partyRow(partyId);
      return row ? appointmentTimes(row.party, minutes, row.taken, instance, platform.now()) : [];
    },
    inboxKey: (partyId) => {
      const key = snapshotNow().chains.currentOf(partyId);
      const current = sync.book.get("inbox-key", key, key);
      return current?.verified ? viewsNow().inboxKey(partyId) : null;
    },
    deliveryOffer: (partyId) => partyRow(partyId)?.offer ?? null,
    accreditation: (partyId) => partyRow(partyId)?.accreditation ?? null,
    published: (key) => {
      const row = itemRow(key);
      return row ? { item: row.item, stock: snapshotNow().stock.get(row.key) ?? {} } : null;
    },
    get replyBuckets() {
      return snapshotNow().replyBuckets;
    },
    get issuer() {
      const instance = instanceStatement(sync.book, sync.instanceKey);
      if (instance === null || sync.book.get("instance", instance.author, instance.subject)?.verified !== true)
        return null;
      const { operator, log } = instance.body;
      const own = sync.book
        .all("token-key")
        .filter(({ statement, verified }) => verified && statement.author === operator);
      return { operator, logOrigin: log.origin, tokenKeys: own.map(({ statement }) => statement) };
    },
    statement: (type, author, subject) => {
      const current = sync.book.get(type, author, subject);
      return current?.verified ? current.statement : null;
    },
    get instanceStatement() {
      const own = sync.book
        .all("instance")
        .filter(({ statement, verified }) => verified && statement.author === sync.instanceKey);
      return own.map(({ statement }) => statement).sort((a, b) => b.revision - a.revision)[0] ?? null;
    },
    get instanceKey() {
      return sync.instanceKey;
    },
    get edition() {
      return sync.book.packs.join();
    },
    logged: () =>
      shownTypes
        .flatMap((type) => sync.book.all<typeof type>(type).flatMap((current) => shownForm(current) ?? []))
        // Of instances, only the one that this market is.
        .filter(({ type, author }) => type !== "instance" || author === sync.instanceKey),
    loggedOf: (type, author, subject) => shownForm(sync.book.get(type, author, subject)),
    wire: async (digest) => {
      for (const [, stored] of await platform.store.entries("packs")) {
        const found = packEntries((stored as { bytes: Uint8Array }).bytes).find((entry) => entry.digest === digest);
        if (found !== undefined) return found.wire;
      }
      return null;
    },
    get chains() {
      return snapshotNow().chains;
    },
    setLinkFacts: (known) => {
      facts = known;
      changed();
    },
    keyStatement: (digest) => {
      const all = [...sync.book.all("succession"), ...sync.book.all("recovery")];
      return all.find((one) => one.verified && one.digest === digest)?.statement ?? null;
    },
    statementsOf: (type, author) =>
      sync.book
        .all(type)
        .filter((current) => current.verified && (current.statement as { author: string }).author === author)
        .map(({ statement }) => statement),
  };
  hub.provide("catalogue", () => catalogue.view);
  hub.provide("pictures", () => pictures.view);
  return catalogue;
}
