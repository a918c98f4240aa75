import { type CourierThread, deliveryPrefix, requestIn } from "../desk/courier-thread.ts";
import type { Platform } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { announcementIn, pickupPrefix, type PickupThread, progressOf } from "../desk/pickup-thread.ts";
import type { ProducerThread } from "../desk/producer-thread.ts";
import { type ConsumerThread, orderPrefix, placedIn } from "./consumer-thread.ts";
import type { Thread } from "./thread.ts";

const dayMs = 86_400_000;

/** Whether the dispute window after `day` (YYYY-MM-DD) is over. */
export function disputeOver(platform: Pick<Platform, "instance" | "now">, day: string): boolean {
  return Date.parse(day) + (platform.instance.policies.disputeDays + 1) * dayMs < platform.now();
}

/** Deletes the address, name and phone number from a buyer's orders whose dispute window is over. */
export async function forgetOrderAddresses(platform: Platform, space: SyncedSpace): Promise<void> {
  for (const { subject, value } of space.list<ConsumerThread>(orderPrefix)) {
    if (value.address === null || !disputeOver(platform, value.day)) continue;
    await space.update<ConsumerThread>(subject, (current) => current && { ...withoutVisit(current), address: null });
  }
}

/** The same at a producer's who came to the customer: the address inside the order. */
export async function forgetVisitAddresses(platform: Platform, space: SyncedSpace): Promise<void> {
  for (const { subject, value } of space.list<ProducerThread>(orderPrefix)) {
    const fulfilment = placedIn(value)?.fulfilment;
    if (fulfilment?.kind !== "appointment" || fulfilment.visit === undefined) continue;
    if (!disputeOver(platform, fulfilment.day)) continue;
    await space.update<ProducerThread>(subject, (current) => current && withoutVisit(current));
  }
}

/** A pickup point keeps nothing of a parcel once nobody can ask after it. */
export async function forgetParcels(platform: Platform, space: SyncedSpace): Promise<void> {
  for (const { subject, value } of space.list<PickupThread>(pickupPrefix)) {
    const day = progressOf(value).keptUntil ?? announcementIn(value)?.day;
    if (day !== undefined && disputeOver(platform, day)) await space.update<PickupThread>(subject, () => null);
  }
}

/** The message keeps its name, the digest of its signed text, by which the next one in the chain knows it. */
function withoutVisit<T extends Thread>(thread: T): T {
  const messages = thread.messages.map((kept) => {
    const message = JSON.parse(kept.json) as { type: string; body: { fulfilment?: { visit?: unknown } } };
    const { fulfilment } = message.body;
    if (message.type !== "order.place" || fulfilment?.visit === undefined) return kept;
    const { visit: _forgotten, ...rest } = fulfilment;
    return { ...kept, json: JSON.stringify({ ...message, body: { ...message.body, fulfilment: rest } }) };
  });
  return { ...thread, messages };
}

/**
 * The same at a courier's: the opened address, and the sealed one in the producer's request, which the courier's inbox
 * key could open again.
 */
export async function forgetDeliveryAddresses(platform: Platform, space: SyncedSpace): Promise<void> {
  for (const { subject, value } of space.list<CourierThread>(deliveryPrefix)) {
    const day = requestIn(value)?.day;
    if (value.address === null || day === undefined || !disputeOver(platform, day)) continue;
    await space.update<CourierThread>(subject, (current) => current && withoutAddress(current));
  }
}

function withoutAddress(thread: CourierThread): CourierThread {
  const messages = thread.messages.map((kept) => {
    const message = JSON.parse(kept.json) as { type: string; body: { address?: string } };
    if (message.type !== "delivery.request") return kept;
    return { ...kept, json: JSON.stringify({ ...message, body: { ...message.body, address: "" } }) };
  });
  return { ...thread, address: null, messages };
}
