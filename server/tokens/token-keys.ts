import { constants, createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { fromBase64url, sameBytes, toBase64url } from "../../crypto/bytes.ts";
import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import { epochLastDay, epochOf } from "../../crypto/protocol/token-epochs.ts";
import { decodeIssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { challengeDigest, readToken, tokenChallenge } from "../../crypto/tokens/token.ts";
import { tokenChallengeHeader } from "../../crypto/tokens/token-header.ts";
import { type Clock, dayOf } from "../days.ts";
import { ProblemError } from "../problems.ts";
import type { StatementBook } from "../statements/statement-book.ts";

/** What a token pays with: it is spent when this is stored. */
export interface Payment {
  /** SHA-256 of the token's nonce, 32 bytes. */
  readonly token: Uint8Array;
  readonly epoch: string;
}

/** Whether a token is one: decided by published keys alone. */
export interface TokenKeys {
  /** Throws `token/invalid` or `token/expired`. Whether it was spent before is seen when it is spent. */
  redeem(purpose: TokenPurpose, token: Uint8Array): Promise<Payment>;
  /** What whoever comes without a token is told it takes (RFC 9577); null before there is a key of this week. */
  challenge(purpose: TokenPurpose): string | null;
}

interface Published {
  readonly purpose: TokenPurpose;
  readonly epoch: string;
  readonly notAfter: string;
  readonly key: KeyObject;
  readonly digest: Uint8Array;
}

const saltLength = 48;

/** Name of the issuer in challenges: the host that the market's log is named after, and so the same for good. */
export function issuerNameOf(logOrigin: string): string {
  return logOrigin.split("/")[0]!;
}

/**
 * At once: about 20 microseconds, which is what it costs to hand the work to a thread of the pool, so that a thread would
 * do it a second time over.
 */
function isVerified(input: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  return verify("sha384", input, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
}

/** Verifies tokens by the operator's statements that the book holds. */
export function createTokenKeys(book: StatementBook, clock: Clock): TokenKeys {
  const known = new Map<string, Published>();
  let readFrom: unknown = null;

  /** Reads the keys again when there are others: a statement more or less changes the list of its author's. */
  const published = (id: string): Published | undefined => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const instance = book.instance()?.statement.body;
    if (instance === undefined) return undefined;
    const own = book.ofAuthor(instance.operator);
    const state = own.map(({ digest }) => digest).join();
    if (state === readFrom) return undefined;
    readFrom = state;
    known.clear();
    for (const { statement } of own) {
      if (statement.type !== "token-key") continue;
      const { purpose, epoch, publicKey, notAfter } = statement.body;
      const der = fromBase64url(publicKey);
      const key = createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
      const digest = challengeDigest(issuerNameOf(instance.log.origin), purpose);
      known.set(toBase64url(decodeIssuerKey(der).id), { purpose, epoch, notAfter, key, digest });
    }
    return known.get(id);
  };

  return {
    async redeem(purpose, token) {
      const { nonce, challengeDigest, keyId, input, authenticator } = readToken(token);
      const issuer = published(toBase64url(keyId));
      if (issuer === undefined || issuer.purpose !== purpose || !sameBytes(challengeDigest, issuer.digest)) {
        throw new ProblemError("token/invalid");
      }
      const now = clock();
      if (dayOf(now) > issuer.notAfter || dayOf(now) > epochLastDay(issuer.epoch)) {
        throw new ProblemError("token/expired");
      }
      // A week that has not begun issues nothing: such a token cannot be.
      if (issuer.epoch > epochOf(now) || !isVerified(input, issuer.key, authenticator)) {
        throw new ProblemError("token/invalid");
      }
      return { token: createHash("sha256").update(nonce).digest(), epoch: issuer.epoch };
    },
    challenge(purpose) {
      const instance = book.instance()?.statement.body;
      const epoch = epochOf(clock());
      const key = instance && book.get("token-key", instance.operator, `${purpose}-${epoch}`);
      if (!key) return null;
      const challenge = tokenChallenge(issuerNameOf(instance.log.origin), purpose);
      return tokenChallengeHeader(challenge, fromBase64url(key.statement.body.publicKey));
    },
  };
}
