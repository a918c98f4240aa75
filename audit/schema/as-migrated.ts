import { openInMemory } from "../../server/database/in-memory.ts";
import { readPglite } from "../audit-database.ts";
import { describeSchema, type SchemaObject } from "./describe-schema.ts";

let described: Promise<SchemaObject[]> | null = null;

/** What this version's migrations make of an empty database, by running them in one that lies in memory. */
export function schemaAsMigrated(): Promise<SchemaObject[]> {
  described ??= (async () => {
    const pglite = await openInMemory();
    try {
      return await describeSchema(await readPglite(pglite));
    } finally {
      await pglite.close();
    }
  })();
  return described;
}
