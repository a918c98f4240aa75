import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/**
 * Writes a secret under its final name at once and whole, readable by this user only. Of two servers that try, one wins
 * and both read the winner's: returns what the file holds.
 */
export function createKeyFile(file: string, secret: Uint8Array): Buffer {
  const draft = `${file}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, "wx", 0o600);
  try {
    writeSync(descriptor, secret);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  try {
    linkSync(draft, file);
    syncFolder(join(file, ".."));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file);
}

/** What a key file holds; made from `secret` when there is none. */
export function readOrCreateKeyFile(file: string, secret: () => Uint8Array): Buffer {
  return existsSync(file) ? readFileSync(file) : createKeyFile(file, secret());
}

/** Overwrites a key file with chance, then removes it. */
export function overwriteAndRemove(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    writeSync(descriptor, randomBytes(statSync(file).size), 0, undefined, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(file, { force: true });
}

/** What a key protects is worth as much as the key: its name must survive a power cut as the row does. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
