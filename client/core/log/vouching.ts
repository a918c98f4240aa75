import type { Catalogue } from "../catalogue/catalogue.ts";
import type { ShownStatement } from "./shown-statement.ts";

/** What the log is asked about what the catalogue shows. */
export interface Vouching {
  /** Whether the newest that the log holds of this author, type and subject is what the catalogue shows. */
  vouchesFor(type: ShownStatement["type"], author: string, subject: string): boolean;
  /** Whether it holds a party's page, each step from its first key to the present one, and all that stewards said of it. */
  vouchesForParty(partyId: string): boolean;
}

/**
 * Holds what the catalogue shows against the log.
 * @param isNewest whether a statement is the newest of its kind in the log; false for null, and while no log is trusted
 */
export function createVouching(
  catalogue: Pick<Catalogue, "chains" | "loggedOf" | "instanceStatement">,
  isNewest: (shown: ShownStatement | null) => boolean,
): Vouching {
  const vouchesFor: Vouching["vouchesFor"] = (type, author, subject) =>
    isNewest(catalogue.loggedOf(type, author, subject));

  function vouchesForParty(partyId: string): boolean {
    const { chains } = catalogue;
    const key = chains.currentOf(partyId);
    if (chains.isContested(key) || !vouchesFor("party", key, key)) return false;
    const followed = chains.linksOf(key).every(({ kind, author, old }) => vouchesFor(kind, author, old));
    if (!followed) return false;
    const stewards = catalogue.instanceStatement?.body.stewards ?? [];
    const judged = chains
      .keysOf(key)
      .flatMap((each) => stewards.map((steward) => catalogue.loggedOf("accreditation", steward, each)));
    return judged.every((shown) => shown === null || isNewest(shown));
  }

  return { vouchesFor, vouchesForParty };
}
