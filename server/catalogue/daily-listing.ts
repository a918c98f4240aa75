import { fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import { digestName } from "../../crypto/hash.ts";
import { encodeListing } from "../../crypto/protocol/catalogue-listing.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { Db } from "../database/open-database.ts";
import { addDays, type Clock, dayOf } from "../days.ts";
import { type StatementBook, subjectOf } from "../statements/statement-book.ts";
import type { Statements } from "../statements/statements.ts";
import { deleteListings, writeListing } from "./listing-store.ts";

/** How long the listing of a day can be fetched; its hash stays in the log. */
export const listingKeptDays = 14;

/** The listing of all that readers are shown now, but for the statement about the last listing. */
export function currentListing(book: StatementBook): { bytes: Uint8Array; statements: number } {
  const listed = [...book.all()].filter(({ statement }) => statement.type !== "catalogue" && book.isListed(statement));
  const bytes = encodeListing(
    listed.map(({ statement, digest }) => ({
      type: statement.type,
      author: statement.author,
      subject: subjectOf(statement),
      revision: statement.revision,
      digest,
    })),
  );
  return { bytes, statements: listed.length };
}

/**
 * Once a day: writes down what the catalogue shows and says so in a statement of the operator, so that a reader who was
 * shown something else can prove it. Does nothing while the instance does not name this server, or when it was done today.
 */
export async function listCatalogue(parts: {
  readonly db: Db;
  readonly clock: Clock;
  readonly statements: Statements;
  readonly operator: SigningKeyPair;
}): Promise<void> {
  const { db, clock, statements, operator } = parts;
  const { book } = statements;
  const today = dayOf(clock());
  await deleteListings(db, addDays(today, -listingKeptDays));
  const author = toBase64url(operator.publicKey);
  if (book.instance()?.statement.body.operator !== author) return;
  const last = book.get("catalogue", author, "catalogue");
  if (last !== null && last.statement.issuedOn >= today) return;
  const { bytes, statements: count } = currentListing(book);
  const listing = digestName(bytes);
  // Before the statement that names it: whoever reads that can fetch it.
  await writeListing(db, fromBase64url(listing), today, bytes);
  const { wire } = makeStatement(
    {
      v: 1,
      type: "catalogue",
      author,
      subject: "catalogue",
      revision: (last?.statement.revision ?? 0) + 1,
      issuedOn: today,
      body: { listing, statements: count },
    },
    operator,
  );
  await statements.accept(wire).catch((thrown: unknown) => {
    // Another server of the same database was first.
    if (!isCodedError(thrown, "statement/old-revision")) throw thrown;
  });
}
