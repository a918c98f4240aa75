import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";
import type { Group } from "../groups.ts";
import { tablesByGroup, transactionsOf } from "../transactions.ts";

/** Transactions between which two rows count as written one after the other. */
const near = 8;
/** Newest transactions of each group that are compared. */
const comparedMax = 100_000;

/** Pairs whose neighbourhood would say something about a person, and what. */
const pairs: readonly (readonly [Group, Group, string])[] = [
  ["accounts", "spaces", "which space belongs to which account"],
  ["spaces", "sealed", "which space sent which envelope"],
  ["accounts", "sealed", "which account sent which envelope"],
];

/** How many of `these` have exactly one of `those` within `near` after or before them. Both ascend. */
export function lonelyNeighbours(these: readonly number[], those: readonly number[]): number {
  let lonely = 0;
  let first = 0;
  for (const at of these) {
    while (first < those.length && those[first]! < at - near) first++;
    let count = 0;
    for (let next = first; next < those.length && those[next]! <= at + near && count < 2; next++) count++;
    if (count === 1) lonely++;
  }
  return lonely;
}

/**
 * How far the order of writing joins what no column joins. No server on PostgreSQL can keep it from being there, so this
 * is a notice: it says what a thief of the disk could guess, in numbers.
 */
export const planesRowOrder = defineCheck({
  id: "planes/row-order",
  asks: "how far the order in which rows were written joins the planes (a notice: it cannot be prevented)",
  needs: ["database"],
  async run({ database }) {
    const transactions = new Map<Group, number[]>();
    for (const [group, tables] of await tablesByGroup(database)) {
      const rows = await database.rows<{ x: number }>(
        `select x::float8 as x from (select distinct x from (${tables.map(transactionsOf).join(" union all ")}) a
         order by x desc limit ${comparedMax}) b order by 1`,
      );
      transactions.set(
        group,
        rows.map(({ x }) => x),
      );
    }
    return pairs.flatMap(([a, b, reveals]): Found[] => {
      const [these, those] = [transactions.get(a) ?? [], transactions.get(b) ?? []];
      const lonely = lonelyNeighbours(these, those);
      if (lonely === 0) return [];
      return [
        {
          severity: "notice",
          where: `${a} and ${b}`,
          evidence:
            `Of ${these.length} transactions that wrote ${a}, ${lonely} have exactly one that wrote ${b} within ${near} ` +
            `transactions of them.`,
          means: `Whoever takes the disk can guess by the order of writing ${reveals}. The busier the market, the worse the guess.`,
          remedy:
            "Nothing here; SECURITY.md says so. Dumps (pg_dump) do not carry the order: keep those as backups rather than " +
            "copies of the data files.",
        },
      ];
    });
  },
});
