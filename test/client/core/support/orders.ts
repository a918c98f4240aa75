import { vi } from "vitest";
import type { Address, DeliveryChoice, OrderDraft } from "../../../../client/core/api.ts";
import type { City, Device } from "./people.ts";
import { openDevice } from "./people.ts";

export const address: Address = {
  id: "home",
  name: "Camille Essai",
  street: "Rue de la Demeure 7",
  postcode: "1205",
  town: "Genève",
  phone: "+41 79 000 00 00",
};

/** A consumer with an account of their own, who sees the shop. Returns the code of the account beside the device. */
export async function openConsumer(
  url: string | (() => string),
  city: City,
  options: Parameters<typeof openDevice>[1] = {},
): Promise<{ device: Device; code: string }> {
  const device = await openDevice(url, options);
  const code = await device.market.createAccountWithCode();
  await seesShop(device, city);
  return { device, code };
}

/** The first courier's offer, once the catalogue's parts that tell of it have come. */
export function deliveryChoice(device: Device, producerId: string): Promise<DeliveryChoice> {
  return vi.waitFor(
    async () => {
      const [choice] = await device.market.deliveryChoices(producerId, address.postcode);
      if (choice === undefined) throw new Error("No courier delivers yet.");
      return choice;
    },
    { timeout: 60_000, interval: 100 },
  );
}

/** Waits until a device knows the stall, its cheese and whom to write to. */
export async function seesShop(device: Device, city: City): Promise<void> {
  const { catalogue } = device.core;
  await device.until(
    "catalogue",
    () =>
      catalogue.item(`${city.producerId}/tomme`) !== null &&
      catalogue.inboxKey(city.producerId) !== null &&
      catalogue.inboxKey(city.courierId) !== null,
  );
}

/** Puts a whole tomme into the basket and describes its delivery, or its collection. */
export async function draftOf(
  device: Device,
  city: City,
  kind: "delivery" | "collection",
  more: Partial<OrderDraft> = {},
): Promise<OrderDraft> {
  const { producerId, courierId } = city;
  await device.market.setBasketLine(`${producerId}/tomme`, "whole", 1);
  const common = { partyId: producerId, payment: "at-handover", shortage: "refund", sendNow: true } as const;
  if (kind === "collection") {
    const windows = await device.market.collectionWindows(producerId);
    const window = windows.find(({ open }) => open)!;
    const fulfilment = { kind, windowId: window.id, day: window.day } as const;
    return { ...common, fulfilment, totalMinor: 1450, capMinor: 1450, ...more };
  }
  const choice = await deliveryChoice(device, producerId);
  const window = choice.windows.find(({ open }) => open)!;
  const fulfilment = {
    kind,
    courierId,
    zoneId: choice.zoneId,
    windowId: window.id,
    day: window.day,
    address,
  } as const;
  return { ...common, fulfilment, totalMinor: 1450 + 700, capMinor: 1450 + 700, ...more };
}

/** Places an order and waits until the producer's desk has it. */
export async function placedOrder(
  device: Device,
  city: City,
  kind: "delivery" | "collection",
  more: Partial<OrderDraft> = {},
): Promise<string> {
  const thread = await device.market.placeOrder(await draftOf(device, city, kind, more));
  await city.producer.until("desk", ({ orders }) => orders.some((order) => order.thread === thread), city.producerId);
  return thread;
}
