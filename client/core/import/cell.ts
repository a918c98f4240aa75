/** A cell read into what an item needs: a value, nothing said, or words that mean nothing here. */
export type Cell<T> =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "value"; readonly value: T };

/** Says nothing: what is there stays. */
export const empty = { kind: "empty" } as const;
/** Says something that is not understood. */
export const unreadable = { kind: "unreadable" } as const;

/** Says this. */
export function cellOf<T>(value: T): Cell<T> {
  return { kind: "value", value };
}
