/** Types of statements that are in the log and in the catalogue. */
export const shownTypes = ["instance", "party", "accreditation", "token-key", "succession", "recovery"] as const;

/** A verified statement of the catalogue of a type that is in the log. */
export interface ShownStatement {
  readonly type: (typeof shownTypes)[number];
  readonly author: string;
  readonly subject: string;
  readonly revision: number;
  /** SHA-256 of the wire statement, 43 characters. */
  readonly digest: string;
}
