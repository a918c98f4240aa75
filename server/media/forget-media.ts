import { toBase64url } from "../../crypto/bytes.ts";
import type { Db } from "../database/open-database.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import type { StatementBook } from "../statements/statement-book.ts";
import {
  deleteUnnamedBefore,
  deleteUnnamedOf,
  markUnnamed,
  partiesWithMediaBefore,
  readNaming,
} from "./media-store.ts";
import { allNamed } from "./named-pictures.ts";

/** Days after which pictures are deleted whose party never introduced itself. */
const strangerDays = 7;
/** Days for which a picture is kept that no current statement names: a draft may wait a season for its publishing. */
const unnamedDays = 90;

/** Deletes pictures of keys that never became a party, and those that no current statement has named for a season. */
export async function expireMedia(db: Db, clock: Clock, book: StatementBook): Promise<void> {
  const today = dayOf(clock());
  const named = allNamed(book);
  const [dropped, taken]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const { digest, unnamed_on: since } of await readNaming(db)) {
    const isNamed = named.has(toBase64url(digest));
    if (isNamed && since !== null) taken.push(digest);
    if (!isNamed && since === null) dropped.push(digest);
  }
  await markUnnamed(db, taken, null);
  await markUnnamed(db, dropped, today);
  const strange = addDays(today, -strangerDays);
  for (const party of await partiesWithMediaBefore(db, strange)) {
    const name = toBase64url(party);
    if (book.get("party", name, name) === null) await deleteUnnamedOf(db, party, strange);
  }
  await deleteUnnamedBefore(db, addDays(today, -unnamedDays));
}
