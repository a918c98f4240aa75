import { limits } from "../../crypto/protocol/limits.ts";
import type { StatementBook } from "../statements/statement-book.ts";

/** Whether more than one key passed on to this one: the shop follows none of them (crypto/protocol/key-chains.ts). */
function isClaimedTwice(book: StatementBook, next: string): boolean {
  const claimants = book
    .claimsOf(next)
    .map(({ statement }) => statement.subject)
    .filter((old) => book.replacementOf(old) === next);
  return new Set(claimants).size > 1;
}

/**
 * The key that a stall has now, by any of its keys; one that was never replaced is its own. Null where keys contradict
 * each other or go round in a circle.
 */
export function presentKey(book: StatementBook, key: string): string | null {
  let present = key;
  for (let count = 0; count < limits.keysPerPartyMax; count++) {
    const next = book.replacementOf(present);
    if (next === null) return present;
    if (isClaimedTwice(book, next)) return null;
    present = next;
  }
  return null;
}
