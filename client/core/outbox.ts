import { routes } from "../../crypto/protocol/routes.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import type { OutboxView } from "./api.ts";
import type { DeviceVault } from "./device-vault.ts";
import { type Holds, noHolds } from "./holds.ts";
import { createLately, type Lately } from "./mailroom/lately.ts";
import { isPassing, isUnreachable } from "./network-problem.ts";
import type { LocalChange, Platform } from "./platform.ts";
import type { Sending, WaitingSending } from "./sending.ts";
import { refusesToken } from "./tokens/refusals.ts";
import type { Tokens } from "./tokens/tokens.ts";

/** A sending ready to be written together with the record it belongs to. */
export interface PreparedSending {
  readonly id: string;
  readonly changes: readonly LocalChange[];
  /** To be called once the changes were written. */
  accept(): void;
}

export interface Outbox {
  /** Resolves with its id once it is safely written down. */
  enqueue(sending: Sending): Promise<string>;
  /** For writing several things at once, all or nothing. */
  prepare(sending: Sending): Promise<PreparedSending>;
  readonly view: OutboxView;
  readonly waiting: readonly WaitingSending[];
  /** What left in the last minutes: see mailroom/lately.ts. */
  readonly lately: Pick<Lately, "entries">;
  /** Puts other bytes in the place of a sending that was never attempted. False when it may have left already. */
  replaceBody(id: string, body: Uint8Array): Promise<boolean>;
  /** Sends what may leave, now, whatever pause it was in. Resolves after one attempt at each lane. */
  retryNow(): Promise<void>;
  /** The server can be reached again, or tokens have come: what only waited for that may leave now. */
  retryPassing(): void;
  /** What held everything back has changed: what may leave now leaves. */
  holdChanged(): void;
  discard(id: string): Promise<void>;
  /** Called when the view changed, with nothing; and with a sending's id when it was confirmed. */
  subscribe(listener: (confirmed?: string) => void): () => void;
  /** Starts sending, in the leading tab. */
  start(): void;
  stop(): void;
  /** Reads again what waits: after the store was emptied. */
  reload(): Promise<void>;
}

const retryMsMin = 1_000;
const retryMsMax = 5 * 60_000;
const lanesAtOnce = 4;

/**
 * When a sending may leave, in milliseconds since 1970. A pause longer than any that is ever made comes from a clock that
 * was set back since: it is over.
 */
function dueAt(entry: Pick<WaitingSending, "notBefore">, now: number): number {
  return entry.notBefore - now > 2 * retryMsMax ? now : entry.notBefore;
}

const isPaid = ({ route }: Sending): boolean => routes[route].auth === "token";
/** As it is kept: what it says in a box of the vault, its body beside it. */
interface Stored {
  readonly box: Uint8Array;
  readonly body: Uint8Array;
}

/** How often in one try a token that another device has spent meanwhile is replaced. */
const replacementsMax = 4;

/**
 * Opens the outbox of this device with what waits in it.
 * @param keyOf the key of a party, for sendings that are signed
 * @param tokens what sendings are paid with
 * @param leaving what is to be written together with the removal of a sending that the server has confirmed
 */
export async function openOutbox(
  platform: Platform,
  vault: DeviceVault,
  keyOf: (partyId: string) => SigningKeyPair,
  tokens: Pick<Tokens, "takeNow" | "take" | "nextAt">,
  holds: Holds = noHolds,
  leaving?: (sending: WaitingSending) => Promise<readonly LocalChange[]>,
): Promise<Outbox> {
  const { store, leadership } = platform;
  const waiting = new Map<string, WaitingSending>();
  /** Taken back on this device: an attempt that was under way then must not put it back. */
  const discarded = new Set<string>();
  const listeners = new Set<(confirmed?: string) => void>();
  const busy = new Map<string, Promise<void>>();
  let online = true;
  let started = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counter = 0;
  const lately = createLately(() => platform.now());

  const labelOf = (id: string): string => `outbox/${id}`;
  const notify = (confirmed?: string): void => {
    for (const listener of [...listeners]) listener(confirmed);
  };
  const inOrder = (): WaitingSending[] => [...waiting.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const laneOf = (entry: WaitingSending): string => entry.lane ?? entry.id;

  async function changeFor(entry: WaitingSending): Promise<LocalChange> {
    const { body, ...rest } = entry;
    const value: Stored = { box: await vault.seal(labelOf(entry.id), rest), body };
    return { table: "outbox", key: entry.id, value };
  }

  /** False for one that was taken back meanwhile: it is not kept, and is not to be sent. */
  async function keep(entry: WaitingSending): Promise<boolean> {
    const change = await changeFor(entry);
    if (discarded.has(entry.id)) return false;
    await store.write([change]);
    if (discarded.has(entry.id)) {
      await store.write([{ table: "outbox", key: entry.id, remove: true }]);
      return false;
    }
    waiting.set(entry.id, entry);
    leadership.tell({ about: "outbox" });
    notify();
    return true;
  }

  async function readKept(): Promise<void> {
    const before = new Map(waiting);
    const found = new Map<string, WaitingSending>();
    for (const [id, value] of await store.entries("outbox")) {
      const { box, body } = value as Stored;
      const opened = await vault.open(labelOf(id), box).catch(() => null);
      if (opened !== null) found.set(id, { ...(opened as Omit<WaitingSending, "body">), body });
    }
    // What this tab wrote or ended while it read is newer than what was read.
    const isUntouched = (id: string): boolean => waiting.get(id) === before.get(id);
    for (const [id, entry] of found) if (isUntouched(id)) waiting.set(id, entry);
    for (const id of before.keys()) if (!found.has(id) && isUntouched(id)) waiting.delete(id);
  }

  let loading = Promise.resolve();
  /** Takes what is kept: one reading after the other, so that no older one has the last word. */
  function load(): Promise<void> {
    const turn = loading.then(readKept);
    loading = turn.catch(() => undefined);
    return turn;
  }

  /** Time first, so that ids sort as they came; then a count and chance, so that no two are alike. */
  function newId(): string {
    counter = (counter + 1) % 1_000_000;
    const chance = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    const parts = [platform.now().toString(36).padStart(9, "0"), counter.toString(36).padStart(4, "0")];
    return [...parts, chance.toString(36)].join("-");
  }

  async function prepare(sending: Sending): Promise<PreparedSending> {
    const now = platform.now();
    // Taken together with the writing of what it pays for: when a token is taken says nothing about when it is spent.
    const paysNow = isPaid(sending) && leadership.leading;
    const token = paysNow ? tokens.takeNow("relay", sending.paidBy ?? null) : null;
    const entry: WaitingSending = {
      ...sending,
      ...(token !== null && { token }),
      id: newId(),
      since: new Date(now).toISOString(),
      attempts: 0,
      notBefore: now + Math.floor((sending.delayMsMax ?? 0) * platform.random()),
      failure: null,
      refused: false,
    };
    const replaced = inOrder().filter(
      (other) => sending.dedupe !== undefined && other.dedupe === sending.dedupe && !busy.has(laneOf(other)),
    );
    return {
      id: entry.id,
      changes: [
        await changeFor(entry),
        ...replaced.map(({ id }) => ({ table: "outbox", key: id, remove: true }) as const),
      ],
      accept: () => {
        for (const { id } of replaced) waiting.delete(id);
        waiting.set(entry.id, entry);
        leadership.tell({ about: "outbox" });
        notify();
        wake();
      },
    };
  }

  const optionsOf = ({ params = {}, body, signAsParty, token }: WaitingSending) => ({
    params,
    body,
    sign: signAsParty === undefined ? undefined : keyOf(signAsParty),
    token,
  });

  async function remove(id: string, confirmed: boolean, along: readonly LocalChange[] = []): Promise<void> {
    await store.write([{ table: "outbox", key: id, remove: true }, ...along]);
    waiting.delete(id);
    leadership.tell({ about: "outbox" });
    if (confirmed) notify(id);
    notify();
  }

  async function attempt(entry: WaitingSending): Promise<"sent" | "kept" | "gone"> {
    const unpaid: WaitingSending = { ...entry, attempts: entry.attempts + 1, token: undefined };
    let tried = entry;
    try {
      for (let replaced = 0; ; replaced++) {
        const held = replaced === 0 ? entry.token : undefined;
        const token = isPaid(entry) ? (held ?? (await tokens.take("relay", entry.paidBy ?? null))) : undefined;
        tried = { ...unpaid, token };
        // Written before the first attempt: from now on these bytes, and this token, may have left.
        if (!(await keep(tried))) return "gone";
        try {
          await platform.transport.request(entry.route, optionsOf(tried) as never);
          break;
        } catch (cause) {
          if (!refusesToken(cause)) throw cause;
          // Another device has spent it, or it became too old while this waited.
          tried = unpaid;
          if (replaced === replacementsMax) throw cause;
        }
      }
      online = true;
    } catch (cause) {
      online = !isUnreachable(cause);
      const pauseMs = Math.min(retryMsMin * 2 ** Math.min(Math.max(tried.attempts - 1, 0), 12), retryMsMax);
      const isKept = await keep({
        ...tried,
        failure: isCodedError(cause) ? cause.code : "outbox/failed",
        refused: !isPassing(cause) && !refusesToken(cause),
        notBefore: platform.now() + Math.floor(pauseMs * (0.75 + platform.random() / 2)),
      });
      return isKept ? "kept" : "gone";
    }
    // It has left, whatever becomes of what is kept of it.
    const along = (await leaving?.(tried).catch(() => [])) ?? [];
    await remove(entry.id, true, along);
    lately.note(tried);
    return "sent";
  }

  /** Lanes whose first sending may leave now. */
  function readyLanes(force: boolean): Map<string, WaitingSending> {
    const heads = new Map<string, WaitingSending>();
    if (holds.all() !== null) return heads;
    for (const entry of inOrder()) if (!heads.has(laneOf(entry))) heads.set(laneOf(entry), entry);
    const now = platform.now();
    for (const [lane, head] of heads) {
      const waits = !force && (head.refused || dueAt(head, now) > now);
      if (busy.has(lane) || waits || !holds.mayLeave(head)) heads.delete(lane);
    }
    return heads;
  }

  const isFree = (entry: WaitingSending): boolean => holds.all() === null && holds.mayLeave(entry);

  async function sendLane(lane: string, head: WaitingSending, force: boolean): Promise<void> {
    let next: WaitingSending | undefined = head;
    while (next !== undefined && isFree(next) && (await attempt(next)) !== "kept") {
      next = inOrder().find((entry) => laneOf(entry) === lane);
      if (next && !force && (next.refused || dueAt(next, platform.now()) > platform.now())) next = undefined;
    }
  }

  function runLane(lane: string, head: WaitingSending, force: boolean): Promise<void> {
    const sending = sendLane(lane, head, force).finally(() => busy.delete(lane));
    busy.set(lane, sending);
    return sending;
  }

  async function run(force: boolean): Promise<void> {
    // Whoever asks for an attempt now has it too where one is being made already, however long its token takes.
    const underway = force ? [...busy.values()] : [];
    const lanes = [...readyLanes(force)];
    const work = async (): Promise<void> => {
      for (let next = lanes.shift(); next !== undefined; next = lanes.shift()) await runLane(next[0], next[1], force);
    };
    await Promise.all([...Array.from({ length: lanesAtOnce }, work), ...underway]);
  }

  function wake(): void {
    if (!started || !leadership.leading) return;
    clearTimeout(timer);
    if (holds.all() !== null) return;
    const heads = new Map<string, WaitingSending>();
    for (const entry of inOrder()) if (!heads.has(laneOf(entry))) heads.set(laneOf(entry), entry);
    const dues = [...heads]
      .filter(([lane, head]) => !busy.has(lane) && !head.refused && holds.mayLeave(head))
      .map(([, head]) => dueAt(head, platform.now()));
    if (dues.length === 0) return;
    const pauseMs = Math.max(0, Math.min(...dues) - platform.now());
    timer = setTimeout(
      () => {
        run(false).then(wake, wake);
        wake();
      },
      Math.min(pauseMs, retryMsMax),
    );
  }

  await load();
  leadership.onTold(({ about }) => {
    if (about !== "outbox") return;
    load().then(
      () => {
        notify();
        wake();
      },
      () => undefined,
    );
  });

  return {
    prepare,
    enqueue: async (sending) => {
      const prepared = await prepare(sending);
      await store.write(prepared.changes);
      prepared.accept();
      return prepared.id;
    },
    get view() {
      const held = holds.all();
      return {
        online,
        ...(held !== null && { held }),
        waiting: inOrder().map(({ id, what, since, attempts, notBefore, failure }) => ({
          id,
          what,
          since,
          attempts,
          notBefore: new Date(failure === "token/none" ? tokens.nextAt() : notBefore).toISOString(),
          failure,
        })),
      };
    },
    get waiting() {
      return inOrder();
    },
    lately,
    replaceBody: async (id, body) => {
      const entry = waiting.get(id);
      if (entry === undefined || entry.attempts > 0) return false;
      await keep({ ...entry, body });
      return true;
    },
    retryNow: () => run(true).finally(wake),
    retryPassing: () => {
      for (const entry of waiting.values()) {
        if (entry.failure?.startsWith("network/") || entry.failure?.startsWith("token/"))
          waiting.set(entry.id, { ...entry, notBefore: platform.now() });
      }
      wake();
    },
    holdChanged: wake,
    discard: (id) => {
      discarded.add(id);
      return remove(id, false);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: () => {
      started = true;
      leadership.onLead(() => {
        // Whatever the tab that led before has confirmed is gone from the store.
        load().then(wake, wake);
      });
    },
    stop: () => {
      started = false;
      clearTimeout(timer);
    },
    reload: async () => {
      await load();
      leadership.tell({ about: "outbox" });
      notify();
    },
  };
}
