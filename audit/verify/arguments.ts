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
npm run verify -- --evidence FILE [--json] [--log-key KEY]

  URL             the market, as visitors reach it: https://market.example
  --build         a built client to compare with; without it, the sources here are built (INSTANCE names the city)
  --no-build      compares what is served with the release and the log only
  --instance-key  the key that speaks for the market, known from elsewhere; without it, the server's word is taken
  --json          the result as JSON

Ends with 0 when all are the same, 1 when something differs, 2 when something could not be told.

  --evidence      a file that a device kept when it refused a market or a newer version: what it proves, and against whom
  --log-key       the key of the market's log, known from elsewhere; without it, the file's word is taken

Ends with 0 when it proves something, 1 when it is worthless, 2 when it only tells, or cannot be read.`;

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

/** What the command line named of a file of evidence. */
export interface EvidenceArguments {
  readonly file: string;
  readonly json: boolean;
  readonly logKey: string | null;
}

const evidenceSchema = z.strictObject({
  evidence: z.string().min(1).max(4096),
  json: z.boolean().default(false),
  "log-key": z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});

/** The same for a command line that names a file of evidence; null when it names none. Throws {@link VerifyUsageError}. */
export function readEvidenceArguments(words: readonly string[]): EvidenceArguments | null {
  if (!words.some((word) => word === "--evidence" || word.startsWith("--evidence="))) return null;
  let given: unknown;
  try {
    const options = { evidence: { type: "string" }, json: { type: "boolean" }, "log-key": { type: "string" } } as const;
    given = { ...parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values };
  } catch (cause) {
    throw new VerifyUsageError(usage, { cause });
  }
  const result = evidenceSchema.safeParse(given);
  if (!result.success) throw new VerifyUsageError(usage);
  const { evidence: file, json, "log-key": logKey = null } = result.data;
  return { file, json, logKey };
}
