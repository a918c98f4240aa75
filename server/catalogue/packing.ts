import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementType } from "../../crypto/protocol/exports.ts";

/** Where a type comes in reading order: who there is first, keys, which do not compress, last. */
const ranks: Record<StatementType, number> = {
  instance: 0,
  accreditation: 0,
  party: 0,
  shelf: 1,
  stock: 2,
  "delivery-offer": 3,
  "inbox-key": 4,
  "token-key": 4,
  catalogue: 4,
  succession: 0,
  recovery: 0,
  release: 4,
};

/** Raw bytes at which a part ends, by rank: text shrinks to about a sixth, random keys to three quarters. */
const partBytes: readonly number[] = [160_000, 320_000, 320_000, 320_000, 80_000];

function sortKey({ statement }: SignedStatement): string {
  return `${ranks[statement.type]} ${statement.author} ${statement.type} ${statement.subject}`;
}

/** Statements in reading order; one party's stay together within their rank. */
export function inReadingOrder(statements: Iterable<SignedStatement>): SignedStatement[] {
  const keyed = [...statements].map((signed) => [sortKey(signed), signed] as const);
  keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return keyed.map(([, signed]) => signed);
}

/** One author in four may end a part: the last character of a key is even chance. */
function mayEndAfter({ statement }: SignedStatement): boolean {
  return statement.author.charCodeAt(20) % 4 === 0;
}

/**
 * Cuts statements in reading order into parts that become packs. Where a part ends depends on the authors near it, not on
 * what came before: a change makes new only the part it is in, and at most the next.
 */
export function intoParts(ordered: readonly SignedStatement[]): SignedStatement[][] {
  const parts: SignedStatement[][] = [];
  let part: SignedStatement[] = [];
  let bytes = 0;
  const end = () => {
    if (part.length > 0) parts.push(part);
    part = [];
    bytes = 0;
  };
  for (const [index, signed] of ordered.entries()) {
    const rank = ranks[signed.statement.type];
    const full = partBytes[rank]!;
    if (part.length > 0 && bytes + signed.wire.length > full) end();
    part.push(signed);
    bytes += signed.wire.length;
    const next = ordered[index + 1];
    const lastOfRank = next === undefined || ranks[next.statement.type] !== rank;
    const lastOfAuthor = next?.statement.author !== signed.statement.author;
    if (lastOfRank || (bytes >= full / 2 && lastOfAuthor && mayEndAfter(signed))) end();
  }
  return parts;
}
