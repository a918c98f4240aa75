import { concat, fromBase64url, toBase64url, toHex, utf8 } from "../../../crypto/bytes.ts";
import { sha256 } from "../../../crypto/hash.ts";
import { type ConsumerThread, orderPrefix } from "../orders/consumer-thread.ts";
import { disputeOver } from "../orders/forgetting.ts";
import type { DeviceVault } from "../device-vault.ts";
import type { WaitingSending } from "../sending.ts";
import type { LocalChange, Platform } from "../platform.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { SentEnvelope } from "./audit-views.ts";

/** So many envelopes are kept on a device, the newest: an order's is 32 KiB. */
export const sentEnvelopesMax = 24;

const prefix = "sent/";
/** Where the nonce lies in a token (RFC 9578, 6.1): after its type. */
const nonceFrom = 2;
const nonceTo = 34;

/** The name under which the server remembers an envelope (server/relay/relay.ts): the same bytes elsewhere have another. */
function arrivalOf(partyId: string, bytes: Uint8Array): string {
  return toHex(sha256(concat(utf8(partyId), bytes)));
}

/** As it is kept, closed by the device's key. */
interface KeptEnvelope {
  readonly v: 1;
  readonly partyId: string;
  readonly what: SentEnvelope["what"];
  readonly sentOn: string;
  readonly body: string;
  readonly tokenHash: string | null;
}

/** An envelope of a person's own order, on its way to an inbox; null for anything else that is sent. */
function placeOf(sending: WaitingSending): { readonly thread: string; readonly partyId: string } | null {
  const [kind, thread] = sending.lane?.split("/") ?? [];
  const partyId = sending.params?.["party"];
  // What a party writes is paid for by the party: it is its desk's, not an order of this person's.
  if (sending.route !== "postEnvelope" || kind !== "thread" || sending.paidBy !== undefined) return null;
  return thread === undefined || partyId === undefined ? null : { thread, partyId };
}

function whatOf({ what }: WaitingSending): SentEnvelope["what"] {
  return what === "order" || what === "message" ? what : "step";
}

function hashOfNonce(token: string | undefined): string | null {
  return token === undefined ? null : toHex(sha256(fromBase64url(token).slice(nonceFrom, nonceTo)));
}

/** The envelopes of a person's own orders, as they left this device. The core keeps them nowhere else once they are gone. */
export interface SentEnvelopes {
  /** What is to be written together with a sending's leaving the outbox: nothing for what is no envelope of an order. */
  changesFor(sending: WaitingSending): Promise<readonly LocalChange[]>;
  /** Those of an order that were kept, and those that still wait; without what is known of their keys. */
  of(thread: string, waiting: readonly WaitingSending[]): Promise<readonly Omit<SentEnvelope, "key">[]>;
  /** Forgets those of orders that are gone, or whose dispute window is over: together with the order's address. */
  forgetOld(space: SyncedSpace): Promise<void>;
}

/** Opens what this device keeps of sent envelopes. */
export function openSentEnvelopes(platform: Platform, vault: DeviceVault): SentEnvelopes {
  const { store } = platform;

  return {
    changesFor: async (sending) => {
      const place = placeOf(sending);
      if (place === null) return [];
      const key = `${prefix}${place.thread}/${sending.id}`;
      const kept: KeptEnvelope = {
        v: 1,
        partyId: place.partyId,
        what: whatOf(sending),
        sentOn: new Date(platform.now()).toISOString().slice(0, 10),
        body: toBase64url(sending.body),
        tokenHash: hashOfNonce(sending.token),
      };
      const before = (await store.entries("device-state", prefix)).map(([held]) => held).filter((held) => held !== key);
      // Ids begin with the time: by them, the oldest are the first.
      const oldest = before.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)).slice(0, -(sentEnvelopesMax - 1));
      return [
        ...(before.length < sentEnvelopesMax ? [] : oldest).map(
          (held) => ({ table: "device-state", key: held, remove: true }) as const,
        ),
        { table: "device-state", key, value: await vault.seal(key, kept) },
      ];
    },

    of: async (thread, waiting) => {
      const found: Omit<SentEnvelope, "key">[] = [];
      for (const [key, value] of await store.entries("device-state", `${prefix}${thread}/`)) {
        // What this device can no longer open is as good as not there.
        const opened = await vault.open(key, value as Uint8Array).catch(() => null);
        if (opened === null) continue;
        const { partyId, what, sentOn, body, tokenHash } = opened as KeptEnvelope;
        const bytes = fromBase64url(body);
        const digest = toHex(sha256(bytes));
        const arrival = arrivalOf(partyId, bytes);
        found.push({ id: idOf(key), partyId, what, sentOn, bytes, digest, arrival, tokenHash });
      }
      for (const sending of waiting) {
        const place = placeOf(sending);
        if (place?.thread !== thread) continue;
        const { id, body: bytes, token } = sending;
        const digest = toHex(sha256(bytes));
        const { partyId } = place;
        found.push({
          id,
          partyId,
          what: whatOf(sending),
          sentOn: null,
          bytes,
          digest,
          arrival: arrivalOf(partyId, bytes),
          tokenHash: hashOfNonce(token),
        });
      }
      return found.sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    forgetOld: async (space) => {
      const old = (await store.entries("device-state", prefix)).filter(([key]) => {
        const order = space.get<ConsumerThread>(orderPrefix + threadOf(key));
        return order === null || disputeOver(platform, order.day);
      });
      await store.write(old.map(([key]) => ({ table: "device-state", key, remove: true }) as const));
    },
  };
}

function threadOf(key: string): string {
  return key.split("/")[1] ?? "";
}

function idOf(key: string): string {
  return key.split("/")[2] ?? "";
}
