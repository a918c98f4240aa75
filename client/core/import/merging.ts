import type { InstanceFile, Party } from "../../../crypto/protocol/exports.ts";
import type { ImportChoices, ImportPreview } from "../api.ts";
import { fold } from "../search/terms.ts";
import type { KeptDraft } from "../stall/item-drafts.ts";
import type { Decimals } from "./decimals.ts";
import { finding, type Finding } from "./imported-item.ts";

/** What files are compared with. */
export interface Stand {
  readonly instance: InstanceFile;
  readonly party: Party | null;
  readonly drafts: ReadonlyMap<string, KeptDraft>;
  readonly choices: ImportChoices;
  readonly decimals: Decimals;
  /** Every stock in the file is 0: more likely that the program that wrote it does not count. */
  readonly zeroStockIgnored?: boolean;
  /** No column of the file is of what only articles have. */
  readonly mayBeOfOthers?: boolean | undefined;
}

export type Change = ImportPreview["rows"][number]["changes"][number];

/** What is found while one item of a file is laid over the stall's own. */
export interface Merging {
  readonly stand: Stand;
  readonly changes: Change[];
  readonly problems: Finding[];
  readonly remarks: Finding[];
  /** Variants without a price, by id: the stall's own, and new ones of an item that is not shown. */
  readonly unpriced: Set<string>;
  /** Whether a variant may come without a price: not onto an item that is in the shop. */
  readonly mayWait: boolean;
  /** Says why the item cannot be taken; the same twice is said once. */
  wrong(row: number, field: string, reason: string, text?: string): void;
  /** Says what should be known of it; of an amount that is not taken as it stands, which one is, in minor units. */
  remark(row: number, field: string, reason: string, text?: string, takenMinor?: number): void;
  /** Says what changes, when it does. */
  change(field: string, from: string | undefined, to: string | undefined): void;
}

/** A merging that begins with what the reader has found already, and the stall's own item where it has it. */
export function createMerging(
  stand: Stand,
  found: { readonly problems: readonly Finding[]; readonly remarks: readonly Finding[] },
  known: Pick<KeptDraft, "status" | "unpriced"> | null,
): Merging {
  const [changes, problems, remarks] = [[] as Change[], [...found.problems], [...found.remarks]];
  const add = (list: Finding[], one: Finding): void => {
    if (!list.some(({ row, field, reason }) => row === one.row && field === one.field && reason === one.reason)) {
      list.push(one);
    }
  };
  return {
    stand,
    changes,
    problems,
    remarks,
    unpriced: new Set(known?.unpriced),
    mayWait: known?.status !== "on" && stand.mayBeOfOthers !== true,
    wrong: (row, field, reason, text) => add(problems, finding(row, field, reason, text)),
    remark: (row, field, reason, text, takenMinor) =>
      add(remarks, { ...finding(row, field, reason, text), ...(takenMinor !== undefined && { takenMinor }) }),
    change: (field, from, to) => {
      if (to !== undefined && to !== from) changes.push({ field, from: from ?? "", to });
    },
  };
}

/** What a word of a file (a rate, a deposit) is remembered under. */
export function sourceOf(text: string | undefined): string {
  return fold(text ?? "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 120);
}
