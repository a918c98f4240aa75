import { createHash } from "node:crypto";
import { limits } from "../../crypto/protocol/limits.ts";
import { picturePackBytes } from "../../crypto/protocol/picture-file.ts";
import type { NamedPicture } from "./named-pictures.ts";
import type { StoredPicture } from "./media-store.ts";

// Packs of pictures
//
// Which pictures share a pack depends on their names and days alone, so that every server of a database makes the same
// packs, a restart makes them again, and a new picture changes the pack it is in and at most the next. A pack is named after
// its pictures' names, which stand for their bytes: nothing is read to name it.

/** A picture that is named by a statement and is there. */
export interface PlacedPicture extends NamedPicture, StoredPicture {}

/** Pictures that travel together. */
export interface PicturePack {
  /** 43 characters; see `picturePackName`. */
  readonly name: string;
  readonly bytes: number;
  readonly pictures: readonly PlacedPicture[];
}

/** A pack of sharp pictures, of all items from a place on. */
export interface SharpPack extends PicturePack {
  readonly from: string;
  readonly items: number;
}

const thumbnailsMin = 24;
const thumbnailsMax = 96;
/** One in this many ends a pack that is long enough: by a byte of a hash. */
const thumbnailsEndOneIn = 16;
const itemsMax = 40;
const itemsEndOneIn = 4;

function packOf(pictures: readonly PlacedPicture[], bytesOf: (picture: PlacedPicture) => number): PicturePack {
  const bytes = pictures.reduce((sum, picture) => sum + picturePackBytes(bytesOf(picture)), 0);
  // `picturePackName`, by Node's hash: this is done for all pictures at each change.
  const hash = createHash("sha256").update(Buffer.concat(pictures.map(({ nameBytes }) => nameBytes)));
  return { name: hash.digest("base64url"), bytes, pictures };
}

/** `sharpPlaceOf`, by Node's hash. */
const placeOf = (unit: string): string => createHash("sha256").update(unit).digest("hex").slice(0, 12);

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Thumbnails in the order in which everybody fetches them: first what lists show, then further pictures; within that the
 * newest day first, and by name, which is chance, within a day.
 */
export function thumbnailPacks(pictures: Iterable<PlacedPicture>): PicturePack[] {
  const byDay = new Map<string, PlacedPicture[]>();
  for (const picture of pictures) {
    const key = `${picture.main ? 1 : 0} ${picture.addedOn}`;
    const day = byDay.get(key);
    if (day === undefined) byDay.set(key, [picture]);
    else day.push(picture);
  }
  const ordered = [...byDay]
    .sort(([a], [b]) => ascending(b, a))
    .flatMap(([, day]) => day.sort((a, b) => ascending(a.digest, b.digest)));
  const packs: PicturePack[] = [];
  let part: PlacedPicture[] = [];
  for (const [index, picture] of ordered.entries()) {
    part.push(picture);
    const next = ordered[index + 1];
    const mayEnd = part.length >= thumbnailsMin && (picture.nameBytes[0] ?? 0) % thumbnailsEndOneIn === 0;
    if (next === undefined || next.main !== picture.main || part.length >= thumbnailsMax || mayEnd) {
      packs.push(packOf(part, ({ thumbnailBytes }) => thumbnailBytes));
      part = [];
    }
  }
  return packs;
}

/**
 * Sharp pictures, at least {@link limits.sharpPackItemsMin} items to a pack, all pictures of an item in one: who asks for a
 * pack has looked at one of its items, and nothing says which. Fewer only while the whole market has fewer.
 */
export function sharpPacks(pictures: Iterable<PlacedPicture>): SharpPack[] {
  const units = new Map<string, PlacedPicture[]>();
  for (const picture of pictures) {
    const own = units.get(picture.unit);
    if (own === undefined) units.set(picture.unit, [picture]);
    else own.push(picture);
  }
  const ordered = [...units]
    .map(([unit, own]) => ({ unit, place: placeOf(unit), own }))
    .sort((a, b) => ascending(a.place, b.place) || ascending(a.unit, b.unit));
  const parts: (typeof ordered)[] = [];
  let part: typeof ordered = [];
  for (const [index, one] of ordered.entries()) {
    part.push(one);
    // Two items of one place stay together: a place has one pack.
    if (ordered[index + 1]?.place === one.place) continue;
    const mayEnd =
      part.length >= limits.sharpPackItemsMin && Number.parseInt(one.place.slice(-2), 16) % itemsEndOneIn === 0;
    if (!mayEnd && part.length < itemsMax) continue;
    parts.push(part);
    part = [];
  }
  // What is left over is too few for a pack of its own.
  if (part.length >= limits.sharpPackItemsMin || parts.length === 0) parts.push(part);
  else parts.push([...(parts.pop() ?? []), ...part]);
  return parts
    .filter((one) => one.length > 0)
    .map((one) => ({
      ...packOf(
        one.flatMap(({ own }) => own.toSorted((a, b) => ascending(a.digest, b.digest))),
        ({ sharpBytes }) => sharpBytes,
      ),
      from: one[0]?.place ?? "",
      items: one.length,
    }));
}
