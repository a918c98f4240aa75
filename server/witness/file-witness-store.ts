import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fromBase64url, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { digestName } from "../../crypto/hash.ts";
import type { TreeHead } from "../../crypto/merkle.ts";
import { base64urlOf } from "../../crypto/protocol/primitives.ts";
import type { WitnessStore } from "./witness.ts";

const kept = z.strictObject({ origin: z.string(), size: z.int().min(0), root: base64urlOf(32) });

/**
 * What a witness that runs alone has seen: a file a log in `folder`, named after the hash of its origin, written under its
 * name whole and synchronously, so that nothing comes between comparing and writing. One process has the folder.
 * Throws when a file is damaged: a witness that had forgotten would sign what contradicts what it signed.
 */
export function fileWitnessStore(folder: string): WitnessStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (origin: string) => join(folder, `${digestName(utf8(origin))}.json`);
  const read = (origin: string): TreeHead | null => {
    let text: string;
    try {
      text = readFileSync(fileOf(origin), "utf8");
    } catch (thrown) {
      if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return null;
      throw thrown;
    }
    const { size, root } = kept.parse(JSON.parse(text));
    return { size, root: fromBase64url(root) };
  };
  return {
    read: async (origin) => read(origin),
    async advance(origin, previous, { size, root }) {
      const now = read(origin);
      const isSame =
        now?.size === previous?.size && (now === null || toBase64url(now.root) === toBase64url(previous!.root));
      if (!isSame) return false;
      writeWhole(fileOf(origin), `${JSON.stringify({ origin, size, root: toBase64url(root) })}\n`);
      syncFolder(folder);
      return true;
    },
  };
}

function writeWhole(file: string, content: string): void {
  const draft = `${file}.draft`;
  const descriptor = openSync(draft, "w", 0o600);
  try {
    writeSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
