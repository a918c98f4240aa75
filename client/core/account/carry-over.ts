import { type Json, mergeFor } from "../merge.ts";
import type { LocalSpace } from "../spaces/local-space.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/**
 * What goes along into another space, as a change of each subject: what a visitor had on this device, and what a space of
 * before had not yet sent. Read before that space is stopped.
 */
export function carriedOver(before: SyncedSpace | null, local: LocalSpace): Map<string, (current: Json) => Json> {
  const carried = new Map<string, Json>();
  for (const { subject } of before?.waiting ?? []) carried.set(subject, before?.get<Json>(subject) ?? null);
  for (const { subject, value } of local.list<Json>("")) carried.set(subject, value);
  const changes = new Map<string, (current: Json) => Json>();
  for (const [subject, value] of carried) {
    if (value !== null) changes.set(subject, (current) => mergeFor(subject)(null, value, current));
  }
  return changes;
}
