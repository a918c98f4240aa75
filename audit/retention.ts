import { limits } from "../crypto/protocol/limits.ts";

/** How long rows of a table may be there, counted from a day that they name. */
export interface Retention {
  readonly table: string;
  readonly column: string;
  /** Days after that day on which the row is still rightly there. */
  readonly daysMax: number;
}

/** The retention that the data map declares in words, as numbers of days. Each is a limit or a constant of the server. */
export const retentions: readonly Retention[] = [
  { table: "sealed_plane.inbox_envelope", column: "received_on", daysMax: limits.envelopeRetentionDays },
  { table: "sealed_plane.board_reply", column: "day", daysMax: limits.envelopeRetentionDays },
  { table: "sealed_plane.accepted", column: "accepted_on", daysMax: limits.envelopeRetentionDays },
  { table: "public_plane.catalogue_listing", column: "made_on", daysMax: limits.envelopeRetentionDays },
  // Counted from the Monday of the week in which they were issued, to the end of the week after.
  { table: "sealed_plane.spent_token", column: "epoch", daysMax: 14 },
  { table: "private_plane.spent_token", column: "epoch", daysMax: 14 },
  { table: "private_plane.token_draw", column: "epoch", daysMax: 7 },
  { table: "public_plane.party_token_draw", column: "epoch", daysMax: 7 },
  // The day itself is the last one.
  { table: "private_plane.session", column: "expires_on", daysMax: 0 },
  // server/media/forget-media.ts
  { table: "public_plane.media", column: "unnamed_on", daysMax: 90 },
];

/** The server forgets once an hour: what is due today is overdue tomorrow. */
export const graceDays = 1;
