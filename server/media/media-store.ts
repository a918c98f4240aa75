import type { Db } from "../database/open-database.ts";

/** A picture as stored. */
export interface StoredMedia {
  readonly kind: string;
  readonly content: Uint8Array;
}

/** A picture by its digest, `null` when there is none. */
export async function readMedia(db: Db, digest: Uint8Array): Promise<StoredMedia | null> {
  const row = await db
    .selectFrom("public_plane.media")
    .select(["kind", "content"])
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether a picture is there. */
export async function hasMedia(db: Db, digest: Uint8Array): Promise<boolean> {
  const row = await db.selectFrom("public_plane.media").select("kind").where("digest", "=", digest).executeTakeFirst();
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
  media: { digest: Uint8Array; party: Uint8Array; kind: string; addedOn: string; content: Uint8Array },
): Promise<void> {
  await db
    .insertInto("public_plane.media")
    .values({
      digest: media.digest,
      party: media.party,
      kind: media.kind,
      added_on: media.addedOn,
      content: media.content,
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

/** Deletes a party's pictures brought before a day. */
export async function deleteMediaBefore(db: Db, party: Uint8Array, day: string): Promise<void> {
  await db.deleteFrom("public_plane.media").where("party", "=", party).where("added_on", "<", day).execute();
}
