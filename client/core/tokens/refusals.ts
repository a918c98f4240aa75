import { isCodedError } from "../../../crypto/coded-error.ts";

const refusals = ["token/spent", "token/invalid", "token/expired"] as const;

/** Whether the server refused a token, and what it was to pay for may be tried with another one. */
export function refusesToken(thrown: unknown): boolean {
  return refusals.some((code) => isCodedError(thrown, code));
}
