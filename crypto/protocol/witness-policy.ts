import type { OpenedCheckpoint } from "../checkpoint.ts";
import { cosignedAt } from "../cosignature.ts";
import { type NoteKey, parseNoteKey } from "../signed-note.ts";
import type { InstanceFile } from "./instance-file.ts";

/** Which witnesses a market asks for: at least `threshold` of `keys` cosigned lately. */
export interface WitnessPolicy {
  readonly keys: readonly NoteKey[];
  readonly threshold: number;
}

/** A cosignature counts for so long. */
export const cosignatureMsMax = 48 * 3_600_000;
/** Clocks differ by some minutes. */
export const clockMsMax = 10 * 60_000;

/** Whom a market's file asks to witness its log; null when it asks nobody. Throws `note/key` for a key that is none. */
export function witnessPolicyOf({ witnesses }: Pick<InstanceFile, "witnesses">): WitnessPolicy | null {
  if (witnesses === undefined || witnesses.asked.length === 0) return null;
  return { keys: witnesses.asked.map(({ key }) => parseNoteKey(key)), threshold: witnesses.quorum };
}

/**
 * How many witnesses of the policy cosigned a checkpoint lately. A line that says it is a witness's and is not valid counts
 * for none.
 * @param now milliseconds
 */
export function witnessesOf(
  { note }: Pick<OpenedCheckpoint, "note">,
  { keys }: Pick<WitnessPolicy, "keys">,
  now: number,
): number {
  return keys.filter((key) => {
    try {
      const seconds = cosignedAt(note, key);
      return seconds !== null && now - seconds * 1000 <= cosignatureMsMax && seconds * 1000 - now <= clockMsMax;
    } catch {
      return false;
    }
  }).length;
}
