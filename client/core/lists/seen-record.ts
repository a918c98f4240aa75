import { type Json, registerMerge } from "../merge.ts";

/** How many items are remembered. */
export const seenMax = 40;

/** The record "seen" of a space, and what a device holds until it is carried there. */
export interface KeptSeen {
  readonly v: 1;
  /** Whether anything is remembered at all. */
  readonly on: boolean;
  /** What was looked at before is forgotten, on every device. ISO. */
  readonly clearedAt: string;
  /** The last looked at first. */
  readonly items: readonly { readonly id: string; readonly at: string }[];
  /** Another number each time it is carried, so that carrying nothing is a change like any other. */
  readonly turn: number;
  /** Makes the record as long as one that is full: its size must not say how much was looked at. */
  readonly fill: string;
}

/** Characters of a full record: an item's key has at most 108, with its time and quotes 152. */
const filledLength = seenMax * 152 + 200;

/** Nothing seen, and remembering. */
export const nothingSeen: KeptSeen = { v: 1, on: true, clearedAt: "", items: [], turn: 0, fill: "" };

/** The record at its full length. */
export function filledSeen(seen: KeptSeen): KeptSeen {
  const { length } = JSON.stringify({ ...seen, fill: "" });
  return { ...seen, fill: " ".repeat(Math.max(0, filledLength - length)) };
}

/** The items of two devices: each once, as it was last looked at; what was cleared is gone. */
export function togetherSeen(a: KeptSeen, b: Pick<KeptSeen, "items" | "clearedAt">, on = a.on): KeptSeen {
  const clearedAt = a.clearedAt > b.clearedAt ? a.clearedAt : b.clearedAt;
  const last = new Map<string, string>();
  for (const { id, at } of [...a.items, ...b.items]) {
    if (at > clearedAt && at > (last.get(id) ?? "")) last.set(id, at);
  }
  const items = [...last].map(([id, at]) => ({ id, at })).sort((x, y) => (x.at < y.at ? 1 : x.at > y.at ? -1 : 0));
  return { ...a, on, clearedAt, items: on ? items.slice(0, seenMax) : [] };
}

function mergeSeen(base: Json, mine: Json, theirs: Json): Json {
  const [before, here, there] = [base, mine, theirs] as unknown as (KeptSeen | null)[];
  if (here === null || here === undefined) return theirs;
  if (there === null || there === undefined) return mine;
  // Switched off is what somebody did; on is how it was before.
  const on = before === null || before === undefined ? here.on && there.on : here.on === before.on ? there.on : here.on;
  return filledSeen(togetherSeen(here, there, on)) as unknown as Json;
}

registerMerge("seen", mergeSeen);
