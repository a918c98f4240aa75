import { concat, toBase64url } from "../../crypto/bytes.ts";
import { isCodedError } from "../../crypto/coded-error.ts";
import { makeStatement } from "../../crypto/protocol/signed-statement.ts";
import type { StatementOf, TokenPurpose } from "../../crypto/protocol/statements.ts";
import { announcedMs, epochLastDay, epochOf, neighbourEpoch } from "../../crypto/protocol/token-epochs.ts";
import { sha256 } from "../../crypto/hash.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import { toNumber } from "../../crypto/tokens/blind-rsa.ts";
import { decodeIssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { readTokenRequests } from "../../crypto/tokens/token.ts";
import { type Clock, dayOf } from "../days.ts";
import type { Log } from "../log.ts";
import { ProblemError } from "../problems.ts";
import type { Statements } from "../statements/statements.ts";
import { signBlind } from "./blind-signature.ts";
import type { IssuerKeys, IssuerSecret } from "./issuer-keys.ts";

/** Issues tokens under keys of the week, and publishes the keys. */
export interface Issuer {
  /** Sees to it that this week's keys, and soon the next week's, are made and published, and old ones are gone. */
  renew(): Promise<void>;
  /** Resolves when no renewal is under way. */
  settled(): Promise<void>;
  /**
   * Checks a batch of exactly `count` requests for this week's key, so that nothing but a fault of this server can keep it
   * from being signed. Throws `token/request`, `token/epoch`, `token/unavailable`.
   */
  check(purpose: TokenPurpose, batch: Uint8Array, count: number): CheckedBatch;
}

/** A batch that can be signed. */
export interface CheckedBatch {
  readonly epoch: string;
  /** One blind signature a request, one after the other. The same for the same batch. */
  sign(): Promise<Uint8Array>;
}

const purposes: readonly TokenPurpose[] = ["relay", "space"];

interface Parts {
  readonly statements: Statements;
  readonly operator: SigningKeyPair;
  readonly keys: IssuerKeys;
  readonly clock: Clock;
  readonly log: Log;
}

/** The issuer of this server. Issues nothing before an instance names its operator's key. */
export function createIssuer(parts: Parts): Issuer {
  const { statements, operator, keys, clock, log } = parts;
  const { book } = statements;
  const author = toBase64url(operator.publicKey);

  const published = (purpose: TokenPurpose, epoch: string) => book.get("token-key", author, `${purpose}-${epoch}`);

  const isPublished = (purpose: TokenPurpose, epoch: string, { published: key }: IssuerSecret): boolean =>
    published(purpose, epoch)?.statement.body.publicKey === toBase64url(key);

  const publish = async (purpose: TokenPurpose, epoch: string): Promise<void> => {
    const key = await keys.getOrMake(purpose, epoch);
    if (isPublished(purpose, epoch, key)) return;
    const content: StatementOf<"token-key"> = {
      v: 1,
      type: "token-key",
      author,
      subject: `${purpose}-${epoch}`,
      revision: (published(purpose, epoch)?.statement.revision ?? 0) + 1,
      issuedOn: dayOf(clock()),
      body: {
        purpose,
        epoch,
        publicKey: toBase64url(key.published),
        notBefore: epoch,
        notAfter: epochLastDay(epoch),
      },
    };
    try {
      await statements.accept(makeStatement(content, operator).wire);
    } catch (thrown) {
      // Another server of this database was first, with the same key.
      if (!isCodedError(thrown, "statement/old-revision")) throw thrown;
      await statements.reload(author);
    }
  };

  const renewNow = async (): Promise<void> => {
    const instance = book.instance()?.statement.body;
    if (instance === undefined) return;
    if (instance.operator !== author) {
      log.error("the instance names another operator's key than this server's: no tokens are issued");
      return;
    }
    const now = clock();
    const current = epochOf(now);
    const epochs = [...new Set([current, epochOf(now + announcedMs)])];
    for (const epoch of epochs) for (const purpose of purposes) await publish(purpose, epoch);
    // Nobody draws under last week's key, and its tokens are verified by what was published.
    keys.shredBefore(current);
  };

  let renewing: Promise<void> = Promise.resolve();
  return {
    renew: () => (renewing = renewing.catch(() => undefined).then(renewNow)),
    settled: () => renewing.catch(() => undefined),
    check(purpose, batch, count) {
      const requests = readTokenRequests(batch, count);
      const epoch = epochOf(clock());
      const key = keys.get(purpose, epoch);
      if (key === null || !isPublished(purpose, epoch, key)) throw new ProblemError("token/unavailable");
      const lastByte = sha256(key.published)[31];
      if (requests.some(({ truncatedKeyId }) => truncatedKeyId !== lastByte)) throw new ProblemError("token/epoch");
      const { modulus } = decodeIssuerKey(key.published);
      if (requests.some(({ blindedMessage }) => toNumber(blindedMessage) >= modulus)) {
        throw new ProblemError("token/request");
      }
      return {
        epoch,
        async sign() {
          const signatures: Uint8Array[] = [];
          for (const { blindedMessage } of requests) {
            signatures.push(await signBlind(key.secret, key.publicKey, blindedMessage));
          }
          return concat(...signatures);
        },
      };
    },
  };
}

/** The epoch whose last day of spending is over: what was spent of it and before can be forgotten. */
export function lastForgottenEpoch(now: number): string {
  return neighbourEpoch(neighbourEpoch(epochOf(now), -1), -1);
}
