import { sql, type Transaction } from "kysely";
import { limits } from "../../crypto/protocol/limits.ts";
import type { Db } from "../database/open-database.ts";
import type { Tables } from "../database/schema.ts";
import type { Payment } from "../tokens/token-keys.ts";

/** A record as stored: `sealed` is null once it was deleted. */
export interface StoredRecord {
  readonly id: Uint8Array;
  readonly revision: number;
  readonly change: number;
  readonly sealed: Uint8Array | null;
}

/** What became of a writing. `repeated` bytes count as written: the answer to the first was lost. */
export type Written =
  | { readonly outcome: "written"; readonly revision: number; readonly change: number }
  | { readonly outcome: "conflict"; readonly current: { revision: number; sealed: Uint8Array | null } | null }
  | { readonly outcome: "no-space" | "no-record" | "full" };

const pageBytesMax = 4 * 1024 * 1024;

/**
 * Opens a space and spends the token that pays for it, both or neither; an open one stays as it is and costs nothing.
 * Returns its newest change; `null` when the token has paid for another space.
 */
export async function openSpace(db: Db, id: Uint8Array, payment: Payment, today: string): Promise<number | null> {
  return db.transaction().execute(async (transaction) => {
    const head = await spaceHead(transaction, id);
    if (head !== null) return head;
    const paid = await transaction
      .insertInto("private_plane.spent_token")
      .values({ token: payment.token, epoch: payment.epoch })
      .onConflict((conflict) => conflict.doNothing())
      .returning("token")
      .executeTakeFirst();
    // Unless the same request was here a moment ago, it has opened another space, or one that is gone since.
    if (paid === undefined) return spaceHead(transaction, id);
    await transaction
      .insertInto("private_plane.space")
      .values({ id, head: 0, records: 0, bytes: 0, opened_on: today })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return (await spaceHead(transaction, id)) ?? 0;
  });
}

/** The newest change of a space, `null` when there is none. */
export async function spaceHead(db: Db | Transaction<Tables>, id: Uint8Array): Promise<number | null> {
  const row = await db.selectFrom("private_plane.space").select("head").where("id", "=", id).executeTakeFirst();
  return row?.head ?? null;
}

/** Deletes a space with every record. Returns whether there was one. */
export async function deleteSpace(db: Db, id: Uint8Array): Promise<boolean> {
  const deleted = await db.deleteFrom("private_plane.space").where("id", "=", id).executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** Records changed after a change, oldest change first; at most `rowsMax` and about 4 MiB. */
export async function listRecords(
  db: Db,
  space: Uint8Array,
  after: number,
  rowsMax: number,
): Promise<{ records: StoredRecord[]; more: boolean }> {
  const sizes = await db
    .selectFrom("private_plane.record")
    .select(["change", sql<number>`coalesce(octet_length(sealed), 0)`.as("bytes")])
    .where("space", "=", space)
    .where("change", ">", after)
    .orderBy("change")
    .limit(rowsMax + 1)
    .execute();
  let bytes = 0;
  let last = after;
  let count = 0;
  for (const row of sizes) {
    bytes += row.bytes;
    if (count === rowsMax || (count > 0 && bytes > pageBytesMax)) break;
    last = row.change;
    count += 1;
  }
  if (count === 0) return { records: [], more: false };
  const records = await db
    .selectFrom("private_plane.record")
    .select(["id", "revision", "change", "sealed"])
    .where("space", "=", space)
    .where("change", ">", after)
    .where("change", "<=", last)
    .orderBy("change")
    .execute();
  return { records, more: count < sizes.length };
}

/**
 * Writes a record, or deletes it with `sealed` null, as the successor of revision `base` (0: there is none yet). The
 * space's row is locked first, so that its changes are counted one after the other and readers miss none.
 */
export async function writeRecord(
  db: Db,
  place: { space: Uint8Array; id: Uint8Array; base: number },
  sealed: Uint8Array | null,
): Promise<Written> {
  return db.transaction().execute(async (transaction) => {
    const space = await transaction
      .selectFrom("private_plane.space")
      .select(["head", "records", "bytes"])
      .where("id", "=", place.space)
      .forUpdate()
      .executeTakeFirst();
    if (space === undefined) return { outcome: "no-space" };
    const current = await transaction
      .selectFrom("private_plane.record")
      .select(["revision", "change", "sealed"])
      .where("space", "=", place.space)
      .where("id", "=", place.id)
      .executeTakeFirst();
    if (current !== undefined && current.revision === place.base + 1 && sameContent(current.sealed, sealed)) {
      return { outcome: "written", revision: current.revision, change: current.change };
    }
    if (current === undefined && sealed === null) return { outcome: "no-record" };
    if ((current?.revision ?? 0) !== place.base) return { outcome: "conflict", current: current ?? null };
    const records = space.records + (current === undefined ? 1 : 0);
    const bytes = space.bytes + (sealed?.length ?? 0) - (current?.sealed?.length ?? 0);
    const grows = bytes > space.bytes || records > space.records;
    if (grows && (records > limits.recordsPerSpaceMax || bytes > limits.spaceBytesMax)) return { outcome: "full" };
    const change = space.head + 1;
    const revision = place.base + 1;
    await storeRecord(transaction, { space: place.space, id: place.id, revision, change, sealed });
    await transaction
      .updateTable("private_plane.space")
      .set({ head: change, records, bytes })
      .where("id", "=", place.space)
      .execute();
    return { outcome: "written", revision, change };
  });
}

async function storeRecord(transaction: Transaction<Tables>, row: Tables["private_plane.record"]): Promise<void> {
  await transaction
    .insertInto("private_plane.record")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["space", "id"]).doUpdateSet({ revision: row.revision, change: row.change, sealed: row.sealed }),
    )
    .execute();
}

function sameContent(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null) return a === b;
  return Buffer.compare(a, b) === 0;
}
