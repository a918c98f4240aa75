import { fromUtf8 } from "../../../crypto/bytes.ts";
import { digestName } from "../../../crypto/hash.ts";
import { statementSignatureBytes } from "../../../crypto/statement.ts";
import { readPack } from "../../../crypto/protocol/pack.ts";
import { isMisnamed, statement as statementSchema, type Statement } from "../../../crypto/protocol/statements.ts";

/** A statement of a pack that fits its schema. Its signature is checked later, by verification.ts. */
export interface PackEntry {
  /** (type, author, subject) in one string: a higher revision of the same replaces a lower. */
  readonly identity: string;
  readonly statement: Statement;
  readonly digest: string;
  readonly wire: Uint8Array;
  /** Where `wire` begins in its pack. */
  readonly start: number;
}

/** What names a statement over all its revisions. */
export function identityOf(statement: Pick<Statement, "type" | "author" | "subject">): string {
  return `${statement.type} ${statement.author} ${statement.subject}`;
}

/**
 * Names what is checked of a statement before it is shown. It changes whenever the schemas do, and what an earlier
 * program found to fit is looked at again.
 */
const checkedEdition = 3;

/** What was found out about a pack, so that it need not be found out again. */
export interface CheckedPack {
  readonly edition: number;
  /** Where in the pack each statement lies that fits and that its author signed, and its digest. */
  readonly statements: readonly (readonly [start: number, end: number, digest: string])[];
}

/** What to keep about a pack of which these statements are verified. */
export function checkedPack(entries: readonly PackEntry[]): CheckedPack {
  const statements = entries.map(({ start, wire, digest }) => [start, start + wire.length, digest] as const);
  return { edition: checkedEdition, statements };
}

/**
 * The statements of a pack that this device has verified and kept: parsed, but not checked once more. `null` when they
 * were checked by a program that asked for something else, or are not there: then it is read as if it had just come.
 */
export function keptEntries(bytes: Uint8Array, checked: CheckedPack | undefined): PackEntry[] | null {
  if (checked?.edition !== checkedEdition) return null;
  try {
    return checked.statements.map(([start, end, digest]) => {
      const wire = bytes.subarray(start, end);
      const statement = JSON.parse(fromUtf8(wire.subarray(statementSignatureBytes))) as Statement;
      return { identity: identityOf(statement), statement, digest, wire, start };
    });
  } catch {
    return null;
  }
}

/** Reads one wire statement without believing it; `null` when it does not fit its schema. Needs no libsodium. */
function readEntry(wire: Uint8Array, start: number): PackEntry | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fromUtf8(wire.subarray(statementSignatureBytes)));
  } catch {
    return null;
  }
  const result = statementSchema.safeParse(parsed);
  if (!result.success) return null;
  const statement = result.data;
  if (isMisnamed(statement)) return null;
  return { identity: identityOf(statement), statement, digest: digestName(wire), wire, start };
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
  return wires.map((wire) => readEntry(wire, wire.byteOffset - bytes.byteOffset)).filter((entry) => entry !== null);
}
