import type { InstanceFile } from "./instance-file.ts";

/**
 * A telephone number as it is read aloud, with no-break spaces: "+41 22 555 01 74". In the groups that the city's numbers
 * have, else with the calling code set apart; one of another country in one piece.
 */
export function groupedPhone(phone: string, { callingCode, groups = [] }: InstanceFile["phone"]): string {
  const digits = phone.replaceAll(/[\s.-]/g, "");
  if (!digits.startsWith(callingCode)) return digits;
  const own = digits.slice(callingCode.length);
  const grouped = new RegExp(`^${groups.map((size) => `(\\d{${size}})`).join("")}$`).exec(own);
  return [callingCode, ...(grouped?.slice(1) ?? [own])].filter((part) => part !== "").join("\u{a0}");
}
