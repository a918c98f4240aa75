import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toBase64url } from "../../crypto/bytes.ts";
import type { Item, Party } from "../../crypto/protocol/exports.ts";
import { ready } from "../../crypto/sodium.ts";
import { type Device, foundMarket, openDevice, publish, sayMarket } from "../client/core/support/people.ts";
import { fillDataFolder } from "./embedded-database.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { copyFolder, fromTemplate } from "./templates.ts";

/** A seat that waits for somebody: the link that the keeper of a stall would send. */
export interface Seat {
  readonly partyId: string;
  readonly name: string;
  readonly link: string;
}

/** A market of one stall, one courier and a steward's office, on a server and a data folder of its own. */
export interface SmallMarket {
  readonly origin: string;
  readonly dataDir: string;
  server: ServerProcess;
  readonly producer: Seat;
  readonly courier: Seat;
  readonly steward: Seat;
  /** Of a market that was opened with appointments and a pickup point. */
  readonly point: Seat | null;
  /** Kills the server, as a power cut would end it, and starts it again on what it has kept. */
  killAndRestart(): Promise<void>;
  /** Kills the server; {@link restart} brings it back at the same address. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const today = () => new Date().toISOString().slice(0, 10);

/** What the stall sells: fixed price, sold by weight, with a deposit. */
const items: readonly Item[] = [
  {
    id: "miel",
    kind: "good",
    name: { fr: "Miel de forêt" },
    category: "food/honey",
    variants: [{ id: "pot", priceMinor: 1250, content: { quantity: 500_000, unit: "g" } }],
    vat: "reduced",
    temperature: "ambient",
  },
  {
    id: "tomme",
    kind: "good",
    name: { fr: "Tomme au poids" },
    category: "food/dairy/cheese",
    variants: [
      {
        id: "piece",
        priceMinor: 1200,
        weighed: { pricePerKgMinor: 3000, gramsMin: 300, gramsEstimate: 400, gramsMax: 500 },
      },
    ],
    vat: "reduced",
    temperature: "chilled",
  },
  {
    id: "jus",
    kind: "good",
    name: { fr: "Jus de pomme trouble" },
    category: "drinks/juice",
    variants: [
      {
        id: "litre",
        priceMinor: 520,
        content: { quantity: 1_000_000, unit: "ml" },
        deposit: { container: "bottle-1l", amountMinor: 100 },
      },
    ],
    vat: "reduced",
    temperature: "ambient",
  },
];

/** A lesson that is booked for a time, at the stall; and a visit, at the customer's. */
const bookable: readonly Item[] = [
  {
    id: "lecon",
    kind: "service",
    name: { fr: "Leçon d’apiculture" },
    category: "services/courses",
    variants: [{ id: "une", priceMinor: 6000 }],
    vat: "standard",
    service: { durationMinutes: 60, place: "ours", appointment: true },
  },
  {
    id: "essaim",
    kind: "service",
    name: { fr: "Essaim à cueillir" },
    category: "services/courses",
    variants: [{ id: "un", priceMinor: 9000 }],
    vat: "standard",
    service: { durationMinutes: 45, place: "yours", appointment: true },
  },
];

const kiosk = (name: string): Party => ({
  kind: "pickup-point",
  name,
  trade: { fr: "kiosque" },
  place: { street: "Place d’Essai 2", postcode: "1205", town: "Genève", lat: 46.2, lon: 6.14 },
  hours: everyDay.map((weekday) => ({ weekday, from: "07:00", to: "23:30" })),
  pickup: { temperatures: ["ambient"], keptDays: 4 },
  since: today(),
});

function stall(courierId: string, pointId: string | null): Party {
  const also = pointId !== null && {
    appointments: {
      windows: everyDay.map((weekday) => ({ weekday, from: "08:00", to: "18:00" })),
      stepMinutes: 30,
      leadHours: 1,
      daysAhead: 10,
      capacity: 1,
    },
    pickupPoints: [{ point: pointId, feeMinor: 150, days: everyDay.map((weekday) => ({ weekday, from: "09:00" })) }],
  };
  return {
    kind: "producer",
    name: "La Ruche d’Essai",
    trade: { fr: "miel et fromages" },
    place: { street: "Chemin des Abeilles 3", postcode: "1254", town: "Jussy", lat: 46.235, lon: 6.268 },
    since: today(),
    ordering: {
      acceptWithinHours: 24,
      leadHours: 1,
      collection: everyDay.map((weekday) => ({ weekday, from: "08:00", to: "20:00" })),
      couriers: [courierId],
      ...also,
      payments: [
        { method: "at-handover", means: ["cash"] },
        {
          method: "bank-transfer",
          iban: "CH9300762011623852957",
          creditor: {
            name: "La Ruche d’Essai",
            street: "Chemin des Abeilles",
            buildingNumber: "3",
            postcode: "1254",
            town: "Jussy",
            country: "CH",
          },
          dueDays: 10,
        },
      ],
    },
  };
}

/** The seats of a market, each with the code that its link carries. */
type Invitations = Readonly<
  Record<"producer" | "courier" | "steward", Invitation> & { readonly point: Invitation | null }
>;
type Invitation = Omit<Seat, "link"> & { readonly code: string };

/** Sets up parties, shelf, delivery offer and accreditations through the public protocol; invites to their seats. */
async function found(url: string, also: boolean): Promise<Invitations> {
  const keeper = await openDevice(url);
  const market = { name: "Marché d’essai", replyBuckets: 2 };
  // Until its steward has an account, nobody is: accounts need the keys that come with the instance.
  const nobody = toBase64url(new Uint8Array(32));
  const instance = await foundMarket(url, { ...market, stewards: [nobody] });
  await keeper.market.createAccountWithCode();
  const { core } = keeper;
  const seat = async (kind: Party["kind"], name: string, by: Device = keeper) => {
    const id = await by.core.session.createParty({ kind, name });
    return { id, key: by.core.session.partyKey(id), name };
  };
  const steward = await seat("steward", "Bureau du marché");
  const courier = await seat("courier", "Vélo d’Essai");
  const producer = await seat("producer", "La Ruche d’Essai");
  // An account opens so many spaces a week: the kiosk is kept by somebody else.
  const other = also ? await openDevice(url) : null;
  await other?.market.createAccountWithCode();
  const point = other && (await seat("pickup-point", "Kiosque d’Essai", other));
  await sayMarket(core, instance, { ...market, stewards: [steward.id] });
  const plain = (kind: Party["kind"], name: string, trade: string): Party => ({
    kind,
    name,
    trade: { fr: trade },
    since: today(),
  });
  await publish(core, steward.key, { type: "party", body: plain("steward", steward.name, "bureau") });
  await publish(core, courier.key, { type: "party", body: plain("courier", courier.name, "livraison à vélo") });
  await publish(core, courier.key, {
    type: "delivery-offer",
    body: {
      zones: [{ id: "ville", name: { fr: "Ville" }, postcodes: ["1201", "1205"], priceMinor: 700 }],
      slots: everyDay.map((weekday) => ({ id: `s${weekday}`, weekday, from: "16:00", to: "19:00", cutoffHours: 1 })),
      temperatures: ["ambient", "chilled"],
      gramsMax: 20_000,
      vat: "standard",
      vehicle: { fr: "vélo cargo" },
    },
  });
  await publish(core, producer.key, { type: "party", body: stall(courier.id, point?.id ?? null) });
  if (point) await publish(core, point.key, { type: "party", body: kiosk(point.name) });
  await publish(core, producer.key, {
    type: "shelf",
    subject: "tout",
    body: { name: { fr: "Tout" }, items: [...items, ...(also ? bookable : [])] },
  });
  const open = [producer, courier, ...(point ? [point] : [])];
  for (const { id } of open) {
    await publish(core, steward.key, {
      type: "accreditation",
      subject: id,
      body: { status: "accredited", labels: [], keyCompared: true },
    });
  }
  // The core itself publishes inbox keys once it sees that its parties are accredited.
  for (const { id } of open) {
    await keeper.until("catalogue", () => core.catalogue.inboxKey(id) !== null);
  }
  const inviteTo = async (party: { id: string; name: string }, by: Device = keeper): Promise<Invitation> => ({
    partyId: party.id,
    name: party.name,
    code: await by.market.inviteStaff(party.id),
  });
  const invitations = {
    producer: await inviteTo(producer),
    courier: await inviteTo(courier),
    steward: await inviteTo(steward),
    point: point && (await inviteTo(point, other)),
  };
  await Promise.all([keeper.close(), other?.close()]);
  return invitations;
}

/**
 * Fills a data folder with a market that was founded on a server of its own: in a run of tests, once for all that begin
 * from it.
 */
async function foundIn(dataDir: string, also: boolean): Promise<Invitations> {
  const folder = join(dataDir, "..");
  const invitationsFile = join(folder, "invitations.json");
  if (!existsSync(invitationsFile)) {
    await fromTemplate(also ? "market-with-point" : "market", folder, async () => {
      await mkdir(dataDir, { recursive: true });
      await fillDataFolder(dataDir);
      const server = await startServer({ dataDir });
      const invitations = await found(server.origin, also);
      await server.stop();
      await writeFile(invitationsFile, JSON.stringify(invitations));
    });
  }
  return JSON.parse(await readFile(invitationsFile, "utf8")) as Invitations;
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "smartketplace-flow-"));

/**
 * Opens a small market on a freshly started server.
 * @param settings.origin where browsers reach it, when that is not the server itself (a recording proxy)
 * @param settings.also with services that are booked for a time, and a pickup point
 * @param settings.databaseUrl a PostgreSQL, empty; the embedded database by default
 * @param settings.environment further settings of the server
 * @param settings.folder in which a market lies already, to go on with
 */
export async function openSmallMarket(
  settings: {
    readonly origin?: string;
    readonly databaseUrl?: string;
    readonly also?: boolean;
    readonly environment?: Readonly<Record<string, string>>;
    readonly folder?: string;
  } = {},
): Promise<SmallMarket> {
  await ready();
  const folder = settings.folder ?? (await newFolder());
  const dataDir = join(folder, "market", "data");
  const also = settings.also === true;
  const environment = {
    LOG_LEVEL: "debug",
    ...(settings.origin !== undefined && { ORIGIN: settings.origin }),
    ...(settings.databaseUrl !== undefined && { DATABASE_URL: settings.databaseUrl }),
    ...settings.environment,
  };
  const founded = settings.databaseUrl === undefined ? await foundIn(dataDir, also) : null;
  await mkdir(dataDir, { recursive: true });
  const server = await startServer({ dataDir, environment });
  const invitations = founded ?? (await found(server.origin, also));
  const origin = settings.origin ?? server.origin;
  const seatOf = ({ code, ...seat }: Invitation): Seat => ({ ...seat, link: `${origin}/join#${code}` });
  const market: SmallMarket = {
    origin,
    dataDir,
    server,
    producer: seatOf(invitations.producer),
    courier: seatOf(invitations.courier),
    steward: seatOf(invitations.steward),
    point: invitations.point && seatOf(invitations.point),
    async kill() {
      await market.server.stop("SIGKILL");
    },
    async restart() {
      market.server = await startServer({ dataDir, port: server.port, environment });
    },
    async killAndRestart() {
      await market.kill();
      await market.restart();
    },
    async close() {
      await market.server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return market;
}

/**
 * Opens a market with a pickup point in which something has been done already: in a run of tests, once for all that begin
 * from it.
 * @param name of its template
 * @param fill does it, and returns what is to be known of it, as JSON can say it
 */
export async function openFilledMarket<T>(
  name: string,
  fill: (market: SmallMarket) => Promise<T>,
): Promise<{ readonly market: SmallMarket; readonly filled: T }> {
  const folder = await newFolder();
  const copy = join(folder, "market");
  const filledFile = join(copy, "filled.json");
  await fromTemplate(name, copy, async () => {
    const market = await openSmallMarket({ also: true });
    const filled = await fill(market);
    await market.server.stop();
    await copyFolder(join(market.dataDir, ".."), copy);
    await market.close();
    await writeFile(filledFile, JSON.stringify(filled));
  });
  const market = await openSmallMarket({ also: true, folder });
  return { market, filled: JSON.parse(await readFile(filledFile, "utf8")) as T };
}
