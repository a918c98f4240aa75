import type { DemoMarket, DemoParty } from "../../notation/demo-market.ts";
import { cellars } from "./cellars.ts";
import { counters } from "./counters.ts";
import { demoCouriers, demoPickupPoints } from "./couriers.ts";
import { delicacies } from "./delicacies.ts";
import { farms } from "./farms.ts";
import { garden } from "./garden.ts";
import { demoOrders } from "./orders.ts";
import { pantry } from "./pantry.ts";
import { demoPhotos } from "./photos.ts";
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
export const demoMarket: DemoMarket = {
  stalls,
  couriers: demoCouriers,
  pickupPoints: demoPickupPoints,
  photos: demoPhotos,
  openStall: "ferme-des-trois-noyers",
  openCourier: "la-bise-a-velo",
  openBookable: "la-rayonnante",
  openPickupPoint: "halle-de-rive",
  waiting: ["salon-des-bains"],
  orders: demoOrders,
  customerPhone: "+41 22 555 01 23",
};
