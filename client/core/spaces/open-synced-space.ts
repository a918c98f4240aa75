import { toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { RecordsWire } from "../../../crypto/protocol/exports.ts";
import { recordIdFor } from "../../../crypto/record.ts";
import type { DeviceVault } from "../device-vault.ts";
import { type Json, sameJson } from "../merge.ts";
import { isPassing, statusOf } from "../network-problem.ts";
import type { PayingPlatform } from "../platform.ts";
import { type RecordPage, recordsAfter, wholeSpace } from "./record-pages.ts";
import { type Entry, loadRecordCache, readSpaceState, rolledBack, type SpaceState } from "./record-cache.ts";
import { arrivedEntry, changedEntry, newEntry, sentEntry } from "./record-entry.ts";
import { openRecordText, sealRecordText } from "./record-text.ts";
import { codeOf, createSyncFailure } from "./sync-failure.ts";
import type { SpaceKeys, SyncedSpace } from "./synced-space.ts";

const pushDelayMs = 250;
const pushesAtOnce = 4;
const retryMsMin = 1_000;
const retryMsMax = 60_000;
const pollMs = 60_000;

/**
 * Opens a space on this device from what is kept here, without waiting for the server.
 * @param isNew the space was made on this device: the server has to be asked to open it
 */
export async function openSyncedSpace(
  platform: PayingPlatform,
  vault: DeviceVault,
  keys: SpaceKeys,
  isNew = false,
): Promise<SyncedSpace> {
  const { store, transport, leadership } = platform;
  const id = toBase64url(keys.pair.publicKey);
  const lock = `space/${id}`;
  const source = { transport, id, pair: keys.pair };
  const cache = await loadRecordCache(store, vault, id);
  let state: SpaceState = await readSpaceState(store, id);
  if (isNew && state.opened && state.cursor === 0) {
    state = { cursor: 0, opened: false };
    await store.write([{ table: "spaces", key: id, value: state }]);
  }
  const listeners = new Set<(subjects: readonly string[]) => void>();
  const failure = createSyncFailure(leadership, lock, () => {
    for (const listener of [...listeners]) listener([]);
  });
  const recordIds = new Map<string, string>();
  const attempts = new Map<string, { count: number; failure: string | null; permanent: boolean }>();
  let stopEvents: (() => void) | null = null;
  let started = false;
  let connected = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerDue = 0;
  let retryMs = retryMsMin;
  let syncing: Promise<void> | null = null;

  const recordIdOf = (subject: string): string => {
    const known = recordIds.get(subject) ?? recordIdFor(keys.vaultKey, subject);
    recordIds.set(subject, known);
    return known;
  };
  const notify = (entries: readonly Entry[]): void => {
    const subjects = entries.flatMap(({ subject }) => (subject === null ? [] : [subject]));
    if (subjects.length === 0) return;
    for (const listener of [...listeners]) listener(subjects);
  };
  const written = (entries: readonly Entry[]): void => {
    leadership.tell({ about: lock, keys: entries.map((entry) => entry.recordId) });
    notify(entries);
  };
  const entryOf = (subject: string): Entry | undefined => cache.entries.get(recordIdOf(subject));

  const changed = (subject: string, known: Entry | undefined, next: Json): Entry | null =>
    changedEntry(known ?? newEntry(recordIdOf(subject)), subject, next, platform.now());

  function openArrived(record: RecordsWire["records"][number]): Entry | null {
    const known = cache.entries.get(record.id);
    if (known && record.revision < known.revision) throw rolledBack();
    if (known && record.revision === known.revision) return null;
    // A deletion that nobody signed, as earlier versions wrote them, says nothing about what this device holds.
    if (record.sealed === null && (known?.value ?? null) !== null) return null;
    if (record.sealed === null) return arrivedEntry(known, record.id, null, null, record.revision);
    const place = { spaceId: id, recordId: record.id, revision: record.revision };
    const text = openRecordText(keys.vaultKey, place, record.sealed);
    // Unreadable: what this device holds stays, and a later revision may be readable again. Under another subject's id: it
    // was moved there by someone without the vault key's id function.
    if (typeof text?.subject !== "string" || recordIdOf(text.subject) !== record.id) return null;
    return arrivedEntry(known, record.id, text.subject, text.value, record.revision);
  }

  async function openRemotely(): Promise<void> {
    if (state.opened) return;
    await platform.openSpace(keys.pair);
    state = { ...state, opened: true };
    await store.write([{ table: "spaces", key: id, value: state }]);
  }

  async function take(page: Pick<RecordPage, "records" | "cursor">): Promise<void> {
    await leadership.exclusive(lock, async () => {
      for (const record of page.records) await cache.refresh(record.id);
      const arrived = page.records.flatMap((record) => openArrived(record) ?? []);
      state = { ...state, cursor: page.cursor };
      await cache.write(arrived, [{ table: "spaces", key: id, value: state }]);
      if (arrived.length > 0) written(arrived);
    });
  }

  async function pull(): Promise<void> {
    await openRemotely();
    for (let more = true; more;) {
      const page = await recordsAfter(source, state.cursor);
      if (page.isBehind) return take(await wholeSpace(source, cache.entries.values()));
      ({ more } = page);
      if (page.cursor > state.cursor) await take(page);
    }
  }

  /** Notes on the device what is about to be sent: the server may take it, and this program end before it hears of that. */
  async function noteSent({ recordId }: Entry): Promise<Entry | undefined> {
    return leadership.exclusive(lock, async () => {
      const now = await cache.refresh(recordId);
      const noted = now?.dirty === true ? sentEntry(now) : now;
      if (noted !== undefined && noted !== now) await cache.write([noted]);
      return noted;
    });
  }

  /** Sends one record. Returns whether the server holds something newer, which has to be fetched first. */
  async function push(dirty: Entry): Promise<"done" | "behind"> {
    const entry = await noteSent(dirty);
    if (entry?.dirty !== true) return "done";
    const { recordId, subject, revision, value } = entry;
    const params = { space: id, record: recordId };
    const query = { base: revision };
    const next = revision + 1;
    try {
      // A deletion is sealed like any revision: nobody else can say it. What never was there need not be deleted.
      if (value !== null || revision > 0) {
        const place = { spaceId: id, recordId, revision: next };
        const body = sealRecordText(keys.vaultKey, place, { v: 1, subject: subject ?? "", value });
        await transport.request("putRecord", { params, query, body, sign: keys.pair });
      }
    } catch (cause) {
      if (statusOf(cause) === 409) return "behind";
      throw cause;
    }
    await leadership.exclusive(lock, async () => {
      const { sent: _, ...now } = (await cache.refresh(recordId)) ?? entry;
      // A pull that ran meanwhile may already have brought this revision, or a later one.
      if (now.revision >= next) return;
      const dirty = !sameJson(now.value, value);
      const since = dirty ? now.since : null;
      const reached = value === null && revision === 0 ? 0 : next;
      await cache.write([{ ...now, base: value, revision: reached, dirty, since, stamp: now.stamp + 1 }]);
      leadership.tell({ about: lock, keys: [recordId] });
    });
    // Nothing changed but that it waits no longer.
    for (const listener of [...listeners]) listener([]);
    return "done";
  }

  const dirtyEntries = (): Entry[] =>
    [...cache.entries.values()]
      .filter((entry) => entry.dirty)
      .sort((a, b) => ((a.since ?? "") < (b.since ?? "") ? -1 : 1));

  const isSendable = ({ recordId }: Entry): boolean => attempts.get(recordId)?.permanent !== true;

  async function pushAll(again: boolean): Promise<void> {
    await openRemotely();
    const queue = dirtyEntries().filter((entry) => again || isSendable(entry));
    const behind: Entry[] = [];
    let problem: unknown = null;
    const work = async (): Promise<void> => {
      for (let entry = queue.shift(); entry !== undefined && problem === null; entry = queue.shift()) {
        try {
          if ((await push(entry)) === "behind") behind.push(entry);
          attempts.delete(entry.recordId);
        } catch (cause) {
          noteFailure(entry, cause);
          // One record that can never be stored must not keep the others waiting.
          if (isPassing(cause)) problem = cause;
        }
      }
    };
    await Promise.all(Array.from({ length: pushesAtOnce }, work));
    if (problem !== null) throw problem as Error;
    if (behind.length === 0) return;
    await catchUp(behind);
    if (dirtyEntries().length > 0) await pushAll(false);
  }

  function noteFailure({ recordId }: Entry, cause: unknown): void {
    const count = (attempts.get(recordId)?.count ?? 0) + 1;
    attempts.set(recordId, { count, failure: codeOf(cause), permanent: !isPassing(cause) });
  }

  /**
   * Fetches what the server says that it holds instead of what was pushed. Throws `record/conflict` when there is nothing
   * of the kind: to push again at once would be to ask for ever.
   */
  async function catchUp(behind: readonly Entry[]): Promise<void> {
    const isStuck = ({ recordId, revision }: Entry): boolean => cache.entries.get(recordId)?.revision === revision;
    await pull();
    if (behind.some(isStuck)) await take(await wholeSpace(source, cache.entries.values()));
    const stuck = behind.find(isStuck);
    if (stuck === undefined) return;
    const cause = new CodedError("record/conflict", "The server holds something else, and does not show it.");
    noteFailure(stuck, cause);
    throw cause;
  }

  /** One round: fetch, then send. Never two at once; a call during a round starts another after it. */
  function sync(again = false): Promise<void> {
    const round = async (): Promise<void> => {
      await pull();
      await pushAll(again);
    };
    const next = (syncing ?? Promise.resolve()).then(round, round);
    const settled = next.then(
      () => {
        failure.note(null);
        retryMs = retryMsMin;
      },
      (cause: unknown) => {
        failure.note(codeOf(cause));
        throw cause;
      },
    );
    syncing = settled.catch(() => undefined);
    return settled;
  }

  function schedule(afterMs: number): void {
    if (!started || !leadership.leading) return;
    const due = Date.now() + afterMs;
    if (timer !== undefined && timerDue <= due) return;
    clearTimeout(timer);
    timerDue = due;
    timer = setTimeout(() => {
      timer = undefined;
      sync().then(
        () => schedule(dirtyEntries().some(isSendable) ? pushDelayMs : connected ? pollMs * 5 : pollMs),
        () => {
          schedule(retryMs * (0.75 + platform.random() / 2));
          retryMs = Math.min(retryMs * 2, retryMsMax);
        },
      );
    }, afterMs);
  }

  leadership.onTold(({ about, keys: ids = [] }) => {
    if (about !== lock) return;
    Promise.all(ids.map((recordId) => cache.refresh(recordId))).then(
      (entries) => {
        notify(entries.filter((entry) => entry !== undefined));
        if (dirtyEntries().length > 0) schedule(pushDelayMs);
      },
      () => undefined,
    );
  });

  const transact: SyncedSpace["transact"] = (subject, change) =>
    leadership.exclusive(lock, async () => {
      const known = await cache.refresh(recordIdOf(subject));
      const { value, along = [], result } = await change((known?.value ?? null) as never);
      const next = changed(subject, known, value as Json);
      await cache.write(next ? [next] : [], along);
      if (next) {
        written([next]);
        schedule(pushDelayMs);
      }
      return result;
    });

  return {
    id,
    get: <T>(subject: string) => (entryOf(subject)?.value ?? null) as T | null,
    list: <T>(prefix: string) =>
      [...cache.entries.values()]
        .flatMap(({ subject, value }) =>
          subject !== null && value !== null && subject.startsWith(prefix) ? [{ subject, value: value as T }] : [],
        )
        .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    update: <T>(subject: string, change: (current: T | null) => T | null) =>
      transact<T, undefined>(subject, (current) => Promise.resolve({ value: change(current), result: undefined })),
    transact,
    updateMany: <T>(changes: ReadonlyMap<string, (current: T | null) => T | null>) =>
      leadership.exclusive(lock, async () => {
        const next: Entry[] = [];
        for (const [subject, change] of changes) {
          const known = await cache.refresh(recordIdOf(subject));
          const entry = changed(subject, known, change((known?.value ?? null) as T | null) as Json);
          if (entry) next.push(entry);
        }
        await cache.write(next);
        if (next.length > 0) {
          written(next);
          schedule(pushDelayMs);
        }
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    pull: () => sync(),
    flush: async () => {
      if (dirtyEntries().length > 0) await sync(true);
      const [stuck] = dirtyEntries();
      const problem = stuck && attempts.get(stuck.recordId);
      if (problem) throw new CodedError(problem.failure ?? "space/waiting", "A change has not reached the server.");
    },
    get waiting() {
      return dirtyEntries().map(({ recordId, subject, since }) => {
        const tried = attempts.get(recordId);
        return {
          subject: subject ?? "",
          since: since ?? "",
          attempts: tried?.count ?? 0,
          failure: tried?.failure ?? failure.code,
        };
      });
    },
    get failure() {
      return failure.code;
    },
    start: () => {
      if (started) return;
      started = true;
      leadership.onLead(() => {
        if (!started) return;
        const options = { params: { space: id }, sign: keys.pair };
        stopEvents = transport.events(
          "spaceEvents",
          options,
          () => schedule(0),
          (now) => {
            connected = now;
            if (now) schedule(0);
          },
        );
        schedule(0);
      });
    },
    stop: () => {
      started = false;
      clearTimeout(timer);
      stopEvents?.();
      stopEvents = null;
    },
    destroy: async ({ remote }) => {
      started = false;
      clearTimeout(timer);
      stopEvents?.();
      await syncing;
      if (remote) await transport.request("deleteSpace", { params: { space: id }, sign: keys.pair });
      await cache.clear();
    },
  };
}
