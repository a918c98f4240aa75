import type { Market, SeenView } from "../api.ts";
import { dayAt } from "../catalogue/wall-clock.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { TopicHub } from "../topics.ts";
import { filledSeen, type KeptSeen, nothingSeen, seenMax, togetherSeen } from "./seen-record.ts";

/** What was looked at last. The part of {@link Market} that it answers for, and what is shown. */
export interface RecentlySeen extends Pick<Market, "noteSeen" | "clearSeen" | "rememberSeen"> {
  readonly view: SeenView;
}

const subject = "seen";
const deviceKey = "seen";

/** What this device has seen since it last carried it into the space. */
interface OnDevice {
  readonly items: KeptSeen["items"];
  readonly carriedOn: string;
}

/**
 * Remembers what was looked at. Looking must tell nobody, not even when: a record of the space that changed at each look
 * would be a request at each look. So it stays on this device, closed by the device's key, and is carried into the
 * person's space at fixed moments that do not depend on it: at signing in, and at the first start of each day, whether
 * there is something to carry or not. Provides the topic `seen`.
 */
export async function createRecentlySeen(parts: {
  readonly platform: Platform;
  readonly vault: DeviceVault;
  readonly session: Session;
  readonly hub: TopicHub;
}): Promise<RecentlySeen> {
  const { platform, vault, session, hub } = parts;
  const { store, leadership } = platform;
  let device: OnDevice = { items: [], carriedOn: "" };
  let watched: string | null = null;
  let end: (() => void) | null = null;

  const kept = (): KeptSeen => session.space.get<KeptSeen>(subject) ?? nothingSeen;
  const today = (): string => dayAt(platform.now(), platform.instance.timeZone);

  async function load(): Promise<void> {
    const sealed = await store.get("device-state", deviceKey);
    // What this device can no longer open is as good as not there.
    const opened = sealed instanceof Uint8Array ? await vault.open(deviceKey, sealed).catch(() => null) : null;
    device = (opened as OnDevice | null) ?? { items: [], carriedOn: "" };
  }

  /** One tab after the other: each reads what the others wrote. */
  function change(make: (current: OnDevice) => OnDevice): Promise<void> {
    return leadership.exclusive("device/seen", async () => {
      await load();
      device = make(device);
      await store.write([{ table: "device-state", key: deviceKey, value: await vault.seal(deviceKey, device) }]);
      leadership.tell({ about: "seen" });
      hub.changed("seen");
    });
  }

  /** Into the person's space: always a change, so that it says nothing about what was looked at. */
  async function carry(): Promise<void> {
    const personal = session.personal;
    if (personal === null) return;
    await load();
    const { items } = device;
    await personal.update<KeptSeen>(subject, (current) => {
      const before = current ?? nothingSeen;
      return filledSeen({ ...togetherSeen(before, { items, clearedAt: "" }), turn: before.turn + 1 });
    });
    // What was looked at meanwhile stays for the next time.
    await change((current) => ({
      items: current.items.filter(({ id, at }) => !items.some((one) => one.id === id && one.at === at)),
      carriedOn: today(),
    }));
  }

  const carryQuietly = (): void => void carry().catch(() => undefined);

  function follow(): void {
    const { space, personal } = session;
    if (space.id === watched) return;
    const before = watched;
    end?.();
    watched = space.id;
    end = space.subscribe((subjects) => {
      if (subjects.includes(subject)) hub.changed("seen");
    });
    hub.changed("seen");
    if (before === null) return;
    // Signed out: the store was emptied.
    if (personal === null) device = { items: [], carriedOn: "" };
    else if (leadership.leading) carryQuietly();
  }

  const seen: RecentlySeen = {
    get view() {
      const { on, items } = togetherSeen(kept(), { items: device.items, clearedAt: "" });
      return { on, keys: items.map(({ id }) => id) };
    },
    noteSeen: async (key) => {
      if (!kept().on) return;
      const at = new Date(platform.now()).toISOString();
      await change((current) => ({
        ...current,
        items: [{ id: key, at }, ...current.items.filter(({ id }) => id !== key)].slice(0, seenMax),
      }));
    },
    clearSeen: async () => {
      const clearedAt = new Date(platform.now()).toISOString();
      await change((current) => ({ ...current, items: [] }));
      await session.space.update<KeptSeen>(subject, (current) =>
        filledSeen({ ...(current ?? nothingSeen), items: [], clearedAt }),
      );
    },
    rememberSeen: async (on) => {
      if (!on) await seen.clearSeen();
      await session.space.update<KeptSeen>(subject, (current) => filledSeen({ ...(current ?? nothingSeen), on }));
    },
  };

  await load();
  leadership.onTold(({ about }) => {
    if (about === "seen") void load().then(() => hub.changed("seen"));
  });
  leadership.onLead(() => {
    if (session.personal !== null && device.carriedOn !== today()) carryQuietly();
  });
  session.subscribe(follow);
  follow();
  hub.provide("seen", () => seen.view);
  return seen;
}
