import type { Db } from "../database/open-database.ts";

/**
 * Notes that a party draws a numbered batch with this request (SHA-256). Returns whether it may: not when it has drawn
 * it with another one in this epoch. The same request again is the same draw.
 */
export async function notePartyDraw(
  db: Db,
  draw: { party: Uint8Array; epoch: string; batch: number; request: Uint8Array },
): Promise<boolean> {
  const inserted = await db
    .insertInto("public_plane.party_token_draw")
    .values(draw)
    .onConflict((conflict) => conflict.doNothing())
    .returning("epoch")
    .executeTakeFirst();
  if (inserted !== undefined) return true;
  const row = await db
    .selectFrom("public_plane.party_token_draw")
    .select("request")
    .where("party", "=", draw.party)
    .where("epoch", "=", draw.epoch)
    .where("batch", "=", draw.batch)
    .executeTakeFirst();
  return row !== undefined && Buffer.compare(row.request, draw.request) === 0;
}

/** Forgets what parties drew before an epoch. */
export async function forgetPartyDraws(db: Db, current: string): Promise<void> {
  await db.deleteFrom("public_plane.party_token_draw").where("epoch", "<", current).execute();
}
