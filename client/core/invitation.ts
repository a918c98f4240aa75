import { z } from "zod";
import { fromBase64url, fromUtf8, toBase64url, utf8 } from "../../crypto/bytes.ts";
import { CodedError } from "../../crypto/coded-error.ts";
import { deriveKey } from "../../crypto/hash.ts";
import { openRecord, recordIdFor, sealRecord } from "../../crypto/record.ts";
import { signingKeyPair } from "../../crypto/signature.ts";
import { randomBytes } from "../../crypto/sodium.ts";
import { type MembershipRecord, membershipRecord } from "./membership.ts";
import { statusOf } from "./network-problem.ts";
import type { PayingPlatform, Transport } from "./platform.ts";
import type { SpaceKeys } from "./spaces/synced-space.ts";

// An invitation is a record
//
// A link's secret, which browsers keep to themselves as the fragment, derives a space and the key of its one record, in
// which the inviter leaves the party's keyring. Whoever joins copies it and deletes the space, so that a link works once;
// one that came to its end is deleted by whoever opens it, or by the desk (staff/open-invitations.ts).

/** Days for which a link for a new colleague can be taken. */
export const invitationDays = 7;

const subject = "invitation";
const invitationRecord = z.strictObject({
  ...membershipRecord.shape,
  reusable: z.boolean(),
  until: z.iso.datetime().optional(),
});

/**
 * What an invitation holds: the keyring, whether it stays after someone has joined (links of a demo instance), and the
 * moment from which on it gives no seat any more.
 */
export type Invitation = z.infer<typeof invitationRecord>;

function keysOf(secret: string): SpaceKeys & { readonly id: string; readonly recordId: string } {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64url(secret);
  } catch (cause) {
    throw new CodedError("invitation/malformed", "This invitation is not complete.", cause);
  }
  if (bytes.length !== 32) throw new CodedError("invitation/malformed", "This invitation is not complete.");
  const pair = signingKeyPair(deriveKey(bytes, "smartketplace/invitation/space/v1"));
  const vaultKey = deriveKey(bytes, "smartketplace/invitation/vault/v1");
  return { pair, vaultKey, id: toBase64url(pair.publicKey), recordId: recordIdFor(vaultKey, subject) };
}

/** A link's secret: 43 characters of base64url. */
export function newInvitationSecret(): string {
  return toBase64url(randomBytes(32));
}

/** The address of an invitation's space, 43 characters. Throws `invitation/malformed`. */
export function invitationId(secret: string): string {
  return keysOf(secret).id;
}

/** Leaves a party's keyring for the holder of a secret, 43 characters of base64url; a random one by default. */
export async function createInvitation(
  { transport, openSpace }: Pick<PayingPlatform, "transport" | "openSpace">,
  membership: MembershipRecord,
  options: { readonly reusable?: boolean; readonly secret?: string; readonly until?: string } = {},
): Promise<string> {
  const { reusable = false, secret = newInvitationSecret(), until } = options;
  const { pair, vaultKey, id, recordId } = keysOf(secret);
  const { identitySeed, root, earlier, spaceSeed, vaultKey: partyVaultKey, kind, name } = membership;
  const keys = { identitySeed, ...(root && { root }), ...(earlier && { earlier }) };
  const keyring = { ...keys, spaceSeed, vaultKey: partyVaultKey, kind, name };
  const content: Invitation = invitationRecord.parse({ ...keyring, reusable, ...(until && { until }) });
  await openSpace(pair);
  const sealed = sealRecord(vaultKey, { spaceId: id, recordId, revision: 1 }, utf8(JSON.stringify(content)));
  await transport.request("putRecord", {
    params: { space: id, record: recordId },
    query: { base: 0 },
    body: sealed,
    sign: pair,
  });
  return secret;
}

/**
 * Opens an invitation. Throws `invitation/malformed`, `invitation/used` when it was taken or taken back, and
 * `invitation/over` after its end: it is deleted then.
 * @param now milliseconds since 1970
 */
export async function openInvitation(transport: Transport, secret: string, now: number): Promise<Invitation> {
  const { pair, vaultKey, id, recordId } = keysOf(secret);
  const page = await transport
    .request("listRecords", { params: { space: id }, query: { after: 0 }, sign: pair })
    .catch((cause: unknown) => {
      if (statusOf(cause) === 404) throw used(cause);
      throw cause;
    });
  const record = page.records.find((candidate) => candidate.id === recordId);
  if (!record || record.sealed === null) throw used();
  const place = { spaceId: id, recordId, revision: record.revision };
  const invitation = contentOf(vaultKey, place, record.sealed);
  if (invitation.until === undefined || Date.parse(invitation.until) > now) return invitation;
  // Gone or not, it gives no seat: what the network says of the deletion changes nothing.
  await deleteInvitation(transport, secret).catch(() => undefined);
  throw new CodedError("invitation/over", "This invitation has come to its end.");
}

function contentOf(vaultKey: Uint8Array, place: Parameters<typeof openRecord>[1], sealed: string): Invitation {
  try {
    return invitationRecord.parse(JSON.parse(fromUtf8(openRecord(vaultKey, place, fromBase64url(sealed)))));
  } catch (cause) {
    throw new CodedError("invitation/malformed", "This invitation is not complete.", cause);
  }
}

/** Deletes an invitation: it was taken, or is taken back. Deleting one that is gone is no error. */
export async function deleteInvitation(transport: Transport, secret: string): Promise<void> {
  const { pair, id } = keysOf(secret);
  await transport.request("deleteSpace", { params: { space: id }, sign: pair }).catch((cause: unknown) => {
    if (statusOf(cause) !== 404) throw cause;
  });
}

function used(cause?: unknown): CodedError<"invitation/used"> {
  return new CodedError("invitation/used", "This invitation was used already, or taken back.", cause);
}
