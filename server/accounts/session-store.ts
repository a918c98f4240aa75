import type { Db } from "../database/open-database.ts";

/** Notes a session by the hash of its token: what the database holds signs no one in. */
export async function insertSession(
  db: Db,
  session: { tokenHash: Uint8Array; account: Uint8Array; expiresOn: string },
): Promise<void> {
  await db
    .insertInto("private_plane.session")
    .values({ token_hash: session.tokenHash, account: session.account, expires_on: session.expiresOn })
    .execute();
}

/** The account of a session that has not ended, `null` otherwise. */
export async function findSession(db: Db, tokenHash: Uint8Array, today: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom("private_plane.session")
    .select("account")
    .where("token_hash", "=", tokenHash)
    .where("expires_on", ">=", today)
    .executeTakeFirst();
  return row?.account ?? null;
}

/** Lets a session end later. */
export async function extendSession(db: Db, tokenHash: Uint8Array, expiresOn: string): Promise<void> {
  await db
    .updateTable("private_plane.session")
    .set({ expires_on: expiresOn })
    .where("token_hash", "=", tokenHash)
    .execute();
}

/** Ends one session. */
export async function deleteSession(db: Db, tokenHash: Uint8Array): Promise<void> {
  await db.deleteFrom("private_plane.session").where("token_hash", "=", tokenHash).execute();
}

/** Ends every session of an account but one: after a way in was removed, whoever came in by it must be out. */
export async function deleteOtherSessions(db: Db, account: Uint8Array, tokenHash: Uint8Array): Promise<void> {
  await db
    .deleteFrom("private_plane.session")
    .where("account", "=", account)
    .where("token_hash", "!=", tokenHash)
    .execute();
}

/** Removes sessions that have ended. */
export async function deleteExpiredSessions(db: Db, today: string): Promise<void> {
  await db.deleteFrom("private_plane.session").where("expires_on", "<", today).execute();
}
