import { createDecipheriv } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** Calls with every file below `folders`: its path within the folder, and what is in it. */
function eachFile(folders: readonly string[], look: (path: string, content: Buffer) => void): void {
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      look(path.slice(folder.length + 1), readFileSync(path));
    }
  }
}

/** Files below `folders` that hold any of the pieces, by their paths. */
export function filesHolding(folders: readonly string[], pieces: readonly Uint8Array[]): string[] {
  const wanted = pieces.map((piece) => Buffer.from(piece));
  const found: string[] = [];
  eachFile(folders, (path, content) => {
    if (wanted.some((piece) => content.includes(piece))) found.push(path);
  });
  return found;
}

/** The pieces that lie in no file below `folders`. */
export function piecesMissing(folders: readonly string[], pieces: readonly Uint8Array[]): Uint8Array[] {
  let missing = pieces.map((piece) => Buffer.from(piece));
  eachFile(folders, (_path, content) => {
    missing = missing.filter((piece) => !content.includes(piece));
  });
  return missing;
}

/** Pieces from all over something large, each too long to be there by chance. */
export function piecesOf(content: Uint8Array): Uint8Array[] {
  return [100, 700, 1500, 2300, 3000, 3900].map((offset) => content.subarray(offset, offset + 48));
}

/** Whether every piece of something large lies somewhere below the folders: then a thief has the whole of it. */
export function liesIn(folders: readonly string[], content: Uint8Array): boolean {
  return piecesMissing(folders, piecesOf(content)).length === 0;
}

/** What any 32 bytes of any key file below the folders make of `nonce 12 | ciphertext | tag 16`; `null` if none opens it. */
export function openedByAnyKey(folders: readonly string[], closed: Uint8Array): Buffer | null {
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/key/.test(entry.name)) continue;
      const key = readFileSync(join(entry.parentPath, entry.name));
      if (key.length !== 32) continue;
      const decipher = createDecipheriv("aes-256-gcm", key, closed.subarray(0, 12));
      decipher.setAuthTag(closed.subarray(closed.length - 16));
      try {
        return Buffer.concat([decipher.update(closed.subarray(12, closed.length - 16)), decipher.final()]);
      } catch {
        // Another day's.
      }
    }
  }
  return null;
}

/** A copy of a database's files, as a thief or a backup has them. */
export interface DiskCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

async function copyOf(folder: string): Promise<DiskCopy> {
  const copy = await mkdtemp(join(tmpdir(), "smartketplace-copy-"));
  await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith("postmaster.pid") });
  return { folder: copy, remove: () => rm(copy, { recursive: true, force: true }) };
}

/**
 * A base backup of a running PostgreSQL, by the steps that its documentation gives for making one without pg_basebackup
 * ("Making a Base Backup Using the Low Level API"): data files, write-ahead log and all.
 */
export async function baseBackup(url: string, dataFolder: string): Promise<DiskCopy> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_backup_start('deletion', true)");
    const copy = await copyOf(dataFolder);
    await client.query("select pg_backup_stop(false)");
    // What was written meanwhile is part of it.
    await mkdir(join(copy.folder, "pg_wal"), { recursive: true });
    await cp(join(dataFolder, "pg_wal"), join(copy.folder, "pg_wal"), { recursive: true });
    return copy;
  } finally {
    await client.end();
  }
}

/** A copy of an embedded database's folder, as whoever copies files makes it. */
export function embeddedCopy(dataDir: string): Promise<DiskCopy> {
  return copyOf(join(dataDir, "database"));
}
