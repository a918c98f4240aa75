import type { ListView } from "../core/api.ts";

let removed: ListView | null = null;

/** A list that was deleted on its own page: the page of all lists offers it back. */
export function leaveRemoved(list: ListView): void {
  removed = list;
}

/** The one that was left, once. */
export function takeRemoved(): ListView | null {
  const taken = removed;
  removed = null;
  return taken;
}
