export * from "@lit/localize/lit-localize.js";
import { msg as litMsg } from "@lit/localize/lit-localize.js";
import { unbroken } from "./unbroken.ts";

/** Lit's own, whichever it is now, without its type: by that the extractor of messages would take a call of it for one. */
const localized = (...given: Parameters<typeof litMsg>) => (litMsg as (...same: typeof given) => unknown)(...given);

/** Templates by those they were made of: Lit knows a template by its very strings. */
const made = new WeakMap<TemplateStringsArray, TemplateStringsArray>();

function unbrokenStrings(strings: TemplateStringsArray): TemplateStringsArray {
  let mended = made.get(strings);
  if (mended === undefined) {
    mended = Object.assign(strings.map(unbroken), { raw: strings.raw.map(unbroken) });
    made.set(strings, mended);
  }
  return mended;
}

const isTemplate = (message: unknown): message is { readonly strings: TemplateStringsArray } =>
  typeof message === "object" && message !== null && "strings" in message;

/**
 * Stands in for Lit's own `msg` (vite.config.ts points its package here): French sentences are written in the source with
 * plain spaces, which anybody can type and nobody sees the difference of, and shown with spaces that do not break.
 */
export const msg = ((...given: Parameters<typeof litMsg>) => {
  const message = localized(...given);
  if (typeof message === "string") return unbroken(message);
  return isTemplate(message) ? { ...message, strings: unbrokenStrings(message.strings) } : message;
}) as typeof litMsg;
