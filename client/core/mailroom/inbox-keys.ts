import { exactly, fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { keyId } from "../../../crypto/envelope.ts";
import { type KemKeyPair, kemKeyPair } from "../../../crypto/hpke.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import { makeStatement } from "../../../crypto/protocol/signed-statement.ts";
import type { SigningKeyPair } from "../../../crypto/signature.ts";
import type { Sending } from "../sending.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";

/** The secret part of an inbox key: the record `inbox-key/<key id>` of the party's space. */
interface InboxKeyRecord {
  /** 32 bytes, base64url. */
  readonly secret: string;
  readonly createdOn: string;
  /** Last day on which anyone seals to it. */
  readonly notAfter: string;
  /** Whether its statement has been put into the outbox. */
  readonly published: boolean;
  /** Somebody who left knows it: it opens what still comes to it, and is named to nobody any more. */
  readonly retired?: boolean;
}

/** Where a party's inbox keys lie in its space. */
export const inboxKeyPrefix = "inbox-key/";
const prefix = inboxKeyPrefix;
const dayMs = 86_400_000;
const renewAfterDays = 7;

const pairs = new Map<string, KemKeyPair>();

function pairOf(record: InboxKeyRecord): KemKeyPair {
  const known = pairs.get(record.secret) ?? kemKeyPair(exactly(fromBase64url(record.secret), 32));
  pairs.set(record.secret, known);
  return known;
}

/** The key of a party's inbox with this id, 8 bytes; null when this space never held it, or not any more. */
export function inboxKeyPair(space: SyncedSpace, kid: Uint8Array): KemKeyPair | null {
  const record = space.get<InboxKeyRecord>(prefix + toBase64url(kid));
  return record && pairOf(record);
}

function dayAfter(now: number, days: number): string {
  return new Date(now + days * dayMs).toISOString().slice(0, 10);
}

/**
 * Keeps a party's inbox key fresh: a new one each week, valid for two, its secret gone after four. The secret is safe on
 * the server before its public part is named to anyone; a secret whose statement did not leave is used at the next call.
 * Needs the network when a key is due.
 * @returns when the next call is due, in milliseconds since 1970
 */
export async function renewInboxKey(
  space: SyncedSpace,
  identity: SigningKeyPair,
  enqueue: (sending: Sending) => Promise<unknown>,
  now: number,
): Promise<number> {
  const held = space.list<InboxKeyRecord>(prefix);
  for (const { subject, value } of held) {
    if (Date.parse(value.createdOn) + limits.inboxKeySecretDays * dayMs < now) await space.update(subject, () => null);
  }
  const usable = held.map(({ value }) => value).filter(({ retired }) => retired !== true);
  const newest = usable.sort((a, b) => (a.createdOn < b.createdOn ? 1 : -1))[0];
  const dueAt = newest ? Date.parse(newest.createdOn) + renewAfterDays * dayMs : 0;
  if (newest?.published === true && now < dueAt) return dueAt;

  const record: InboxKeyRecord =
    newest && now < dueAt
      ? newest
      : {
          secret: toBase64url(kemKeyPair().secretKey),
          createdOn: new Date(now).toISOString(),
          notAfter: dayAfter(now, limits.inboxKeyValidDays),
          published: false,
        };
  const { publicKey } = pairOf(record);
  const subject = prefix + toBase64url(keyId(publicKey));
  await space.update(subject, () => record);
  await space.flush();
  await enqueue(inboxKeyStatement(record, publicKey, identity, now));
  await space.update<InboxKeyRecord>(subject, (current) => current && { ...current, published: true });
  return Date.parse(record.createdOn) + renewAfterDays * dayMs;
}

function inboxKeyStatement(
  record: InboxKeyRecord,
  publicKey: Uint8Array,
  identity: SigningKeyPair,
  now: number,
): Sending {
  const author = toBase64url(identity.publicKey);
  const { wire } = makeStatement(
    {
      v: 1,
      type: "inbox-key",
      author,
      subject: author,
      // Seconds rise on every device of the staff without any of them counting.
      revision: Math.floor(now / 1000),
      issuedOn: new Date(now).toISOString().slice(0, 10),
      body: { kemPublicKey: toBase64url(publicKey), notAfter: record.notAfter },
    },
    identity,
  );
  return {
    what: "statement",
    route: "postStatement",
    body: wire,
    lane: `party/${author}`,
    saidBy: author,
    dedupe: `inbox-key/${author}`,
  };
}
