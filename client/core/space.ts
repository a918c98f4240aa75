/**
 * A person's or a party's records, readable on this device: kept decrypted in memory, sealed at rest, and brought into
 * step with the server in the background. A subject names one record ("basket", "order/…"); values are JSON.
 */
export interface Space {
  /** The space's address, or "local" for the space of a visitor who has not signed in. */
  readonly id: string;
  get<T>(subject: string): T | null;
  /** Records whose subject starts with `prefix`, in the order of their subjects. */
  list<T>(prefix: string): readonly { readonly subject: string; readonly value: T }[];
  /**
   * Replaces a record by what `change` makes of the present one; `null` deletes it; the same object leaves it alone.
   * Resolves once it is safely kept on this device. `change` is called again when another device was first.
   */
  update<T>(subject: string, change: (current: T | null) => T | null): Promise<void>;
  /** Called with the subjects that changed, by this device or another. Returns the function that ends it. */
  subscribe(listener: (subjects: readonly string[]) => void): () => void;
}
