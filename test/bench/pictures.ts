import { createHash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";
import { someBytesMax, withinBudget } from "../../client/core/catalogue/picture-set.ts";
import { type PlacedPicture, sharpPacks, thumbnailPacks } from "../../server/media/picture-layout.ts";
import { median, rounded, say } from "./figures.ts";

/** A third of all items has a second picture, a sixth a third. */
const picturesOf = (item: number): number => 1 + Number(item % 3 === 0) + Number(item % 6 === 0);
const itemsPerParty = 50;
const days = 365;
const newPicturesADay = 100;

/** Evenly between two sizes, by a byte of a hash: as the client's own encoder comes out below what it aims at. */
const between = (from: number, to: number, byte: number): number => Math.round(from + ((to - from) * byte) / 255);

function picture(item: number, index: number, daysAgo: number): PlacedPicture {
  const nameBytes = createHash("sha256").update(`picture ${item} ${index} ${daysAgo}`).digest();
  return {
    digest: nameBytes.toString("base64url"),
    nameBytes,
    unit: `${String(Math.floor(item / itemsPerParty)).padStart(43, "p")}/item-${item}`,
    main: index === 0,
    addedOn: new Date(Date.UTC(2026, 11, 31 - daysAgo)).toISOString().slice(0, 10),
    thumbnailBytes: between(2_000, 3_200, nameBytes[8] ?? 0),
    sharpBytes: between(40_000, 112_000, nameBytes[9] ?? 0),
  };
}

function market(items: number): PlacedPicture[] {
  return Array.from({ length: items }, (_, item) =>
    Array.from({ length: picturesOf(item) }, (_unused, index) => picture(item, index, 1 + ((item * 7) % days))),
  ).flat();
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function compressed(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

const infoOf = ({ name, bytes, pictures }: { name: string; bytes: number; pictures: readonly unknown[] }) => ({
  digest: name,
  bytes,
  pictures: pictures.length,
});

function figuresFor(itemsCount: number) {
  say(`pictures of ${itemsCount} items`);
  const pictures = market(itemsCount);
  const timesMs: number[] = [];
  let thumbnails = thumbnailPacks(pictures);
  let sharp = sharpPacks(pictures);
  for (let run = 0; run < 5; run++) {
    const startedAt = performance.now();
    thumbnails = thumbnailPacks(pictures);
    sharp = sharpPacks(pictures);
    timesMs.push(performance.now() - startedAt);
  }
  const list = thumbnails.map(infoOf);
  const some = withinBudget(list, "some");
  const names = new Set(thumbnails.map(({ name }) => name));
  const newPacks = (count: number) => {
    const added = Array.from({ length: count }, (_, index) => picture(itemsCount + index, 0, 0));
    const after = thumbnailPacks([...pictures, ...added]);
    return sum(after.filter(({ name }) => !names.has(name)).map(({ bytes }) => bytes));
  };
  const bytesOf = (packs: readonly { readonly bytes: number }[]): number => sum(packs.map(({ bytes }) => bytes));
  const sharpList = sharp.map(({ name, from, bytes, items }) => ({ digest: name, from, bytes, items }));
  return {
    itemsCount,
    picturesCount: pictures.length,
    // A name of 32 bytes and a ThumbHash of 24, neither of which compresses.
    inCatalogueBytes: pictures.length * (32 + 24),
    listBytes: compressed(JSON.stringify({ thumbnails: list })),
    packsCount: list.length,
    packBytesMedian: median(list.map(({ bytes }) => bytes)),
    some: { bytes: bytesOf(some), picturesCount: sum(some.map((pack) => pack.pictures)), limitBytes: someBytesMax },
    all: { bytes: bytesOf(list), picturesCount: pictures.length },
    oneNewPictureBytes: newPacks(1),
    dayOfNewPictures: { picturesCount: newPicturesADay, bytes: newPacks(newPicturesADay) },
    sharper: {
      packsCount: sharp.length,
      itemsPerPackMin: Math.min(...sharp.map(({ items }) => items)),
      packBytesMedian: median(sharp.map(({ bytes }) => bytes)),
      packBytesMax: Math.max(...sharp.map(({ bytes }) => bytes)),
      partiesPerPackMin: Math.min(
        ...sharp.map((pack) => new Set(pack.pictures.map(({ unit }) => unit.slice(0, 43))).size),
      ),
      listBytes: compressed(JSON.stringify({ packs: sharpList })),
    },
    layoutMilliseconds: rounded(median(timesMs), 1),
  };
}

/** What each way of having pictures costs a reader, by the server's own layout of two markets. */
export async function benchPictures(): Promise<object> {
  return { markets: [1_500, 50_000].map(figuresFor) };
}
