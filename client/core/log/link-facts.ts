import type { LinkFacts } from "../../../crypto/protocol/key-chains.ts";
import type { LocalStore } from "../platform.ts";
import type { Replica } from "./replica.ts";

const loggedAfterKey = "logged-after";

type LoggedAfter = Readonly<Record<string, number>>;

/**
 * Notes since when recoveries cannot have been in the log: when this device last verified a log without them. Of what it
 * finds on its first visit it knows nothing.
 * @param size entries that were known before
 * @param checkedAt when that was verified, milliseconds since 1970; null on a first visit
 */
export async function noteRecoveries(
  store: LocalStore,
  replica: Pick<Replica, "entriesOf">,
  size: number,
  checkedAt: number | null,
): Promise<void> {
  const fresh = replica.entriesOf("recovery").filter(({ index }) => index >= size);
  if (checkedAt === null || fresh.length === 0) return;
  const kept = ((await store.get("log", loggedAfterKey)) ?? {}) as LoggedAfter;
  const added = Object.fromEntries(fresh.map(({ digest }) => [digest, checkedAt]));
  await store.write([{ table: "log", key: loggedAfterKey, value: { ...added, ...kept } }]);
}

/** What the log says about keys that follow one another. */
export async function linkFactsOf(store: LocalStore, replica: Pick<Replica, "entriesOf">): Promise<LinkFacts> {
  const kept = ((await store.get("log", loggedAfterKey)) ?? {}) as LoggedAfter;
  const said = new Map<string, string>();
  const contested = new Set<string>();
  for (const { author, digest } of replica.entriesOf("succession")) {
    if ((said.get(author) ?? digest) !== digest) contested.add(author);
    said.set(author, digest);
  }
  const logged = new Set(replica.entriesOf("recovery").map(({ digest }) => digest));
  return { loggedAfter: new Map(Object.entries(kept)), logged, contested };
}

/** Whether two readings of the log say the same about keys. */
export function sameFacts(one: LinkFacts, other: LinkFacts): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ loggedAfter, logged, contested }: LinkFacts): string {
  const after = [...loggedAfter].map((one) => one.join(" "));
  return JSON.stringify([after.toSorted(), logged && [...logged].toSorted(), [...contested].toSorted()]);
}
