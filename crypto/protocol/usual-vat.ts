import type { InstanceFile } from "./instance-file.ts";

/**
 * The rate that goods of a category usually bear, as the instance has it: a form begins with it, the seller decides.
 * The narrowest branch that the category is of counts; where none does, the instance's first rate. Returns the rate's id.
 */
export function usualVatIn(instance: Pick<InstanceFile, "usualVat" | "vat">, category: string): string {
  const above = instance.usualVat
    .filter(({ branch }) => category === branch || category.startsWith(`${branch}/`))
    .toSorted((a, b) => b.branch.length - a.branch.length);
  return above[0]?.rate ?? instance.vat[0]?.id ?? "";
}
