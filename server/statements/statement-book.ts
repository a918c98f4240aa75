import type { Statement, StatementOf, StatementType } from "../../crypto/protocol/exports.ts";
import { encodeLogEntry, logEntryOf } from "../../crypto/protocol/log-entry.ts";
import { newestRecovery } from "../../crypto/protocol/key-chains.ts";
import { recoveryEffectiveAt } from "../../crypto/protocol/succession.ts";
import { limits } from "../../crypto/protocol/limits.ts";
import { readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { LoggableStatement, StoredStatement } from "./statement-store.ts";

/** Every current statement, in memory: what the rules are checked against and the catalogue is made of. */
export interface StatementBook {
  /** Takes a statement in, over an older revision of its own. Returns whether it was newer. */
  put(signed: SignedStatement): boolean;
  get<T extends StatementType>(type: T, author: string, subject: string): SignedStatement<StatementOf<T>> | null;
  ofAuthor(author: string): readonly SignedStatement[];
  all(): Iterable<SignedStatement>;
  /** The statement that founds the instance, `null` before there is one. */
  instance(): SignedStatement<StatementOf<"instance">> | null;
  /**
   * The judgement about a party that counts: of a current steward, the newest, on one day the gravest; of each steward the
   * one about the latest of the keys that passed on to this one. Null for a party that nobody has judged.
   */
  accreditation(party: string): StatementOf<"accreditation"> | null;
  /** Whether that judgement is "accredited". */
  isAccredited(party: string): boolean;
  /** Whether readers of the catalogue get it: of a party that is not accredited, only who it is and its inbox key. */
  isListed(statement: Statement): boolean;
  /** The recovery of a lost key, whether it counts already or only later: of a current steward, the newest. */
  recovery(party: string): SignedStatement<StatementOf<"recovery">> | null;
  /** Whether a key has passed on to another, by itself or by a recovery that counts at `now`, Unix milliseconds. */
  isSucceeded(party: string, now: number): boolean;
  /** The key that passed on to this one, by itself; null for a party's first key and for one that a steward gave. */
  predecessorOf(key: string): string | null;
  /** The keys that this one passed on to, one after the other. */
  successorsOf(key: string): readonly string[];
  /** The key that follows this one and has introduced itself; null for a key that speaks for itself. */
  replacementOf(party: string): string | null;
  /** Whether another key speaks in the place of this one, and has introduced itself: what this one published is over. */
  isReplaced(party: string): boolean;
  /** The key that speaks for a party now, by any of its keys: the last that has introduced itself. */
  speakerOf(party: string): string;
  /** Statements that name a key as the next one of another, whether they count or not. */
  claimsOf(next: string): readonly SignedStatement<StatementOf<"succession" | "recovery">>[];
  /** Parties that have introduced themselves and are not accredited. */
  unaccreditedCount(): number;
}

/** An instance has one statement whatever subject it names; all others are told apart by theirs. */
export function subjectOf(statement: Pick<Statement, "type" | "author" | "subject">): string {
  return statement.type === "instance" ? statement.author : statement.subject;
}

/** The row of a statement. */
function storedForm({ statement, wire, digest }: SignedStatement): StoredStatement {
  const { type, author, revision, issuedOn } = statement;
  return { type, author, subject: subjectOf(statement), revision, issuedOn, digest, wire };
}

/** A statement as it is written, with its entry of the log. */
export function loggableForm(signed: SignedStatement): LoggableStatement {
  const entry = logEntryOf(signed);
  return { ...storedForm(signed), entry: entry === null ? null : encodeLogEntry(entry) };
}

const listedOfAnyone = new Set<StatementType>([
  "instance",
  "accreditation",
  "party",
  "inbox-key",
  "token-key",
  "catalogue",
  "succession",
  "recovery",
]);

/** What a key that another has taken the place of said about its goods and its mail. */
const ofTheDesk = new Set<StatementType>(["shelf", "stock", "delivery-offer", "inbox-key"]);

const gravity = { accredited: 0, refused: 1, suspended: 2 } as const;

/** Whether one judgement counts before another: the newer does, on one day the graver. */
function outweighs(one: StatementOf<"accreditation">, other: StatementOf<"accreditation">): boolean {
  if (one.issuedOn !== other.issuedOn) return one.issuedOn > other.issuedOn;
  return gravity[one.body.status] > gravity[other.body.status];
}

/** An empty book of the instance whose key `instanceKey` returns. */
export function createStatementBook(instanceKey: () => string | null): StatementBook {
  const authors = new Map<string, Map<string, SignedStatement>>();
  const judgements = new Map<string, Map<string, SignedStatement<StatementOf<"accreditation">>>>();
  /** What names a key as the next one, by that key, then by the identity of the statement. */
  const claims = new Map<string, Map<string, SignedStatement<StatementOf<"succession" | "recovery">>>>();

  const current = <T extends StatementType>(type: T, author: string, subject: string) =>
    (authors.get(author)?.get(`${type} ${subject}`) as SignedStatement<StatementOf<T>> | undefined) ?? null;

  const instance = () => {
    const key = instanceKey();
    return key === null ? null : current("instance", key, key);
  };

  const successionOf = (key: string) => current("succession", key, key)?.statement ?? null;

  const predecessorOf = (key: string): string | null => {
    for (const { statement } of claims.get(key)?.values() ?? []) {
      if (statement.type === "succession" && successionOf(statement.author)?.body.next === key) return statement.author;
    }
    return null;
  };

  const successorsOf = (key: string): string[] => {
    const found: string[] = [];
    for (let next = successionOf(key)?.body.next; next !== undefined; next = successionOf(next)?.body.next) {
      if (found.length >= limits.keysPerPartyMax) break;
      found.push(next);
    }
    return found;
  };

  /** A steward's judgement about a key, or about the latest before it that they judged. */
  const judgementBy = (steward: string, party: string): StatementOf<"accreditation"> | null => {
    let key: string | null = party;
    for (let count = 0; key !== null && count < limits.keysPerPartyMax; count++) {
      const found = judgements.get(key)?.get(steward)?.statement;
      if (found !== undefined) return found;
      key = predecessorOf(key);
    }
    return null;
  };

  const accreditation = (party: string): StatementOf<"accreditation"> | null => {
    let counts: StatementOf<"accreditation"> | null = null;
    for (const steward of instance()?.statement.body.stewards ?? []) {
      const judgement = judgementBy(steward, party);
      if (judgement !== null && (counts === null || outweighs(judgement, counts))) counts = judgement;
    }
    return counts;
  };

  const recovery = (party: string): SignedStatement<StatementOf<"recovery">> | null =>
    newestRecovery(instance()?.statement.body.stewards ?? [], (steward) => current("recovery", steward, party));

  /** The next key, once it has introduced itself: one that waits for its recovery to count says nothing. */
  const replacementOf = (party: string): string | null => {
    const next = successionOf(party)?.body.next ?? recovery(party)?.statement.body.next;
    return next === undefined || current("party", next, next) === null ? null : next;
  };

  const isAccredited = (party: string): boolean => accreditation(party)?.body.status === "accredited";

  return {
    put(signed) {
      const { statement } = signed;
      const own = authors.get(statement.author) ?? new Map<string, SignedStatement>();
      const identity = `${statement.type} ${subjectOf(statement)}`;
      if ((own.get(identity)?.statement.revision ?? 0) >= statement.revision) return false;
      authors.set(statement.author, own.set(identity, signed));
      if (statement.type === "succession" || statement.type === "recovery") {
        const { next } = statement.body;
        claims.set(next, (claims.get(next) ?? new Map()).set(`${identity} ${statement.author}`, signed as never));
      }
      if (statement.type === "accreditation") {
        const about = judgements.get(statement.subject) ?? new Map();
        judgements.set(statement.subject, about.set(statement.author, signed));
      }
      return true;
    },
    get: current,
    ofAuthor: (author) => [...(authors.get(author)?.values() ?? [])],
    *all() {
      for (const own of authors.values()) yield* own.values();
    },
    instance,
    accreditation,
    isAccredited,
    recovery,
    predecessorOf,
    successorsOf,
    replacementOf,
    isReplaced: (party) => replacementOf(party) !== null,
    speakerOf: (party) => {
      let key = party;
      for (let count = 0; count < limits.keysPerPartyMax; count++) key = replacementOf(key) ?? key;
      return key;
    },
    claimsOf: (next) => [...(claims.get(next)?.values() ?? [])],
    isSucceeded(party, now) {
      if (successionOf(party) !== null) return true;
      const found = recovery(party);
      return found !== null && recoveryEffectiveAt(found.statement) <= now;
    },
    isListed(statement) {
      if (statement.type === "instance") return statement.author === instanceKey();
      if (ofTheDesk.has(statement.type) && replacementOf(statement.author) !== null) return false;
      return listedOfAnyone.has(statement.type) || isAccredited(statement.author);
    },
    unaccreditedCount() {
      let count = 0;
      for (const [author, own] of authors) if (own.has(`party ${author}`) && !isAccredited(author)) count += 1;
      return count;
    },
  };
}

/** A stored statement as the book holds it. Its signature was verified when it was accepted. */
export function fromStored(stored: StoredStatement): SignedStatement {
  return readStatement(new Uint8Array(stored.wire));
}
