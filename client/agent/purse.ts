import { toBase64url } from "../../crypto/bytes.ts";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import { deriveKey } from "../../crypto/hash.ts";
import { newKeyring } from "../../crypto/keyring.ts";
import { accountBatch, epochOf } from "../../crypto/protocol/token-epochs.ts";
import { newRecoverySecret, recoveryKek, recoveryLookup } from "../../crypto/recovery-code.ts";
import { wrapFor } from "../core/account/wrapping.ts";
import { createCatalogue } from "../core/catalogue/create-catalogue.ts";
import type { PayingPlatform, Platform } from "../core/platform.ts";
import { drawBatch } from "../core/tokens/draw-batch.ts";
import { type TrustedKey, trustedKeys } from "../core/tokens/trusted-keys.ts";
import { createTopicHub } from "../core/topics.ts";

const keysWaitMsMax = 20_000;
const keysPauseMs = 200;

/** This week's key for opening spaces: a market that was founded a moment ago may be making it. */
async function spaceKey(platform: Platform): Promise<TrustedKey> {
  const catalogue = await createCatalogue(platform, createTopicHub());
  for (const deadline = Date.now() + keysWaitMsMax; ;) {
    await catalogue.refresh();
    const epoch = epochOf(platform.now());
    const keys = trustedKeys(catalogue.issuer, platform.now());
    const key = keys.find((one) => one.purpose === "space" && one.epoch === epoch);
    if (key !== undefined) return key;
    if (Date.now() > deadline) throw new CodedError("token/unavailable", "No tokens can be drawn at present.");
    await new Promise((resolve) => setTimeout(resolve, keysPauseMs));
  }
}

/**
 * A platform that pays for the spaces an agent opens, as people pay: it registers an account with a code, draws the
 * account's tokens, and registers another one when they are spent. Nobody signs in to these accounts again.
 */
export function withPurse(platform: Platform): PayingPlatform {
  const { transport } = platform;
  let key: Promise<TrustedKey> | null = null;
  let tokens: string[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function drawAgain(): Promise<void> {
    key ??= spaceKey(platform);
    const secret = newRecoverySecret();
    const { keyring, wrapper } = await wrapFor(newKeyring(), recoveryKek(secret));
    await transport.request("registerWithCode", { body: { lookup: toBase64url(recoveryLookup(secret)), wrapper } });
    const chance = deriveKey(keyring.authoritySeed, "smartketplace/account-tokens/v1");
    const send = (body: Uint8Array): Promise<Uint8Array> =>
      transport.request("drawTokens", { params: { purpose: "space" }, body });
    tokens = await drawBatch(await key, chance, 0, accountBatch.space, send);
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
