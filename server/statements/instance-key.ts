import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { keyName } from "../../crypto/protocol/primitives.ts";

const instanceRecord = z.object({ key: keyName });

/** Which key speaks for the instance: set by the operator, or by the first instance statement, for good. */
export interface InstanceKey {
  /** The key, 43 characters; `null` while no instance was founded here. */
  current(): string | null;
  /** Keeps the key of the first accepted instance statement. Does nothing when one is known. */
  found(key: string): void;
}

/** The key from the settings, else from `<dataDir>/instance.json`. */
export function openInstanceKey(dataDir: string, fromSettings: string | undefined): InstanceKey {
  const file = join(dataDir, "instance.json");
  let key = fromSettings ?? readKey(file);
  return {
    current: () => key,
    found(first) {
      if (key !== null) return;
      writeWhole(file, `${JSON.stringify({ key: first })}\n`);
      key = first;
    },
  };
}

function readKey(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
    throw thrown;
  }
  return instanceRecord.parse(JSON.parse(text)).key;
}

/** Under its final name the file is whole or absent. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  const descriptor = openSync(draft, "w", 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}
