import { parseArgs } from "node:util";
import { z } from "zod";

/** What the command line named. */
export interface AuditArguments {
  readonly databaseUrl: string | null;
  /** Origin of the running server, without a final slash. */
  readonly url: string | null;
  readonly dataDir: string | null;
  readonly json: boolean;
}

/** A command line that cannot be used; the message is for who typed it, and repeats nothing of it. */
export class ArgumentsError extends Error {}

const usage = `npm run audit -- [--database-url postgresql://…] [--data-dir FOLDER] [--url https://…] [--json]

  --database-url  the server's PostgreSQL; read only, in one transaction
  --data-dir      the server's data folder; without --database-url and --url also its embedded database
  --url           the running server, as visitors reach it; INSTANCE names the city whose file says who witnesses its log
  --json          the result as JSON

At least one of the first three. Ends with 0 when no finding fails, 1 when one does, 2 when it could not begin.`;

const schema = z.strictObject({
  "database-url": z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  "data-dir": z.string().min(1).max(4096).optional(),
  json: z.boolean().optional(),
});

/** Reads the command line. Throws {@link ArgumentsError}. */
export function readArguments(words: readonly string[]): AuditArguments {
  let values: unknown;
  try {
    const options = {
      "database-url": { type: "string" },
      url: { type: "string" },
      "data-dir": { type: "string" },
      json: { type: "boolean" },
    } as const;
    ({ values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false }));
  } catch {
    throw new ArgumentsError(usage);
  }
  const result = schema.safeParse({ ...(values as object) });
  if (!result.success) throw new ArgumentsError(usage);
  const { "database-url": databaseUrl = null, url, "data-dir": dataDir = null, json = false } = result.data;
  if (databaseUrl === null && url === undefined && dataDir === null) throw new ArgumentsError(usage);
  return { databaseUrl, url: url === undefined ? null : new URL(url).origin, dataDir, json };
}
