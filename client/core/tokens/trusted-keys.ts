import { fromBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import type { StatementOf, TokenPurpose } from "../../../crypto/protocol/exports.ts";
import { epochLastDay, epochOf, epochStart, liveKeysMax } from "../../../crypto/protocol/token-epochs.ts";
import { decodeIssuerKey, type IssuerKey } from "../../../crypto/tokens/issuer-key.ts";
import { challengeDigest } from "../../../crypto/tokens/token.ts";

/** What the catalogue says of who issues tokens: the instance's verified statement, and its operator's. */
export interface IssuerStatements {
  readonly operator: string;
  readonly logOrigin: string;
  /** Verified, of the operator. */
  readonly tokenKeys: readonly StatementOf<"token-key">[];
}

/** A key under which this device draws tokens, and believes that everybody does. */
export interface TrustedKey {
  readonly purpose: TokenPurpose;
  readonly epoch: string;
  readonly key: IssuerKey;
  /** Digest of the challenge that its tokens answer, 32 bytes. */
  readonly digest: Uint8Array;
}

/**
 * Whether a statement's key may be drawn under. A key of one's own is how an issuer would recognise a person: what is
 * accepted is only what the operator whom the instance names has published to everybody, for exactly one week.
 */
function isTrusted({ operator }: IssuerStatements, { author, body }: StatementOf<"token-key">): boolean {
  const { epoch, notBefore, notAfter } = body;
  const isMonday = epochOf(epochStart(epoch)) === epoch;
  return author === operator && isMonday && notBefore === epoch && notAfter === epochLastDay(epoch);
}

/**
 * The keys of this week and the last, of both purposes. Throws `token/keys` when more than two of one purpose are live at
 * a time: then they may tell people apart, and nothing is drawn.
 * @param now milliseconds
 */
export function trustedKeys(issuer: IssuerStatements | null, now: number): readonly TrustedKey[] {
  if (issuer === null) return [];
  const today = new Date(now).toISOString().slice(0, 10);
  const live = issuer.tokenKeys.filter(({ body }) => body.notBefore <= today && today <= body.notAfter);
  for (const purpose of ["relay", "space"] as const) {
    if (live.filter(({ body }) => body.purpose === purpose).length > liveKeysMax) {
      throw new CodedError("token/keys", "The server shows more keys for tokens than there should be.");
    }
  }
  const issuerName = issuer.logOrigin.split("/")[0] ?? "";
  return live
    .filter((statement) => isTrusted(issuer, statement))
    .map(({ body: { purpose, epoch, publicKey } }) => ({
      purpose,
      epoch,
      key: decodeIssuerKey(fromBase64url(publicKey)),
      digest: challengeDigest(issuerName, purpose),
    }));
}
