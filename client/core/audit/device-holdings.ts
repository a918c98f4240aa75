import { type LocalStore, localTables } from "../platform.ts";
import type { DeviceHoldings } from "./audit-views.ts";

/** A text this long in a row of bytes is no chance: less than one in 10^10 at any place of what is closed. */
const readableMin = 24;
/** Names, days, numbers as text: what is needed to find an entry again. Everything longer is a text. */
const nameForm = /^[\w.:+-]{0,64}$/;

/** Whether bytes hold a run of readable characters that no cipher text has. */
export function hasReadableRun(bytes: Uint8Array): boolean {
  let run = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    // Letters with accents are two bytes in UTF-8.
    const accented = byte === 0xc3 && ((bytes[at + 1] ?? 0) & 0xc0) === 0x80;
    if (accented) at += 1;
    run = accented || (byte >= 0x20 && byte < 0x7f) ? run + 1 : 0;
    if (run >= readableMin) return true;
  }
  return false;
}

interface Found {
  bytes: number;
  readable: boolean;
}

function look(value: unknown, found: Found, depth: number): void {
  if (typeof value === "string") {
    found.bytes += value.length;
    if (!nameForm.test(value)) found.readable = true;
  } else if (ArrayBuffer.isView(value)) {
    found.bytes += value.byteLength;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (hasReadableRun(bytes)) found.readable = true;
  } else if (value instanceof ArrayBuffer) {
    look(new Uint8Array(value), found, depth);
  } else if (value instanceof CryptoKey) {
    // A key that the browser would hand out is as good as written down.
    found.bytes += 32;
    if (value.extractable) found.readable = true;
  } else if (typeof value === "object" && value !== null) {
    // Deeper than anything that is kept closed.
    if (depth === 0) found.readable = true;
    else for (const [key, inner] of Object.entries(value)) look(key.length > 64 ? key : inner, found, depth - 1);
  } else if (value !== undefined && value !== null) {
    found.bytes += 8;
  }
}

/** How large a kept value is, about, and whether something of it can be read without a key. */
export function judgeValue(value: unknown): { readonly bytes: number; readonly open: boolean } {
  const found: Found = { bytes: 0, readable: false };
  look(value, found, 8);
  return { bytes: found.bytes, open: found.readable };
}

/** Looks into every entry that this device keeps. Reads all of it: for a button, not for every visit. */
export async function deviceHoldings(store: LocalStore): Promise<DeviceHoldings> {
  const tables = [];
  for (const name of localTables) {
    let [bytes, open] = [0, 0];
    const entries = await store.entries(name);
    for (const [key, value] of entries) {
      const judged = judgeValue(value);
      bytes += key.length + judged.bytes;
      if (judged.open) open += 1;
    }
    tables.push({ name, entries: entries.length, bytes, open });
  }
  return { databases: (await store.databases?.()) ?? null, tables };
}
