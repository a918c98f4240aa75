import type { Db } from "../database/open-database.ts";

/** Keeps a listing; the same one of an earlier day is kept from now on. Days as YYYY-MM-DD. */
export async function writeListing(db: Db, digest: Uint8Array, madeOn: string, listing: Uint8Array): Promise<void> {
  await db
    .insertInto("public_plane.catalogue_listing")
    .values({ digest, made_on: madeOn, listing })
    .onConflict((conflict) => conflict.column("digest").doUpdateSet({ made_on: madeOn }))
    .execute();
}

/** A listing by its digest; `null` when it is not kept, or not any more. */
export async function readListing(db: Db, digest: Uint8Array): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom("public_plane.catalogue_listing")
    .select("listing")
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row?.listing ?? null;
}

/** Deletes listings of days before `firstKeptDay`. */
export async function deleteListings(db: Db, firstKeptDay: string): Promise<void> {
  await db.deleteFrom("public_plane.catalogue_listing").where("made_on", "<", firstKeptDay).execute();
}
