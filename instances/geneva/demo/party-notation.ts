import { ibanWith, stallWriter } from "../../notation/stall-notation.ts";
import { geneva } from "../instance.ts";

/** Writes out a stall of Geneva: French, English where a shop would have it; accounts and numbers that are nobody's. */
export const stall = stallWriter({
  languages: ["fr", "en"],
  containers: geneva.containers,
  country: geneva.country,
  postcodes: geneva.postcodes,
  // In the city each postcode bears the name of its quarter.
  townOf: (postcode) => (/^12\d\d$/.test(postcode) && Number(postcode) <= 1209 ? "Genève" : null),
  ibanOf: (chance) => ibanWith("CH", `09999${String(Math.floor(chance * 1e12)).padStart(12, "0")}`),
  phoneOf: (number) => `+412255501${String(number).padStart(2, "0")}`,
  alsoSpoken: { en: 0.6, de: 0.2 },
  couriers: ["la-bise-a-velo", "navette-des-communes"],
  means: ["cash", "card", "local-currency"],
  dueDays: 10,
});
