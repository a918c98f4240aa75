import type { Sending } from "./sending.ts";

/** What keeps things back: asked before each attempt. */
export interface Holds {
  /** Why nothing at all may leave; null when it may. */
  readonly all: () => "checking" | "refused" | null;
  readonly mayLeave: (sending: Pick<Sending, "sealedTo" | "saidBy">) => boolean;
}

/** Keeps nothing back. */
export const noHolds: Holds = { all: () => null, mayLeave: () => true };
