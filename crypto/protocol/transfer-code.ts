import type { InstanceFile } from "./instance-file.ts";

/**
 * The code that banks of a country read off a bill: the Swiss QR-bill, the EPC QR code of SEPA credit transfers in euros,
 * or none where neither is in use.
 */
export function transferCodeOf({
  country,
  currency,
}: Pick<InstanceFile, "country" | "currency">): "swiss" | "epc" | null {
  if (["CH", "LI"].includes(country) && ["CHF", "EUR"].includes(currency)) return "swiss";
  return currency === "EUR" ? "epc" : null;
}
