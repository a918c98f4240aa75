import {
  concat,
  exactly,
  fromBase64url,
  lengthPrefixed,
  readU16,
  readU32,
  toBase64url,
  u32,
  u8,
  utf8,
} from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import type { SignedStatement } from "./signed-statement.ts";

/**
 * Statements that are in the transparency log, each revision once, with the byte that stands for their type. The others
 * are signed by keys that are in it, and short-lived.
 */
export const loggedTypes = {
  instance: 1,
  party: 2,
  accreditation: 3,
  "token-key": 4,
  release: 5,
  catalogue: 6,
  succession: 7,
  recovery: 8,
} as const;

export type LoggedType = keyof typeof loggedTypes;

const typeOfCode = new Map<number, LoggedType>(
  Object.entries(loggedTypes).map(([type, code]) => [code, type as LoggedType]),
);

/**
 * What the log keeps of a statement, for ever: whose it is, which revision, and its hash. Never what it says.
 * `author` and `digest` 43 characters; `subject` as the statement's, of an instance its author.
 */
export interface LogEntry {
  readonly type: LoggedType;
  readonly author: string;
  readonly subject: string;
  readonly revision: number;
  readonly digest: string;
}

const version = 1;
/** Longest entry: a local id of 64 characters as its subject. */
export const statementEntryBytesMax = 1 + 1 + 32 + 2 + 64 + 4 + 32;
const subjectForm = /^[A-Za-z0-9._:-]{1,64}$/;

/** Whether statements of a type are in the log. */
export function isLogged(type: string): type is LoggedType {
  return Object.hasOwn(loggedTypes, type);
}

/** What the log keeps of a statement; `null` for one of a type that is not in it. */
export function logEntryOf({ statement, digest }: SignedStatement): LogEntry | null {
  const { type, author, revision } = statement;
  if (!isLogged(type)) return null;
  return { type, author, subject: type === "instance" ? author : statement.subject, revision, digest };
}

/** The identity that revisions of one statement share: "type author subject". */
export function identityOf({ type, author, subject }: Pick<LogEntry, "type" | "author" | "subject">): string {
  return `${type} ${author} ${subject}`;
}

/** `u8 version | u8 type | author 32 | u16 length, subject | u32 revision | digest 32`: a leaf of the log. */
export function encodeLogEntry(entry: LogEntry): Uint8Array {
  if (!subjectForm.test(entry.subject)) throw malformed();
  return concat(
    u8(version),
    u8(loggedTypes[entry.type]),
    exactly(fromBase64url(entry.author), 32),
    lengthPrefixed(utf8(entry.subject)),
    u32(entry.revision),
    exactly(fromBase64url(entry.digest), 32),
  );
}

/**
 * Reads an entry. Throws `log-entry/version` for one of a newer version or type, which asks for an update of the program,
 * and `log-entry/malformed`.
 */
export function decodeLogEntry(bytes: Uint8Array): LogEntry {
  if (bytes.length < 2) throw malformed();
  const type = typeOfCode.get(bytes[1]!);
  if (bytes[0] !== version || type === undefined) {
    throw new CodedError("log-entry/version", "An entry of the log was made by a newer version. Update this program.");
  }
  const subjectEnd = bytes.length < 36 ? Infinity : 36 + readU16(bytes, 34);
  if (bytes.length !== subjectEnd + 36) throw malformed();
  const subject = String.fromCharCode(...bytes.subarray(36, subjectEnd));
  const revision = readU32(bytes, subjectEnd);
  if (!subjectForm.test(subject) || revision === 0) throw malformed();
  return {
    type,
    author: toBase64url(bytes.subarray(2, 34)),
    subject,
    revision,
    digest: toBase64url(bytes.subarray(subjectEnd + 4)),
  };
}

function malformed(): CodedError {
  return new CodedError("log-entry/malformed", "An entry of the log is malformed.");
}
