import { cellars } from "./cellars.ts";
import { counters } from "./counters.ts";
import { demoCouriers, demoPickupPoints } from "./couriers.ts";
import { delicacies } from "./delicacies.ts";
import { farms } from "./farms.ts";
import { garden } from "./garden.ts";
import { pantry } from "./pantry.ts";
import type { DemoParty } from "./party-notation.ts";
import { secondLife } from "./second-life.ts";
import { services } from "./repair-and-care.ts";
import { workshops } from "./workshops.ts";

const stalls: readonly DemoParty[] = [
  ...farms,
  ...counters,
  ...cellars,
  ...pantry,
  ...delicacies,
  ...workshops,
  ...secondLife,
  ...services,
  ...garden,
];

/** The whole demo market. Every person and firm in it is invented; titles of books and records are real and old. */
export const demoMarket = { stalls, couriers: demoCouriers, pickupPoints: demoPickupPoints } as const;
