import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createKeyFile, overwriteAndRemove } from "../key-file.ts";

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
const draftForm = /\.key\.\d+\.draft$/;
/** A draft lives for milliseconds: one that is older was left by a crash. */
const draftMsMax = 60 * 60 * 1000;

/** Keys in the files `<folder>/<day>.<use>.key`, readable by this user only; servers of one database share the folder. */
export function openDayKeys(folder: string): DayKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOldDrafts(folder);
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
      const key = existing(use, day) ?? createKeyFile(fileOf(use, day), randomBytes(32));
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
      // What another server of the same folder has shredded must not live on in this one's memory.
      for (const [file, key] of kept) {
        if (existsSync(file)) continue;
        key.fill(0);
        kept.delete(file);
      }
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

function removeOldDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const draft = join(folder, name);
    const modified = draftForm.test(name) ? statSync(draft, { throwIfNoEntry: false })?.mtimeMs : undefined;
    // Only unlinked: it may share its content with a key that is in use.
    if (modified !== undefined && Date.now() - modified > draftMsMax) rmSync(draft, { force: true });
  }
}
