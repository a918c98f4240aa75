import { fromBase64url, toBase64url } from "../../../crypto/bytes.ts";
import { CodedError } from "../../../crypto/coded-error.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import { digestName } from "../../../crypto/hash.ts";
import type { DeliveryAddress, OrderLine, OrderPlace } from "../../../crypto/protocol/exports.ts";
import { type HandoverCode, handoverCheckOf, newHandoverCode } from "../../../crypto/protocol/handover-code.ts";
import { orderTotal } from "../../../crypto/protocol/order-total.ts";
import { pseudonymFor } from "../../../crypto/pseudonym.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import type { OrderDraft, PartyView } from "../api.ts";
import { carriedGoods } from "../catalogue/carried-goods.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { instantOf } from "../catalogue/wall-clock.ts";
import { followedMark, replyBoardOf } from "../mailroom/board.ts";
import { type ReplyTo, sendingDelayMsMax, toInbox } from "../mailroom/posting.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import { type ConsumerThread, newThreadSecrets, orderPrefix, replyPairOf, senderOf } from "./consumer-thread.ts";
import { type Chosen, orderChanged, orderLines } from "./order-lines.ts";
import { newPaymentReference } from "./payment-reference.ts";
import { compose, type Thread, withMessage } from "./thread.ts";

export interface PlaceOrderParts {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Outbox;
}

/** Who delivers, when, and for how much, as the catalogue offers it now. */
interface Agreed {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly feeMinor: number;
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

function agreedWindow(catalogue: Catalogue, draft: OrderDraft, chosen: readonly Chosen[]): Agreed {
  const { fulfilment, partyId } = draft;
  if (fulfilment.kind === "collection") {
    const window = catalogue.collectionWindows(partyId).find(({ id, open }) => open && id === fulfilment.windowId);
    if (!window || window.day !== fulfilment.day) throw orderChanged();
    return { day: window.day, from: window.from, to: window.to, feeMinor: 0 };
  }
  const goods = carriedGoods(catalogue, chosen) ?? undefined;
  const choice = catalogue
    .deliveryChoices(partyId, fulfilment.address.postcode, goods)
    .find(({ courier, zoneId }) => courier.id === fulfilment.courierId && zoneId === fulfilment.zoneId);
  const window = choice?.windows.find(({ id, open }) => open && id === fulfilment.windowId);
  if (!choice || !window || window.day !== fulfilment.day) throw orderChanged();
  return { day: window.day, from: window.from, to: window.to, feeMinor: choice.feeMinor };
}

function paymentOf(draft: OrderDraft, party: PartyView): OrderPlace["payment"] {
  const method = party.party.ordering?.payments.find(({ method: offered }) => offered === draft.payment);
  if (!method) throw orderChanged();
  if (method.method === "at-handover") return { method: "at-handover" };
  return { method: "bank-transfer", reference: newPaymentReference(method.iban) };
}

/** The address, sealed to the courier and closed to the producer, who passes it on. */
async function sealedAddress(
  parts: PlaceOrderParts,
  thread: Thread,
  draft: OrderDraft & { readonly fulfilment: { readonly kind: "delivery" } },
  agreed: Agreed,
  reply: ReplyTo,
  handover: { salt: string; check: string },
): Promise<string> {
  const { catalogue, session, platform } = parts;
  const { courierId, address } = draft.fulfilment as Extract<OrderDraft["fulfilment"], { kind: "delivery" }>;
  const key = catalogue.inboxKey(courierId);
  if (key === null) throw new CodedError("party/unreachable", "This courier cannot receive messages at present.");
  const body: DeliveryAddress = {
    producer: draft.partyId,
    name: address.name,
    street: address.street,
    ...(address.extra && { extra: address.extra }),
    postcode: address.postcode,
    town: address.town,
    phone: address.phone,
    ...(address.note && { note: address.note }),
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
  const { json } = compose(thread, "consumer", "delivery.address", body, platform.now());
  const recipient = { audience: "courier" as const, id: courierId, kemPublicKey: key.kemPublicKey };
  return toBase64url(await sealEnvelope(recipient, pseudonymFor(session.vaultKey, courierId), json));
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
 * `order/changed` when the catalogue no longer offers what the buyer was shown.
 */
export async function placeOrder(
  parts: PlaceOrderParts,
  draft: OrderDraft,
  chosen: readonly Chosen[],
): Promise<string> {
  const { platform, session, catalogue, outbox } = parts;
  const { personal, vaultKey } = session;
  if (personal === null) throw new CodedError("session/required", "Sign in first.");
  await catalogue.verified();
  const { party, agreed, lines, total, acceptBy } = termsOf(parts, draft, chosen);

  const thread = toBase64url(randomBytes(16));
  const courierId = draft.fulfilment.kind === "delivery" ? draft.fulfilment.courierId : null;
  const handover: HandoverCode = newHandoverCode();
  const handoverCheck = handoverCheckOf(handover);
  const secrets = newThreadSecrets(vaultKey, thread, draft.partyId, courierId);
  const board = await replyBoardOf(personal, catalogue.replyBuckets);
  const kemPublicKey = toBase64url(replyPairOf(secrets).publicKey);
  const replyTo = (partyId: string): ReplyTo => ({ ...board, tagKey: secrets.tagKeys[partyId] ?? "", kemPublicKey });
  const empty: Thread = { v: 1, thread, messages: [], readAt: null };

  const window = { day: agreed.day, from: agreed.from, to: agreed.to };
  const body: OrderPlace = {
    lines,
    currency: platform.instance.currency,
    ...total,
    fulfilment:
      draft.fulfilment.kind === "collection"
        ? { kind: "collection", ...window, handover: handoverCheck }
        : {
            kind: "delivery",
            courier: draft.fulfilment.courierId,
            zone: draft.fulfilment.zoneId,
            slot: draft.fulfilment.windowId,
            ...window,
            feeMinor: agreed.feeMinor,
            address: await sealedAddress(parts, empty, draft as never, agreed, replyTo(courierId ?? ""), handoverCheck),
          },
    payment: paymentOf(draft, party),
    shortage: draft.shortage,
    ...(draft.note && { note: draft.note }),
    acceptBy,
    reply: replyTo(draft.partyId),
  };
  const composed = compose(empty, "consumer", "order.place", body, platform.now());
  const delayMsMax = draft.sendNow === true ? 0 : sendingDelayMsMax;
  const to = { audience: "producer" as const, partyId: draft.partyId };
  const sending = await outbox.prepare(await toInbox(catalogue, to, senderOf(secrets), composed, delayMsMax));
  const subject = orderPrefix + thread;
  const record: ConsumerThread = withMessage(
    {
      ...empty,
      role: "consumer",
      partyId: draft.partyId,
      partyName: party.party.name,
      courierId,
      ...secrets,
      handover,
      address: draft.fulfilment.kind === "delivery" ? draft.fulfilment.address : null,
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
