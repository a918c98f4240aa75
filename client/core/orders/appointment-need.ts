import type { Item } from "../../../crypto/protocol/exports.ts";
import type { AppointmentNeed } from "../api.ts";

/**
 * The one appointment that the chosen services of a stall need together: as long as all of them one after the other. What
 * else is chosen is handed over then. Null when none of them is booked for a time.
 */
export function appointmentNeed(
  chosen: readonly { readonly item: Item; readonly quantity: number }[],
): AppointmentNeed | null {
  let minutes = 0;
  const places = new Set<NonNullable<AppointmentNeed["place"]>>();
  for (const { item, quantity } of chosen) {
    if (item.service?.appointment !== true) continue;
    minutes += item.service.durationMinutes * quantity;
    places.add(item.service.place);
  }
  const [place = null] = places;
  return place === null ? null : { minutes, place: places.size === 1 ? place : null };
}
