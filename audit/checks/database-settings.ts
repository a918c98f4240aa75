import { defineCheck } from "../check.ts";
import type { Found, Severity } from "../finding.ts";

interface Rule {
  readonly setting: string;
  /** Whether a value keeps more than the data map says. */
  readonly keepsMore: (value: string) => boolean;
  readonly severity: Severity;
  readonly means: string;
  readonly to: string;
}

const off = (value: string) => value === "off" || value === "" || value === "none";
const isSet = (value: string) => !off(value);
const atLeast0 = (value: string) => Number(value) >= 0;

const momentsOfStatements =
  "The log of PostgreSQL says at which moment which statement ran, and with its values who wrote what.";

/** Settings of PostgreSQL that make it keep, beside the tables, what the tables must not hold. */
const rules: readonly Rule[] = [
  {
    setting: "log_statement",
    keepsMore: isSet,
    severity: "high",
    means: momentsOfStatements,
    to: "none",
  },
  {
    setting: "log_min_duration_statement",
    keepsMore: atLeast0,
    severity: "high",
    means: momentsOfStatements,
    to: "-1",
  },
  {
    setting: "log_min_duration_sample",
    keepsMore: atLeast0,
    severity: "high",
    means: momentsOfStatements,
    to: "-1",
  },
  { setting: "log_duration", keepsMore: isSet, severity: "high", means: momentsOfStatements, to: "off" },
  {
    setting: "log_transaction_sample_rate",
    keepsMore: (value) => Number(value) > 0,
    severity: "high",
    means: momentsOfStatements,
    to: "0",
  },
  {
    setting: "log_parameter_max_length_on_error",
    keepsMore: (value) => Number(value) !== 0,
    severity: "medium",
    means: "The values of a statement that failed stand in the log, with the moment.",
    to: "0",
  },
  {
    setting: "track_commit_timestamp",
    keepsMore: isSet,
    severity: "critical",
    means:
      "PostgreSQL keeps the moment of every transaction, to the microsecond, and every row names its transaction: days are " +
      "no days any more, and rows of two planes are joined by their moments.",
    to: "off",
  },
  {
    setting: "shared_preload_libraries",
    keepsMore: (value) => /pg_stat_statements|auto_explain|pgaudit|pg_stat_monitor/.test(value),
    severity: "high",
    means: "A library is loaded that keeps statements, some with their values and moments.",
    to: "a list without it",
  },
  {
    setting: "session_preload_libraries",
    keepsMore: (value) => /auto_explain|pgaudit/.test(value),
    severity: "high",
    means: "A library is loaded that keeps statements, some with their values and moments.",
    to: "a list without it",
  },
  {
    setting: "wal_level",
    keepsMore: (value) => value === "logical",
    severity: "medium",
    means: "Every change can be followed from outside as rows, with the moment of each.",
    to: "replica",
  },
  {
    setting: "archive_mode",
    keepsMore: isSet,
    severity: "notice",
    means:
      "The write-ahead log is kept elsewhere: deleted rows, and the moment of each transaction, for as long as the archive. " +
      "Envelopes in it are noise once their keys are shredded; the order of writing is in it.",
    to: "off, or an archive that is deleted after some days",
  },
  {
    setting: "log_connections",
    keepsMore: isSet,
    severity: "notice",
    means: "The log says when the server connected; it connects for all its visitors together, so of no person.",
    to: "off",
  },
  {
    setting: "log_replication_commands",
    keepsMore: isSet,
    severity: "notice",
    means: "The log says when a standby or a backup connected.",
    to: "off",
  },
];

/** PostgreSQL shows some settings to superusers only: what is not seen is not known to be harmless. */
function hidden(setting: string, means: string): Found {
  return {
    severity: "low",
    where: setting,
    evidence: "The audit's user may not see it.",
    means: `It may be set. Then: ${means}`,
    remedy: "Grant pg_read_all_settings to the user that the audit connects as.",
  };
}

/** Settings of the database server, and who follows its changes. */
export const databaseSettings = defineCheck({
  id: "database/settings",
  asks: "PostgreSQL itself keeps no statements, no moments of transactions and no stream of changes",
  needs: ["database"],
  async run({ database }) {
    const rows = await database.rows<{ name: string; value: string }>(
      `select name, coalesce(setting, '') as value from pg_settings where name = any($1::text[])`,
      [rules.map(({ setting }) => setting)],
    );
    const values = new Map(rows.map(({ name, value }) => [name, value]));
    const found = rules.flatMap(({ setting, keepsMore, severity, means, to }): Found[] => {
      const value = values.get(setting);
      if (value === undefined) return [hidden(setting, means)];
      if (!keepsMore(value)) return [];
      const remedy = `Set it to ${to}, restart or reload PostgreSQL, and delete the logs that it wrote meanwhile.`;
      return [{ severity, where: setting, evidence: `It is set to ${value}.`, means, remedy }];
    });
    const slots = await database.rows<{ name: string; kind: string }>(
      `select slot_name::text as name, slot_type::text as kind from pg_replication_slots where not temporary`,
    );
    for (const { name, kind } of slots) {
      found.push({
        severity: kind === "logical" ? "medium" : "notice",
        where: `replication slot ${name}`,
        evidence: `A ${kind} slot holds the write-ahead log back for somebody.`,
        means: "What was deleted stays in the write-ahead log until that reader has taken it, and with it afterwards.",
        remedy: "Drop it if nothing of yours reads it (pg_drop_replication_slot).",
      });
    }
    return found;
  },
});
