import { toBase64url } from "../../../../crypto/bytes.ts";
import type { InstanceFile, Item, Party, Statement } from "../../../../crypto/protocol/exports.ts";
import { makeStatement } from "../../../../crypto/protocol/signed-statement.ts";
import { type SigningKeyPair, signingKeyPair } from "../../../../crypto/signature.ts";
import { ready } from "../../../../crypto/sodium.ts";
import type { Topics } from "../../../../client/core/api.ts";
import type { Core } from "../../../../client/core/core.ts";
import { createHttpTransport } from "../../../../client/core/http-transport.ts";
import { aloneLeadership } from "../../../../client/core/leadership.ts";
import { createMarket, type RunningMarket } from "../../../../client/core/market.ts";
import { createMemoryStore } from "../../../../client/core/memory-store.ts";
import type { Leadership, LocalStore, Transport } from "../../../../client/core/platform.ts";
import { wordListOf } from "../../../../client/core/words/words.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";
import { CodedError } from "../../../../crypto/coded-error.ts";

/** A device of somebody, without a screen: the whole core over a store of its own. */
export interface Device {
  readonly market: RunningMarket;
  readonly core: Core;
  readonly store: LocalStore;
  /** Cuts the wire, or joins it again. */
  setOnline(online: boolean): void;
  /** Turns this device's clock. */
  turnClock(milliseconds: number): void;
  /** The value of a topic once `holds`; throws after a while, saying what it was last. */
  until<T extends keyof Topics>(topic: T, holds: (value: Topics[T]) => boolean, scope?: string): Promise<Topics[T]>;
  /** Ends it like a closed tab. */
  close(): Promise<void>;
  /** Ends it, and starts again on what its store has kept. */
  restart(): Promise<Device>;
}

/** A transport whose wire can be cut. */
function cuttable(transport: Transport): { readonly transport: Transport; set(online: boolean): void } {
  let online = true;
  const listeners = new Set<() => void>();
  return {
    set: (next) => {
      online = next;
      for (const listener of [...listeners]) listener();
    },
    transport: {
      request: async (route, options) => {
        if (!online) throw new CodedError("network/offline", "The server cannot be reached.");
        return transport.request(route, options);
      },
      events: (route, options, onEvent, onState) => {
        let stop: (() => void) | null = null;
        const follow = (): void => {
          if (online && stop === null) stop = transport.events(route, options, onEvent, onState);
          if (!online && stop !== null) {
            stop();
            stop = null;
            onState?.(false);
          }
        };
        listeners.add(follow);
        follow();
        return () => {
          listeners.delete(follow);
          stop?.();
        };
      },
    },
  };
}

/** Opens a device on a server. Account cookies live as long as the returned device and its restarts. */
export async function openDevice(
  url: string | (() => string),
  options: {
    readonly store?: LocalStore;
    readonly transport?: Transport;
    readonly instance?: InstanceFile;
    readonly offsetMs?: number;
    readonly leadership?: Leadership;
  } = {},
): Promise<Device> {
  await ready();
  const store = options.store ?? createMemoryStore();
  const origin = typeof url === "string" ? url : url();
  const transport = options.transport ?? createHttpTransport(origin, { cookieJar: true });
  const wire = cuttable(transport);
  let offsetMs = options.offsetMs ?? 0;
  const instance = options.instance ?? geneva;
  const market = createMarket({
    store,
    transport: wire.transport,
    leadership: options.leadership ?? aloneLeadership(),
    now: () => Date.now() + offsetMs,
    random: Math.random,
    rpId: "localhost",
    origin,
    instance,
    wordList: wordListOf(instance.words),
  });
  const core = await market.core;
  return {
    market,
    core,
    store,
    setOnline: wire.set,
    turnClock: (milliseconds) => void (offsetMs += milliseconds),
    until: async (topic, holds, scope) => {
      let stop: (() => void) | undefined;
      let last: unknown;
      try {
        return await new Promise((resolve, reject) => {
          const timer = setTimeout(
            () => reject(new Error(`Waited in vain for ${topic}; last: ${JSON.stringify(last)?.slice(0, 2000)}`)),
            75_000,
          );
          const listen = (value: Topics[typeof topic]): void => {
            last = value;
            if (!holds(value as never)) return;
            clearTimeout(timer);
            resolve(value as never);
          };
          market.watch(topic, listen, scope).then((end) => (stop = end), reject);
        });
      } finally {
        stop?.();
      }
    },
    close: () => market.close(),
    restart: async () => {
      await market.close();
      return openDevice(url, { ...options, store, transport, offsetMs });
    },
  };
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** A stall that takes orders, as its statement says it. */
export function producerParty(couriers: readonly string[], more: Partial<Party> = {}): Party {
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "08:00", to: "20:00" }));
  return {
    kind: "producer",
    name: "Fromagerie des Essais",
    trade: { fr: "fromagerie d’essai" },
    place: { street: "Chemin du Lait 1", postcode: "1254", town: "Jussy", lat: 46.235, lon: 6.268 },
    since: today(),
    ordering: {
      acceptWithinHours: 24,
      leadHours: 1,
      collection: everyDay,
      couriers: [...couriers],
      payments: [
        { method: "at-handover", means: ["cash"] },
        {
          method: "bank-transfer",
          iban: "CH9300762011623852957",
          creditor: {
            name: "Fromagerie des Essais",
            street: "Chemin du Lait",
            buildingNumber: "1",
            postcode: "1254",
            town: "Jussy",
            country: "CH",
          },
          dueDays: 10,
        },
      ],
    },
    ...more,
  };
}

export function courierParty(): Party {
  return { kind: "courier", name: "Vélo des Essais", trade: { fr: "livraison à vélo" }, since: today() };
}

export const cheese: Item = {
  id: "tomme",
  kind: "good",
  name: { fr: "Tomme de Jussy" },
  category: "food/dairy/cheese",
  variants: [
    { id: "whole", priceMinor: 1450, content: { quantity: 250, unit: "g" } },
    {
      id: "cut",
      name: { fr: "à la coupe" },
      priceMinor: 1200,
      weighed: { pricePerKgMinor: 3000, gramsMin: 300, gramsEstimate: 400, gramsMax: 500 },
      deposit: { container: "jar", amountMinor: 50 },
    },
  ],
  vat: "reduced",
  temperature: "chilled",
};

let revisions = 0;

/** Signs and sends a statement as a party's own device would, at once. */
export async function publish(
  core: Core,
  key: SigningKeyPair,
  content: Pick<Statement, "type" | "body"> & { readonly subject?: string },
): Promise<void> {
  const author = toBase64url(key.publicKey);
  revisions += 1;
  const head = { v: 1, author, subject: content.subject ?? author, revision: revisions, issuedOn: today() };
  const { wire } = makeStatement({ ...head, type: content.type, body: content.body } as Statement, key);
  // As the party's own device does; the instance's key is nobody's.
  if (core.session.view.memberships.some(({ partyId }) => partyId === author)) await core.ownEntries.note(wire);
  await core.platform.transport.request("postStatement", { body: wire });
}

/** An instance with one steward, one producer with a shelf, one courier, all accredited and reachable. */
export interface City {
  readonly steward: SigningKeyPair;
  readonly producer: Device;
  readonly producerId: string;
  readonly courier: Device;
  readonly courierId: string;
}

/** What an instance says of itself, beside its server's keys. */
interface MarketSaid {
  readonly name: string;
  readonly stewards: readonly string[];
  readonly replyBuckets: number;
}

/** Says what an instance is, over what it said before. */
export async function sayMarket(core: Core, instance: SigningKeyPair, said: MarketSaid): Promise<void> {
  const server = await core.platform.transport.request("operator");
  await publish(core, instance, { type: "instance", body: { ...said, stewards: [...said.stewards], ...server } });
}

/**
 * Founds a market on a server that has none, and waits for the keys that tokens are drawn under. Returns the key that
 * speaks for it.
 */
export async function foundMarket(url: string | (() => string), said: MarketSaid): Promise<SigningKeyPair> {
  await ready();
  const instance = signingKeyPair();
  const founder = await openDevice(url);
  await sayMarket(founder.core, instance, said);
  await founder.until("catalogue", () => (founder.core.catalogue.issuer?.tokenKeys.length ?? 0) >= 2);
  await founder.close();
  return instance;
}

/**
 * Founds a city whose producer and courier can be written to by each other, and by whoever comes.
 * @param open how its devices are opened, for tests that stand between them and the server
 */
export async function foundCity(url: string | (() => string), open: typeof openDevice = openDevice): Promise<City> {
  await ready();
  const steward = signingKeyPair();
  const stewardId = toBase64url(steward.publicKey);
  await foundMarket(url, { name: "Ville d’essai", stewards: [stewardId], replyBuckets: 4 });
  const producer = await open(url);
  const courier = await open(url);
  await producer.market.createAccountWithCode();
  await courier.market.createAccountWithCode();
  const { core } = producer;
  await publish(core, steward, {
    type: "party",
    body: { kind: "steward", name: "Bureau", trade: { fr: "bureau" }, since: today() },
  });
  const courierId = await courier.core.session.createParty({ kind: "courier", name: "Vélo des Essais" });
  const producerId = await producer.core.session.createParty({ kind: "producer", name: "Fromagerie des Essais" });
  const courierKey = courier.core.session.partyKey(courierId);
  const producerKey = producer.core.session.partyKey(producerId);
  await publish(core, courierKey, { type: "party", body: courierParty() });
  await publish(core, courierKey, {
    type: "delivery-offer",
    body: {
      zones: [{ id: "ville", name: { fr: "Ville" }, postcodes: ["1201", "1205"], priceMinor: 700 }],
      slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        id: `s${weekday}`,
        weekday,
        from: "16:00",
        to: "19:00",
        cutoffHours: 1,
      })),
      temperatures: ["ambient", "chilled"],
      gramsMax: 20_000,
      vat: "standard",
      vehicle: { fr: "vélo cargo" },
    },
  });
  await publish(core, producerKey, { type: "party", body: producerParty([courierId]) });
  await publish(core, producerKey, {
    type: "shelf",
    subject: "fromages",
    body: { name: { fr: "Fromages" }, items: [cheese] },
  });
  for (const subject of [producerId, courierId]) {
    await publish(core, steward, {
      type: "accreditation",
      subject,
      body: { status: "accredited", labels: [], keyCompared: true },
    });
  }
  // The cores themselves publish where they can be written to, once they see that; each then has to hear of the other.
  const reachable = ({ catalogue }: Core) => [producerId, courierId].every((id) => catalogue.inboxKey(id) !== null);
  await Promise.all([producer, courier].map((device) => device.until("catalogue", () => reachable(device.core))));
  return { steward, producer, producerId, courier, courierId };
}
