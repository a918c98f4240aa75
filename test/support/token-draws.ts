import { randomBytes } from "node:crypto";
import { concat, fromBase64url, toBase64url } from "../../crypto/bytes.ts";
import type { TokenPurpose } from "../../crypto/protocol/statements.ts";
import { epochOf } from "../../crypto/protocol/token-epochs.ts";
import {
  drawSecret,
  finishToken,
  type PendingToken,
  readTokenResponses,
  requestTokens,
} from "../../crypto/tokens/draw.ts";
import { decodeIssuerKey, type IssuerKey } from "../../crypto/tokens/issuer-key.ts";
import { challengeDigest } from "../../crypto/tokens/token.ts";
import type { TestServer } from "./test-server.ts";

/** A batch of requests, and what makes tokens of the answer. */
export interface Batch {
  readonly requests: Uint8Array;
  finish(answer: Uint8Array): string[];
}

/** The key that a server publishes for this week. The server needs an instance. */
export function publishedKey(server: TestServer, purpose: TokenPurpose, epoch = epochOf(server.now())): IssuerKey {
  const { book } = server.running.app.statements;
  const operator = book.instance()?.statement.body.operator ?? "";
  const statement = book.get("token-key", operator, `${purpose}-${epoch}`)?.statement;
  if (statement === undefined) throw new Error(`No key is published for ${purpose} in the week of ${epoch}.`);
  return decodeIssuerKey(fromBase64url(statement.body.publicKey));
}

/** Requests for `count` tokens, of a secret that nobody else has. */
export function batchOf(key: IssuerKey, purpose: TokenPurpose, count: number, issuerName = "localhost:8080"): Batch {
  const secret = drawSecret(new Uint8Array(randomBytes(32)), key.id, 0);
  const digest = challengeDigest(issuerName, purpose);
  const indexes = Array.from({ length: count }, (_, index) => index);
  const pending: PendingToken[] = requestTokens(key, digest, secret, indexes);
  return {
    requests: concat(...pending.map(({ request }) => request)),
    finish: (answer) =>
      readTokenResponses(answer, count).map((signature, index) => finishToken(key, pending[index]!, signature)),
  };
}

/** Registers an account with a code; returns the cookie that it is signed in with. */
export async function newAccount(server: TestServer): Promise<string> {
  const wrapper = {
    kemPublicKey: toBase64url(randomBytes(1216)),
    wrappedSecret: toBase64url(randomBytes(72)),
    sealedKeyring: toBase64url(randomBytes(4096)),
  };
  const lookup = toBase64url(randomBytes(32));
  const answer = await server.call("registerWithCode", { body: { lookup, wrapper } });
  if (answer.status !== 200) throw new Error(`No account: ${answer.status}`);
  return (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}
