/** What kind of thing a value is, and so what it may look like. */
export type DataClass =
  | "public"
  | "ciphertext"
  | "public-key"
  | "blind-value"
  | "hash"
  | "day"
  | "counter"
  | "operational";

export type Plane = "public" | "sealed" | "private";

/** One value that the server stores, logs, receives or sends. */
export interface Declared {
  readonly class: DataClass;
  readonly why: string;
  /** How long it is kept. */
  readonly kept: string;
}

/** Declares one value. */
export function declare(dataClass: DataClass, why: string, kept: string): Declared {
  return { class: dataClass, why, kept };
}
