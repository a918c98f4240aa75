import type { DemoMarket } from "../../notation/demo-market.ts";
import { demoCouriers, demoPickupPoints } from "./couriers.ts";
import { farmsAndKitchens } from "./farms-and-kitchens.ts";
import { demoOrders } from "./orders.ts";
import { workshops } from "./workshops.ts";

/** The whole demo market. Every person and firm in it is invented; titles of books and records are real and old. */
export const demoMarket: DemoMarket = {
  stalls: [...farmsAndKitchens, ...workshops],
  couriers: demoCouriers,
  pickupPoints: demoPickupPoints,
  photos: {},
  openStall: "backstube-wiehre",
  openCourier: "dreisam-kuriere",
  waiting: [],
  orders: demoOrders,
  customerPhone: "+49 171 3920095",
};
