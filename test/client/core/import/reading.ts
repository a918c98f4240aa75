import type { ImportChoices } from "../../../../client/core/api.ts";
import { type Compared, compareFile } from "../../../../client/core/import/compare.ts";
import type { ImportedFile } from "../../../../client/core/import/imported-item.ts";
import { readFile } from "../../../../client/core/import/read-file.ts";
import type { KeptDraft } from "../../../../client/core/stall/item-drafts.ts";
import { utf8 } from "../../../../crypto/bytes.ts";
import type { Party } from "../../../../crypto/protocol/exports.ts";
import { geneva } from "../../../../instances/geneva/instance.ts";

/** A stall that sells cheese, as far as imports look at it. */
export const cheeseStall = { category: "food/dairy/cheese" } as Party;

export type Drafts = ReadonlyMap<string, KeptDraft>;
const none: Drafts = new Map();

const bytesOf = (file: string | Uint8Array): Uint8Array => (typeof file === "string" ? utf8(file) : file);

/** A file read, with columns chosen by hand if there are any. */
export function read(file: string | Uint8Array, columns?: ImportChoices["columns"]): Promise<ImportedFile> {
  return readFile(bytesOf(file), columns);
}

/** A file compared with what a stall has. */
export async function compare(
  file: string | Uint8Array,
  drafts: Drafts = none,
  choices: ImportChoices = {},
  party: Party | null = cheeseStall,
): Promise<Compared[]> {
  return compareFile(await read(file, choices.columns), { instance: geneva, party, drafts, choices });
}

/** What a stall has after it took a file. */
export async function taken(file: string | Uint8Array, choices: ImportChoices = {}): Promise<Drafts> {
  return kept(await compare(file, none, choices));
}

/** The drafts of a comparison. */
export function kept(compared: readonly Compared[]): Drafts {
  return new Map(compared.flatMap(({ draft }) => (draft ? [[draft.id, draft] as const] : [])));
}

/** Why each line is refused: row, field, reason. */
export function problemsOf(compared: readonly Compared[]): (readonly [number | null, string | null, string])[] {
  return compared.flatMap(({ line }) => line.problems.map(({ row, field, reason }) => [row, field, reason] as const));
}
