import { existsSync } from "node:fs";
import { type WitnessPolicy, witnessPolicyOf } from "../crypto/protocol/witness-policy.ts";
import { defaultInstance, instanceNamed } from "../instances/registry.ts";
import { DataFolderInUse, lockDataFolder } from "../server/data-folder-lock.ts";
import { dayOf } from "../server/days.ts";
import { type AuditArguments, ArgumentsError, readArguments } from "./arguments.ts";
import { type AuditDatabase, readEmbedded, readPostgres } from "./audit-database.ts";
import { checks } from "./registry.ts";
import { auditReport } from "./report.ts";
import { runAudit } from "./run-audit.ts";
import { openSite } from "./site.ts";

// `npm run audit -- …`: see arguments.ts. Ends with 0 when no finding fails, 1 when one does, 2 when it could not begin.

function giveUp(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function argumentsOrEnd(): AuditArguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (thrown) {
    if (thrown instanceof ArgumentsError) giveUp(thrown.message);
    throw thrown;
  }
}

/** Holds the embedded database's folder, so that no server opens it meanwhile; a running one is left alone. */
function lockOrEnd(dataDir: string): () => void {
  try {
    return lockDataFolder(dataDir);
  } catch (thrown) {
    if (!(thrown instanceof DataFolderInUse)) throw thrown;
    return giveUp(
      "A server is using this data folder, and its embedded database serves one process. " +
        "Stop that server, or copy the folder while it is stopped, and audit that. " +
        "For a server on PostgreSQL, name its database with --database-url.",
    );
  }
}

async function openedOrEnd(open: Promise<AuditDatabase>): Promise<AuditDatabase> {
  try {
    return await open;
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    return giveUp(`The database cannot be opened (${code}).`);
  }
}

/** Whose cosignatures the city that INSTANCE names asks for. */
function policyOrEnd(): WitnessPolicy | null {
  try {
    return witnessPolicyOf(instanceNamed(process.env["INSTANCE"] || defaultInstance));
  } catch {
    return giveUp("INSTANCE must be the name of a folder of instances/, whose witnesses have keys.");
  }
}

async function main(): Promise<void> {
  const named = argumentsOrEnd();
  const { databaseUrl, dataDir, url, json } = named;
  if (dataDir !== null && !existsSync(dataDir)) giveUp("There is no folder at --data-dir.");
  const embedded = databaseUrl === null && dataDir !== null && existsSync(`${dataDir}/database`) ? dataDir : null;
  // With --url a server runs: the folder is then looked at from outside, and its embedded database not at all.
  const opensEmbedded = embedded !== null && url === null;
  if (embedded !== null && url !== null) {
    process.stderr.write(
      "The embedded database belongs to the running server: audit it without --url, once it has stopped.\n",
    );
  }
  const unlock = opensEmbedded ? lockOrEnd(embedded) : () => undefined;
  const witnesses = policyOrEnd();
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const database =
    databaseUrl !== null
      ? await openedOrEnd(readPostgres(databaseUrl))
      : opensEmbedded
        ? await openedOrEnd(readEmbedded(embedded))
        : null;
  try {
    const site = url === null ? null : openSite(url);
    const now = Date.now();
    const result = await runAudit(checks, { database, site, dataDir, witnesses, now, today: dayOf(now), say });
    process.stdout.write(`${json ? JSON.stringify(result, null, 2) : auditReport(result)}\n`);
    process.exitCode = result.passed ? 0 : 1;
  } finally {
    await database?.close();
    unlock();
  }
}

await main();
