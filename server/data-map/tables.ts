import { declare, type Declared, type Plane } from "./declaration.ts";

/** A table: its plane (`null` for what belongs to the database itself), and every column. */
export interface DeclaredTable {
  readonly plane: Plane | null;
  readonly columns: Readonly<Record<string, Declared>>;
}

const forEver = "for ever";
const current = "until a newer revision replaces it";
const media = "while a statement names it, and 90 days after";
const days14 = "14 days";
const weekOver = "until the week is over";
const epochOver = "until its token is too old to be spent: the end of the week after it was issued";
const untilRead = "until its reader acknowledges it, at most 14 days; then its day's key is shredded";
const account = "until its owner removes it or deletes the account";
const space = "until its owner deletes it";

/** Every table and column, by `schema.table`. A column that is not here fails the tests. */
export const tables: Readonly<Record<string, DeclaredTable>> = {
  "public_plane.statement": {
    plane: "public",
    columns: {
      type: declare("public", "which of the kinds of statement it is", current),
      author: declare("public-key", "who signed it", current),
      subject: declare("public", "what it is about: a party or one of its shelves", current),
      revision: declare(
        "counter",
        "a higher one replaces a lower one; stalls write the second in which they sign, which is public with all of it",
        current,
      ),
      issued_on: declare("day", "when its author says it was made", current),
      digest: declare("hash", "names the exact bytes", current),
      wire: declare("public", "the signed document, as anyone may read it", current),
      log_index: declare("counter", "which entry of the transparency log it is", current),
    },
  },
  "public_plane.catalogue_listing": {
    plane: "public",
    columns: {
      digest: declare("hash", "names the listing, as the log has it", days14),
      made_on: declare("day", "says when to forget it", days14),
      listing: declare("public", "which statements the catalogue showed on that day, by their hashes", days14),
    },
  },
  "public_plane.log_entry": {
    plane: "public",
    columns: {
      index: declare("counter", "the order of the transparency log", forEver),
      entry: declare("public", "whose statement it was, which revision, and the hash of its bytes", forEver),
    },
  },
  "public_plane.log_tile": {
    plane: "public",
    columns: {
      level: declare("counter", "which level of the log's tree", forEver),
      index: declare("counter", "which part of the level", forEver),
      hashes: declare("public", "hashes of the log's tree, from which anyone proves what is in it", forEver),
    },
  },
  "public_plane.log_checkpoint": {
    plane: "public",
    columns: {
      id: declare("operational", "there is one row", forEver),
      origin: declare("public", "the name of the log", forEver),
      size: declare("counter", "how many entries the tree covers", "until the next checkpoint"),
      root: declare("hash", "the hash over all of them", "until the next checkpoint"),
      note: declare("public", "both, signed by the log and by witnesses that saw it", "until the next checkpoint"),
      witnessed_note: declare("public", "the newest checkpoint that a witness signed", "until a newer one is signed"),
    },
  },
  "public_plane.witnessed_log": {
    plane: "public",
    columns: {
      origin: declare("public", "the name of a log of others that this server watches", forEver),
      size: declare("counter", "how far it has seen that log", "until it sees more of it"),
      root: declare("hash", "the hash over what it has seen", "until it sees more of it"),
    },
  },
  "public_plane.media": {
    plane: "public",
    columns: {
      digest: declare("hash", "names the picture", media),
      party: declare("public-key", "which party brought it, for its quota", media),
      kind: declare("public", "the format of the picture", media),
      added_on: declare("day", "the newest come first; those of keys that never became a party are deleted", media),
      thumbnail: declare("public", "the picture at the size of a card, as anyone may see it", media),
      content: declare("public", "the picture, as anyone may see it", media),
      content_hash: declare("hash", "lets readers of the small size check it against the name", media),
      unnamed_on: declare("day", "since when no statement has named it, so that it can be deleted", media),
    },
  },
  "sealed_plane.accepted": {
    plane: "sealed",
    columns: {
      digest: declare("hash", "the same bytes sent again are a retry, not a second envelope", days14),
      accepted_on: declare("day", "says when to forget the digest", days14),
    },
  },
  "sealed_plane.inbox_envelope": {
    plane: "sealed",
    columns: {
      inbox: declare("public-key", "the party whose inbox it is", untilRead),
      cursor: declare("counter", "the order in which a reader takes them", untilRead),
      received_on: declare("day", "names the key of the day, and says when to forget", untilRead),
      sealed: declare("ciphertext", "sealed for its reader, and closed again under the key of the day", untilRead),
    },
  },
  "sealed_plane.board_reply": {
    plane: "sealed",
    columns: {
      day: declare("day", "which day's board it is on", days14),
      bucket: declare("counter", "which of the day's boards, each shared by many", days14),
      cursor: declare("counter", "the order in which readers take them", days14),
      sealed: declare(
        "ciphertext",
        "sealed for one of the board's readers, and closed under the key of the day",
        days14,
      ),
    },
  },
  "sealed_plane.spent_token": {
    plane: "sealed",
    columns: {
      token: declare("hash", "of the nonce of a token: the same one pays once", epochOver),
      epoch: declare("day", "the Monday of the week in which it was issued: says when to forget", epochOver),
      paid_for: declare("hash", "what it paid for, so that the same post again is a retry", epochOver),
    },
  },
  "private_plane.spent_token": {
    plane: "private",
    columns: {
      token: declare("hash", "of the nonce of a token: the same one pays once", epochOver),
      epoch: declare("day", "the Monday of the week in which it was issued: says when to forget", epochOver),
    },
  },
  "private_plane.token_draw": {
    plane: "private",
    columns: {
      account: declare("blind-value", "which account has drawn this week's batch", weekOver),
      purpose: declare("operational", "what the tokens pay for", weekOver),
      epoch: declare("day", "the Monday of the week", weekOver),
      request: declare("hash", "of the blinded tokens: the same request again is a retry", weekOver),
    },
  },
  "public_plane.party_token_draw": {
    plane: "public",
    columns: {
      party: declare("public-key", "which party has drawn", weekOver),
      epoch: declare("day", "the Monday of the week", weekOver),
      batch: declare("counter", "which of the week's batches", weekOver),
      request: declare("hash", "of the blinded tokens: the same request again is a retry", weekOver),
    },
  },
  "private_plane.account": {
    plane: "private",
    columns: {
      id: declare("blind-value", "32 random bytes that passkeys know the account by", account),
      epoch: declare(
        "counter",
        "how often its keys were changed, so that two devices do not overwrite each other",
        account,
      ),
      created_on: declare("day", "shown to its owner", account),
    },
  },
  "private_plane.wrapper": {
    plane: "private",
    columns: {
      id: declare("blind-value", "names a way in", account),
      account: declare("blind-value", "whose way in it is", account),
      kind: declare("operational", "passkey or written-down code", account),
      credential_id: declare("blind-value", "which passkey answers", account),
      credential_public_key: declare("public-key", "verifies the passkey's answer", account),
      lookup_hash: declare("hash", "finds the wrapper of a written-down code", account),
      kem_public_key: declare("public-key", "a new keyring is sealed to it", account),
      wrapped_secret: declare("ciphertext", "opens only with the passkey or the code", account),
      sealed_keyring: declare("ciphertext", "the owner's keys, sealed to this way in", account),
      created_on: declare("day", "shown to its owner", account),
      used_on: declare("day", "shown to its owner, who may find a way in that is not theirs", account),
    },
  },
  "private_plane.session": {
    plane: "private",
    columns: {
      token_hash: declare(
        "hash",
        "recognises the cookie of a device that is signed in",
        "until signing out, at most 30 days after tokens were last drawn",
      ),
      account: declare(
        "blind-value",
        "who is signed in",
        "until signing out, at most 30 days after tokens were last drawn",
      ),
      expires_on: declare(
        "day",
        "when signing in ends by itself",
        "until signing out, at most 30 days after tokens were last drawn",
      ),
    },
  },
  "private_plane.space": {
    plane: "private",
    columns: {
      id: declare("public-key", "the address of the space; no account is named with it", space),
      head: declare("counter", "the newest change, so that devices know what they miss", space),
      records: declare("counter", "for the quota", space),
      bytes: declare("counter", "for the quota", space),
      opened_on: declare("day", "tells an operator how old unused spaces are", space),
    },
  },
  "private_plane.record": {
    plane: "private",
    columns: {
      space: declare("public-key", "the space it is in", space),
      id: declare("blind-value", "names the record and says nothing of its subject", space),
      revision: declare("counter", "two devices do not overwrite each other", space),
      change: declare("counter", "devices ask for what changed since", space),
      sealed: declare("ciphertext", "the record, padded to one of eleven sizes", space),
    },
  },
  "public.kysely_migration": {
    plane: null,
    columns: {
      name: declare("operational", "which version the database's tables have", "for ever"),
      timestamp: declare("operational", "when the operator started that version for the first time", "for ever"),
    },
  },
  "public.kysely_migration_lock": {
    plane: null,
    columns: {
      id: declare("operational", "two servers do not change tables at once", "for ever"),
      is_locked: declare("operational", "two servers do not change tables at once", "for ever"),
    },
  },
};
