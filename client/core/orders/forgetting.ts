import { type CourierThread, deliveryPrefix, requestIn } from "../desk/courier-thread.ts";
import type { Platform } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type ConsumerThread, orderPrefix } from "./consumer-thread.ts";

const dayMs = 86_400_000;

/** Whether the dispute window after `day` (YYYY-MM-DD) is over. */
export function disputeOver(platform: Pick<Platform, "instance" | "now">, day: string): boolean {
  return Date.parse(day) + (platform.instance.policies.disputeDays + 1) * dayMs < platform.now();
}

/** Deletes the address, name and phone number from a buyer's orders whose dispute window is over. */
export async function forgetOrderAddresses(platform: Platform, space: SyncedSpace): Promise<void> {
  for (const { subject, value } of space.list<ConsumerThread>(orderPrefix)) {
    if (value.address === null || !disputeOver(platform, value.day)) continue;
    await space.update<ConsumerThread>(subject, (current) => current && { ...current, address: null });
  }
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
