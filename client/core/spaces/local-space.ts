import type { DeviceVault } from "../device-vault.ts";
import type { Platform } from "../platform.ts";
import type { Space } from "../space.ts";

/** The visitor's space: on this device only, sealed by the device's key, until it is merged into a personal one. */
export interface LocalSpace extends Space {
  /** Empties it: after it was taken over, or at signing out. */
  clear(): Promise<void>;
}

/** Opens the visitor's space. Its id is "local"; other tabs see its changes. */
export async function openLocalSpace(platform: Platform, vault: DeviceVault): Promise<LocalSpace> {
  const { store, leadership } = platform;
  const values = new Map<string, unknown>();
  const listeners = new Set<(subjects: readonly string[]) => void>();
  const labelOf = (subject: string): string => `local/${subject}`;
  const notify = (subjects: readonly string[]): void => {
    for (const listener of listeners) listener(subjects);
  };

  async function load(subject: string): Promise<void> {
    const sealed = await store.get("records", labelOf(subject));
    if (sealed instanceof Uint8Array) values.set(subject, await vault.open(labelOf(subject), sealed));
    else values.delete(subject);
  }

  for (const [key] of await store.entries("records", "local/")) {
    // What this device can no longer open (its key was cleared by the browser) is as good as not there.
    await load(key.slice("local/".length)).catch(() => undefined);
  }
  leadership.onTold(({ about, keys = [] }) => {
    if (about !== "space/local") return;
    Promise.all(keys.map(load)).then(
      () => notify(keys),
      () => undefined,
    );
  });

  return {
    id: "local",
    get: <T>(subject: string) => (values.get(subject) ?? null) as T | null,
    list: <T>(prefix: string) =>
      [...values]
        .filter(([subject]) => subject.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([subject, value]) => ({ subject, value: value as T })),
    update: <T>(subject: string, change: (current: T | null) => T | null) =>
      leadership.exclusive("space/local", async () => {
        await load(subject).catch(() => undefined);
        const current = (values.get(subject) ?? null) as T | null;
        const next = change(current);
        if (next === current) return;
        const key = labelOf(subject);
        if (next === null) {
          await store.write([{ table: "records", key, remove: true }]);
          values.delete(subject);
        } else {
          await store.write([{ table: "records", key, value: await vault.seal(key, next) }]);
          values.set(subject, next);
        }
        leadership.tell({ about: "space/local", keys: [subject] });
        notify([subject]);
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    clear: () =>
      leadership.exclusive("space/local", async () => {
        const subjects = [...values.keys()];
        await store.write(subjects.map((subject) => ({ table: "records", key: labelOf(subject), remove: true })));
        values.clear();
        leadership.tell({ about: "space/local", keys: subjects });
        notify(subjects);
      }),
  };
}
