/** Which of the three that are compared it is about, or what the two first say of themselves. */
export type Where = "live" | "log" | "statement" | "build";

/**
 * Something that is not as it should be. `path` is the file's, `expected` and `found` are digests (SHA-256, base64url) or
 * header values; texts are constant, but for those three.
 */
export interface Difference {
  readonly where: Where;
  readonly what:
    | "changed"
    | "missing"
    | "extra"
    | "foreign"
    | "policy"
    | "header"
    | "type"
    | "signature"
    | "author"
    | "form"
    | "absent"
    | "other-release"
    | "inconsistent";
  readonly path: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  /** What it is, in words. */
  readonly says: string;
}

/** Something that could not be found out, and so is no answer either way. */
export interface Unknown {
  readonly where: Where;
  readonly path: string | null;
  readonly says: string;
}

/** Values of a hostile server end up on a terminal: one line, of printable characters, not too long. */
export function shown(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, 300);
}

/** A difference, with what it leaves out. */
export function difference(
  where: Where,
  what: Difference["what"],
  says: string,
  more: { readonly path?: string; readonly expected?: string | null; readonly found?: string | null } = {},
): Difference {
  const { path = null, expected = null, found = null } = more;
  return {
    where,
    what,
    path: path === null ? null : shown(path),
    expected,
    found: found === null ? null : shown(found),
    says,
  };
}
