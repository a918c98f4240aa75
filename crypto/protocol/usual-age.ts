import type { InstanceFile } from "./instance-file.ts";

/** The age from which goods of a category are usually handed over, as the instance has it; null where anybody's is. */
export function usualAgeIn({ ages }: Pick<InstanceFile, "ages">, category: string): 16 | 18 | null {
  const isOf = (branch: string): boolean => category === branch || category.startsWith(`${branch}/`);
  return ages.find(({ branches = [] }) => branches.some(isOf))?.from ?? null;
}
