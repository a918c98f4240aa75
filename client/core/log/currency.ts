import { identityOf } from "../../../crypto/protocol/log-entry.ts";
import type { KnownEntry, Replica } from "./replica.ts";
import type { ShownStatement } from "./shown-statement.ts";

/**
 * A statement that is not what the log has of it.
 * `absent`: the log has nothing of this identity. `ahead`: a newer revision than the log's newest. `behind`: an older
 * one. `other`: the same revision, another text. `missing`: the log has it, and the catalogue does not show it.
 */
export interface Discrepancy {
  readonly identity: string;
  readonly kind: "absent" | "ahead" | "behind" | "other" | "missing";
  readonly shown: ShownStatement | null;
  readonly logged: KnownEntry | null;
}

/** Whose words decide what is shown: what they said must be there, as the log has it. */
export interface Authorities {
  readonly instance: string | null;
  readonly stewards: ReadonlySet<string>;
}

/** How a statement stands to the log; null when it is exactly the log's newest of its identity. */
export function discrepancyOf(shown: ShownStatement, replica: Pick<Replica, "newest">): Discrepancy | null {
  const identity = identityOf({ ...shown, subject: shown.type === "instance" ? shown.author : shown.subject });
  const logged = replica.newest(identity);
  const kind =
    logged === null
      ? "absent"
      : shown.revision > logged.revision
        ? "ahead"
        : shown.revision < logged.revision
          ? "behind"
          : shown.digest === logged.digest
            ? null
            : "other";
  return kind === null ? null : { identity, kind, shown, logged };
}

/** All that the catalogue shows otherwise than the log has it, or leaves out of what decides who is in the market, and by which key. */
export function discrepancies(
  shown: readonly ShownStatement[],
  replica: Pick<Replica, "newest" | "entriesBy" | "entriesOf">,
  { instance, stewards }: Authorities,
): Discrepancy[] {
  const found: Discrepancy[] = [];
  const present = new Set<string>();
  for (const statement of shown) {
    const discrepancy = discrepancyOf(statement, replica);
    if (discrepancy !== null) found.push(discrepancy);
    present.add(`${statement.type} ${statement.author} ${statement.subject}`);
    if (statement.type === "instance") present.add(`instance ${statement.author} ${statement.author}`);
  }
  const decisive: KnownEntry[] = [...stewards]
    .flatMap((steward) => replica.entriesBy(steward))
    .filter(({ type }) => type === "accreditation" || type === "recovery");
  // Whoever does not hear that a key has passed on goes on believing it.
  decisive.push(...replica.entriesOf("succession"));
  const own = instance === null ? null : replica.newest(`instance ${instance} ${instance}`);
  if (own !== null) decisive.push(own);
  for (const entry of decisive) {
    const identity = identityOf(entry);
    if (present.has(identity)) continue;
    present.add(identity);
    found.push({ identity, kind: "missing", shown: null, logged: replica.newest(identity) });
  }
  return found;
}

/**
 * Of what differed before both sides were asked again, what differs in the same way still: a catalogue that was behind,
 * and is still behind what the log had then; one that was ahead, and of which the log still has nothing. What the market
 * said in between is none of it.
 */
export function lasting(before: readonly Discrepancy[], after: readonly Discrepancy[]): Discrepancy[] {
  const now = new Map(after.map((discrepancy) => [discrepancy.identity, discrepancy]));
  return before.flatMap((was) => {
    const is = now.get(was.identity);
    if (is === undefined || !standsStill(was, is)) return [];
    return [is];
  });
}

function standsStill(was: Discrepancy, is: Discrepancy): boolean {
  switch (was.kind) {
    case "behind":
    case "missing":
      // The catalogue was asked anew: it has to be at least as new as the log was.
      return is.kind === "missing" || (is.shown?.revision ?? 0) < (was.logged?.revision ?? 0) || is.kind === "other";
    case "ahead":
    case "absent":
      // The log was asked anew: it has to have at least what the catalogue showed.
      return (is.logged?.revision ?? 0) < (was.shown?.revision ?? 0) || is.kind === "other";
    case "other":
      return is.kind === "other";
  }
}
