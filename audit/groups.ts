import type { DataClass } from "../server/data-map/declaration.ts";
import { tables } from "../server/data-map/tables.ts";

// What must not be joined
//
// The three planes, and within the private one two halves: accounts, which a person signs in to, and spaces, which no
// account is named with. A value or a transaction that two of these groups share would join what the design keeps apart.

/** A group of tables between which, and any other group, nothing may be joined. */
export type Group = "public" | "sealed" | "accounts" | "spaces";

/** The token that opens a space is spent with it, in one transaction; nothing tells who drew it. */
const spaces = new Set(["private_plane.space", "private_plane.record", "private_plane.spent_token"]);

/** The group of a declared table; `null` for what belongs to the database itself. */
export function groupOf(table: string): Group | null {
  const plane = tables[table]?.plane ?? null;
  if (plane !== "private") return plane;
  return spaces.has(table) ? "spaces" : "accounts";
}

/** Declared tables of the groups, of those that the database has. */
export function groupedTables(present: ReadonlySet<string>): { readonly table: string; readonly group: Group }[] {
  return Object.keys(tables).flatMap((table) => {
    const group = groupOf(table);
    return group === null || !present.has(table) ? [] : [{ table, group }];
  });
}

const identifying = new Set<DataClass>(["public-key", "blind-value", "hash"]);

/** Columns whose values name something, and so would join two tables that both have them. */
export function identifyingColumns(table: string): string[] {
  return Object.entries(tables[table]?.columns ?? {})
    .filter(([, declared]) => identifying.has(declared.class))
    .map(([column]) => column);
}

/**
 * Values that are shared by design: an inbox's address is its party's public key, which everybody may know. Whoever reads
 * the inbox's counts learns how busy a stall is, as SECURITY.md says.
 */
export const sharedByDesign: readonly (readonly [string, string])[] = [
  ["sealed_plane.inbox_envelope.inbox", "public_plane.statement.author"],
  ["sealed_plane.inbox_envelope.inbox", "public_plane.media.party"],
  ["sealed_plane.inbox_envelope.inbox", "public_plane.party_token_draw.party"],
];
