import { type Json, mergeFor, sameJson } from "../merge.ts";
import type { Entry } from "./record-cache.ts";

/** How much of what was sent without an answer is kept of a record. */
const sentMax = 4;

/** An entry for something that was never written. */
export function newEntry(recordId: string): Entry {
  return { recordId, subject: null, value: null, base: null, revision: 0, dirty: false, since: null, stamp: 0 };
}

/** What an entry becomes by a local change at `now` (milliseconds since 1970); null when nothing changes. */
export function changedEntry(known: Entry, subject: string, next: Json, now: number): Entry | null {
  if (next === known.value || sameJson(next, known.value)) return null;
  return {
    ...known,
    subject,
    value: next,
    // What is stored without a base is its own.
    base: known.dirty ? known.base : known.value,
    dirty: true,
    since: known.since ?? new Date(now).toISOString(),
    stamp: known.stamp + 1,
  };
}

/** An entry that is about to be sent, with what it says: itself where that is noted already. */
export function sentEntry(entry: Entry): Entry {
  const { sent = [], value } = entry;
  if (sent.some((one) => sameJson(one, value))) return entry;
  return { ...entry, sent: [...sent, value].slice(-sentMax), stamp: entry.stamp + 1 };
}

/** What an entry becomes when the server shows `value` as `revision`; `subject` is null for a deletion that names none. */
export function arrivedEntry(
  known: Entry | undefined,
  recordId: string,
  subject: string | null,
  value: Json,
  revision: number,
): Entry {
  const stamp = (known?.stamp ?? 0) + 1;
  const named = subject ?? known?.subject ?? null;
  if (known?.dirty !== true || named === null) {
    return { recordId, subject: named, value, base: value, revision, dirty: false, since: null, stamp };
  }
  const { sent = [], ...held } = known;
  // Said by this device itself, before a reload or before the answer was lost: what was written since goes on from there.
  const isOwn = revision === held.revision + 1 && sent.some((one) => sameJson(one, value));
  const merged = mergeFor(named)(isOwn ? value : held.base, held.value, value);
  const dirty = !sameJson(merged, value);
  return {
    ...held,
    subject: named,
    value: merged,
    base: value,
    revision,
    dirty,
    since: dirty ? held.since : null,
    stamp,
  };
}
