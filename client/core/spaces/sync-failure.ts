import { isCodedError } from "../../../crypto/coded-error.ts";
import type { Leadership } from "../platform.ts";

/** Why the last round of a space failed, in each tab; null while all is well. */
export interface SyncFailure {
  readonly code: string | null;
  /** Notes how a round of this tab ended, and tells the other tabs. */
  note(code: string | null): void;
}

/** The code of whatever was thrown while a space was fetched or sent. */
export function codeOf(thrown: unknown): string {
  return isCodedError(thrown) ? thrown.code : "space/failed";
}

/**
 * @param lock names the space among the tabs
 * @param onChange called when the code became another one
 */
export function createSyncFailure(leadership: Leadership, lock: string, onChange: () => void): SyncFailure {
  const about = `${lock}/failure`;
  const asked = `${lock}/failure?`;
  let current: string | null = null;
  const set = (code: string | null): void => {
    if (current === code) return;
    current = code;
    onChange();
  };
  const tell = (): void => leadership.tell({ about, keys: current === null ? [] : [current] });
  leadership.onTold((told) => {
    if (told.about === about) set(told.keys?.[0] ?? null);
    else if (told.about === asked && leadership.leading && current !== null) tell();
  });
  // A tab that does not lead asks no server by itself: it asks the one that does.
  if (!leadership.leading) leadership.tell({ about: asked });
  return {
    get code() {
      return current;
    },
    note: (code) => {
      if (code === current) return;
      set(code);
      tell();
    },
  };
}
