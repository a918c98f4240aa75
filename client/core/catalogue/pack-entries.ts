import { fromUtf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import { readPack } from "../../../crypto/protocol/pack.ts";
import { statement as statementSchema, type Statement } from "../../../crypto/protocol/statements.ts";

/** A statement of a pack that fits its schema. Its signature is checked later, by verification.ts. */
export interface PackEntry {
  /** (type, author, subject) in one string: a higher revision of the same replaces a lower. */
  readonly identity: string;
  readonly statement: Statement;
  readonly digest: string;
  readonly wire: Uint8Array;
}

/** What names a statement over all its revisions. */
export function identityOf(statement: Pick<Statement, "type" | "author" | "subject">): string {
  return `${statement.type} ${statement.author} ${statement.subject}`;
}

const selfNamed: ReadonlySet<Statement["type"]> = new Set(["party", "inbox-key", "delivery-offer"]);

/** Reads one wire statement without believing it; `null` when it does not fit its schema. Needs no libsodium. */
export function readEntry(wire: Uint8Array): PackEntry | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fromUtf8(wire.subarray(64)));
  } catch {
    return null;
  }
  const result = statementSchema.safeParse(parsed);
  if (!result.success) return null;
  const statement = result.data;
  if (selfNamed.has(statement.type) && statement.subject !== statement.author) return null;
  return { identity: identityOf(statement), statement, digest: digestName(wire), wire };
}

/**
 * The statements of a pack. Ones that do not fit are left out: one bad statement, or one made by a newer version, never
 * hides the others. A pack that is cut holds nothing.
 */
export function packEntries(bytes: Uint8Array): PackEntry[] {
  let wires: readonly Uint8Array[];
  try {
    wires = readPack(bytes);
  } catch {
    return [];
  }
  return wires.map(readEntry).filter((entry) => entry !== null);
}
