import { utf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { Item, OrderLine } from "../../../crypto/protocol/exports.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";

/** SHA-256 of an offer: the item as JSON, as a line of an order names what was ordered. */
export function offerDigest(item: Item): string {
  return digestName(utf8(JSON.stringify(item)));
}

/**
 * How long what each line of an order names lasts or is hired for, in minutes; null where it has no length, or where the
 * offer is another by now: an order holds the digest of what was offered, and nothing else may stand beside it.
 */
export function orderedMinutes(
  catalogue: Pick<Catalogue, "published">,
  partyId: string,
  lines: readonly Pick<OrderLine, "item" | "offer">[],
): (number | null)[] {
  return lines.map(({ item, offer }) => {
    const present = catalogue.published(`${partyId}/${item}`)?.item;
    if (present?.service === undefined || offerDigest(present) !== offer) return null;
    return present.service.durationMinutes;
  });
}
