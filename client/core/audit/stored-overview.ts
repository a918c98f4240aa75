import { z } from "zod";
import { CodedError } from "../../../crypto/coded-error.ts";
import { isPassing } from "../network-problem.ts";
import type { Transport } from "../platform.ts";
import type { DeclaredField, StoredOverview } from "./audit-views.ts";

// The data map as any server of this kind publishes it: read with limits, because it comes from the one who is audited.

const text = z.string().max(600);
const declared = z.object({
  class: z.enum(["public", "ciphertext", "public-key", "blind-value", "hash", "day", "counter", "operational"]),
  why: text,
  kept: text,
});
const name = z.string().min(1).max(200);

function few<Value extends z.ZodType>(value: Value, most: number) {
  return z.record(name, value).refine((record) => Object.keys(record).length <= most);
}

const fields = few(declared, 200);

/** The document at `/.well-known/smartketplace-data-map.json`. */
export const publishedDataMap = z.object({
  v: z.literal(1),
  tables: few(z.object({ plane: z.enum(["public", "sealed", "private"]).nullable(), columns: fields }), 100),
  files: fields,
  logFields: fields,
  headers: fields,
  answerHeaders: fields,
  routes: few(z.object({ method: z.string().max(10), path: z.string().max(200), fields }), 200),
});

function listOf(record: z.infer<typeof fields>): DeclaredField[] {
  return Object.entries(record).map(([field, declaration]) => ({ name: field, ...declaration }));
}

/**
 * The server's data map, with its counts. A server that does not count is shown without them. Throws
 * `audit/malformed` for a map that is none, and what the network throws.
 */
export async function storedOverview(transport: Transport): Promise<StoredOverview> {
  const [map, counted] = await Promise.all([
    transport.request("dataMap"),
    transport.request("stored").catch((thrown: unknown) => {
      if (isPassing(thrown)) throw thrown;
      return null;
    }),
  ]);
  const parsed = publishedDataMap.safeParse(map);
  if (!parsed.success) {
    throw new CodedError("audit/malformed", "The server's data map is not what it should be.", parsed.error);
  }
  const rows = new Map(counted?.tables.map(({ table, rows: count }) => [table, count]));
  const { tables, files, logFields, headers, answerHeaders, routes } = parsed.data;
  return {
    countedAt: counted?.countedAt ?? null,
    tables: Object.entries(tables).map(([table, { plane, columns }]) => ({
      name: table,
      plane,
      rows: rows.get(table) ?? null,
      fields: listOf(columns),
    })),
    files: listOf(files),
    logFields: listOf(logFields),
    headers: listOf(headers),
    answerHeaders: listOf(answerHeaders),
    routes: Object.values(routes).map(({ method, path, fields: own }) => ({ method, path, fields: listOf(own) })),
  };
}
