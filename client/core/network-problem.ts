import { CodedError } from "../../crypto/coded-error.ts";

/** The HTTP status behind a failed request; null when the server was not reached, or the failure was not a request's. */
export function statusOf(thrown: unknown): number | null {
  if (!(thrown instanceof CodedError)) return null;
  const { cause } = thrown;
  return typeof cause === "object" && cause !== null && "status" in cause && typeof cause.status === "number"
    ? cause.status
    : null;
}

/** Whether the server could not be reached at all. */
export function isUnreachable(thrown: unknown): boolean {
  return thrown instanceof CodedError && (thrown.code === "network/offline" || thrown.code === "network/timeout");
}

/** Whether nothing can be paid for at present: this week's tokens are spent, or there are none yet. */
export function waitsForTokens(thrown: unknown): boolean {
  return thrown instanceof CodedError && (thrown.code === "token/none" || thrown.code === "token/unavailable");
}

/** Whether the same request may succeed later without anyone changing it. */
export function isPassing(thrown: unknown): boolean {
  if (isUnreachable(thrown) || waitsForTokens(thrown)) return true;
  const status = statusOf(thrown);
  return status !== null && (status >= 500 || status === 408 || status === 425 || status === 429);
}
