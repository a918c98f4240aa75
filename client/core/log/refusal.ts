import type { TrustRefusalReason } from "../api.ts";
import type { Evidence } from "../../../crypto/protocol/log-evidence.ts";

/** Why what the server shows is not believed, with what shows it. */
export interface Refusal {
  readonly reason: TrustRefusalReason;
  /** ISO instant. */
  readonly on: string;
  readonly evidence: Evidence;
}

/**
 * Reasons that stand until the market's own key names another log: a log that signed two histories has no right one
 * any more. The others end when the server shows again what it must.
 */
const lasting = new Set<TrustRefusalReason>(["fork"]);

/** Found in the catalogue and not in the log, which holds. */
const ofCatalogue = new Set<TrustRefusalReason>(["substituted", "outdated"]);

/** Whether it is the catalogue alone that contradicts the log. */
export function isOfCatalogue({ reason }: Pick<Refusal, "reason">): boolean {
  return ofCatalogue.has(reason);
}

/** Whether a refusal ends by itself once the server shows what it must. */
export function canEnd(refusal: Pick<Refusal, "reason">): boolean {
  return !lasting.has(refusal.reason);
}
