import { toBase64url } from "../../../crypto/bytes.ts";
import type { TokenPurpose } from "../../../crypto/protocol/exports.ts";
import { epochLastDay, epochOf, neighbourEpoch } from "../../../crypto/protocol/token-epochs.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { LocalStore } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { isSpent, type SpentRecord, spentPrefix, spentSubject, withSpent } from "./spent-set.ts";

/** A batch as it is kept on this device, sealed: its tokens in the order in which every device of its owner has them. */
interface KeptBatch {
  readonly purpose: TokenPurpose;
  readonly epoch: string;
  readonly number: number;
  /** Name of the key it was drawn under, base64url. */
  readonly keyId: string;
  readonly tokens: readonly string[];
}

/** The tokens of one owner on this device. */
export interface Wallet {
  /** A token that nobody has taken, taken from now on; `null` when there is none. Those that expire first go first. */
  take(purpose: TokenPurpose): string | null;
  has(purpose: TokenPurpose, epoch: string, number: number): boolean;
  /** Name of the key that a batch of this week was drawn under; `null` before one was. */
  keyIdOf(purpose: TokenPurpose, epoch: string): string | null;
  add(batch: {
    purpose: TokenPurpose;
    epoch: string;
    number: number;
    keyId: Uint8Array;
    tokens: string[];
  }): Promise<void>;
  /** Forgets what cannot be spent any more, here and in the record of what was spent. */
  forgetOld(): Promise<void>;
}

/** Opens an owner's wallet with what is kept of it. `spaceOf` is where its owner's devices share what was spent. */
export async function openWallet(parts: {
  readonly store: LocalStore;
  readonly vault: DeviceVault;
  readonly owner: string;
  readonly spaceOf: () => Promise<SyncedSpace | null>;
  readonly space: () => SyncedSpace | null;
  readonly now: () => number;
  readonly random: () => number;
}): Promise<Wallet> {
  const { store, vault, owner, spaceOf, space, now, random } = parts;
  const prefix = `tokens/${owner}/`;
  const batches = new Map<string, KeptBatch>();
  /** Taken here; the record may not have it yet. */
  const taken = new Map<string, Set<number>>();

  for (const [key, sealed] of await store.entries("device-state", prefix)) {
    const batch = sealed instanceof Uint8Array ? await vault.open(key, sealed).catch(() => null) : null;
    if (batch !== null) batches.set(key, batch as KeptBatch);
  }

  const keyFor = (purpose: TokenPurpose, epoch: string, number: number): string =>
    `${prefix}${purpose}/${epoch}/${String(number).padStart(2, "0")}`;
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

  function takenOf(subject: string): Set<number> {
    const known = taken.get(subject) ?? new Set<number>();
    taken.set(subject, known);
    return known;
  }

  /** Tells the other devices, with the next writing of the space: whoever takes a token does not wait for it. */
  async function note(subject: string): Promise<void> {
    const shared = await spaceOf();
    await shared?.update<SpentRecord>(subject, (current) => withSpent(current, takenOf(subject)));
  }

  return {
    take(purpose) {
      const today = dayOf(now());
      const usable = [...batches.values()]
        .filter((batch) => batch.purpose === purpose && batch.epoch <= today && today <= epochLastDay(batch.epoch))
        .sort((a, b) => (a.epoch === b.epoch ? a.number - b.number : a.epoch < b.epoch ? -1 : 1));
      for (const { epoch, number, tokens } of usable) {
        const subject = spentSubject(purpose, epoch);
        const record = space()?.get<SpentRecord>(subject) ?? null;
        const mine = takenOf(subject);
        const first = number * tokens.length;
        const free = tokens.flatMap((_, at) => (mine.has(first + at) || isSpent(record, first + at) ? [] : [at]));
        // By lot: two devices that do not know of each other yet seldom take the same one.
        const at = free[Math.floor(random() * free.length)];
        if (at === undefined) continue;
        mine.add(first + at);
        note(subject).catch(() => undefined);
        return tokens[at] ?? null;
      }
      return null;
    },
    has: (purpose, epoch, number) => batches.has(keyFor(purpose, epoch, number)),
    keyIdOf: (purpose, epoch) =>
      [...batches.values()].find((batch) => batch.purpose === purpose && batch.epoch === epoch)?.keyId ?? null,
    async add({ keyId, ...batch }) {
      const key = keyFor(batch.purpose, batch.epoch, batch.number);
      const kept: KeptBatch = { ...batch, keyId: toBase64url(keyId) };
      await store.write([{ table: "device-state", key, value: await vault.seal(key, kept) }]);
      batches.set(key, kept);
    },
    async forgetOld() {
      const oldest = neighbourEpoch(epochOf(now()), -1);
      const old = [...batches].filter(([, { epoch }]) => epoch < oldest);
      if (old.length > 0) {
        await store.write(old.map(([key]) => ({ table: "device-state", key, remove: true }) as const));
        for (const [key] of old) batches.delete(key);
      }
      const shared = await spaceOf();
      const records = shared?.list<SpentRecord>(spentPrefix) ?? [];
      const past = records.filter(({ subject }) => subject.slice(-oldest.length) < oldest);
      if (past.length > 0) await shared?.updateMany(new Map(past.map(({ subject }) => [subject, () => null])));
    },
  };
}
