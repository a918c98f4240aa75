import { membershipOf, membershipPrefix, type MembershipRecord } from "../membership.ts";
import type { Space } from "../space.ts";

const dump = (space: Space): Record<string, unknown> =>
  Object.fromEntries(space.list("").map(({ subject, value }) => [subject, value]));

/** Everything a person holds, decrypted, as JSON: their own records, and those of each party they have a seat at. */
export async function exportText(
  personal: Space,
  partySpace: (partyId: string) => Promise<Space>,
  now: number,
): Promise<string> {
  const seats = personal.list<MembershipRecord>(membershipPrefix).map(({ value }) => membershipOf(value));
  const parties = await Promise.all(seats.map(async ({ partyId }) => [partyId, dump(await partySpace(partyId))]));
  const exportedOn = new Date(now).toISOString();
  const everything = { v: 1, exportedOn, personal: dump(personal), parties: Object.fromEntries(parties) as unknown };
  return JSON.stringify(everything, null, 2);
}
