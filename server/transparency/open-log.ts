import type { Db } from "../database/open-database.ts";
import { type OperatorKeys, proposedLogOrigin } from "../operator-keys.ts";
import type { InstanceKey } from "../statements/instance-key.ts";
import { fromStored, loggableForm } from "../statements/statement-book.ts";
import { enterUnlogged, readInstanceStatement } from "../statements/statement-store.ts";
import { openTransparencyLog, type TransparencyLog } from "./transparency-log.ts";

/**
 * Opens the log of a server: statements that are older than it get their entries, and what is pending is integrated. A log
 * without entries takes its name from the instance's statement, else from where people reach the shop.
 */
export async function openLog(parts: {
  readonly db: Db;
  readonly instanceKey: InstanceKey;
  readonly operatorKeys: OperatorKeys;
  /** Of the shop, with its scheme. */
  readonly origin: string;
}): Promise<TransparencyLog> {
  const { db, instanceKey, operatorKeys } = parts;
  const stored = await readInstanceStatement(db, instanceKey.current());
  const instance = stored === null ? null : fromStored(stored).statement;
  const named = instance?.type === "instance" ? instance.body.log.origin : null;
  await enterUnlogged(db, (statement) => loggableForm(fromStored(statement)).entry);
  return openTransparencyLog({ db, key: operatorKeys.log, origin: named ?? proposedLogOrigin(parts.origin) });
}
