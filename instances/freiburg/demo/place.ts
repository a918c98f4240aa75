import { ibanWith, stallWriter } from "../../notation/stall-notation.ts";
import { instance } from "../instance.ts";

/**
 * Writes out a stall of Freiburg: German, English where a shop would have it. Accounts are at a bank that there is not;
 * telephone numbers are of those that Germany keeps for films.
 */
export const stall = stallWriter({
  languages: ["de", "en"],
  containers: instance.containers,
  country: instance.country,
  postcodes: instance.postcodes,
  townOf: (postcode) => (/^791(?:0|1[0-7])/.test(postcode) || postcode === "79098" ? "Freiburg im Breisgau" : null),
  ibanOf: (chance) => ibanWith("DE", `00000000${String(Math.floor(chance * 1e10)).padStart(10, "0")}`),
  phoneOf: (number) => `+4917139200${String(number).padStart(2, "0")}`,
  alsoSpoken: { en: 0.8, fr: 0.4 },
  couriers: ["dreisam-kuriere", "talwagen"],
  means: ["cash", "card"],
  dueDays: 14,
});
