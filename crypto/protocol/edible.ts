import type { InstanceFile } from "./instance-file.ts";

/** Whether a category is of a branch that is eaten or drunk, as the instance has it. */
export function isEdibleIn(instance: Pick<InstanceFile, "edible">, category: string): boolean {
  return instance.edible.some((branch) => category === branch || category.startsWith(`${branch}/`));
}
