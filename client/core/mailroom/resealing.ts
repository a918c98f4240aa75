import { toBase64url } from "../../../crypto/bytes.ts";
import type { Role } from "../../../crypto/protocol/exports.ts";
import type { PartyRoom } from "../desk/party-room.ts";
import { type Composed, messagesOf, type Thread } from "../orders/thread.ts";
import type { Outbox } from "../outbox.ts";
import type { Sending } from "../sending.ts";

/**
 * Seals anew, by the key that speaks for a party now, what waits on this device and was sealed by an earlier one, or has
 * just left: nobody would hear it. The text stays the same, so that whoever has it already sees a copy.
 * @param threadIn the record of a thread, null when it is not this party's
 * @param seal closes a message for the one to whom the first envelope would have gone
 */
export async function resealWaiting<T extends Thread>(
  outbox: Pick<Outbox, "waiting" | "lately" | "enqueue" | "discard">,
  room: Pick<PartyRoom, "identity" | "keys">,
  role: Role,
  threadIn: (thread: string) => T | null,
  seal: (to: "customer" | "party", thread: T, composed: Composed) => Promise<Sending>,
): Promise<void> {
  const earlier = new Set(room.keys.filter((key) => key !== toBase64url(room.identity.publicKey)));
  for (const entry of [...outbox.lately.entries, ...outbox.waiting]) {
    const record = threadIn(entry.lane?.split("/")[1] ?? "");
    if (record === null || entry.sealedBy === undefined || !earlier.has(entry.sealedBy)) continue;
    const kept = messagesOf(record).find(({ from, message }) => from === role && message.id === entry.messageId);
    if (kept === undefined) continue;
    const composed = { message: kept.message, json: kept.json };
    await outbox.enqueue(await seal(entry.route === "postReply" ? "customer" : "party", record, composed));
    await outbox.discard(entry.id);
  }
}
