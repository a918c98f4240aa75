/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a record becomes when two devices changed it: `base` is what both started from; null is "no record". */
export type Merge = (base: Json, mine: Json, theirs: Json) => Json;

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => sameJson(value as Json, b[index] as Json));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && sameJson(a[key], b[key]));
}

/** Lists whose elements all carry a text `id` are sets: they are merged element by element. */
function identified(value: Json | undefined): ReadonlyMap<string, Json> | null {
  if (!Array.isArray(value)) return null;
  const byId = new Map<string, Json>();
  for (const element of value as readonly Json[]) {
    const id = isObject(element) ? element["id"] : undefined;
    if (typeof id !== "string" || byId.has(id)) return null;
    byId.set(id, element);
  }
  return byId;
}

function mergeIdentified(
  base: ReadonlyMap<string, Json>,
  mine: ReadonlyMap<string, Json>,
  theirs: ReadonlyMap<string, Json>,
): Json[] {
  const ids = new Set([...theirs.keys(), ...mine.keys()]);
  return [...ids].flatMap((id) => {
    const merged = mergeValue(base.get(id), mine.get(id), theirs.get(id));
    return merged === undefined ? [] : [merged];
  });
}

/** `undefined` is "not there". A change wins over a deletion; of two changes of one value, mine, being later. */
function mergeValue(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Json | undefined {
  if (sameJson(mine, theirs) || sameJson(base, mine)) return theirs;
  if (sameJson(base, theirs)) return mine;
  if (mine === undefined) return theirs;
  if (theirs === undefined) return mine;
  if (isObject(mine) && isObject(theirs)) {
    const from = isObject(base) ? base : {};
    const merged: Record<string, Json> = {};
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const value = mergeValue(from[key], mine[key], theirs[key]);
      if (value !== undefined) merged[key] = value;
    }
    return merged;
  }
  const mineById = identified(mine);
  const theirsById = identified(theirs);
  if (mineById && theirsById) return mergeIdentified(identified(base) ?? new Map<string, Json>(), mineById, theirsById);
  return mine;
}

/**
 * The merge of every record that has none of its own: field by field, and element by element in lists of things with an
 * id. What only one side touched is kept from that side; where both changed the same value, the later writer's stands.
 */
export const mergeThreeWay: Merge = (base, mine, theirs) =>
  mergeValue(base ?? undefined, mine ?? undefined, theirs ?? undefined) ?? null;

const merges = new Map<string, Merge>();

/** Gives the records whose subject starts with `prefix` a merge of their own. The longest prefix decides. */
export function registerMerge(prefix: string, merge: Merge): void {
  merges.set(prefix, merge);
}

/** The merge of one subject. */
export function mergeFor(subject: string): Merge {
  let best: readonly [string, Merge] = ["", mergeThreeWay];
  for (const [prefix, merge] of merges) {
    if (subject.startsWith(prefix) && prefix.length >= best[0].length) best = [prefix, merge];
  }
  return best[1];
}
