import type { ImageKind } from "../../crypto/protocol/image-file.ts";
import type { PictureSize } from "../../crypto/protocol/picture-file.ts";
import type { Db } from "../database/open-database.ts";

/** What the layout of the packs needs to know of a picture. */
export interface StoredPicture {
  /** 32 bytes. */
  readonly nameBytes: Uint8Array;
  readonly addedOn: string;
  readonly thumbnailBytes: number;
  readonly sharpBytes: number;
}

/** One size of a picture, and the other size: as bytes of a thumbnail, or as the hash of a sharp picture. */
export interface PictureContent {
  readonly digest: Uint8Array;
  readonly content: Uint8Array;
  readonly other: Uint8Array;
}

/** Names asked for in one query. */
const atOnce = 500;

function* inParts<T>(values: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < values.length; from += atOnce) yield values.slice(from, from + atOnce);
}

/** A sharp picture by its name, `null` when there is none. */
export async function readMedia(
  db: Db,
  digest: Uint8Array,
): Promise<{ readonly kind: string; readonly content: Uint8Array } | null> {
  const row = await db
    .selectFrom("public_plane.media")
    .select(["kind", "content"])
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row ?? null;
}

/** Both sizes of a picture, `null` when there is none. */
export async function readWholeMedia(
  db: Db,
  digest: Uint8Array,
): Promise<{ readonly thumbnail: Uint8Array; readonly content: Uint8Array } | null> {
  const row = await db
    .selectFrom("public_plane.media")
    .select(["thumbnail", "content"])
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row ?? null;
}

/** What is stored of these pictures; those that are not there are left out. */
export async function readPictures(db: Db, digests: readonly Uint8Array[]): Promise<StoredPicture[]> {
  const found: StoredPicture[] = [];
  for (const part of inParts(digests)) {
    const rows = await db
      .selectFrom("public_plane.media")
      .select(({ fn, ref }) => [
        "digest",
        "added_on",
        fn<number>("octet_length", [ref("thumbnail")]).as("thumbnail_bytes"),
        fn<number>("octet_length", [ref("content")]).as("content_bytes"),
      ])
      .where("digest", "in", part)
      .execute();
    for (const row of rows) {
      found.push({
        nameBytes: row.digest,
        addedOn: row.added_on,
        thumbnailBytes: row.thumbnail_bytes,
        sharpBytes: row.content_bytes,
      });
    }
  }
  return found;
}

/** One size of these pictures, in any order; `other` is the sharp size's hash, or the thumbnail. */
export async function readContents(
  db: Db,
  digests: readonly Uint8Array[],
  size: PictureSize,
): Promise<PictureContent[]> {
  const [content, other] = size === "thumbnail" ? ["thumbnail", "content_hash"] : ["content", "thumbnail"];
  const found: PictureContent[] = [];
  for (const part of inParts(digests)) {
    const rows = await db
      .selectFrom("public_plane.media")
      .select(({ ref }) => ["digest", ref(content as "content").as("content"), ref(other as "thumbnail").as("other")])
      .where("digest", "in", part)
      .execute();
    found.push(...rows);
  }
  return found;
}

/** Whether a picture is there. One that nobody named is given its time again, since somebody has just brought it. */
export async function hasMedia(db: Db, digest: Uint8Array): Promise<boolean> {
  const row = await db
    .updateTable("public_plane.media")
    .set({ unnamed_on: null })
    .where("digest", "=", digest)
    .returning("kind")
    .executeTakeFirst();
  return row !== undefined;
}

/** How many pictures a party has brought. */
export async function countMedia(db: Db, party: Uint8Array): Promise<number> {
  const row = await db
    .selectFrom("public_plane.media")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("party", "=", party)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Writes a picture; one that is there stays with whoever brought it first. */
export async function writeMedia(
  db: Db,
  media: {
    readonly digest: Uint8Array;
    readonly party: Uint8Array;
    readonly kind: ImageKind;
    readonly addedOn: string;
    readonly thumbnail: Uint8Array;
    readonly sharp: Uint8Array;
    readonly sharpHash: Uint8Array;
  },
): Promise<void> {
  await db
    .insertInto("public_plane.media")
    .values({
      digest: media.digest,
      party: media.party,
      kind: media.kind,
      added_on: media.addedOn,
      thumbnail: media.thumbnail,
      content: media.sharp,
      content_hash: media.sharpHash,
      unnamed_on: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Parties whose pictures were all brought before a day. */
export async function partiesWithMediaBefore(db: Db, day: string): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom("public_plane.media")
    .select("party")
    .distinct()
    .where("added_on", "<", day)
    .execute();
  return rows.map((row) => row.party);
}

/** Deletes a party's pictures that were brought before a day and that nobody names. */
export async function deleteUnnamedOf(db: Db, party: Uint8Array, day: string): Promise<void> {
  await db
    .deleteFrom("public_plane.media")
    .where("party", "=", party)
    .where("added_on", "<", day)
    .where("unnamed_on", "is not", null)
    .execute();
}

/** Every picture, and since when nobody has named it. */
export async function readNaming(
  db: Db,
): Promise<readonly { readonly digest: Uint8Array; readonly unnamed_on: string | null }[]> {
  return db.selectFrom("public_plane.media").select(["digest", "unnamed_on"]).execute();
}

/** Notes that pictures are named (`null`), or since when they are not. */
export async function markUnnamed(db: Db, digests: readonly Uint8Array[], day: string | null): Promise<void> {
  for (const part of inParts(digests)) {
    await db.updateTable("public_plane.media").set({ unnamed_on: day }).where("digest", "in", part).execute();
  }
}

/** Deletes pictures that nobody has named since before a day. */
export async function deleteUnnamedBefore(db: Db, day: string): Promise<void> {
  await db.deleteFrom("public_plane.media").where("unnamed_on", "<", day).execute();
}
