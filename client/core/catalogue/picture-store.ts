import type { LocalChange, LocalStore } from "../platform.ts";

// Pictures on the device
//
// Table "pictures": each picture by its name under "thumbnail/" or "sharp/"; each pack that was fetched under "pack/" or
// "sharp-pack/", with the names that came in it. A picture goes when no pack on the device has it any more. What was made
// here for a stall lies under "device-state", which goes with the session.

/** What is remembered of a pack whose pictures are here. */
interface KeptPack {
  readonly pictures: readonly string[];
  readonly bytes: number;
  /** When it came, milliseconds since 1970: the oldest sharp ones make room. */
  readonly at: number;
}

/** Packs of one size on this device. */
export interface PictureStore {
  /** Names of the packs that are here. */
  packs(): Promise<ReadonlyMap<string, KeptPack>>;
  has(pack: string): Promise<boolean>;
  keep(pack: string, pictures: ReadonlyMap<string, Uint8Array>, at: number): Promise<void>;
  /** Forgets packs, and their pictures as far as no other pack has them. */
  forget(packs: readonly string[]): Promise<void>;
  picture(name: string): Promise<Uint8Array | null>;
}

const table = "pictures";

/** Keeps a thumbnail that was made on this device, until it comes back in a pack. */
export async function keepOwnPicture(store: LocalStore, name: string, thumbnail: Uint8Array): Promise<void> {
  await store.write([{ table: "device-state", key: `picture/${name}`, value: thumbnail }]);
}

/** A thumbnail that was made on this device, null when it was not. */
export async function ownPicture(store: LocalStore, name: string): Promise<Uint8Array | null> {
  return ((await store.get("device-state", `picture/${name}`)) as Uint8Array | undefined) ?? null;
}

/** The store of one size. */
export function createPictureStore(store: LocalStore, size: "thumbnail" | "sharp"): PictureStore {
  const packPrefix = size === "thumbnail" ? "pack/" : "sharp-pack/";
  const packs = async (): Promise<Map<string, KeptPack>> => {
    const entries = await store.entries(table, packPrefix);
    return new Map(entries.map(([key, value]) => [key.slice(packPrefix.length), value as KeptPack]));
  };
  return {
    packs,
    has: async (pack) => (await store.get(table, packPrefix + pack)) !== undefined,
    keep: async (pack, pictures, at) => {
      const bytes = [...pictures.values()].reduce((sum, picture) => sum + picture.length, 0);
      const value: KeptPack = { pictures: [...pictures.keys()], bytes, at };
      const changes: LocalChange[] = [...pictures].map(([name, picture]) => ({
        table,
        key: `${size}/${name}`,
        // A copy: the whole pack would stay in memory behind a part of it.
        value: picture.slice(),
      }));
      await store.write([...changes, { table, key: packPrefix + pack, value }]);
    },
    forget: async (gone) => {
      if (gone.length === 0) return;
      const here = await packs();
      const going = new Set(gone);
      const staying = new Set([...here].flatMap(([pack, { pictures }]) => (going.has(pack) ? [] : pictures)));
      const changes: LocalChange[] = [];
      for (const pack of going) {
        changes.push({ table, key: packPrefix + pack, remove: true });
        for (const name of here.get(pack)?.pictures ?? []) {
          if (!staying.has(name)) changes.push({ table, key: `${size}/${name}`, remove: true });
        }
      }
      await store.write(changes);
    },
    picture: async (name) => ((await store.get(table, `${size}/${name}`)) as Uint8Array | undefined) ?? null,
  };
}
