import type { StatementType } from "../../crypto/protocol/exports.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { agendaSubject } from "../../crypto/protocol/statements.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { addDays, dayOf } from "../days.ts";
import { ProblemError } from "../problems.ts";
import { type StatementBook, subjectOf } from "./statement-book.ts";

/** A device's clock, and its day, may be ahead of the server's. */
const daysAheadMax = 2;
/** All statements of one party together. */
const partyBytesMax = 40 * 1024 * 1024;
/** What a party that no steward knows may put on the server, and on every reader's device. */
const unaccredited = { partiesMax: 2_000, bytesMax: 4 * 1024 * 1024, listedStatementBytesMax: 64 * 1024 } as const;

const unlimited = new Set<StatementType>([
  "instance",
  "accreditation",
  "token-key",
  "release",
  "catalogue",
  "recovery",
]);

/** Whether a type is said by the instance, its stewards and its server only, for whom there are no quotas. */
export function isUnlimited(type: StatementType): boolean {
  return unlimited.has(type);
}

/**
 * Decides whether a verified statement may be taken in at `now`, Unix milliseconds. Returns `repeated` for the very bytes that are current.
 * Throws `statement/not-allowed`, `statement/succeeded`, `statement/early`, `statement/future`, `statement/past`, `statement/old-revision`, `statement/quota`, `statement/too-large`.
 */
export function judgeStatement(
  book: StatementBook,
  instanceKey: string | null,
  signed: SignedStatement,
  now: number,
): "new" | "repeated" {
  const today = dayOf(now);
  const { statement, digest } = signed;
  const current = book.get(statement.type, statement.author, subjectOf(statement));
  if (current?.digest === digest) return "repeated";
  if (!mayAuthor(book, instanceKey, signed)) throw new ProblemError("statement/not-allowed");
  if (book.isSucceeded(statement.author, now)) throw new ProblemError("statement/succeeded");
  if (waitsForRecovery(book, statement.author, now)) throw new ProblemError("statement/early");
  judgeSuccession(book, signed, now);
  if (statement.issuedOn > addDays(today, daysAheadMax)) throw new ProblemError("statement/future");
  if (current !== null && current.statement.revision >= statement.revision) {
    throw new ProblemError("statement/old-revision");
  }
  requireRoom(book, signed, current);
  return "new";
}

function mayAuthor(book: StatementBook, instanceKey: string | null, { statement }: SignedStatement): boolean {
  switch (statement.type) {
    case "instance":
      return instanceKey === null || statement.author === instanceKey;
    case "accreditation":
    case "recovery":
      return book.instance()?.statement.body.stewards.includes(statement.author) ?? false;
    case "token-key":
    case "catalogue":
    case "release":
      return statement.author === book.instance()?.statement.body.operator;
    default:
      return true;
  }
}

/** Clocks differ by as much: a statement may still be dated yesterday for so long after midnight, UTC. */
const clocksDifferMs = 3_600_000;

/** Whether a key was given to a party by a recovery that does not count yet: until then it is nobody. */
function waitsForRecovery(book: StatementBook, key: string, now: number): boolean {
  return book.claimsOf(key).some(({ statement }) => {
    const { subject, type } = statement;
    return type === "recovery" && book.recovery(subject)?.statement === statement && !book.isSucceeded(subject, now);
  });
}

/**
 * A party's key passes on to one that has said nothing yet and is nobody else's next one, so that keys are a chain. A
 * recovery is dated when it is made: one of an earlier day would count before anybody saw it. Whoever still has the key can
 * pass it on meanwhile, and that counts.
 */
function judgeSuccession(book: StatementBook, { statement }: SignedStatement, now: number): void {
  const { type, subject, issuedOn, body } = statement;
  if (type !== "succession" && type !== "recovery") return;
  const isParty = book.get("party", subject, subject) !== null;
  const isFresh = book.ofAuthor(body.next).length === 0 && body.next !== book.instance()?.statement.body.operator;
  const isClaimed = book.claimsOf(body.next).some(({ statement: other }) => other.subject !== subject);
  if (!isParty || !isFresh || isClaimed || book.isSucceeded(subject, now)) {
    throw new ProblemError("statement/not-allowed");
  }
  if (keysBefore(book, subject) + 1 >= limits.keysPerPartyMax) throw new ProblemError("statement/quota");
  if (type === "recovery" && issuedOn < dayOf(now - clocksDifferMs)) throw new ProblemError("statement/past");
}

/** How many keys a party had before this one, whoever passed them on. */
function keysBefore(book: StatementBook, key: string): number {
  let count = 0;
  let before: string | undefined = key;
  while (before !== undefined && count < limits.keysPerPartyMax) {
    before = book.claimsOf(before)[0]?.statement.subject;
    if (before !== undefined) count += 1;
  }
  return count;
}

function requireRoom(book: StatementBook, signed: SignedStatement, current: SignedStatement | null): void {
  const { statement, wire } = signed;
  if (isUnlimited(statement.type)) return;
  const own = book.ofAuthor(statement.author);
  const accredited = book.isAccredited(statement.author);
  const bytes = own.reduce((sum, other) => sum + other.wire.length, wire.length - (current?.wire.length ?? 0));
  const perShelf = statement.type === "shelf" || statement.type === "stock";
  // What is taken of an agenda is one statement more, beside the stock of each shelf.
  const shelves = own.filter(
    (other) => other.statement.type === statement.type && other.statement.subject !== agendaSubject,
  );
  const isNewShelf = perShelf && current === null && statement.subject !== agendaSubject;
  if (isNewShelf && shelves.length >= limits.shelvesPerPartyMax) throw new ProblemError("statement/quota");
  if (bytes > (accredited ? partyBytesMax : unaccredited.bytesMax)) throw new ProblemError("statement/quota");
  if (accredited || perShelf || statement.type === "delivery-offer") return;
  // What follows goes into the catalogue although nobody vouches for it yet.
  if (wire.length > unaccredited.listedStatementBytesMax) throw new ProblemError("statement/too-large");
  const isStranger = own.length === 0;
  if (isStranger && book.unaccreditedCount() >= unaccredited.partiesMax) throw new ProblemError("statement/quota");
}
