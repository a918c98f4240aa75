import type { Accreditation } from "../../crypto/protocol/exports.ts";

/** What a steward is about to sign. */
export interface Decision {
  readonly status: Accreditation["status"];
  readonly reason: string;
  readonly labels: readonly string[];
  readonly keyCompared: boolean;
}

/** Where a decision starts: from the last one, or from an open question. */
export function decisionOf(accreditation: Accreditation | null): Decision {
  return {
    status: accreditation?.status ?? "accredited",
    reason: Object.values(accreditation?.reason ?? {})[0] ?? "",
    labels: accreditation?.labels ?? [],
    keyCompared: accreditation?.keyCompared ?? false,
  };
}

/** Another status: the reason that was given for the last one is none for it; the last one again has its own. */
export function withStatus(decision: Decision, status: Decision["status"], before: Accreditation | null): Decision {
  const last = Object.values(before?.reason ?? {})[0] ?? "";
  if (status === before?.status) return { ...decision, status, reason: decision.reason || last };
  return { ...decision, status, reason: decision.reason === last ? "" : decision.reason };
}

/**
 * What still keeps a decision from being signed, null when nothing does: letting someone in needs the key compared,
 * keeping someone out needs a reason.
 */
export function decisionMissing(decision: Decision): "key" | "reason" | null {
  if (decision.status === "accredited") return decision.keyCompared ? null : "key";
  return decision.reason.trim() === "" ? "reason" : null;
}
