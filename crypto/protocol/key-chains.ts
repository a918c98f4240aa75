import { limits } from "./limits.ts";
import type { StatementOf } from "./statements.ts";
import { recoveryDelayHours, recoveryEffectiveAt } from "./succession.ts";

// Whose key is whose
//
// A party is called by its first key for good: by that name orders, baskets, favourites and other parties' pages know it,
// whatever key speaks for it today. A succession leads to the next key at once, a recovery by a steward 72 hours after the
// end of its day, unless the party itself passed its key on meanwhile. Links that contradict each other lead nowhere.

/** A key of a party passed on to the next one. */
export interface KeyLink {
  readonly kind: "succession" | "recovery";
  readonly old: string;
  readonly next: string;
  /** Day of the statement, YYYY-MM-DD. */
  readonly on: string;
  /** Milliseconds since 1970; 0 for a succession, which counts at once. */
  readonly countsAt: number;
  /** Who signed it: the old key, or a steward. */
  readonly author: string;
  /** SHA-256 of the statement, 43 characters. */
  readonly digest: string;
  /** What the steward wrote. */
  readonly reason?: StatementOf<"recovery">["body"]["reason"];
}

type Named<T extends "succession" | "recovery"> = { readonly statement: StatementOf<T>; readonly digest: string };

/** What only a reader of the log knows about a link. */
export interface LinkFacts {
  /** By digest of a recovery: before that moment (milliseconds since 1970) it was not in the log. */
  readonly loggedAfter: ReadonlyMap<string, number>;
  /** Digests of the recoveries that the log was seen to hold; null while it was not read. */
  readonly logged: ReadonlySet<string> | null;
  /** Keys that, by the log, passed on to more than one key. */
  readonly contested: ReadonlySet<string>;
}

/** Nothing is known of the log. */
export const noFacts: LinkFacts = { loggedAfter: new Map(), logged: null, contested: new Set() };

/** Every party's keys at one moment. Keys of which nothing is said are a party of their own. */
export interface KeyChains {
  /** The first key of the party that a key belongs, or belonged, to. */
  rootOf(key: string): string;
  /** The key that speaks for a party now, by any of its keys. */
  currentOf(key: string): string;
  /** All keys of a party up to the present one, oldest first. */
  keysOf(key: string): readonly string[];
  /** How a party came from key to key, oldest first; empty for most. */
  linksOf(key: string): readonly KeyLink[];
  /** The recovery of a party's present key that does not count yet; null when there is none. */
  pendingOf(key: string): KeyLink | null;
  /** Whether a key waits for its recovery to count: until then it is nobody. */
  isWaiting(key: string): boolean;
  /** Whether a party's present key said two things about what follows it: then nothing follows. */
  isContested(key: string): boolean;
  /** All links that count. */
  readonly links: readonly KeyLink[];
  /** When this changes by itself, milliseconds since 1970; infinity when it does not. */
  readonly until: number;
}

/**
 * The recovery of a key that counts, now or later: of a current steward, the newest; of one day the first steward's.
 * @param of the recovery that a steward has said of this key; null when none
 */
export function newestRecovery<R extends { readonly statement: StatementOf<"recovery"> }>(
  stewards: readonly string[],
  of: (steward: string) => R | null,
): R | null {
  let newest: R | null = null;
  for (const steward of stewards) {
    const found = of(steward);
    if (found !== null && (newest === null || found.statement.issuedOn > newest.statement.issuedOn)) newest = found;
  }
  return newest;
}

const hourMs = 3_600_000;

function recoveryLink({ statement, digest }: Named<"recovery">, now: number, facts: LinkFacts): KeyLink {
  const { subject, author, issuedOn, body } = statement;
  // Whoever dates one back does not skip its delay on devices that know when the log did not have it; one that the log,
  // as it was last read, does not hold begins to wait when it does.
  const isNew = facts.logged !== null && !facts.logged.has(digest);
  const after = isNew ? now : (facts.loggedAfter.get(digest) ?? Number.NEGATIVE_INFINITY);
  const countsAt = Math.max(recoveryEffectiveAt(statement), after + recoveryDelayHours * hourMs);
  return {
    kind: "recovery",
    old: subject,
    next: body.next,
    on: issuedOn,
    countsAt,
    author,
    digest,
    reason: body.reason,
  };
}

/** The newest recovery of each key that has not passed on by itself. */
function recoveryLinks(
  recoveries: readonly Named<"recovery">[],
  stewards: readonly string[],
  passedOn: ReadonlySet<string>,
  now: number,
  facts: LinkFacts,
): KeyLink[] {
  const about = new Map<string, Map<string, Named<"recovery">>>();
  for (const one of recoveries) {
    const { subject, author } = one.statement;
    about.set(subject, (about.get(subject) ?? new Map<string, Named<"recovery">>()).set(author, one));
  }
  return [...about].flatMap(([subject, bySteward]) => {
    const newest = passedOn.has(subject) ? null : newestRecovery(stewards, (name) => bySteward.get(name) ?? null);
    return newest === null ? [] : [recoveryLink(newest, now, facts)];
  });
}

/** Without links of keys that passed on twice, and without links to a key that two others claim. */
function uncontested(links: readonly KeyLink[], { contested }: LinkFacts): KeyLink[] {
  const claims = new Map<string, number>();
  for (const { next } of links) claims.set(next, (claims.get(next) ?? 0) + 1);
  return links.filter(({ old, next }) => claims.get(next) === 1 && !contested.has(old));
}

/**
 * Joins what was said about keys into chains. Pure: the same statements give the same chains in whatever order they came.
 * Statements must be verified, of each identity the one that counts.
 * @param stewards by whom recoveries count, in the order in which the instance names them
 * @param now milliseconds since 1970
 */
export function linkKeys(
  said: { readonly successions: readonly Named<"succession">[]; readonly recoveries: readonly Named<"recovery">[] },
  stewards: readonly string[],
  now: number,
  facts: LinkFacts = noFacts,
): KeyChains {
  const successions = said.successions.map(({ statement, digest }): KeyLink => {
    const { author, issuedOn, body } = statement;
    return { kind: "succession", old: author, next: body.next, on: issuedOn, countsAt: 0, author, digest };
  });
  const passedOn = new Set(successions.map(({ old }) => old));
  const recoveries = recoveryLinks(said.recoveries, stewards, passedOn, now, facts);
  const all = uncontested([...successions, ...recoveries], facts);
  const counting = new Map(all.filter(({ countsAt }) => countsAt <= now).map((link) => [link.old, link]));
  const later = all.filter(({ countsAt }) => countsAt > now);
  const reached = new Set([...counting.values()].map(({ next }) => next));
  const chains = new Map<string, readonly KeyLink[]>();
  const roots = new Map<string, string>();
  // Chains begin with a key that nobody passed on to: a circle has none, and leads nowhere.
  for (const root of counting.keys()) {
    if (reached.has(root)) continue;
    const links: KeyLink[] = [];
    for (let link = counting.get(root); link !== undefined; link = counting.get(link.next)) {
      if (links.length + 1 >= limits.keysPerPartyMax) break;
      links.push(link);
    }
    chains.set(root, links);
    for (const key of [root, ...links.map(({ next }) => next)]) roots.set(key, root);
  }
  const pending = new Map(later.map((link) => [link.old, link]));
  const waiting = new Set(later.map(({ next }) => next));

  const rootOf = (key: string): string => roots.get(key) ?? key;
  const linksOf = (key: string): readonly KeyLink[] => chains.get(rootOf(key)) ?? [];
  const currentOf = (key: string): string => linksOf(key).at(-1)?.next ?? rootOf(key);
  return {
    rootOf,
    currentOf,
    linksOf,
    keysOf: (key) => [rootOf(key), ...linksOf(key).map(({ next }) => next)],
    pendingOf: (key) => pending.get(currentOf(key)) ?? null,
    isWaiting: (key) => waiting.has(key) && !roots.has(key),
    isContested: (key) => facts.contested.has(currentOf(key)),
    links: [...chains.values()].flat(),
    until: Math.min(Number.POSITIVE_INFINITY, ...later.map(({ countsAt }) => countsAt)),
  };
}

/** Of a market in which no key ever passed on. */
export const noChains: KeyChains = linkKeys({ successions: [], recoveries: [] }, [], 0);
