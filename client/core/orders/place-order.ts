import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { DeliveryAddress, OrderLine, OrderPlace, VisitAddress } from "../../../crypto/protocol/exports.ts";
import { type HandoverCode, handoverCheckOf, newHandoverCode } from "../../../crypto/protocol/handover-code.ts";
import { orderTotal } from "../../../crypto/protocol/order-total.ts";
import { pseudonymFor } from "../../../crypto/pseudonym.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import type { Address, OrderDraft, PartyView } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { instantOf } from "../catalogue/wall-clock.ts";
import { followedMark, replyBoardOf } from "../mailroom/board.ts";
import { type ReplyTo, sendingDelayMsMax, toInbox } from "../mailroom/posting.ts";
import type { Trust } from "../log/trust.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import { type Agreed, agreedWindow } from "./agreed-window.ts";
import { type ConsumerThread, newThreadSecrets, orderPrefix, replyPairOf, senderOf } from "./consumer-thread.ts";
import { type Chosen, orderChanged, orderLines } from "./order-lines.ts";
import { newPaymentReference } from "./payment-reference.ts";
import { compose, type Thread, withMessage } from "./thread.ts";

export interface PlaceOrderParts {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
  readonly trust: Pick<Trust, "require" | "lastSeen" | "heard" | "entriesOf" | "view">;
}

/** Whom an order is sealed to. */
function partiesOf({ partyId, fulfilment }: OrderDraft): string[] {
  if (fulfilment.kind === "delivery") return [partyId, fulfilment.courierId];
  return fulfilment.kind === "pickup" ? [partyId, fulfilment.pointId] : [partyId];
}

const hourMs = 3_600_000;

/** The party, if it takes orders now. Throws `party/unreachable`, `order/closed`. */
function orderable(
  catalogue: Catalogue,
  partyId: string,
): PartyView & { ordering: NonNullable<PartyView["party"]["ordering"]> } {
  const party = catalogue.party(partyId);
  if (!party?.reachable || catalogue.inboxKey(partyId) === null) {
    throw new CodedError("party/unreachable", "This party cannot receive orders at present.");
  }
  const { ordering } = party.party;
  if (!ordering) throw new CodedError("order/closed", "This party takes no orders at present.");
  return { ...party, ordering };
}

/** The address as its reader needs it, without what it is kept under. */
function doorOf({ name, street, extra, postcode, town, phone, note }: Address): VisitAddress {
  return { name, street, ...(extra && { extra }), postcode, town, phone, ...(note && { note }) };
}

function paymentOf(draft: OrderDraft, party: PartyView): OrderPlace["payment"] {
  const method = party.party.ordering?.payments.find(({ method: offered }) => offered === draft.payment);
  // A pickup point takes no money for others.
  const atPoint = draft.fulfilment.kind === "pickup" && draft.payment === "at-handover";
  if (!method || atPoint) throw orderChanged();
  if (method.method === "at-handover") return { method: "at-handover" };
  return { method: "bank-transfer", reference: newPaymentReference(method.iban) };
}

/** The address, sealed to the courier and closed to the producer, who passes it on. */
async function sealedAddress(
  parts: PlaceOrderParts,
  thread: Thread,
  partyId: string,
  { courierId, address }: Extract<OrderDraft["fulfilment"], { kind: "delivery" }>,
  agreed: Agreed,
  reply: ReplyTo,
  handover: { salt: string; check: string },
): Promise<string> {
  const { catalogue, session, platform } = parts;
  const key = catalogue.inboxKey(courierId);
  if (key === null) throw new CodedError("party/unreachable", "This courier cannot receive messages at present.");
  const body: DeliveryAddress = {
    producer: partyId,
    ...doorOf(address),
    day: agreed.day,
    from: agreed.from,
    to: agreed.to,
    feeMinor: agreed.feeMinor,
    handover,
    reply: {
      bucket: reply.bucket,
      buckets: reply.buckets,
      tagKey: reply.tagKey,
      kemPublicKeyDigest: digestName(fromBase64url(reply.kemPublicKey)),
    },
  };
  const { json } = compose(thread, "consumer", "delivery.address", body, platform.now(), null);
  const recipient = { audience: "courier" as const, id: key.key, kemPublicKey: key.kemPublicKey };
  return toBase64url(await sealEnvelope(recipient, pseudonymFor(session.vaultKey, courierId), json));
}

/** How the order is fulfilled, as its producer reads it. `reply` is how courier or pickup point answers, where there is one. */
async function fulfilmentOf(
  parts: PlaceOrderParts,
  thread: Thread,
  { partyId, fulfilment }: OrderDraft,
  agreed: Agreed,
  reply: ReplyTo,
  handover: { salt: string; check: string },
): Promise<OrderPlace["fulfilment"]> {
  const { day, from, to, feeMinor, place } = agreed;
  const window = { day, from, to };
  switch (fulfilment.kind) {
    case "collection":
      return { kind: "collection", ...window, handover };
    case "pickup":
      return { kind: "pickup", point: fulfilment.pointId, ...window, feeMinor, handover, tagKey: reply.tagKey };
    case "appointment": {
      const visit = fulfilment.address && { visit: doorOf(fulfilment.address) };
      return { kind: "appointment", ...window, place: place ?? "ours", ...visit };
    }
    case "delivery": {
      const address = await sealedAddress(parts, thread, partyId, fulfilment, agreed, reply, handover);
      const { courierId: courier, zoneId: zone, windowId: slot } = fulfilment;
      return { kind: "delivery", courier, zone, slot, ...window, feeMinor, address };
    }
  }
}

/** What is agreed on, without what only the new thread knows. Throws when it is not what the buyer was shown. */
function termsOf(parts: PlaceOrderParts, draft: OrderDraft, chosen: readonly Chosen[]) {
  const { catalogue, platform } = parts;
  const party = orderable(catalogue, draft.partyId);
  if (chosen.length === 0) throw new CodedError("order/empty", "There is nothing to order.");
  const agreed = agreedWindow(catalogue, draft, chosen);
  const lines: OrderLine[] = orderLines(catalogue, platform.instance, party.party, chosen, agreed.day);
  const total = orderTotal(lines, agreed.feeMinor);
  if (total.itemsMinor < (party.ordering.minimumMinor ?? 0)) {
    throw new CodedError("order/below-minimum", "This producer's minimum is not reached.");
  }
  if (total.totalMinor !== draft.totalMinor || total.capMinor !== draft.capMinor) throw orderChanged();
  // An answer that came after the agreed hour would be none.
  const handover = instantOf(agreed.day, agreed.from, platform.instance.timeZone);
  const answer = platform.now() + party.ordering.acceptWithinHours * hourMs;
  const acceptBy = new Date(Math.min(answer, handover)).toISOString();
  return { party, agreed, lines, total, acceptBy };
}

/**
 * Seals an order to its producer, the address inside to its courier, and keeps it, with the envelope that waits to
 * leave, in one writing. Returns its thread.
 * Throws `session/required`, `party/unreachable`, `order/closed`, `order/empty`, `order/below-minimum`, and
 * `order/changed` when the catalogue no longer offers what the buyer was shown; and `trust/refused` or `trust/absent` when
 * the market's log does not vouch for them. While its log cannot be reached the order waits until it does.
 */
export async function placeOrder(
  parts: PlaceOrderParts,
  draft: OrderDraft,
  chosen: readonly Chosen[],
): Promise<string> {
  const { platform, session, catalogue, outbox, trust } = parts;
  const { personal, vaultKey } = session;
  if (personal === null) throw new CodedError("session/required", "Sign in first.");
  await catalogue.verified();
  await trust.require(partiesOf(draft));
  const { party, agreed, lines, total, acceptBy } = termsOf(parts, draft, chosen);

  const thread = toBase64url(randomBytes(16));
  const courierId = draft.fulfilment.kind === "delivery" ? draft.fulfilment.courierId : null;
  const pointId = draft.fulfilment.kind === "pickup" ? draft.fulfilment.pointId : null;
  const other = courierId ?? pointId;
  const handover: HandoverCode = newHandoverCode();
  const handoverCheck = handoverCheckOf(handover);
  const secrets = newThreadSecrets(vaultKey, thread, other === null ? [draft.partyId] : [draft.partyId, other]);
  const board = await replyBoardOf(personal, catalogue.replyBuckets);
  const kemPublicKey = toBase64url(replyPairOf(secrets).publicKey);
  const replyTo = (partyId: string): ReplyTo => ({ ...board, tagKey: secrets.tagKeys[partyId] ?? "", kemPublicKey });
  const empty: Thread = { v: 1, thread, messages: [], readAt: null };

  const body: OrderPlace = {
    lines,
    currency: platform.instance.currency,
    ...total,
    fulfilment: await fulfilmentOf(parts, empty, draft, agreed, replyTo(other ?? ""), handoverCheck),
    payment: paymentOf(draft, party),
    shortage: draft.shortage,
    ...(draft.note && { note: draft.note }),
    acceptBy,
    reply: replyTo(draft.partyId),
  };
  const composed = compose(empty, "consumer", "order.place", body, platform.now(), trust.lastSeen());
  const delayMsMax = draft.sendNow === true ? 0 : sendingDelayMsMax;
  const to = { audience: "producer" as const, partyId: draft.partyId };
  const sending = await outbox.prepare(
    await toInbox(catalogue, to, senderOf(secrets), composed, delayMsMax, undefined, partiesOf(draft).slice(1)),
  );
  const subject = orderPrefix + thread;
  const record: ConsumerThread = withMessage(
    {
      ...empty,
      role: "consumer",
      partyId: draft.partyId,
      partyName: party.party.name,
      courierId,
      ...(pointId !== null && { pointId }),
      ...secrets,
      handover,
      address: ("address" in draft.fulfilment && draft.fulfilment.address) || null,
      day: agreed.day,
    },
    "consumer",
    composed.json,
    composed.message.createdOn,
  );
  await personal.transact<ConsumerThread, undefined>(subject, () =>
    Promise.resolve({ value: record, along: [...sending.changes, followedMark(subject)], result: undefined }),
  );
  sending.accept();
  return thread;
}
