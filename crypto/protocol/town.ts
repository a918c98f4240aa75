import type { InstanceFile } from "./instance-file.ts";

/** The town that stands in addresses with a postcode of the city; null for any other. */
export function townAt({ postcodes }: Pick<InstanceFile, "postcodes">, postcode: string): string | null {
  const place = postcodes.find((each) => each.postcode === postcode.trim());
  return place === undefined ? null : (place.town ?? place.name);
}
