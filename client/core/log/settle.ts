import { type Discrepancy, lasting } from "./currency.ts";

/**
 * How long is waited before both sides are asked again once the catalogue stayed behind the log: a busy server has in its
 * log what it packs only a moment later. What stays behind after the last is a contradiction.
 */
const patienceMs: readonly number[] = [200, 600, 1_500];
/** How often both sides are asked again when they differ, before the rest is left for the next time. */
const roundsMax = patienceMs.length + 1;

/** What came of holding the catalogue against the log. */
export type Settled =
  /** `unsettled`: what is shown of single parties and is not in the log, or not yet. */
  | { readonly outcome: "settled"; readonly unsettled: readonly Discrepancy[] }
  | {
      readonly outcome: "grave";
      readonly reason: "outdated" | "substituted";
      readonly grave: readonly Discrepancy[];
    }
  /** The log itself was refused when it was asked again. */
  | { readonly outcome: "refused" };

/**
 * Asks both sides again while they differ: the market goes on speaking while somebody looks, and only what differs in the
 * same way still, after both were asked, is a contradiction; where the catalogue is only behind, after some patience.
 * @param parts.known differences that were looked into before: alone they ask for no new look
 * @param parts.askAgain asks catalogue and log anew; false when the log was refused
 * @param parts.pause resolves after so many milliseconds
 */
export async function settle(parts: {
  readonly known: readonly Discrepancy[];
  readonly differences: () => Discrepancy[];
  readonly askAgain: () => Promise<boolean>;
  readonly pause: (ms: number) => Promise<void>;
}): Promise<Settled> {
  let before: Discrepancy[] | null = null;
  let unsettled: readonly Discrepancy[] = [];
  for (let round = 0; round <= roundsMax; round++) {
    const now = parts.differences();
    const still: Discrepancy[] = before === null ? [] : lasting(before, now);
    const grave = still.filter((discrepancy) => partyOf(discrepancy).length === 0);
    if (grave.length > 0) {
      const outdated = grave.every(({ kind }) => kind === "behind" || kind === "missing");
      const patience = outdated ? patienceMs[round - 1] : undefined;
      if (patience === undefined) return { outcome: "grave", reason: outdated ? "outdated" : "substituted", grave };
      await parts.pause(patience);
    }
    const known = new Set([...parts.known, ...still.filter((one) => !grave.includes(one))].map(sameness));
    if (now.every((discrepancy) => known.has(sameness(discrepancy)))) return { outcome: "settled", unsettled: now };
    unsettled = still;
    if (round === roundsMax) break;
    before = now;
    if (!(await parts.askAgain())) return { outcome: "refused" };
  }
  return { outcome: "settled", unsettled };
}

/** The party that a discrepancy concerns when it concerns no more than one: what is shown of it was never logged. */
export function partyOf({ kind, shown }: Discrepancy): string[] {
  if (kind !== "absent" || shown === null) return [];
  if (shown.type === "party") return [shown.author];
  if (shown.type === "succession") return [shown.author];
  return shown.type === "accreditation" || shown.type === "recovery" ? [shown.subject] : [];
}

/** The same difference as one that was looked into already. */
function sameness({ identity, kind, shown, logged }: Discrepancy): string {
  return [identity, kind, shown?.digest ?? "", logged?.digest ?? ""].join(" ");
}
