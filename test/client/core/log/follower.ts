import { signingKeyPair } from "../../../../crypto/signature.ts";
import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { createTrust } from "../../../../client/core/log/create-trust.ts";
import type { WitnessPolicy } from "../../../../crypto/protocol/witness-policy.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import { keyName, producer, said } from "../catalogue/public-plane.ts";
import type { loggedMarket } from "./logged-market.ts";

export type LoggedMarket = ReturnType<typeof loggedMarket>;

/** A device of somebody who looks at the market: catalogue and log, without a screen. */
export async function deviceOf(market: LoggedMarket, store = createMemoryStore(), policy: WitnessPolicy | null = null) {
  const platform = market.platform(store);
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.start();
  await catalogue.refresh().catch(() => undefined);
  const trust = createTrust({ platform, catalogue, hub, policy });
  await trust.check();
  return {
    catalogue,
    trust,
    store,
    /** What this device does when the market says that something changed. */
    look: async () => {
      await catalogue.refresh().catch(() => undefined);
      await trust.check();
    },
    restart: () => deviceOf(market, store, policy),
  };
}

/** The evidence that a device would give out. */
export function proof(trust: { evidence(): string | null }): unknown {
  return JSON.parse(trust.evidence() ?? "null");
}

/** The same history up to `size`, and another one from there. */
export function forked(market: LoggedMarket, size: number): void {
  market.log.entries = market.log.entries.slice(0, size);
  const stranger = signingKeyPair();
  market.log.append(said("party", stranger, keyName(stranger), producer("Une autre")));
}
