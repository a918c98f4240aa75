import type { TrustView } from "../api.ts";
import type { Discrepancy } from "./currency.ts";
import type { LogMonitor } from "./log-monitor.ts";
import type { Refusal } from "./refusal.ts";
import { partyOf } from "./settle.ts";

/** What screens are told of a log that is followed: see {@link TrustView}. */
export function trustView(now: {
  readonly monitor: Pick<LogMonitor, "head" | "shortRoot" | "replica"> | null;
  /** Whether what was verified last counts still. */
  readonly isFresh: boolean;
  readonly unreachable: boolean;
  readonly refusal: Refusal | null;
  readonly unsettled: readonly Discrepancy[];
  readonly progress: TrustView["progress"];
  readonly renewedOn: string | null;
  /** The key under which a party is known, of any that it had. */
  readonly rootOf: (key: string) => string;
}): TrustView {
  const { monitor, refusal, progress, renewedOn } = now;
  const head = monitor?.head ?? null;
  const log =
    monitor === null || head === null
      ? null
      : {
          size: head.size,
          root: monitor.shortRoot,
          verifiedAt: new Date(head.checkedAt).toISOString(),
          witnesses: head.witnesses,
          releases: monitor.replica.entriesOf("release").length,
        };
  const state =
    refusal !== null ? "refused" : log === null || !now.isFresh ? "checking" : now.unreachable ? "offline" : "verified";
  return {
    state,
    log,
    progress,
    refusal: refusal && { reason: refusal.reason, on: refusal.on },
    absent: [...new Set(now.unsettled.flatMap(partyOf).map(now.rootOf))],
    renewedOn,
  };
}
