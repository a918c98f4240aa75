import { toBase64url } from "../../crypto/bytes.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { ready } from "../../crypto/sodium.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import type { PayingPlatform } from "../core/platform.ts";
import { say } from "../core/stall/publishing.ts";
import { directVoice } from "./said-directly.ts";
import { makeSeat, renewMailbox, type Seat } from "./seats.ts";

/** What founding leaves behind. The seed speaks for the instance: it belongs offline, not on the server. */
export interface Founded {
  /** 32 bytes, base64url. */
  readonly instanceSeed: string;
  readonly steward: Seat;
}

/**
 * Founds an instance on a server that has none: a fresh key, one steward, the statement that names them.
 * Throws `instance/founded` when another key speaks for it already.
 */
export async function foundInstance(platform: PayingPlatform): Promise<Founded> {
  await ready();
  const { transport, instance } = platform;
  if ((await transport.request("catalogue")).instance !== null) {
    throw new CodedError("instance/founded", "This server has an instance already.");
  }
  const { operator, log } = await transport.request("operator");
  const instanceKey = signingKeyPair();
  const steward = await makeSeat(platform, "steward", instance.office.name);
  await say(directVoice(transport, instanceKey), "instance", instance.id, {
    name: instance.name,
    stewards: [steward.id],
    replyBuckets: instance.replyBuckets,
    operator,
    log,
  });
  await say(directVoice(transport, steward.key), "party", steward.id, {
    kind: "steward",
    name: instance.office.name,
    trade: instance.office.trade,
    since: new Date(platform.now()).toISOString().slice(0, 10),
  });
  await renewMailbox(platform, steward);
  return { instanceSeed: toBase64url(instanceKey.seed), steward };
}
