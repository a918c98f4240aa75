import type { TransferHandler } from "comlink";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";

interface Thrown {
  readonly value: unknown;
}
type Wire = { readonly code: string; readonly message: string };

/**
 * Lets a {@link CodedError} cross the worker's border with its code; anything else arrives as `core/failed`, so that no
 * text of an engine or of data reaches a screen. Both sides call it once, before they talk.
 */
export function registerErrorTransfer(handlers: Map<string, TransferHandler<unknown, unknown>>): void {
  const original = handlers.get("throw");
  if (original === undefined) return;
  const transfer: TransferHandler<Thrown, Wire> = {
    canHandle: (value): value is Thrown => original.canHandle(value),
    serialize: ({ value }) => {
      if (!isCodedError(value)) console.error(value);
      return [
        isCodedError(value)
          ? { code: value.code, message: value.message }
          : { code: "core/failed", message: "the core failed" },
        [],
      ];
    },
    deserialize: ({ code, message }) => {
      throw new CodedError(code, message);
    },
  };
  handlers.set("throw", transfer as TransferHandler<unknown, unknown>);
}
