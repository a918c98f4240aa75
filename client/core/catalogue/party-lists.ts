import type { Party } from "../../../crypto/protocol/exports.ts";
import type { PartyView, StallInBrief } from "../api.ts";
import type { CatalogueViews } from "./catalogue-views.ts";
import type { PartyRow } from "./snapshot.ts";

/** Lists of parties, by name where nothing else is said. */
export interface PartyLists {
  /** Accredited parties; `kind` narrows. */
  parties(kind?: Party["kind"]): readonly PartyView[];
  /** Those of some parties that are there, accredited or not, once each, in the order asked for. */
  partiesNamed(partyIds: readonly string[]): readonly PartyView[];
  /** All accredited parties but stewards. */
  stalls(): readonly StallInBrief[];
  /** Those of some accredited parties that say where they are. */
  onMap(partyIds: readonly string[]): readonly StallInBrief[];
  /** Parties without an accreditation that counts, refused ones included: a steward's work. */
  applicants(): readonly PartyView[];
}

/**
 * @param viewsNow the market of this moment
 * @param language in whose order names stand, ISO 639-1
 */
export function createPartyLists(viewsNow: () => CatalogueViews, language: string | undefined): PartyLists {
  const names = new Intl.Collator(language);
  const byName = <T extends Pick<PartyRow, "party">>(rows: readonly T[]): T[] =>
    rows.toSorted((a, b) => names.compare(a.party.name, b.party.name));
  const isAccredited = ({ accreditation }: PartyRow): boolean => accreditation?.status === "accredited";
  const all = (): readonly PartyRow[] => [...viewsNow().snapshot.parties.values()];
  const rowsNamed = (partyIds: readonly string[]): readonly PartyRow[] => {
    const { parties, chains } = viewsNow().snapshot;
    return [...new Set(partyIds.map(chains.rootOf))].map((id) => parties.get(id)).filter((row) => row !== undefined);
  };

  function inFull(rows: readonly PartyRow[]): readonly PartyView[] {
    const views = viewsNow();
    return rows.map(({ id }) => views.partyView(id)).filter((view) => view !== null);
  }

  function inBrief(rows: readonly PartyRow[]): readonly StallInBrief[] {
    const { distance } = viewsNow();
    return rows.map(({ id, party: { kind, name, trade, category, place, hours, pickup } }) => ({
      id,
      distanceMetres: distance(id),
      party: { kind, name, trade, category, place, hours, pickup },
    }));
  }

  return {
    parties: (kind) =>
      inFull(byName(all().filter((row) => isAccredited(row) && (kind === undefined || row.party.kind === kind)))),
    partiesNamed: (partyIds) => inFull(rowsNamed(partyIds)),
    stalls: () => inBrief(byName(all().filter((row) => isAccredited(row) && row.party.kind !== "steward"))),
    onMap: (partyIds) =>
      inBrief(byName(rowsNamed(partyIds).filter((row) => isAccredited(row) && row.party.place !== undefined))),
    applicants: () => inFull(byName(all().filter((row) => !isAccredited(row) && row.party.kind !== "steward"))),
  };
}
