import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** What a day's key closes: the envelopes of inboxes, or the posts on boards, which are shredded on different days. */
export type DayKeyUse = "inbox" | "board";

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encryption at rest, over the sealing that the server cannot open: when a day's key is shredded, whatever the database
 * still holds of that day in dead rows, write-ahead log or backups is noise.
 */
export interface DayKeys {
  /** `nonce 12 | ciphertext | tag 16` (AES-256-GCM) under the key of `day`, made now if there is none. */
  close(use: DayKeyUse, day: string, content: Uint8Array): Buffer;
  /** The content, or `null` when the key was shredded or the row changed. */
  open(use: DayKeyUse, day: string, closed: Uint8Array): Buffer | null;
  /** Days that have a key. */
  days(use: DayKeyUse): string[];
  /** Overwrites and removes the key of a day. */
  shred(use: DayKeyUse, day: string): void;
}

const fileForm = /^(\d{4}-\d{2}-\d{2})\.(inbox|board)\.key$/;

/** Keys in the files `<folder>/<day>.<use>.key`, readable by this user only; servers of one database share the folder. */
export function openDayKeys(folder: string): DayKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = new Map<string, Buffer>();
  const fileOf = (use: DayKeyUse, day: string) => join(folder, `${day}.${use}.key`);

  const existing = (use: DayKeyUse, day: string): Buffer | null => {
    const file = fileOf(use, day);
    const key = kept.get(file) ?? (existsSync(file) ? readFileSync(file) : null);
    if (key === null || key.length !== 32) return null;
    kept.set(file, key);
    return key;
  };

  return {
    close(use, day, content) {
      const key = existing(use, day) ?? createKeyFile(fileOf(use, day));
      kept.set(fileOf(use, day), key);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open(use, day, closed) {
      const key = existing(use, day);
      if (key === null || closed.length < nonceBytes + tagBytes) return null;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, closed.subarray(0, nonceBytes));
        decipher.setAuthTag(closed.subarray(closed.length - tagBytes));
        const content = decipher.update(closed.subarray(nonceBytes, closed.length - tagBytes));
        return Buffer.concat([content, decipher.final()]);
      } catch {
        return null;
      }
    },
    days(use) {
      const matches = readdirSync(folder).map((name) => fileForm.exec(name));
      return matches.filter((match) => match?.[2] === use).map((match) => match![1]!);
    },
    shred(use, day) {
      const file = fileOf(use, day);
      kept.get(file)?.fill(0);
      kept.delete(file);
      if (existsSync(file)) overwriteAndRemove(file);
    },
  };
}

/** Makes a key under its final name at once and whole: of two servers that try, one wins and both read the winner's. */
function createKeyFile(file: string): Buffer {
  const draft = `${file}.${process.pid}.draft`;
  rmSync(draft, { force: true });
  const descriptor = openSync(draft, "wx", 0o600);
  try {
    writeSync(descriptor, randomBytes(32));
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
    overwriteAndRemove(draft, 0);
  }
  return readFileSync(file);
}

/** An acknowledged envelope is worth as much as its key: the name must survive a power cut as the row does. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function overwriteAndRemove(file: string, passes = 1): void {
  // A draft shares its content with the key that it was linked to, so it is only unlinked.
  for (let pass = 0; pass < passes; pass++) {
    const descriptor = openSync(file, "r+");
    try {
      writeSync(descriptor, randomBytes(statSync(file).size), 0, undefined, 0);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
  rmSync(file, { force: true });
}
