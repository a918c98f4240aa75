import { readPicturePack, splitPicture } from "../../../crypto/protocol/picture-file.ts";
import type { PicturesWire } from "../../../crypto/protocol/routes.ts";
import type { PictureChoice, PicturesView } from "../api.ts";
import type { Platform } from "../platform.ts";
import { createPictureStore, ownPicture } from "./picture-store.ts";
import { createSharperPictures } from "./sharper-pictures.ts";

/** What "some" thumbnails are, in bytes: the first 1,800 or so: in a market of 1,500 items what lists show of every one. */
export const someBytesMax = 5_000_000;
/** The list is asked for again no sooner than this after the last time, whatever changes: the same for everybody. */
const listEveryMs = 60_000;
const choiceKey = "choice";
const standard: PictureChoice = { budget: "some", sharper: false };

/**
 * The pictures of the shop on this device. Thumbnails come in packs, in the server's one order, one after the other, as many
 * as the person's budget holds: what is looked at changes nothing of it. What did not fit is not asked for one by one; it
 * shows its placeholder.
 */
export interface PictureSet {
  readonly view: PicturesView;
  /** Reads what the person has chosen. */
  load(): Promise<void>;
  /** Fetches the packs that are not here yet. Called at each change of a complete catalogue. */
  fetchAll(): void;
  /**
   * The bytes of a picture, the sharpest that is here; waits for a fetching that is under way and may bring it. Null when
   * there is none. Asks the server nothing.
   */
  picture(name: string): Promise<Uint8Array | null>;
  /** The same for a stall's own desk, which may ask for one that is not in the shop yet. */
  ownPicture(name: string): Promise<Uint8Array | null>;
  /** See {@link createSharperPictures}. */
  sharpen(unit: string): Promise<void>;
  areSharp(names: readonly string[]): Promise<boolean>;
  choose(choice: PictureChoice): Promise<void>;
  stop(): void;
}

/** The packs that a budget holds, from the first on. */
export function withinBudget(
  packs: PicturesWire["thumbnails"],
  budget: PictureChoice["budget"],
): PicturesWire["thumbnails"] {
  if (budget === "all") return packs;
  let left = budget === "some" ? someBytesMax : 0;
  const end = packs.findIndex(({ bytes }) => (left -= bytes) < 0);
  return end === -1 ? packs : packs.slice(0, end);
}

/** @param onChange called when the view has changed */
export function createPictureSet(platform: Platform, onChange: () => void): PictureSet {
  const { store, transport, leadership } = platform;
  const kept = createPictureStore(store, "thumbnail");
  const sharp = createSharperPictures(platform);
  const awaited = new Map<string, Set<() => void>>();
  let choice = standard;
  let offered: PicturesWire | null = null;
  let here = { pictures: 0, bytes: 0 };
  let running = false;
  let again = false;
  let stopped = false;
  let nextAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (name: string): void => {
    for (const resolve of awaited.get(name) ?? []) resolve();
    awaited.delete(name);
  };

  async function count(): Promise<void> {
    const packs = [...(await kept.packs()).values()];
    here = {
      pictures: packs.reduce((sum, { pictures }) => sum + pictures.length, 0),
      bytes: packs.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    onChange();
  }

  async function fetchPack(name: string): Promise<void> {
    const bytes = await transport.request("thumbnailPack", { params: { digest: name } });
    const pictures = readPicturePack(bytes, name, "thumbnail");
    await kept.keep(name, pictures, platform.now());
    for (const picture of pictures.keys()) tell(picture);
    await count();
  }

  async function run(): Promise<void> {
    const before = JSON.stringify(offered);
    offered = await transport.request("pictures");
    if (JSON.stringify(offered) !== before) sharp.changed();
    const chosen = withinBudget(offered.thumbnails, choice.budget).map(({ digest }) => digest);
    const present = await kept.packs();
    await kept.forget([...present.keys()].filter((name) => !chosen.includes(name)));
    const { budget } = choice;
    for (const name of chosen) {
      if (stopped || choice.budget !== budget) return;
      if (!present.has(name)) await fetchPack(name);
    }
  }

  async function runAll(): Promise<void> {
    running = true;
    onChange();
    do {
      again = false;
      nextAt = platform.now() + listEveryMs;
      // A failure is tried again at the next change, or when the network is back: both fetch the catalogue first.
      await leadership.exclusive("pictures", run).catch(() => undefined);
    } while (again);
    running = false;
    for (const name of [...awaited.keys()]) tell(name);
    await count().catch(() => undefined);
  }

  function fetchAll(): void {
    clearTimeout(timer);
    if (running || stopped) return;
    const pauseMs = nextAt - platform.now();
    if (pauseMs <= 0) void runAll();
    else timer = setTimeout(fetchAll, pauseMs);
  }

  async function present(name: string): Promise<Uint8Array | null> {
    const sharper = await sharp.picture(name);
    if (sharper !== null) return sharper;
    const thumbnail = await kept.picture(name);
    if (thumbnail !== null) return thumbnail;
    return ownPicture(store, name);
  }

  async function picture(name: string): Promise<Uint8Array | null> {
    const found = await present(name);
    if (found !== null || !running) return found;
    await new Promise<void>((resolve) => {
      awaited.set(name, (awaited.get(name) ?? new Set()).add(resolve));
    });
    return present(name);
  }

  return {
    get view() {
      const all = offered?.thumbnails ?? [];
      const { packs = 0, bytes = 0, items = 0 } = offered?.sharper ?? {};
      return {
        ...choice,
        fetching: running,
        here,
        offered: {
          pictures: all.reduce((sum, pack) => sum + pack.pictures, 0),
          bytes: all.reduce((sum, pack) => sum + pack.bytes, 0),
        },
        sharperPack: packs === 0 ? null : { bytes: Math.round(bytes / packs), items: Math.floor(items / packs) },
      };
    },
    load: async () => {
      choice = ((await store.get("pictures", choiceKey)) as PictureChoice | undefined) ?? standard;
      await count();
    },
    fetchAll,
    picture,
    ownPicture: async (name) => {
      const found = await present(name);
      if (found !== null) return found;
      const bytes = await transport.request("wholeMedia", { params: { digest: name } }).catch(() => null);
      if (bytes === null) return null;
      const file = splitPicture(bytes);
      return file.name === name ? file.thumbnail : null;
    },
    sharpen: (unit) => sharp.bring(unit),
    areSharp: async (names) => {
      const found = await Promise.all(names.map((name) => sharp.picture(name)));
      return found.every((bytes) => bytes !== null);
    },
    choose: async (chosen) => {
      choice = chosen;
      await store.write([{ table: "pictures", key: choiceKey, value: chosen }]);
      onChange();
      if (running) again = true;
      else {
        nextAt = 0;
        fetchAll();
      }
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      for (const name of [...awaited.keys()]) tell(name);
    },
  };
}
