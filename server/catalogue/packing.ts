import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementType } from "../../crypto/protocol/exports.ts";

/** Where a type comes in reading order: who speaks and who there is first, keys, which do not compress, last. */
const ranks: Record<StatementType, number> = {
  instance: 0,
  accreditation: 0,
  succession: 0,
  recovery: 0,
  party: 1,
  shelf: 2,
  stock: 3,
  "delivery-offer": 4,
  "inbox-key": 5,
  "token-key": 5,
  catalogue: 5,
  release: 5,
};

/** Raw bytes at which a part ends, by rank: text shrinks to about a sixth, random keys to three quarters. */
const partBytes: readonly number[] = [160_000, 160_000, 320_000, 320_000, 320_000, 80_000];

/**
 * How many parts of each rank come before all others: whoever opens a large market reads goods, with their stalls and
 * stock, long before every stall. A rank's parts follow their authors' keys, so that these are of the same stalls.
 */
const leadingParts: readonly number[] = [Number.POSITIVE_INFINITY, 1, 2, 1, 0, 0];

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

/** Raw bytes at which a pack of changes is full: it is merged with no other, and stays as it is. */
export const changesFullBytes = 160_000;

/** Cuts statements in reading order into pieces of at most twice {@link changesFullBytes}, or of one statement. */
export function intoPieces(ordered: readonly SignedStatement[]): SignedStatement[][] {
  const pieces: SignedStatement[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const signed of ordered) {
    bytes += signed.wire.length;
    if (bytes > 2 * changesFullBytes) {
      pieces.push([]);
      bytes = signed.wire.length;
    }
    pieces.at(-1)!.push(signed);
  }
  return pieces;
}

/** Parts in the order in which they are read. */
function leadingFirst(parts: readonly SignedStatement[][]): SignedStatement[][] {
  const seen = leadingParts.map(() => 0);
  const leads = parts.map(([first]) => {
    const rank = ranks[first!.statement.type];
    return seen[rank]!++ < leadingParts[rank]!;
  });
  return [...parts.filter((_, at) => leads[at]), ...parts.filter((_, at) => !leads[at])];
}

/**
 * Cuts statements in reading order into parts that become packs, in the order in which those are read. Where a part ends
 * depends on the authors near it, not on what came before: a change makes new only the part it is in, and at most the next.
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
  return leadingFirst(parts);
}
