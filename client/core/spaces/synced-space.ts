import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { LocalChange } from "../platform.ts";
import type { Space } from "../space.ts";

/** What opens a space: the key that is its address, and the key its records are sealed under. */
export interface SpaceKeys {
  readonly pair: SigningKeyPair;
  /** 32 bytes. */
  readonly vaultKey: Uint8Array;
}

/** A record that has not reached the server yet. */
export interface WaitingRecord {
  readonly subject: string;
  readonly since: string;
  readonly attempts: number;
  readonly failure: string | null;
}

/** A space that is kept in step with the server by the leading tab. */
export interface SyncedSpace extends Space {
  /**
   * An update that may take its time (sealing, signing) and writes other things of this device together with the
   * record, all or nothing. No other change of the space comes in between.
   */
  transact<T, R>(
    subject: string,
    change: (current: T | null) => Promise<{ value: T | null; along?: readonly LocalChange[]; result: R }>,
  ): Promise<R>;
  /** Many updates in one writing. */
  updateMany<T>(changes: ReadonlyMap<string, (current: T | null) => T | null>): Promise<void>;
  /** Asks the server for what is new. Throws what the network throws, `space/rolled-back`, `session/rotated`. */
  pull(): Promise<void>;
  /** Resolves once all that was changed before has been confirmed by the server; throws when it cannot be. */
  flush(): Promise<void>;
  readonly waiting: readonly WaitingRecord[];
  /** The code of what keeps it from being in step; null while nothing does. Listeners are told with no subjects. */
  readonly failure: string | null;
  /** Starts keeping in step: live, with pauses after failures. */
  start(): void;
  stop(): void;
  /** Forgets it on this device; with `remote`, deletes it on the server first. */
  destroy(options: { readonly remote: boolean }): Promise<void>;
}

/** The code of a failure that waiting does not mend: keys replaced elsewhere, a server that went back; else null. */
export function problemOf(space: SyncedSpace): string | null {
  const { failure } = space;
  return failure === "session/rotated" || failure === "space/rolled-back" ? failure : null;
}
