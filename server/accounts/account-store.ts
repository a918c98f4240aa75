import { randomBytes } from "node:crypto";
import type { Insertable, Transaction } from "kysely";
import type { Db } from "../database/open-database.ts";
import type { Tables } from "../database/schema.ts";

type WrapperRow = Tables["private_plane.wrapper"];

/** What opens a wrapper: a passkey, or the hash of the recovery code's lookup. */
export type WayIn =
  | { readonly kind: "passkey"; readonly credentialId: Uint8Array; readonly publicKey: Uint8Array }
  | { readonly kind: "recovery-code"; readonly lookupHash: Uint8Array };

/** A wrapper's content: see `crypto/keyring.ts`. */
export interface WrapperContent {
  readonly kemPublicKey: Uint8Array;
  readonly wrappedSecret: Uint8Array;
  readonly sealedKeyring: Uint8Array;
}

/** The keyring sealed to other wrappers, by wrapper id in base64url, at the epoch that it becomes. */
export interface Resealing {
  readonly epoch: number;
  readonly keyrings: ReadonlyMap<string, Uint8Array>;
}

/** What became of a change of an account's wrappers. */
export type Changed =
  | { readonly outcome: "changed"; readonly wrapperId: Uint8Array }
  | { readonly outcome: "no-account" | "wrong-epoch" | "wrong-wrappers" | "exists" | "too-many" | "last-way" };

/** A wrapper with the account it belongs to, found by its way in. */
export interface FoundWrapper extends WrapperContent {
  readonly id: Uint8Array;
  readonly account: Uint8Array;
  readonly epoch: number;
  readonly credentialPublicKey: Uint8Array | null;
}

const idBytes = 16;

function wrapperRow(account: Uint8Array, wayIn: WayIn, content: WrapperContent, today: string): Insertable<WrapperRow> {
  const passkey = wayIn.kind === "passkey" ? wayIn : null;
  return {
    id: randomBytes(idBytes),
    account,
    kind: wayIn.kind,
    credential_id: passkey?.credentialId ?? null,
    credential_public_key: passkey?.publicKey ?? null,
    lookup_hash: wayIn.kind === "recovery-code" ? wayIn.lookupHash : null,
    kem_public_key: content.kemPublicKey,
    wrapped_secret: content.wrappedSecret,
    sealed_keyring: content.sealedKeyring,
    created_on: today,
    used_on: today,
  };
}

function isUniqueViolation(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "23505";
}

/** Makes an account with its first wrapper. Returns the wrapper's id; `null` when its way in is taken. */
export async function createAccount(
  db: Db,
  account: Uint8Array,
  wayIn: WayIn,
  content: WrapperContent,
  today: string,
): Promise<Uint8Array | null> {
  const row = wrapperRow(account, wayIn, content, today);
  try {
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("private_plane.account")
        .values({ id: account, epoch: 1, created_on: today })
        .execute();
      await transaction.insertInto("private_plane.wrapper").values(row).execute();
    });
  } catch (thrown) {
    if (isUniqueViolation(thrown)) return null;
    throw thrown;
  }
  return row.id;
}

/** The wrapper that a credential or a lookup opens, `null` when there is none. */
export async function findWrapper(
  db: Db,
  by: { credentialId: Uint8Array } | { lookupHash: Uint8Array },
): Promise<FoundWrapper | null> {
  const query = db
    .selectFrom("private_plane.wrapper as wrapper")
    .innerJoin("private_plane.account as account", "account.id", "wrapper.account")
    .select([
      "wrapper.id",
      "wrapper.account",
      "account.epoch",
      "wrapper.credential_public_key as credentialPublicKey",
      "wrapper.kem_public_key as kemPublicKey",
      "wrapper.wrapped_secret as wrappedSecret",
      "wrapper.sealed_keyring as sealedKeyring",
    ]);
  const found =
    "credentialId" in by
      ? query.where("wrapper.credential_id", "=", by.credentialId)
      : query.where("wrapper.lookup_hash", "=", by.lookupHash);
  return (await found.executeTakeFirst()) ?? null;
}

/** Notes the day on which a way in was last used. */
export async function markUsed(db: Db, wrapperId: Uint8Array, today: string): Promise<void> {
  await db
    .updateTable("private_plane.wrapper")
    .set({ used_on: today })
    .where("id", "=", wrapperId)
    .where("used_on", "<", today)
    .execute();
}

/** Epoch and wrappers of an account, oldest wrapper first; `null` when it was deleted. */
export async function readAccount(db: Db, account: Uint8Array) {
  const row = await db.selectFrom("private_plane.account").select("epoch").where("id", "=", account).executeTakeFirst();
  if (row === undefined) return null;
  const wrappers = await db
    .selectFrom("private_plane.wrapper")
    .select(["id", "kind", "kem_public_key", "created_on", "used_on", "credential_id"])
    .where("account", "=", account)
    .orderBy("created_on")
    .orderBy("id")
    .execute();
  return { epoch: row.epoch, wrappers };
}

/** Deletes an account with its wrappers and sessions. */
export async function deleteAccount(db: Db, account: Uint8Array): Promise<void> {
  await db.deleteFrom("private_plane.account").where("id", "=", account).execute();
}

/** Locks an account and compares: `null` when it is at the epoch before `epoch`. */
async function lockAtEpoch(
  transaction: Transaction<Tables>,
  account: Uint8Array,
  epoch: number,
): Promise<"no-account" | "wrong-epoch" | null> {
  const row = await transaction
    .selectFrom("private_plane.account")
    .select("epoch")
    .where("id", "=", account)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return "no-account";
  return row.epoch + 1 === epoch ? null : "wrong-epoch";
}

async function reseal(transaction: Transaction<Tables>, account: Uint8Array, resealing: Resealing): Promise<void> {
  for (const [id, sealedKeyring] of resealing.keyrings) {
    await transaction
      .updateTable("private_plane.wrapper")
      .set({ sealed_keyring: sealedKeyring })
      .where("account", "=", account)
      .where("id", "=", Buffer.from(id, "base64url"))
      .execute();
  }
  await transaction
    .updateTable("private_plane.account")
    .set({ epoch: resealing.epoch })
    .where("id", "=", account)
    .execute();
}

async function wrapperIds(transaction: Transaction<Tables>, account: Uint8Array) {
  const rows = await transaction
    .selectFrom("private_plane.wrapper")
    .select(["id", "kind"])
    .where("account", "=", account)
    .execute();
  return rows.map((row) => ({ kind: row.kind, name: Buffer.from(row.id).toString("base64url") }));
}

/**
 * Adds a wrapper and re-seals the keyring to all others at once. A recovery code takes the place of the one before. The
 * others must be named one by one: a device that does not know of all of them must look again first.
 */
export async function addWrapper(
  db: Db,
  account: Uint8Array,
  wayIn: WayIn,
  content: WrapperContent,
  resealing: Resealing,
  settings: { today: string; passkeysMax: number },
): Promise<Changed> {
  const row = wrapperRow(account, wayIn, content, settings.today);
  try {
    return await db.transaction().execute(async (transaction): Promise<Changed> => {
      const refused = await lockAtEpoch(transaction, account, resealing.epoch);
      if (refused !== null) return { outcome: refused };
      const present = await wrapperIds(transaction, account);
      const replaced = wayIn.kind === "recovery-code" ? "recovery-code" : null;
      const staying = present.filter((wrapper) => wrapper.kind !== replaced);
      if (!sameNames(staying, resealing)) return { outcome: "wrong-wrappers" };
      const passkeys = present.filter((wrapper) => wrapper.kind === "passkey").length;
      if (wayIn.kind === "passkey" && passkeys >= settings.passkeysMax) return { outcome: "too-many" };
      if (replaced !== null) {
        await transaction
          .deleteFrom("private_plane.wrapper")
          .where("account", "=", account)
          .where("kind", "=", replaced)
          .execute();
      }
      await transaction.insertInto("private_plane.wrapper").values(row).execute();
      await reseal(transaction, account, resealing);
      return { outcome: "changed", wrapperId: row.id };
    });
  } catch (thrown) {
    if (isUniqueViolation(thrown)) return { outcome: "exists" };
    throw thrown;
  }
}

function sameNames(present: readonly { name: string }[], resealing: Resealing): boolean {
  return present.length === resealing.keyrings.size && present.every((wrapper) => resealing.keyrings.has(wrapper.name));
}

/** Rotates the keyring: wrappers that are not named are removed. At least one stays, and only present ones are named. */
export async function rotateKeyring(db: Db, account: Uint8Array, resealing: Resealing): Promise<Changed["outcome"]> {
  return db.transaction().execute(async (transaction) => {
    const refused = await lockAtEpoch(transaction, account, resealing.epoch);
    if (refused !== null) return refused;
    if (resealing.keyrings.size === 0) return "last-way";
    const present = await wrapperIds(transaction, account);
    const staying = present.filter((wrapper) => resealing.keyrings.has(wrapper.name));
    if (staying.length !== resealing.keyrings.size) return "wrong-wrappers";
    await transaction
      .deleteFrom("private_plane.wrapper")
      .where("account", "=", account)
      .where(
        "id",
        "not in",
        staying.map((wrapper) => Buffer.from(wrapper.name, "base64url")),
      )
      .execute();
    await reseal(transaction, account, resealing);
    return "changed";
  });
}
