import type { TokenPurpose } from "../../../crypto/protocol/exports.ts";
import { epochOf } from "../../../crypto/protocol/token-epochs.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Trust } from "../log/trust.ts";
import { type TrustedKey, trustedKeys } from "./trusted-keys.ts";

/** This week's key of a purpose as the catalogue has it; null while there is none. Throws what {@link trustedKeys} throws. */
export function currentKey(
  catalogue: Pick<Catalogue, "issuer"> | null,
  purpose: TokenPurpose,
  now: number,
): TrustedKey | null {
  const epoch = epochOf(now);
  const keys = trustedKeys(catalogue?.issuer ?? null, now);
  return keys.find((key) => key.purpose === purpose && key.epoch === epoch) ?? null;
}

/**
 * This week's key of a purpose, which the operator has published and whose statement is the log's newest: one that was made
 * for a single person alone would not be. Asks catalogue and log anew when it is not there. Null when it still is not.
 * Throws what the network and {@link trustedKeys} throw.
 */
export async function drawableKey(
  { catalogue, trust }: { readonly catalogue: Catalogue; readonly trust: Pick<Trust, "check" | "vouchesFor"> },
  purpose: TokenPurpose,
  now: () => number,
): Promise<TrustedKey | null> {
  await catalogue.verified();
  let key = currentKey(catalogue, purpose, now());
  if (key === null) {
    // A market that was founded a moment ago, or a week that has just begun.
    await catalogue.refresh();
    await catalogue.verified();
    key = currentKey(catalogue, purpose, now());
  }
  if (key === null) return null;
  const { epoch } = key;
  const vouched = (): boolean => trust.vouchesFor("token-key", catalogue.issuer?.operator ?? "", `${purpose}-${epoch}`);
  if (!vouched()) await trust.check();
  // The look may have brought another statement: the one that the log vouches for is the one that is given out.
  const settled = currentKey(catalogue, purpose, now());
  return vouched() && settled?.epoch === epoch ? settled : null;
}
