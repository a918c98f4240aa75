import { fromBase64url } from "../bytes.ts";
import { CodedError } from "../coded-error.ts";
import { digestName } from "../hash.ts";
import type { SigningKeyPair } from "../signature.ts";
import { signStatement, statementJson, verifyStatement } from "../statement.ts";
import { verifySuccessionProof } from "./succession.ts";
import { isMisnamed, statement, type Statement } from "./statements.ts";

/** A statement whose signature by its author has been verified, with its wire bytes and their digest. */
export interface SignedStatement<S extends Statement = Statement> {
  readonly statement: S;
  readonly wire: Uint8Array;
  readonly digest: string;
}

function parseStatement(json: string): Statement {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new CodedError("statement/malformed", "A statement is malformed.", cause);
  }
  const result = statement.safeParse(parsed);
  if (!result.success) {
    const version = typeof parsed === "object" && parsed !== null && "v" in parsed ? parsed.v : undefined;
    if (typeof version === "number" && version > 1) {
      throw new CodedError("statement/version", "A statement was made by a newer version. Update this program.");
    }
    throw new CodedError("statement/malformed", "A statement is malformed.", result.error);
  }
  if (isMisnamed(result.data)) throw new CodedError("statement/malformed", "A statement is malformed.");
  return result.data;
}

/** Reads a wire statement without verifying its signature: for showing at once what is verified a moment later. */
export function readStatement(wire: Uint8Array): SignedStatement {
  return { statement: parseStatement(statementJson(wire)), wire, digest: digestName(wire) };
}

/**
 * Parses and verifies a statement from the wire. Throws `statement/malformed`, `statement/version`,
 * `statement/too-large` or `signature/invalid`.
 */
export function openStatement(wire: Uint8Array): SignedStatement {
  const read = readStatement(wire);
  verifyStatement(wire, fromBase64url(read.statement.author));
  verifySuccessionProof(read.statement);
  return read;
}

/** Signs a statement of one's own. Throws `statement/malformed` when it breaks its own schema. */
export function makeStatement<S extends Statement>(content: S, author: SigningKeyPair): SignedStatement<S> {
  const wire = signStatement(JSON.stringify(parseStatement(JSON.stringify(content))), author);
  return { statement: content, wire, digest: digestName(wire) };
}
