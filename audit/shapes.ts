import { envelopeLadder, type Ladder, recordLadder } from "../crypto/padding.ts";
import { replyTagBytes } from "../crypto/protocol/reply-board.ts";
import type { DataClass } from "../server/data-map/declaration.ts";

/** How long a value may be: one of these lengths, or anything between two. */
export type Lengths = { readonly of: readonly number[] } | { readonly from: number; readonly to: number };

/** How its bytes may look. `kem`: an X-Wing public key, whose numbers are not evenly spread. */
export type Look = "random" | "kem" | "any";

/** What a `bytea` column's values must look like. */
export interface Shape {
  readonly lengths: Lengths;
  readonly look: Look;
}

/** Nonce and tag of the closing at rest (server/relay/day-keys.ts). */
const atRestBytes = 28;
const steps = (ladder: Ladder, more = 0): number[] =>
  Array.from({ length: ladder.steps }, (_, step) => ladder.firstBytes * 2 ** step + more);
const random = (...of: number[]): Shape => ({ lengths: { of }, look: "random" });

/** Columns of which more is known than their class says. Lengths in bytes. */
const shapes: Readonly<Record<string, Shape>> = {
  "sealed_plane.inbox_envelope.sealed": random(...steps(envelopeLadder, atRestBytes)),
  "sealed_plane.board_reply.sealed": random(...steps(envelopeLadder, replyTagBytes + atRestBytes)),
  "private_plane.record.sealed": random(...steps(recordLadder)),
  "private_plane.record.id": random(16),
  "private_plane.wrapper.id": random(16),
  "private_plane.wrapper.kem_public_key": { lengths: { of: [1216] }, look: "kem" },
  "private_plane.wrapper.wrapped_secret": random(72),
  "private_plane.wrapper.sealed_keyring": random(4096, 8192, 16_384, 32_768),
  // Authenticators choose their ids; many begin with bytes that are the same for all, some are a text of their own.
  "private_plane.wrapper.credential_id": { lengths: { from: 16, to: 1023 }, look: "any" },
  // COSE: P-256 has 77 bytes, RSA some hundred, with names of fields between them.
  "private_plane.wrapper.credential_public_key": { lengths: { from: 42, to: 2048 }, look: "any" },
};

const byClass: Partial<Record<DataClass, Shape>> = {
  ciphertext: { lengths: { from: 48, to: 1024 * 1024 }, look: "random" },
  "public-key": random(32),
  "blind-value": { lengths: { from: 16, to: 1024 }, look: "random" },
  hash: random(32),
};

/** The shape of a column; `null` where its class says nothing of bytes. */
export function shapeOf(table: string, column: string, dataClass: DataClass): Shape | null {
  return shapes[`${table}.${column}`] ?? byClass[dataClass] ?? null;
}

/** Whether a length is one that the shape allows. */
export function fits(lengths: Lengths, bytes: number): boolean {
  return "of" in lengths ? lengths.of.includes(bytes) : bytes >= lengths.from && bytes <= lengths.to;
}
