import { toBase64url } from "../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import { deriveKey } from "../../crypto/hash.ts";
import { newKeyring } from "../../crypto/keyring.ts";
import { accountBatch } from "../../crypto/protocol/token-epochs.ts";
import { type WitnessPolicy, witnessPolicyOf } from "../../crypto/protocol/witness-policy.ts";
import { newRecoverySecret, recoveryKek, recoveryLookup } from "../../crypto/recovery-code.ts";
import { wrapFor } from "../core/account/wrapping.ts";
import { createCatalogue } from "../core/catalogue/create-catalogue.ts";
import type { TrustRefusalReason } from "../core/api.ts";
import { createTrust } from "../core/log/create-trust.ts";
import type { PayingPlatform, Platform } from "../core/platform.ts";
import { drawBatch } from "../core/tokens/draw-batch.ts";
import { drawableKey } from "../core/tokens/drawable-key.ts";
import type { TrustedKey } from "../core/tokens/trusted-keys.ts";
import { createTopicHub } from "../core/topics.ts";

const keysWaitMsMax = 20_000;
const keysPauseMs = 200;

/** Reasons for refusing a log that pass by themselves, in a market that was founded a moment ago. */
const passing = new Set<TrustRefusalReason>(["unwitnessed"]);

/** Where this week's key for opening spaces comes from: the catalogue, held against the log as every device does. */
async function openKeySource(platform: Platform, policy: WitnessPolicy | null): Promise<() => Promise<TrustedKey>> {
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  const trust = createTrust({ platform, catalogue, hub, policy });
  return async () => {
    // A market that was founded a moment ago may be making it, and logging it.
    for (const deadline = platform.now() + keysWaitMsMax; ;) {
      await catalogue.refresh();
      const key = await drawableKey({ catalogue, trust }, "space", () => platform.now());
      if (key !== null) return key;
      const { refusal } = trust.view;
      if (refusal !== null && !passing.has(refusal.reason)) {
        throw new CodedError("trust/refused", "This market contradicted itself.");
      }
      if (platform.now() > deadline) throw new CodedError("token/unavailable", "No tokens can be drawn at present.");
      await new Promise((resolve) => setTimeout(resolve, keysPauseMs));
    }
  };
}

/**
 * A platform that pays for the spaces an agent opens, as people pay: it registers an account with a code, draws the
 * account's tokens, and registers another one when they are spent. Nobody signs in to these accounts again. It draws only
 * under a key that the market's log has: opening a space throws `trust/refused` where the market contradicts itself, and
 * `token/unavailable` where no such key is there within twenty seconds; then no account was registered.
 * @param policy whose cosignatures the log must bear, by default those that the instance's file asks for; null for none,
 *   while a market is founded whose witnesses cannot know it yet
 */
export function withPurse(
  platform: Platform,
  policy: WitnessPolicy | null = witnessPolicyOf(platform.instance),
): PayingPlatform {
  const { transport } = platform;
  let source: Promise<() => Promise<TrustedKey>> | null = null;
  let key: Promise<TrustedKey> | null = null;
  let tokens: string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function drawAgain(): Promise<void> {
    source ??= openKeySource(platform, policy);
    key ??= (await source)();
    const trusted = await key;
    const secret = newRecoverySecret();
    const { keyring, wrapper } = await wrapFor(newKeyring(), recoveryKek(secret));
    await transport.request("registerWithCode", { body: { lookup: toBase64url(recoveryLookup(secret)), wrapper } });
    const chance = deriveKey(keyring.authoritySeed, "smartketplace/account-tokens/v1");
    const send = (body: Uint8Array): Promise<Uint8Array> =>
      transport.request("drawTokens", { params: { purpose: "space" }, body });
    tokens = await drawBatch(trusted, chance, 0, accountBatch.space, send);
  }

  /** One after the other, so that no account is registered in vain. */
  function take(): Promise<string> {
    const turn = last.then(async () => {
      if (tokens.length === 0) await drawAgain();
      return tokens.pop()!;
    });
    last = turn.catch(() => {
      // A key of a week that ended meanwhile is asked for anew.
      key = null;
    });
    return turn;
  }

  return {
    ...platform,
    openSpace: async (pair) => {
      const space = toBase64url(pair.publicKey);
      for (;;) {
        const token = await take();
        try {
          await transport.request("openSpace", { params: { space }, body: { token }, sign: pair });
          return;
        } catch (cause) {
          if (!isCodedError(cause, "token/expired")) throw cause;
          tokens = [];
          key = null;
        }
      }
    },
  };
}
