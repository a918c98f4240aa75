import { setTimeout as pause } from "node:timers/promises";
import { isCodedError } from "../../crypto/coded-error.ts";
import { openCheckpoint } from "../../crypto/checkpoint.ts";
import { callSites, type Log } from "../log.ts";
import type { TransparencyLog } from "../transparency/transparency-log.ts";
import { askWitness, type AskedWitness } from "./ask-witness.ts";

/** Has each checkpoint cosigned by the witnesses that the policy names. */
export interface WitnessRounds {
  /** There is a new checkpoint, or the cosignatures of the present one get old: asks all of them, each when it is free. */
  ask(): void;
  /** Resolves when nobody is being asked. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const firstRetryMs = 5_000;
const retryMsMax = 15 * 60_000;
/** A witness that has seen more or less than expected says so once; then the proof fits, unless the log moved meanwhile. */
const attemptsMax = 4;

/** Rounds of the witnesses, of which none waits for another: one that is away is asked again, ever less often. */
export function createWitnessRounds(parts: {
  readonly witnesses: readonly AskedWitness[];
  readonly transparency: TransparencyLog;
  readonly log: Log;
}): WitnessRounds {
  const closing = new AbortController();
  const askers = parts.witnesses.map((witness) => createAsker(witness, parts, closing.signal));
  return {
    ask() {
      for (const asker of askers) asker.ask();
    },
    async settled() {
      await Promise.all(askers.map((asker) => asker.running()));
    },
    async close() {
      closing.abort();
      await Promise.all(askers.map((asker) => asker.running()));
    },
  };
}

function createAsker(
  witness: AskedWitness,
  { transparency, log }: { readonly transparency: TransparencyLog; readonly log: Log },
  closing: AbortSignal,
) {
  let seenSize = 0;
  let wanted = false;
  let running: Promise<void> | null = null;

  /** One checkpoint, cosigned and kept. */
  const cosignNow = async (): Promise<void> => {
    for (let attempt = 0; attempt < attemptsMax; attempt++) {
      const { note, origin, size } = await transparency.checkpoint();
      if (seenSize > size) {
        // The database is older than what was signed: an earlier backup, or somebody else's doing.
        log.error("a witness has seen more of this log than there is", { count: seenSize - size });
        return;
      }
      const proof = await transparency.consistencyProof(seenSize, size);
      const { text } = openCheckpoint(note, origin, transparency.key(origin)).note;
      const reply = await askWitness(witness, { oldSize: seenSize, proof, note, text, closing });
      if ("signature" in reply) {
        seenSize = size;
        await transparency.addCosignature(note, reply.signature);
        return;
      }
      if (reply.seenSize === seenSize) break;
      seenSize = reply.seenSize;
    }
    log.error("a witness has seen another log under this name");
  };

  const run = async (): Promise<void> => {
    let retryMs = firstRetryMs;
    while (wanted && !closing.aborted) {
      wanted = false;
      try {
        await cosignNow();
        retryMs = firstRetryMs;
      } catch (thrown) {
        if (closing.aborted) return;
        const code = isCodedError(thrown) ? thrown.code : "witness/unreachable";
        log.warn("a witness did not cosign", { code, stack: callSites(thrown) });
        wanted = true;
        await pause(retryMs, undefined, { signal: closing, ref: false }).catch(() => undefined);
        retryMs = Math.min(2 * retryMs, retryMsMax);
      }
    }
  };

  return {
    ask(): void {
      wanted = true;
      running ??= run().finally(() => (running = null));
    },
    running: async (): Promise<void> => {
      await running;
    },
  };
}
