import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { makePack } from "../../crypto/protocol/pack.ts";
import type { SignedStatement } from "../../crypto/protocol/signed-statement.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Statements in their served form. */
export interface Pack {
  /** SHA-256 of the uncompressed bytes, 43 characters. */
  readonly digest: string;
  readonly statements: readonly SignedStatement[];
  readonly bytes: Uint8Array;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Largest compressed pack: one round trip of a phone, and what one change costs a reader at most. */
const compressedBytesMax = 64 * 1024;
/** Quick for what someone waits for, thorough for what stays. */
const qualities = { quick: 5, thorough: 9 } as const;

async function makeOne(statements: readonly SignedStatement[], quality: number): Promise<Pack> {
  const bytes = makePack(statements.map((signed) => signed.wire));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gzipBytes] = await Promise.all([brotli(bytes, { params }), gzipped(bytes)]);
  const digest = createHash("sha256").update(bytes).digest("base64url");
  return { digest, statements, bytes, br, gzip: gzipBytes };
}

/** Packs of a part: halved until each is small enough, or is one statement. Compressed off the main thread. */
export async function makePacks(
  statements: readonly SignedStatement[],
  effort: keyof typeof qualities,
): Promise<Pack[]> {
  const pack = await makeOne(statements, qualities[effort]);
  if (pack.br.length <= compressedBytesMax || statements.length === 1) return [pack];
  const middle = Math.ceil(statements.length / 2);
  const first = await makePacks(statements.slice(0, middle), effort);
  return [...first, ...(await makePacks(statements.slice(middle), effort))];
}
