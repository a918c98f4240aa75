import { CodedError } from "../crypto/coded-error.ts";
import type { InstanceFile } from "../crypto/protocol/exports.ts";
import { geneva } from "./geneva/instance.ts";

const instances: Readonly<Record<string, InstanceFile>> = { geneva };

/** What INSTANCE names when it is not set. */
export const defaultInstance = "geneva";

/** Names of the instances that this copy of the program has. */
export const instanceNames: readonly string[] = Object.keys(instances);

/** The instance of a name. Throws `instance/unknown`. */
export function instanceNamed(name: string): InstanceFile {
  const found = Object.hasOwn(instances, name) ? instances[name] : undefined;
  if (found === undefined) throw new CodedError("instance/unknown", "There is no instance of this name.");
  return found;
}
