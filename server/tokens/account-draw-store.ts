import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import type { Db } from "../database/open-database.ts";

/**
 * Notes that an account draws its batch with this request (SHA-256). Returns whether it may: not when it has drawn with
 * another one in this epoch. The same request again is the same draw.
 */
export async function noteAccountDraw(
  db: Db,
  draw: { account: Uint8Array; purpose: TokenPurpose; epoch: string; request: Uint8Array },
): Promise<boolean> {
  const inserted = await db
    .insertInto("private_plane.token_draw")
    .values(draw)
    .onConflict((conflict) => conflict.doNothing())
    .returning("epoch")
    .executeTakeFirst();
  if (inserted !== undefined) return true;
  const row = await db
    .selectFrom("private_plane.token_draw")
    .select("request")
    .where("account", "=", draw.account)
    .where("purpose", "=", draw.purpose)
    .where("epoch", "=", draw.epoch)
    .executeTakeFirst();
  return row !== undefined && Buffer.compare(row.request, draw.request) === 0;
}

/** Forgets what accounts drew before an epoch, and what was spent on spaces of the epochs up to `lastForgotten`. */
export async function forgetAccountDraws(db: Db, current: string, lastForgotten: string): Promise<void> {
  await db.deleteFrom("private_plane.token_draw").where("epoch", "<", current).execute();
  await db.deleteFrom("private_plane.spent_token").where("epoch", "<=", lastForgotten).execute();
}
