import type { Delivery, PartyView } from "../core/api.ts";

/** What a courier has to do with a delivery, as it stands in the day. */
export interface Round {
  /** Requests that wait for an answer, the soonest first. */
  readonly requests: readonly Delivery[];
  /** Accepted, to fetch: grouped by where. */
  readonly collections: readonly Collection[];
  /** On the bicycle: the first is the present stop. */
  readonly stops: readonly Delivery[];
  /** Delivered, brought back, cancelled: the last one first. */
  readonly done: readonly Delivery[];
}

export interface Collection {
  readonly producer: PartyView | null;
  readonly producerId: string;
  readonly deliveries: readonly Delivery[];
  readonly parcels: number;
  /** How many the producer has declared ready. */
  readonly ready: number;
}

/** The round that `deliveries` make. Stops go by their window, then by postcode and street, so that streets stay together. */
export function roundOf(deliveries: readonly Delivery[]): Round {
  const requests = deliveries.filter(({ state }) => state === "requested").sort(byWindow);
  const stops = deliveries
    .filter(({ state, failure, attemptsLeft }) => {
      if (state === "collected") return true;
      return state === "failed" && failure?.next === "retry" && attemptsLeft > 0;
    })
    // Who was not there is tried again after everyone else.
    .sort((a, b) => Number(a.state === "failed") - Number(b.state === "failed") || byWindow(a, b));
  const stopThreads = new Set(stops.map(({ thread }) => thread));
  const done = deliveries
    .filter(
      ({ state, thread }) =>
        state === "delivered" || state === "cancelled" || (state === "failed" && !stopThreads.has(thread)),
    )
    .sort((a, b) => byWindow(b, a));
  const byProducer = new Map<string, Delivery[]>();
  for (const delivery of deliveries.filter(({ state }) => state === "accepted").sort(byWindow)) {
    const producerId = delivery.producer?.id ?? delivery.address?.producer ?? "";
    byProducer.set(producerId, [...(byProducer.get(producerId) ?? []), delivery]);
  }
  const collections = [...byProducer].map(([producerId, own]) => ({
    producer: own.find(({ producer }) => producer !== null)?.producer ?? null,
    producerId,
    deliveries: own,
    parcels: own.reduce((parcels, { request }) => parcels + request.parcels, 0),
    ready: own.filter(({ ready }) => ready).length,
  }));
  return { requests, collections, stops, done };
}

function byWindow(a: Delivery, b: Delivery): number {
  return compare(placeInTime(a), placeInTime(b)) || compare(a.thread, b.thread);
}

function placeInTime({ request, address }: Delivery): string {
  return [request.day, request.from, request.to, address?.postcode ?? "", address?.street ?? ""].join(" ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
