import type { Delivery, PartyView } from "../../../client/core/api.ts";

/** A stall as a courier sees it. */
export function aProducer(id: string, name = "Ferme des Trois Noyers"): PartyView {
  return {
    id,
    party: {
      kind: "producer",
      name,
      trade: { fr: "fromagerie à Jussy" },
      place: { street: "Route de Jussy 31", postcode: "1254", town: "Jussy", lat: 46.23, lon: 6.27 },
      since: "2026-01-01",
    },
    accreditation: { status: "accredited", labels: [], keyCompared: true },
    labels: [],
    itemCount: 3,
    publishedCount: 3,
    distanceMetres: null,
    reachable: true,
    fingerprint: {
      stripes: [1, 4, 8, 2, 9, 0, 11, 5],
      words: ["houblon", "tonneau", "bise", "cuivre", "merle", "gravier", "lanterne", "orge"],
      hex: "00112233445566778899aabbccdd",
    },
  };
}

export interface ADelivery {
  readonly state: Delivery["state"];
  readonly street?: string;
  readonly from?: string;
  readonly parcels?: number;
  readonly ready?: boolean;
  readonly producerId?: string;
  readonly next?: "retry" | "return";
  readonly collectMinor?: number;
  readonly ageMin?: 16 | 18;
  readonly note?: string;
}

const actionsOf: Partial<Record<Delivery["state"], Delivery["actions"]>> = {
  requested: ["accept", "refuse"],
  accepted: ["collect"],
  collected: ["deliver", "fail"],
  failed: ["collect"],
};

/** A delivery at a courier's desk, with an address and never an item. */
export function aDelivery(thread: string, of: ADelivery): Delivery {
  const window = { day: "2026-09-25", from: of.from ?? "18:00", to: "20:00" };
  const producerId = of.producerId ?? "p".repeat(43);
  return {
    thread,
    name: ["figue", "ardoise", thread],
    producer: aProducer(producerId),
    request: {
      address: "",
      replyKemPublicKey: "k",
      parcels: of.parcels ?? 1,
      temperature: "chilled",
      ...(of.ageMin !== undefined && { ageMin: of.ageMin }),
      collectMinor: of.collectMinor ?? 0,
      currency: "CHF",
      ...window,
      zone: "z",
    },
    address: {
      producer: producerId,
      name: "Camille Essai",
      street: of.street ?? "Rue de Carouge 48",
      postcode: "1205",
      town: "Genève",
      phone: "+41 22 345 67 89",
      ...(of.note !== undefined && { note: of.note }),
      ...window,
      feeMinor: 700,
      handover: { salt: "s".repeat(22), check: "c".repeat(43) },
      reply: { bucket: 0, buckets: 4, tagKey: "t".repeat(43), kemPublicKeyDigest: "d".repeat(43) },
    },
    state: of.state,
    ready: of.ready ?? false,
    collectMinor: of.collectMinor ?? 0,
    ...(of.next !== undefined && { failure: { reason: "nobody-home" as const, next: of.next } }),
    attemptsLeft: 3,
    actions: actionsOf[of.state] ?? [],
    waiting: [],
  };
}
