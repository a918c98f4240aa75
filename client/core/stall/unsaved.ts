import { CodedError } from "../../../crypto/coded-error.ts";
import type { Market } from "../api.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { LocalChange, LocalStore } from "../platform.ts";

/** Text of one unsaved form. */
export const unsavedTextMax = 256 * 1024;
const keptDays = 30;
const prefix = "unsaved/";

interface Kept {
  readonly form: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Forms that were begun and not saved: kept on this device alone, closed by its key, so that a reload, or a phone that
 * puts the page to sleep, loses nothing. Forgotten when the session ends, and after thirty days.
 */
export function createUnsaved(parts: {
  readonly store: LocalStore;
  readonly vault: DeviceVault;
  readonly now: () => number;
}): Pick<Market, "keepUnsaved" | "unsaved"> {
  const { store, vault, now } = parts;
  const keyOf = (partyId: string, what: string): string => `${prefix}${partyId}/${what}`;
  // Typing writes often: what was said last is what is kept.
  let writing = Promise.resolve();

  async function write(change: () => Promise<readonly LocalChange[]>): Promise<void> {
    const next = writing.then(async () => store.write(await change()));
    writing = next.catch(() => undefined);
    return next;
  }

  async function opened(key: string, sealed: unknown): Promise<Kept | null> {
    if (!(sealed instanceof Uint8Array)) return null;
    // What was closed by a key that is gone, or was changed, is no form any more.
    return vault.open(key, sealed).then(
      (value) => value as Kept,
      () => null,
    );
  }

  async function outdated(): Promise<LocalChange[]> {
    const changes: LocalChange[] = [];
    for (const [key, sealed] of await store.entries("device-state", prefix)) {
      const kept = await opened(key, sealed);
      if (kept === null || kept.at < now() - keptDays * 86_400_000) {
        changes.push({ table: "device-state", key, remove: true });
      }
    }
    return changes;
  }

  return {
    keepUnsaved: async (partyId, what, form) => {
      const key = keyOf(partyId, what);
      if (form === null) {
        await write(async () => [...(await outdated()), { table: "device-state", key, remove: true }]);
        return;
      }
      if (JSON.stringify(form).length > unsavedTextMax) {
        throw new CodedError("unsaved/too-large", "This form is too large to be kept.");
      }
      await write(async () => {
        const value = await vault.seal(key, { form, at: now() } satisfies Kept);
        return [{ table: "device-state", key, value }];
      });
    },
    unsaved: async (partyId, what) => {
      await writing;
      const key = keyOf(partyId, what);
      return (await opened(key, await store.get("device-state", key)))?.form ?? null;
    },
  };
}
