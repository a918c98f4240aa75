import type { Agenda, InstanceFile, Item, Party, StockLevel } from "../../crypto/protocol/exports.ts";
import type { DemoParty } from "./demo-market.ts";
import { chance, hours, type ShelfNotation, type ShelfPlace, slugOf, writeShelf } from "./shelf-notation.ts";

/** What the invented stalls of a city have of the city. */
export interface StallPlace extends ShelfPlace {
  readonly country: string;
  readonly postcodes: InstanceFile["postcodes"];
  /** How the town of a postcode is called in an address, where it is not the postcode's own name. */
  readonly townOf?: (postcode: string) => string | null;
  /** An account that is nobody's, from a number between 0 and 1. */
  readonly ibanOf: (chance: number) => string;
  /** A telephone number that is nobody's, from a number between 0 and 99. */
  readonly phoneOf: (number: number) => string;
  /** Languages that some stalls speak besides the first, with how many of them do, 0 to 1. */
  readonly alsoSpoken: Readonly<Record<string, number>>;
  /** Slugs of the couriers that a stall works with when it does not say. */
  readonly couriers: readonly string[];
  readonly means: readonly ("cash" | "card" | "local-currency")[];
  readonly dueDays: number;
}

/** A stall in the words of its people. */
export interface StallNotation {
  readonly name: string;
  /** "fromagerie à Jussy = cheese dairy in Jussy". */
  readonly trade: string;
  readonly summary: string;
  readonly story?: string;
  readonly category: string;
  /** "Chemin des Prés 4, 1254 Jussy". */
  readonly place: string;
  readonly hours?: string;
  /** When customers collect; the opening hours by default, "" for never. */
  readonly collection?: string;
  readonly minimum?: number;
  readonly leadHours?: number;
  /** Slugs of couriers; the city's usual ones by default. */
  readonly couriers?: readonly string[];
  /** When it can be booked: openings, and how times are cut; see `agenda` of the protocol. */
  readonly appointments?: {
    readonly hours: string;
    readonly step: number;
    readonly leadHours?: number;
    readonly daysAhead?: number;
    readonly capacity?: number;
  };
  /** Pickup points that it brings to, by slug: on which days from when on ("tue 11-24"), and for how much. */
  readonly pickups?: Readonly<Record<string, { readonly days: string; readonly fee?: number }>>;
  readonly means?: readonly ("cash" | "card" | "local-currency")[];
  readonly labels?: readonly string[];
  readonly since: string;
  /** Charges VAT; small ones do not, and their items say "none". */
  readonly vat?: boolean;
  readonly shelves: readonly ShelfNotation[];
}

/** ISO 7064 check digits of an IBAN, so that invented accounts pass as accounts do. `account` is the part after them. */
export function ibanWith(country: string, account: string): string {
  const digits = Array.from(`${account}${country}00`, (sign) => String(Number.parseInt(sign, 36))).join("");
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return `${country}${String(98 - remainder).padStart(2, "0")}${account}`;
}

/** Reads "12 rue, 1254 Jussy" as a place of the city, near the middle of its postcode. */
function placeOf(text: string, name: string, city: StallPlace): NonNullable<Party["place"]> {
  const [street = "", rest = ""] = text.split(", ");
  const [postcode = "", ...town] = rest.split(" ");
  const found = city.postcodes.find((entry) => entry.postcode === postcode && entry.name === town.join(" "));
  const centre = found ?? city.postcodes.find((entry) => entry.postcode === postcode);
  if (centre === undefined) throw new Error(`Demo place outside of the instance: ${text}`);
  const around = (seed: string, reach: number): number => (chance(name + seed) - 0.5) * reach;
  return {
    street,
    postcode,
    town: city.townOf?.(postcode) ?? town.join(" "),
    lat: Math.round((centre.lat + around("lat", 0.008)) * 1e5) / 1e5,
    lon: Math.round((centre.lon + around("lon", 0.01)) * 1e5) / 1e5,
  };
}

/** A bank account and its holder at a place: nobody's. */
function bankTransfer(name: string, place: NonNullable<Party["place"]>, city: StallPlace) {
  const [, street = place.street, buildingNumber] = /^(.*?)(?:\s+(\d+\w?))?$/.exec(place.street) ?? [];
  return {
    method: "bank-transfer" as const,
    iban: city.ibanOf(chance(`${name} iban`)),
    creditor: {
      name,
      street,
      ...(buildingNumber && { buildingNumber }),
      postcode: place.postcode,
      town: place.town,
      country: city.country,
    },
    dueDays: city.dueDays,
  };
}

function agendaOf(notation: NonNullable<StallNotation["appointments"]>): Agenda {
  const { leadHours = 4, daysAhead = 30, capacity = 1 } = notation;
  return { windows: hours(notation.hours), stepMinutes: notation.step, leadHours, daysAhead, capacity };
}

/** A writer of stalls for a city: `stallWriter(place)({ name: …, shelves: … })`. */
export function stallWriter(city: StallPlace): (notation: StallNotation) => DemoParty {
  const [first, second] = city.languages;
  const both = (text: string): Record<string, string> => {
    const [one = "", other] = text.split(" = ");
    return { [first]: one, ...(other && { [second]: other }) };
  };
  return (notation) => {
    const { name, shelves, vat = true } = notation;
    const place = placeOf(notation.place, name, city);
    const open = hours(notation.hours ?? "tue-fri 9-18:30, sat 9-17");
    const collection =
      notation.collection === undefined ? open : notation.collection === "" ? [] : hours(notation.collection);
    const taken = new Set<string>();
    const written = shelves.map((shelf) => writeShelf(shelf, name, taken, city));
    const rated = written.flatMap((shelf) => shelf.items);
    const items = vat ? rated : rated.map((item): Item => Object.assign({}, item, { vat: "none" }));
    const spoken = Object.entries(city.alsoSpoken).filter(([code, share]) => chance(`${name} ${code}`) < share);
    const party: Party = {
      kind: "producer",
      name,
      trade: both(notation.trade),
      summary: both(notation.summary),
      ...(notation.story && { story: { [first]: notation.story } }),
      category: notation.category,
      place,
      phone: city.phoneOf(Math.floor(chance(`${name} phone`) * 100)),
      languages: [first, ...spoken.map(([code]) => code)],
      vatRegistered: vat,
      hours: open,
      ordering: {
        acceptWithinHours: 24,
        leadHours: notation.leadHours ?? 12,
        ...(notation.minimum && { minimumMinor: notation.minimum * 100 }),
        collection,
        couriers: [],
        ...(notation.appointments && { appointments: agendaOf(notation.appointments) }),
        payments: [
          { method: "at-handover", means: [...(notation.means ?? city.means)] },
          bankTransfer(name, place, city),
        ],
      },
      since: notation.since,
    };
    return {
      slug: slugOf(name),
      party,
      couriers: notation.couriers ?? city.couriers,
      pickups: Object.entries(notation.pickups ?? {}).map(([point, { days, fee = 0 }]) => ({
        slug: point,
        feeMinor: fee * 100,
        days: hours(days).map(({ weekday, from }) => ({ weekday, from, cutoff: { daysBefore: 1, at: "18:00" } })),
      })),
      labels: notation.labels ?? [],
      items,
      levels: Object.assign({}, ...written.map((shelf) => shelf.levels)) as Record<string, StockLevel>,
    };
  };
}
