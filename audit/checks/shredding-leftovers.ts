import { defineCheck } from "../check.ts";
import type { Found } from "../finding.ts";

/** What PostgreSQL keeps of rows that are gone, until it cleans up: a notice, with its size. */
export const shreddingLeftovers = defineCheck({
  id: "shredding/leftovers",
  asks: "how much of deleted rows PostgreSQL still keeps (a notice: noise once their keys are shredded)",
  needs: ["database"],
  async run({ database }) {
    const dead = await database.rows<{ name: string; dead: number }>(
      `select schemaname || '.' || relname as name, n_dead_tup::float8 as dead from pg_stat_user_tables
       where n_dead_tup > 0 and schemaname in ('sealed_plane', 'private_plane') order by 2 desc`,
    );
    const found: Found[] = [];
    if (dead.length > 0) {
      found.push({
        severity: "notice",
        where: dead.map(({ name }) => name).join(", "),
        evidence: `About ${dead.reduce((sum, row) => sum + row.dead, 0)} deleted or replaced rows are still on the disk.`,
        means:
          "Envelopes among them are noise once the key of their day is shredded. Of accounts and spaces they are public keys " +
          "and ciphertext that only their owner's passkey or code opens; that they existed can be seen until they are cleaned up.",
        remedy: "Autovacuum cleans up by itself; VACUUM does so at once. Freed pages are overwritten as new rows come.",
      });
    }
    const copies = await database.rows<{ name: string; copies: number }>(
      `select schemaname || '.' || tablename || '.' || s.attname as name,
         (coalesce(cardinality(most_common_freqs), 0) + coalesce(array_length(histogram_bounds::text::text[], 1), 0))::float8 as copies
       from pg_stats s join pg_attribute a on a.attrelid = format('%I.%I', schemaname, tablename)::regclass and a.attname = s.attname
       where schemaname in ('sealed_plane', 'private_plane') and format_type(a.atttypid, null) = 'bytea'
         and (most_common_freqs is not null or histogram_bounds is not null)`,
    );
    if (copies.length > 0) {
      found.push({
        severity: "low",
        where: copies.map(({ name }) => name).join(", "),
        evidence: `The planner's statistics hold copies of about ${copies.reduce((sum, row) => sum + row.copies, 0)} values of these columns.`,
        means: "Names of accounts, spaces and envelopes that were deleted stay in pg_statistic.",
        remedy:
          "Set their statistics target to 0, as the migrations do; ALTER COLUMN … TYPE bytea then drops what was gathered.",
      });
    }
    return found;
  },
});
