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
  let current: string | null = null;
  const set = (code: string | null): void => {
    if (current === code) return;
    current = code;
    onChange();
  };
  leadership.onTold((told) => {
    if (told.about === about) set(told.keys?.[0] ?? null);
  });
  return {
    get code() {
      return current;
    },
    note: (code) => {
      // Said again at each round while it lasts: a tab that was opened since does not ask the server by itself.
      if (code !== null || current !== null) leadership.tell({ about, keys: code === null ? [] : [code] });
      set(code);
    },
  };
}
