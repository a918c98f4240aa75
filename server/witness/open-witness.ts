import { witnessNoteKey } from "../../crypto/cosignature.ts";
import type { InstanceFile } from "../../crypto/protocol/exports.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { formatNoteKey, parseNoteKey } from "../../crypto/signed-note.ts";
import type { Db } from "../database/open-database.ts";
import type { Clock } from "../days.ts";
import type { Log } from "../log.ts";
import type { TransparencyLog } from "../transparency/transparency-log.ts";
import { createReleaseWatch, type ReleaseWatch } from "./release-watch.ts";
import { createWitness, type Witness } from "./witness.ts";
import { createWitnessRounds, type WitnessRounds } from "./witness-rounds.ts";
import { databaseWitnessStore } from "./witness-store.ts";

/** The name by which a server of this origin cosigns. */
export function witnessName(origin: string): string {
  return `${new URL(origin).host.replaceAll(/[[\]]/g, "")}/witness`;
}

/**
 * What the policy of the instance's file asks for: a witness of the logs it watches, a watch over the releases of their
 * instances, and rounds of the witnesses it asks.
 * Without a policy nothing is watched and nobody asked. Throws `note/key` for a key that is none.
 */
export function openWitness(parts: {
  readonly policy: InstanceFile["witnesses"];
  readonly origin: string;
  readonly key: SigningKeyPair;
  readonly db: Db;
  readonly clock: Clock;
  readonly transparency: TransparencyLog;
  readonly log: Log;
}): {
  readonly witness: Witness;
  /** Verifier keys: of this server's log, and of what it cosigns. */
  verifierKeys(): Promise<{ readonly log: string; readonly key: string }>;
  readonly rounds: WitnessRounds;
  readonly releases: ReleaseWatch;
  /** What is due: cosignatures of this log by others, and a look at the releases of those that it watches. */
  ask(): void;
  close(): Promise<void>;
} {
  const { policy, key, db, clock, transparency, log } = parts;
  const name = witnessName(parts.origin);
  const logs = (policy?.watched ?? []).map(parseNoteKey);
  const store = databaseWitnessStore(db);
  const releases = createReleaseWatch({ logs, store, clock, log });
  const rounds = createWitnessRounds({
    witnesses: (policy?.asked ?? []).map((asked) => ({
      url: asked.url.replace(/\/$/, ""),
      key: parseNoteKey(asked.key),
    })),
    transparency,
    log,
  });
  return {
    witness: createWitness({ logs, name, key, store, clock, grown: (origin) => releases.grown(origin) }),
    releases,
    verifierKeys: async () => ({
      log: formatNoteKey(transparency.key((await transparency.checkpoint()).origin)),
      key: formatNoteKey(witnessNoteKey(name, key.publicKey)),
    }),
    rounds,
    ask: () => {
      rounds.ask();
      releases.ask();
    },
    close: async () => {
      await Promise.all([rounds.close(), releases.close()]);
    },
  };
}
