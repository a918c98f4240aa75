import { createHash } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { makePicturePack, type PictureSize } from "../../crypto/protocol/picture-file.ts";
import type { PicturesWire, SharperWire } from "../../crypto/protocol/routes.ts";
import { sha256 } from "../../crypto/hash.ts";
import { catalogueTopic } from "../catalogue/catalogue.ts";
import type { Db } from "../database/open-database.ts";
import type { EventHub } from "../event-hub.ts";
import { callSites, type Log } from "../log.ts";
import { subjectOf } from "../statements/statement-book.ts";
import type { Statements } from "../statements/statements.ts";
import { readContents, readPictures, type StoredPicture } from "./media-store.ts";
import { picturesOf, shownPictures } from "./named-pictures.ts";
import { type PicturePack, type PlacedPicture, sharpPacks, thumbnailPacks } from "./picture-layout.ts";

const brotli = promisify(brotliCompress);

/** Changes that come within this time are laid out together. */
const gatherMs = 200;
/** After a layout, the next one waits this many times as long as it took: a large market is laid out less often. */
const restFactor = 20;
const restMsMax = 10_000;
/** Packs that left the list are kept for readers of the list before: this many. */
const retiredMax = 64;

/** A list, ready to send. */
export interface PictureList {
  readonly json: Buffer;
  readonly br: Buffer;
  readonly etag: string;
}

/** The pictures of the market in packs, the same for every reader. */
export interface Pictures {
  /** The packs of thumbnails, in the order in which everybody fetches them. */
  thumbnails(): PictureList;
  sharper(): PictureList;
  /** The bytes of a pack of either list, or of one that left it a short while ago; null otherwise. */
  pack(name: string, size: PictureSize): Promise<Uint8Array | null>;
  /** A picture was brought, or pictures were deleted: the lists follow. */
  changed(): void;
  /** Resolves when every change so far is in the lists. */
  settled(): Promise<void>;
  /** Ends what waits; resolves when a layout under way has ended. */
  close(): Promise<void>;
}

async function listOf(wire: PicturesWire | SharperWire): Promise<PictureList> {
  const json = Buffer.from(JSON.stringify(wire));
  const br = await brotli(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return { json, br, etag: `"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"` };
}

/** Packs by name, with those that left a short while ago. */
function createShelf(): { put(packs: readonly PicturePack[]): void; get(name: string): PicturePack | null } {
  let current = new Map<string, PicturePack>();
  const retired = new Map<string, PicturePack>();
  return {
    put(packs) {
      const next = new Map(packs.map((pack) => [pack.name, pack]));
      for (const [name, pack] of current) if (!next.has(name)) retired.set(name, pack);
      // A Map keeps the order of insertion, so the longest retired come first.
      for (const name of retired.keys()) if (next.has(name) || retired.size > retiredMax) retired.delete(name);
      current = next;
    },
    get: (name) => current.get(name) ?? retired.get(name) ?? null,
  };
}

/** Lays out the packs of all pictures that accredited parties name, and keeps them current. Holds no picture in memory. */
export async function openPictures(parts: {
  readonly db: Db;
  readonly statements: Statements;
  readonly hub: EventHub;
  readonly log: Log;
}): Promise<Pictures> {
  const { db, statements, hub, log } = parts;
  const { book } = statements;
  const shelves = { thumbnail: createShelf(), sharp: createShelf() };
  const closing = new AbortController();
  let restMs = gatherMs;
  let stored = new Map<string, StoredPicture>();
  let lists = {
    thumbnails: await listOf({ thumbnails: [], sharper: noSharper }),
    sharper: await listOf({ packs: [] }),
  };

  const placed = async (): Promise<PlacedPicture[]> => {
    const shown = shownPictures(book);
    const missing = [...shown.keys()].filter((name) => !stored.has(name));
    const found = await readPictures(db, missing.map(fromBase64url));
    const known = new Map([...stored, ...found.map((one) => [toBase64url(one.nameBytes), one] as const)]);
    const present = [...shown.values()].flatMap((named) => {
      const one = known.get(named.digest);
      return one === undefined ? [] : [{ ...named, ...one }];
    });
    stored = new Map(present.map((one) => [one.digest, one]));
    return present;
  };

  const layOut = async (): Promise<void> => {
    const pictures = await placed();
    const times = [performance.now()];
    const thumbnails = thumbnailPacks(pictures);
    times.push(performance.now());
    // Others have their turn in between: of 50,000 items each half takes a tenth of a second.
    await nextTurn();
    times.push(performance.now());
    const sharp = sharpPacks(pictures);
    times.push(performance.now());
    await nextTurn();
    const [begun = 0, first = 0, again = 0, ended = 0] = times;
    restMs = Math.min(restMsMax, Math.max(gatherMs, restFactor * (first - begun + ended - again)));
    shelves.thumbnail.put(thumbnails);
    shelves.sharp.put(sharp);
    const sum = (of: (pack: (typeof sharp)[number]) => number): number =>
      sharp.reduce((all, pack) => all + of(pack), 0);
    lists = {
      thumbnails: await listOf({
        thumbnails: thumbnails.map((pack) => ({
          digest: pack.name,
          bytes: pack.bytes,
          pictures: pack.pictures.length,
        })),
        sharper: { packs: sharp.length, bytes: sum(({ bytes }) => bytes), items: sum(({ items }) => items) },
      }),
      sharper: await listOf({
        packs: sharp.map(({ name, from, bytes, items }) => ({ digest: name, from, bytes, items })),
      }),
    };
  };

  await layOut();

  let waiting = false;
  let updating: Promise<void> = Promise.resolve();
  const update = async (): Promise<void> => {
    // Closing ends the pause.
    await pause(restMs, undefined, { signal: closing.signal }).catch(() => undefined);
    waiting = false;
    if (closing.signal.aborted) return;
    const before = lists.thumbnails.etag;
    await layOut();
    if (lists.thumbnails.etag !== before) hub.publish(catalogueTopic);
  };
  const changed = (): void => {
    if (waiting) return;
    waiting = true;
    updating = updating
      .then(update)
      .catch((thrown: unknown) => log.error("pictures not updated", { stack: callSites(thrown) }));
  };

  // A new price names no other pictures: what each statement named is remembered.
  const named = new Map<string, string>();
  const isNews = (statement: Parameters<typeof picturesOf>[0]): boolean => {
    if (statement.type === "instance" || statement.type === "accreditation") return true;
    const identity = `${statement.author} ${statement.type} ${subjectOf(statement)}`;
    const names = picturesOf(statement).map(({ unit, digest }) => `${unit} ${digest}`);
    const text = names.length === 0 ? "" : createHash("sha256").update(names.join()).digest("base64url");
    if ((named.get(identity) ?? "") === text) return false;
    named.set(identity, text);
    return true;
  };
  for (const { statement } of book.all()) isNews(statement);
  statements.onChange(({ statement }) => {
    if (isNews(statement)) changed();
  });

  return {
    thumbnails: () => lists.thumbnails,
    sharper: () => lists.sharper,
    pack: async (name, size) => packBytes(db, shelves[size].get(name), size),
    changed,
    settled: () => updating,
    close: () => {
      closing.abort();
      return updating;
    },
  };
}

const noSharper = { packs: 0, bytes: 0, items: 0 } as const;

/** The bytes of a pack; null when there is no such pack, or one of its pictures was deleted meanwhile. */
async function packBytes(db: Db, pack: PicturePack | null, size: PictureSize): Promise<Uint8Array | null> {
  if (pack === null) return null;
  const rows = await readContents(
    db,
    pack.pictures.map(({ nameBytes }) => nameBytes),
    size,
  );
  const byName = new Map(rows.map((row) => [toBase64url(row.digest), row]));
  const entries = pack.pictures.flatMap(({ digest }) => {
    const row = byName.get(digest);
    if (row === undefined) return [];
    return [{ content: row.content, otherHash: size === "thumbnail" ? row.other : sha256(row.other) }];
  });
  return entries.length === pack.pictures.length ? makePicturePack(entries) : null;
}
