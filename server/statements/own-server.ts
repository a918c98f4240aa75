import { toBase64url } from "../../crypto/bytes.ts";
import type { StatementOf } from "../../crypto/protocol/statements.ts";
import type { OperatorKeys } from "../operator-keys.ts";
import { ProblemError } from "../problems.ts";

/**
 * An instance must name the keys of the server that it is on, and its log: with others no token could be issued, no release
 * be said and no checkpoint be believed, on every device that reads it. Throws `statement/other-server`.
 * @param logOrigin the name of this server's log
 */
export function requireOwnServer(
  { operator, log }: StatementOf<"instance">["body"],
  keys: Pick<OperatorKeys, "operator" | "log">,
  logOrigin: string,
): void {
  const isOwn =
    operator === toBase64url(keys.operator.publicKey) &&
    log.key === toBase64url(keys.log.publicKey) &&
    log.origin === logOrigin;
  if (!isOwn) throw new ProblemError("statement/other-server");
}
