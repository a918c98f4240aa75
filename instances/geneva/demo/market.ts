import { counters } from "./counters.ts";
import { demoCouriers, demoPickupPoints } from "./couriers.ts";
import { farms } from "./farms.ts";
import type { DemoParty } from "./party-notation.ts";

/** The whole demo market. Every person and firm in it is invented. */
export const demoMarket = {
  stalls: [...farms, ...counters] satisfies readonly DemoParty[],
  couriers: demoCouriers,
  pickupPoints: demoPickupPoints,
} as const;
