import type { InstanceFile } from "./instance-file.ts";
import type { Item } from "./item.ts";

/** Whether something bought here can be taken back, and until how many days after it came; or why it cannot. */
export type Withdrawal =
  | { readonly kind: "no-law" }
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "except"; readonly why: NonNullable<Item["withdrawalExempt"]> };

/**
 * Judges an item by the policy of the market. What its stall says of it counts; where it says nothing, chilled and frozen
 * goods are perishable (EU Directive 2011/83, article 16 (d)), and the rest can be taken back.
 */
export function withdrawalOf(
  item: Pick<Item, "withdrawalExempt" | "temperature">,
  { policies }: Pick<InstanceFile, "policies">,
): Withdrawal {
  if (policies.withdrawalDays === 0) return { kind: "no-law" };
  const spoils = item.temperature === "chilled" || item.temperature === "frozen";
  const why = item.withdrawalExempt ?? (spoils ? "perishable" : undefined);
  return why === undefined ? { kind: "days", days: policies.withdrawalDays } : { kind: "except", why };
}
