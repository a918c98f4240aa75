import type { Db } from "../database/open-database.ts";

/** Forgets what was spent on envelopes and replies of the epochs up to `lastForgotten`. */
export async function forgetSpent(db: Db, lastForgotten: string): Promise<void> {
  await db.deleteFrom("sealed_plane.spent_token").where("epoch", "<=", lastForgotten).execute();
}
