import { join } from "node:path";
import { announcedMs, epochOf } from "../../crypto/protocol/token-epochs.ts";
import { openIssuerKeys } from "../../server/tokens/issuer-keys.ts";
import { fromTemplate } from "./templates.ts";

/**
 * Puts the keys that a server would make at once into a data folder where there are none: two of 2048 bits, about 0.4 s
 * of a processor, and two more in the last hours of a week. That a server makes its own is tested in start.http.test.ts
 * and, for the weeks that follow, in token-weeks.http.test.ts.
 */
export function fillIssuerKeys(dataDir: string): Promise<void> {
  const now = Date.now();
  const epochs = [...new Set([epochOf(now), epochOf(now + announcedMs)])];
  const folder = join(dataDir, "token-keys");
  return fromTemplate(`token-keys-${epochs.join("-")}`, folder, async () => {
    const keys = openIssuerKeys(folder);
    for (const epoch of epochs) for (const purpose of ["relay", "space"] as const) await keys.getOrMake(purpose, epoch);
  });
}
