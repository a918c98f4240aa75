/**
 * The one error type of the trusted core. `code` is a literal that callers narrow on and that maps to an HTTP status
 * in one table of the server; `message` is constant text and never echoes input.
 */
export class CodedError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "CodedError";
    this.code = code;
  }
}

/** Narrows an unknown thrown value to a {@link CodedError}, optionally of one code. */
export function isCodedError<Code extends string>(thrown: unknown, code?: Code): thrown is CodedError<Code> {
  return thrown instanceof CodedError && (code === undefined || thrown.code === code);
}
