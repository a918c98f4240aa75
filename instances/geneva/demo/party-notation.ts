import type { Item, Party, StockLevel } from "../../../crypto/protocol/exports.ts";
import { postcodes } from "../postcodes.ts";
import { chance, hours, type ShelfNotation, slugOf, writeShelf } from "./notation.ts";

/** An invented firm with what it sells, ready to be said by its own key. Couriers are named by slug. */
export interface DemoParty {
  readonly slug: string;
  readonly party: Party;
  /** Slugs of the couriers it works with. */
  readonly couriers: readonly string[];
  /** Labels granted to it. */
  readonly labels: readonly string[];
  readonly items: readonly Item[];
  readonly levels: Readonly<Record<string, StockLevel>>;
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
  /** "bise" (city, cargo bike), "navette" (canton, chilled), "panier" (shared van); none by default for services. */
  readonly couriers?: readonly string[];
  readonly means?: readonly ("cash" | "card" | "local-currency")[];
  readonly labels?: readonly string[];
  readonly since: string;
  /** Charges VAT; small ones do not, and their items say "none". */
  readonly vat?: boolean;
  readonly shelves: readonly ShelfNotation[];
}

const both = (text: string): Record<string, string> => {
  const [fr = "", en] = text.split(" = ");
  return { fr, ...(en && { en }) };
};

/** ISO 7064 check digits of an IBAN, so that the invented accounts pass as accounts do. */
function ibanOf(account: string): string {
  const digits = `${account}121700`;
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return `CH${String(98 - remainder).padStart(2, "0")}${account}`;
}

function placeOf(text: string, name: string): NonNullable<Party["place"]> {
  const [street = "", rest = ""] = text.split(", ");
  const [postcode = "", ...town] = rest.split(" ");
  const found = postcodes.find((entry) => entry.postcode === postcode && entry.name === town.join(" "));
  const centre = found ?? postcodes.find((entry) => entry.postcode === postcode);
  if (centre === undefined) throw new Error(`Demo place outside of the instance: ${text}`);
  const around = (seed: string, reach: number): number => (chance(name + seed) - 0.5) * reach;
  return {
    street,
    postcode,
    town: /^12\d\d$/.test(postcode) && Number(postcode) <= 1209 ? "Genève" : town.join(" "),
    lat: Math.round((centre.lat + around("lat", 0.008)) * 1e5) / 1e5,
    lon: Math.round((centre.lon + around("lon", 0.01)) * 1e5) / 1e5,
  };
}

/** A bank account and its holder at a place: nobody's. */
function bankTransfer(name: string, place: NonNullable<Party["place"]>) {
  const account = `09999${String(Math.floor(chance(`${name} iban`) * 1e12)).padStart(12, "0")}`;
  const [, street = place.street, buildingNumber] = /^(.*?)(?:\s+(\d+\w?))?$/.exec(place.street) ?? [];
  return {
    method: "bank-transfer" as const,
    iban: ibanOf(account),
    creditor: {
      name,
      street,
      ...(buildingNumber && { buildingNumber }),
      postcode: place.postcode,
      town: place.town,
      country: "CH",
    },
    dueDays: 10,
  };
}

/** Writes a stall out. */
export function stall(notation: StallNotation): DemoParty {
  const { name, shelves, vat = true } = notation;
  const place = placeOf(notation.place, name);
  const open = hours(notation.hours ?? "tue-fri 9-18:30, sat 9-17");
  const collection =
    notation.collection === undefined ? open : notation.collection === "" ? [] : hours(notation.collection);
  const taken = new Set<string>();
  const written = shelves.map((shelf) => writeShelf(shelf, name, taken));
  const rated = written.flatMap((shelf) => shelf.items);
  const items = vat ? rated : rated.map((item): Item => Object.assign({}, item, { vat: "none" }));
  const party: Party = {
    kind: "producer",
    name,
    trade: both(notation.trade),
    summary: both(notation.summary),
    ...(notation.story && { story: { fr: notation.story } }),
    category: notation.category,
    place,
    phone: `+412255501${String(Math.floor(chance(`${name} phone`) * 100)).padStart(2, "0")}`,
    languages: ["fr", ...(chance(`${name} en`) < 0.6 ? ["en"] : []), ...(chance(`${name} de`) < 0.2 ? ["de"] : [])],
    vatRegistered: vat,
    hours: open,
    ordering: {
      acceptWithinHours: 24,
      leadHours: notation.leadHours ?? 12,
      ...(notation.minimum && { minimumMinor: notation.minimum * 100 }),
      collection,
      couriers: [],
      payments: [
        { method: "at-handover", means: [...(notation.means ?? ["cash", "card", "local-currency"])] },
        bankTransfer(name, place),
      ],
    },
    since: notation.since,
  };
  return {
    slug: slugOf(name),
    party,
    couriers: notation.couriers ?? ["la-bise-a-velo", "navette-des-communes"],
    labels: notation.labels ?? [],
    items,
    levels: Object.assign({}, ...written.map((shelf) => shelf.levels)) as Record<string, StockLevel>,
  };
}
