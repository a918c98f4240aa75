import { parseArgs } from "node:util";
import { z } from "zod";

/** What the command line named. */
export interface VerifyArguments {
  /** Without a final slash. */
  readonly origin: string;
  readonly json: boolean;
  /** A folder of a built client; null to build one here. */
  readonly build: string | null;
  /** False to compare with no build. */
  readonly compareBuild: boolean;
  readonly instanceKey: string | null;
}

/** A command line that cannot be used, with how it is; nothing of it is repeated. */
export class VerifyUsageError extends Error {}

const usage = `npm run verify -- URL [--json] [--build FOLDER | --no-build] [--instance-key KEY]

  URL             the market, as visitors reach it: https://market.example
  --build         a built client to compare with; without it, the sources here are built (INSTANCE names the city)
  --no-build      compares what is served with the release and the log only
  --instance-key  the key that speaks for the market, known from elsewhere; without it, the server's word is taken
  --json          the result as JSON

Ends with 0 when all are the same, 1 when something differs, 2 when something could not be told.`;

const schema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  json: z.boolean().default(false),
  build: z.string().min(1).max(4096).optional(),
  "no-build": z.boolean().default(false),
  "instance-key": z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});

/** Reads the command line. Throws {@link VerifyUsageError} with how it is used. */
export function readVerifyArguments(words: readonly string[]): VerifyArguments {
  let given: unknown;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: {
        json: { type: "boolean" },
        build: { type: "string" },
        "no-build": { type: "boolean" },
        "instance-key": { type: "string" },
      },
      allowPositionals: true,
    });
    if (positionals.length !== 1) throw new VerifyUsageError(usage);
    given = { ...values, url: positionals[0] };
  } catch (cause) {
    throw new VerifyUsageError(usage, { cause });
  }
  const result = schema.safeParse(given);
  if (!result.success) throw new VerifyUsageError(usage);
  const { url, json, build = null, "no-build": noBuild, "instance-key": instanceKey = null } = result.data;
  const { origin, pathname, search, hash, username } = new URL(url);
  if (pathname !== "/" || search !== "" || hash !== "" || username !== "" || (noBuild && build !== null)) {
    throw new VerifyUsageError(usage);
  }
  return { origin, json, build, compareBuild: !noBuild, instanceKey };
}
