import type { Generated } from "kysely";

/** A calendar day, YYYY-MM-DD. */
type Day = string;

/** Tables as Kysely sees them; `migrations/` makes them. bytea is a Buffer, bigint a number, date a string. */
export interface Tables {
  "public_plane.statement": {
    type: string;
    author: Uint8Array;
    subject: string;
    revision: number;
    issued_on: Day;
    digest: Uint8Array;
    wire: Uint8Array;
    log_index: number | null;
  };
  "public_plane.catalogue_listing": { digest: Uint8Array; made_on: Day; listing: Uint8Array };
  "public_plane.log_entry": { index: number; entry: Uint8Array };
  "public_plane.log_tile": { level: number; index: number; hashes: Uint8Array };
  "public_plane.log_checkpoint": {
    id: number;
    origin: string;
    size: number;
    root: Uint8Array;
    note: string;
    witnessed_note: string | null;
  };
  "public_plane.witnessed_log": { origin: string; size: number; root: Uint8Array };
  "public_plane.media": {
    digest: Uint8Array;
    party: Uint8Array;
    kind: string;
    added_on: Day;
    thumbnail: Uint8Array;
    content: Uint8Array;
    content_hash: Uint8Array;
    unnamed_on: Day | null;
  };
  "sealed_plane.accepted": { digest: Uint8Array; accepted_on: Day };
  "sealed_plane.inbox_envelope": { inbox: Uint8Array; cursor: Generated<number>; received_on: Day; sealed: Uint8Array };
  "sealed_plane.board_reply": { day: Day; bucket: number; cursor: Generated<number>; sealed: Uint8Array };
  "sealed_plane.spent_token": { token: Uint8Array; epoch: Day; paid_for: Uint8Array };
  "private_plane.spent_token": { token: Uint8Array; epoch: Day };
  "private_plane.token_draw": { account: Uint8Array; purpose: string; epoch: Day; request: Uint8Array };
  "public_plane.party_token_draw": { party: Uint8Array; epoch: Day; batch: number; request: Uint8Array };
  "private_plane.account": { id: Uint8Array; epoch: number; created_on: Day };
  "private_plane.wrapper": {
    id: Uint8Array;
    account: Uint8Array;
    kind: "passkey" | "recovery-code";
    credential_id: Uint8Array | null;
    credential_public_key: Uint8Array | null;
    lookup_hash: Uint8Array | null;
    kem_public_key: Uint8Array;
    wrapped_secret: Uint8Array;
    sealed_keyring: Uint8Array;
    created_on: Day;
    used_on: Day;
  };
  "private_plane.session": { token_hash: Uint8Array; account: Uint8Array; expires_on: Day };
  "private_plane.space": { id: Uint8Array; head: number; records: number; bytes: number; opened_on: Day };
  "private_plane.record": {
    space: Uint8Array;
    id: Uint8Array;
    revision: number;
    change: number;
    sealed: Uint8Array | null;
  };
}
