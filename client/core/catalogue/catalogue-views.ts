import { fromBase64url } from "../../../crypto/bytes.ts";
import type { DeliveryOffer, InstanceFile, StockLevel } from "../../../crypto/protocol/exports.ts";
import type { DeliveryChoice, ItemView, KeyHistory, PartyView, PickupChoice } from "../api.ts";
import type { KeyChains } from "../../../crypto/protocol/key-chains.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { availableNow } from "../search/filters.ts";
import type { CarriedGoods } from "./carried-goods.ts";
import type { VerifiedInboxKey } from "./catalogue.ts";
import { metresBetween, positionOfPostcode } from "./distance.ts";
import type { ItemRow, PartyRow, Snapshot } from "./snapshot.ts";
import { dayAfter, dayAt } from "./wall-clock.ts";
import { deliveryWindows, nextAppointment, openWindows, pickupWindows } from "./windows.ts";

/** What screens see of a snapshot from where a person is: made anew when either changes. */
export interface CatalogueViews {
  readonly snapshot: Snapshot;
  /** Today in the instance's time zone. */
  readonly today: string;
  distance(partyId: string): number | null;
  inSeason(row: ItemRow): boolean;
  /** Whether any variant is left. */
  left(row: ItemRow): boolean;
  /** Whether a party can be ordered from now: reachable, not on holiday, with a window that still takes orders. */
  takesOrders(partyId: string): boolean;
  /** Whether it is booked for a time, and one of the next seven days is free. */
  freeSoon(row: ItemRow): boolean;
  itemView(row: ItemRow): ItemView;
  partyView(partyId: string): PartyView | null;
  inboxKey(partyId: string): VerifiedInboxKey | null;
  delivers(partyId: string, temperature: string): boolean;
  /** Couriers that bring a party's goods to a postcode, cheapest first. */
  deliveryChoices(partyId: string, postcode: string, goods?: CarriedGoods): readonly DeliveryChoice[];
  /** Pickup points that a party brings its goods to, cheapest first. */
  pickupChoices(partyId: string, goods?: CarriedGoods): readonly PickupChoice[];
}

/** How far "this week" reaches, today included. */
const soonDays = 7;

const noStock: Readonly<Record<string, StockLevel>> = {};

/** Temperature classes of the goods of one party. */
function temperaturesOf(snapshot: Snapshot, partyId: string): readonly string[] {
  const classes = new Set<string>();
  for (const { item } of snapshot.rows.get(partyId)?.list ?? []) {
    if (item.kind === "good") classes.add(item.temperature ?? "ambient");
  }
  return [...classes];
}

/** The couriers that a party works with and that are there now, with the zone each has for a postcode. */
function zonesFor(snapshot: Snapshot, row: PartyRow, postcode: string | null) {
  return (row.party.ordering?.couriers ?? []).flatMap((courierId) => {
    const courier = snapshot.parties.get(snapshot.chains.rootOf(courierId));
    if (!courier?.accredited || courier.party.kind !== "courier" || courier.offer === null) return [];
    const { offer } = courier;
    const zones = offer.zones.filter(({ postcodes }) => postcode === null || postcodes.includes(postcode));
    const [zone] = [...zones].sort((a, b) => a.priceMinor - b.priceMinor);
    return zone ? [{ courierId: courier.id, offer, zone }] : [];
  });
}

/** What people should know about a party's keys; null for most: it has had one key only, and nothing is said about it. */
function keyHistoryOf(key: string, chains: KeyChains, wordList: readonly string[]): KeyHistory | null {
  const links = chains.linksOf(key);
  const pending = chains.pendingOf(key);
  const contested = chains.isContested(key);
  if (links.length === 0 && pending === null && !contested) return null;
  const changes = links.map(({ kind, on, countsAt, reason, old }) => ({
    kind,
    on: kind === "recovery" ? new Date(countsAt).toISOString().slice(0, 10) : on,
    before: fingerprintOf(old, wordList),
    ...(reason && { reason }),
  }));
  return {
    changes: changes.reverse(),
    contested,
    recovery: pending && {
      on: pending.on,
      countsAt: new Date(pending.countsAt).toISOString(),
      next: fingerprintOf(pending.next, wordList),
      ...(pending.reason && { reason: pending.reason }),
    },
  };
}

export function createCatalogueViews(
  snapshot: Snapshot,
  instance: InstanceFile,
  wordList: readonly string[],
  postcode: string | null,
  now: number,
): CatalogueViews {
  const from = positionOfPostcode(instance, postcode);
  const today = dayAt(now, instance.timeZone);
  const month = Number(today.slice(5, 7));
  const todayUtc = new Date(now).toISOString().slice(0, 10);
  const isOpen = openWindows(instance, now);
  const distances = new Map<string, number | null>();
  const zones = new Map<string, ReturnType<typeof zonesFor>>();

  /** A party, by any of its keys. */
  const rowOf = (partyId: string): PartyRow | undefined => snapshot.parties.get(snapshot.chains.rootOf(partyId));

  function distance(partyId: string): number | null {
    let metres = distances.get(partyId);
    if (metres === undefined) {
      const place = snapshot.parties.get(partyId)?.party.place;
      metres = from && place ? metresBetween(from, place) : null;
      distances.set(partyId, metres);
    }
    return metres;
  }

  const taking = new Map<string, boolean>();

  function takesOrders(partyId: string): boolean {
    let takes = taking.get(partyId);
    if (takes === undefined) taking.set(partyId, (takes = reckonTakesOrders(partyId)));
    return takes;
  }

  function reckonTakesOrders(partyId: string): boolean {
    const row = rowOf(partyId);
    if (!row?.accredited || row.inboxKey === null || row.inboxKey.notAfter < todayUtc) return false;
    const offers = zonesFor(snapshot, row, null).map(({ offer }) => offer);
    if (isOpen(row.party, offers, row.taken)) return true;
    return pickupsOf(partyId).some(({ windows }) => windows.some(({ open }) => open));
  }

  function pickupsOf(partyId: string, goods?: CarriedGoods): PickupChoice[] {
    const row = rowOf(partyId);
    const { pickupPoints = [], payments = [] } = row?.party.ordering ?? {};
    // A point takes no money for others: what waits there is paid beforehand.
    if (row === undefined || pickupPoints.length === 0 || !payments.some(({ method }) => method === "bank-transfer"))
      return [];
    const sold = temperaturesOf(snapshot, row.id);
    return pickupPoints
      .flatMap((way): PickupChoice[] => {
        const point = partyView(way.point);
        const keeps = point?.party.kind === "pickup-point" ? point.party.pickup : undefined;
        if (!point?.reachable || keeps === undefined) return [];
        const takes = (needed: string): boolean => keeps.temperatures.some((kept) => kept === needed);
        if (!(goods ? goods.temperatures.every(takes) : sold.some(takes))) return [];
        const windows = pickupWindows(row.party, way, point.party, instance, now);
        return [{ point, feeMinor: way.feeMinor, keptDays: keeps.keptDays, windows }];
      })
      .sort((a, b) => a.feeMinor - b.feeMinor || (a.point.id < b.point.id ? -1 : 1));
  }

  const lastSoon = dayAfter(today, soonDays - 1);
  const soon = new Map<string, boolean>();

  function freeSoon({ item, partyId }: ItemRow): boolean {
    const minutes = item.service?.appointment === true ? item.service.durationMinutes : 0;
    if (minutes === 0) return false;
    const key = `${partyId} ${minutes}`;
    let found = soon.get(key);
    if (found === undefined) {
      // Asked once for a stall and a length: a stall's windows are reckoned for it.
      const row = takesOrders(partyId) ? snapshot.parties.get(partyId) : undefined;
      const next = row ? nextAppointment(row.party, minutes, row.taken, instance, now) : null;
      found = next !== null && next.day <= lastSoon;
      soon.set(key, found);
    }
    return found;
  }

  const inSeason = ({ item }: ItemRow): boolean => item.season?.includes(month) ?? false;

  function inboxKey(partyId: string): VerifiedInboxKey | null {
    const row = rowOf(partyId);
    const key = row?.inboxKey;
    if (!row || !key || key.notAfter < todayUtc) return null;
    const kemPublicKey = fromBase64url(key.kemPublicKey);
    return { partyId: row.id, key: row.key, kemPublicKey, notAfter: key.notAfter };
  }

  function partyView(name: string): PartyView | null {
    const row = rowOf(name);
    if (row === undefined) return null;
    const partyId = row.id;
    const keys = keyHistoryOf(row.key, snapshot.chains, wordList);
    return {
      id: partyId,
      party: row.party,
      accreditation: row.accreditation,
      labels: row.accredited ? (row.accreditation?.labels ?? []) : [],
      itemCount: row.itemCount,
      publishedCount: row.publishedCount,
      distanceMetres: distance(partyId),
      reachable: row.accredited && inboxKey(partyId) !== null,
      fingerprint: fingerprintOf(row.key, wordList),
      ...(keys !== null && { keys }),
    };
  }

  return {
    snapshot,
    today,
    distance,
    inSeason,
    left: (row) => availableNow(row, snapshot.stock.get(row.key)),
    takesOrders,
    freeSoon,
    inboxKey,
    partyView,
    itemView: (row) => ({
      key: row.key,
      partyId: row.partyId,
      partyName: snapshot.parties.get(row.partyId)?.party.name ?? "",
      distanceMetres: distance(row.partyId),
      item: row.item,
      stock: snapshot.stock.get(row.key) ?? noStock,
      labels: row.labels,
      inSeason: inSeason(row),
    }),
    delivers: (partyId, temperature) => {
      const row = snapshot.parties.get(partyId);
      if (row === undefined) return false;
      const own = zones.get(partyId) ?? zonesFor(snapshot, row, postcode);
      zones.set(partyId, own);
      return own.some(({ offer }) => offer.temperatures.some((accepted) => accepted === temperature));
    },
    pickupChoices: pickupsOf,
    deliveryChoices: (partyId, to, goods) => {
      const row = rowOf(partyId);
      if (row === undefined) return [];
      const sold = temperaturesOf(snapshot, row.id);
      const takes = (offer: DeliveryOffer, needed: string): boolean =>
        offer.temperatures.some((accepted) => accepted === needed);
      const carries = (offer: DeliveryOffer): boolean =>
        goods
          ? goods.temperatures.every((needed) => takes(offer, needed)) && goods.grams <= offer.gramsMax
          : sold.some((needed) => takes(offer, needed));
      return zonesFor(snapshot, row, to)
        .filter(({ offer }) => carries(offer))
        .flatMap(({ courierId, offer, zone }) => {
          const courier = partyView(courierId);
          if (!courier?.reachable) return [];
          const windows = deliveryWindows(row.party, offer, instance, now);
          return [{ courier, zoneId: zone.id, feeMinor: zone.priceMinor, vehicle: offer.vehicle, windows }];
        })
        .sort((a, b) => a.feeMinor - b.feeMinor || (a.courier.id < b.courier.id ? -1 : 1));
    },
  };
}
