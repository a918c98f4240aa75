import { toBase64url } from "../../crypto/bytes.ts";
import type { Statement } from "../../crypto/protocol/exports.ts";
import { routes } from "../../crypto/protocol/routes.ts";
import type { SigningKeyPair } from "../../crypto/signature.ts";
import type { Sending } from "../core/sending.ts";
import type { Transport } from "../core/platform.ts";
import type { Voice } from "../core/stall/publishing.ts";

/** Sends what a browser would put into its outbox at once, and waits for the answer: an agent has no screen to wait at. */
export async function sendNow(transport: Transport, key: SigningKeyPair, sending: Sending): Promise<void> {
  const { route, params, body } = sending;
  const sign = routes[route].auth === "key" ? key : undefined;
  await transport.request(route, { ...(params && { params }), body: body as never, sign });
}

/** A key's voice for the stall's own publishing, without an outbox. `known` gives the revisions to go above. */
export function directVoice(
  transport: Transport,
  key: SigningKeyPair,
  known: (type: Statement["type"], subject: string) => number = () => 0,
): Voice {
  return {
    key,
    enqueue: (sending) => sendNow(transport, key, sending),
    now: () => Date.now(),
    knownRevision: known,
  };
}

/** The address that a key is. */
export function keyName(key: SigningKeyPair): string {
  return toBase64url(key.publicKey);
}
