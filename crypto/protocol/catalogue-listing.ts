import { fromUtf8, utf8 } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { keyName, localId, revision } from "./primitives.ts";

/** One statement of a listing: which it is, and the SHA-256 of its bytes. */
export interface ListedStatement {
  readonly type: string;
  readonly author: string;
  readonly subject: string;
  readonly revision: number;
  readonly digest: string;
}

/** Longest listing that is read: 160,000 statements. */
export const listingBytesMax = 32 * 1024 * 1024;

const head = "smartketplace/catalogue/v1";
const typeForm = /^[a-z][a-z-]{0,30}$/;

const lineOf = ({ type, author, subject, revision: at, digest }: ListedStatement): string =>
  `${type} ${author} ${subject} ${at} ${digest}`;

/**
 * All that a catalogue shows, as text: a first line that says what it is, then one line a statement, in the order of the
 * lines' characters. The same statements give the same bytes, whoever writes them down.
 */
export function encodeListing(listed: readonly ListedStatement[]): Uint8Array {
  return utf8(`${[head, ...listed.map(lineOf).toSorted()].join("\n")}\n`);
}

/** Reads a listing. Throws `listing/malformed` for one that {@link encodeListing} would have written otherwise. */
export function decodeListing(bytes: Uint8Array): ListedStatement[] {
  if (bytes.length > listingBytesMax) throw malformed();
  const lines = fromUtf8(bytes).split("\n");
  if (lines[0] !== head || lines.at(-1) !== "" || lines.length < 2) throw malformed();
  const rows = lines.slice(1, -1);
  if (rows.some((line, at) => at > 0 && rows[at - 1]! >= line)) throw malformed();
  return rows.map((line) => {
    const [type = "", author = "", subject = "", at = "", digest = "", ...more] = line.split(" ");
    const listed = { type, author, subject, revision: Number(at), digest };
    const isWhole =
      typeForm.test(type) &&
      keyName.safeParse(author).success &&
      (keyName.safeParse(subject).success || localId.safeParse(subject).success) &&
      revision.safeParse(listed.revision).success &&
      keyName.safeParse(digest).success;
    if (!isWhole || more.length > 0 || lineOf(listed) !== line) throw malformed();
    return listed;
  });
}

function malformed(): CodedError {
  return new CodedError("listing/malformed", "A listing of the catalogue is malformed.");
}
