import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import { ready } from "../../crypto/sodium.ts";
import type { Market, SessionView } from "./api.ts";
import { type CarriedGoods, carriedGoods } from "./catalogue/carried-goods.ts";
import type { Core } from "./core.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { createCatalogue } from "./catalogue/create-catalogue.ts";
import { againFrom } from "./lists/again.ts";
import type { Platform } from "./platform.ts";
import { createTopicHub, type TopicHub } from "./topics.ts";

/** The core as screens and the agent use it, with a way to end it. */
export interface RunningMarket extends Market {
  /** The parts behind it: for the agent and for tests, never across a worker. */
  readonly core: Promise<Core>;
  close(): Promise<void>;
}

const starting: SessionView = { state: "starting", memberships: [], wrappers: [], needsSecondWay: false };

/** Forgets an order that was taken out of the outbox before it can have left. */
async function forgetUnsent(core: Core, id: string): Promise<void> {
  const sending = core.outbox.waiting.find((waiting) => waiting.id === id);
  await core.outbox.discard(id);
  const neverLeft = sending !== undefined && (sending.attempts === 0 || sending.refused);
  const [, thread] = sending?.lane?.split("/") ?? [];
  if (sending?.what === "order" && neverLeft && thread !== undefined) {
    // With the core, not before it: whoever looks at the shop needs no order.
    const { orderPrefix } = await import("./orders/consumer-thread.ts");
    await core.session.personal?.update(orderPrefix + thread, () => null);
  }
}

/** What lies in a stall's part of the basket, and `also`, as whoever carries or keeps it has to know. */
function goodsIn(
  core: Core,
  partyId: string,
  also: { readonly key: string; readonly variantId: string; readonly quantity: number } | undefined,
): CarriedGoods | undefined {
  const group = core.basket.view.groups.find((one) => one.partyId === partyId);
  return carriedGoods(core.catalogue, [...(group?.lines ?? []), ...(also ? [also] : [])]) ?? undefined;
}

async function openCatalogue(platform: Platform, hub: TopicHub): Promise<Catalogue> {
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.start();
  return catalogue;
}

/** The whole core on one platform. Returns at once; what needs the store, or cryptography, waits for it. */
export function createMarket(platform: Platform): RunningMarket {
  const hub = createTopicHub();
  hub.provide("session", () => starting);
  const catalogue = openCatalogue(platform, hub);
  // The shop is shown from the catalogue alone: the rest, a second part of the script, comes after there is something.
  const opening = catalogue
    .then((open) => open.begun())
    .then(() => import("./core.ts"))
    .then(({ openCore }) => openCore(platform, hub, catalogue));
  // Whoever calls a method is told; a rejection that nobody awaits yet is no crash.
  opening.catch(() => undefined);
  catalogue.catch(() => undefined);
  /** For everything that signs, seals or opens. */
  const sealed = async (): Promise<Core> => {
    await ready();
    return opening;
  };

  const market: RunningMarket = {
    core: opening,
    close: async () => (await opening).close(),
    watch: (topic, listener, scope) => hub.watch(topic, listener, scope),

    passkeyCreationOptions: async () => (await sealed()).session.passkeyCreationOptions(),
    createAccount: async (answer) => (await sealed()).session.createAccount(answer),
    passkeyRequestOptions: async () => (await sealed()).session.passkeyRequestOptions(),
    signIn: async (answer) => (await sealed()).session.signIn(answer),
    createAccountWithCode: async () => (await sealed()).session.createAccountWithCode(),
    signInWithCode: async (code) => (await sealed()).session.signInWithCode(code),
    passkeyAdditionOptions: async () => (await sealed()).session.passkeyAdditionOptions(),
    addPasskey: async (answer) => (await sealed()).session.addPasskey(answer),
    newRecoveryCode: async () => (await sealed()).session.newRecoveryCode(),
    removeWrapper: async (wrapperId) => (await sealed()).session.removeWrapper(wrapperId),
    signOut: async (options = {}) => {
      const core = await sealed();
      if (options.force !== true) {
        const { requireNothingWaiting } = await import("./core.ts");
        await requireNothingWaiting(core);
      }
      await core.session.signOut();
      await core.outbox.reload();
    },
    deleteAccount: async () => {
      const core = await sealed();
      await core.session.deleteAccount();
      await core.outbox.reload();
    },
    exportEverything: async () => (await sealed()).session.exportEverything(),

    setPostcode: async (postcode) => (await opening).basket.setPostcode(postcode),
    home: async () => (await catalogue).home(),
    search: async (query) => (await catalogue).search(query),
    suggest: async (text, language) => (await catalogue).suggest(text, language),
    item: async (key) => (await catalogue).item(key),
    orderedMinutes: async (partyId, lines) => {
      const { orderedMinutes } = await import("./orders/ordered-minutes.ts");
      return orderedMinutes(await catalogue, partyId, lines);
    },
    similar: async (key, limit) => (await catalogue).similar(key, limit),
    party: async (partyId) => (await catalogue).party(partyId),
    parties: async (kind) => (await catalogue).parties(kind),
    partiesNamed: async (partyIds) => (await catalogue).partiesNamed(partyIds),
    stalls: async () => (await catalogue).stalls(),
    onMap: async (partyIds) => (await catalogue).onMap(partyIds),
    picture: async (digest) => (await catalogue).pictures.picture(digest),
    ownPicture: async (digest) => (await catalogue).pictures.ownPicture(digest),
    sharpenPictures: async (key) => (await catalogue).pictures.sharpen(key),
    arePicturesSharp: async (digests) => (await catalogue).pictures.areSharp(digests),
    choosePictures: async (choice) => (await catalogue).pictures.choose(choice),
    deliveryChoices: async (partyId, postcode, also) => {
      const core = await opening;
      return core.catalogue.deliveryChoices(partyId, postcode, goodsIn(core, partyId, also));
    },
    pickupChoices: async (partyId, also) => {
      const core = await opening;
      return core.catalogue.pickupChoices(partyId, goodsIn(core, partyId, also));
    },
    collectionWindows: async (partyId) => (await catalogue).collectionWindows(partyId),
    appointmentTimes: async (partyId, minutes) => (await catalogue).appointmentTimes(partyId, minutes),
    toggleFavourite: async (key) => (await opening).basket.toggleFavourite(key),
    again: async (limit) => {
      const core = await opening;
      return againFrom(core.orders.summaries, core.catalogue, limit, platform.now());
    },
    noteSeen: async (key) => (await opening).seen.noteSeen(key),
    clearSeen: async () => (await opening).seen.clearSeen(),
    rememberSeen: async (on) => (await opening).seen.rememberSeen(on),

    createList: async (name) => (await opening).lists.createList(name),
    changeList: async (id, change) => (await opening).lists.changeList(id, change),
    deleteList: async (id) => (await opening).lists.deleteList(id),
    restoreList: async (list) => (await opening).lists.restoreList(list),
    listIntoBasket: async (id) => (await opening).lists.listIntoBasket(id),

    setBasketLine: async (key, variantId, quantity) => (await opening).basket.setBasketLine(key, variantId, quantity),
    clearBasketGroup: async (partyId) => (await opening).basket.clearBasketGroup(partyId),
    chooseTime: async (partyId, time) => (await opening).basket.chooseTime(partyId, time),
    addresses: async () => (await opening).orders.addresses(),
    saveAddress: async (address) => (await opening).orders.saveAddress(address),
    deleteAddress: async (id) => (await opening).orders.deleteAddress(id),
    placeOrder: async (draft) => (await sealed()).orders.place(draft),

    order: async (thread) => (await sealed()).orders.order(thread),
    sendText: async (thread, text, asParty) => {
      const core = await sealed();
      await (asParty === undefined
        ? core.orders.sendText(thread, text)
        : core.producerDesk.sendText(asParty, thread, text));
    },
    requestCancel: async (thread, text) => (await sealed()).orders.requestCancel(thread, text),
    repeatOrder: async (thread) => (await sealed()).orders.repeat(thread),
    markRead: async (thread, asParty) => {
      const core = await sealed();
      await (asParty === undefined ? core.orders.markRead(thread) : core.producerDesk.markRead(asParty, thread));
    },

    act: async (partyId, thread, action) => (await sealed()).producerDesk.act(partyId, thread, action),
    closeTime: async (partyId, time) => (await sealed()).stall.closeTime(partyId, time),
    reopenTime: async (partyId, id) => (await sealed()).stall.reopenTime(partyId, id),
    pickupAct: async (partyId, thread, action) => (await sealed()).pickupDesk.act(partyId, thread, action),
    courierAct: async (partyId, thread, action) => (await sealed()).courierDesk.act(partyId, thread, action),
    discardUnreadable: async (partyId, id) => {
      const core = await sealed();
      const { kind } = core.session.membership(partyId);
      const desks = { courier: core.courierDesk, "pickup-point": core.pickupDesk } as const;
      const desk = kind === "courier" || kind === "pickup-point" ? desks[kind] : core.producerDesk;
      await desk.discardUnreadable(partyId, id);
    },

    openStall: async (party) => (await sealed()).stall.openStall(party),
    savePage: async (partyId, party) => {
      const core = await sealed();
      await core.session.partySpace(partyId);
      core.keyChange.requireSettled(partyId);
      return core.stall.savePage(partyId, party);
    },
    keyUnderWay: async (partyId) => {
      const core = await sealed();
      await core.session.partySpace(partyId);
      return core.keyChange.isUnderWay(partyId);
    },
    saveItem: async (partyId, draft) => (await sealed()).stall.saveItem(partyId, draft),
    deleteItem: async (partyId, itemId) => (await sealed()).stall.deleteItem(partyId, itemId),
    saveItems: async (partyId, edits) => (await sealed()).stall.saveItems(partyId, edits),
    undoItems: async (partyId, change) => (await sealed()).stall.undoItems(partyId, change),
    sayIfSoldOut: async (partyId, itemIds, soldOut) => (await sealed()).stall.sayIfSoldOut(partyId, itemIds, soldOut),
    keepUnsaved: async (partyId, what, form) => (await opening).unsaved.keepUnsaved(partyId, what, form),
    unsaved: async (partyId, what) => (await opening).unsaved.unsaved(partyId, what),
    publishItems: async (partyId) => (await sealed()).stall.publishItems(partyId),
    addPicture: async (partyId, picture) => (await sealed()).stall.addPicture(partyId, picture),
    previewImport: async (partyId, file, choices) => (await sealed()).stall.previewImport(partyId, file, choices),
    applyImport: async (partyId, previewId, leftOut) => (await sealed()).stall.applyImport(partyId, previewId, leftOut),
    cancelImport: async (partyId) => (await sealed()).stall.cancelImport(partyId),
    saveDeliveryOffer: async (partyId, offer) => (await sealed()).stall.saveDeliveryOffer(partyId, offer),
    deliveryOffer: async (partyId) => (await sealed()).stall.deliveryOffer(partyId),
    inviteStaff: async (partyId) => (await sealed()).session.inviteStaff(partyId),
    takeBackInvitation: async (partyId, id) => (await sealed()).session.takeBackInvitation(partyId, id),
    joinWithInvitation: async (secret) => (await sealed()).session.joinWithInvitation(secret),
    nameSeat: async (partyId, name) => (await sealed()).session.nameSeat(partyId, name),
    removeStaff: async (partyId, seatId, options) => {
      const core = await sealed();
      const remove = (): Promise<void> => core.session.removeStaff(partyId, seatId, options);
      if (options?.replaceKey === true) return core.keyChange.replace(partyId, remove);
      await remove();
      await core.keyChange.tend(partyId);
    },
    replaceKey: async (partyId) => {
      const core = await sealed();
      await core.keyChange.replace(partyId, () => core.session.replaceKey(partyId));
    },
    leaveParty: async (partyId) => (await sealed()).session.leaveParty(partyId),

    askForRecovery: async (partyId) => (await sealed()).recovery.askForRecovery(partyId),
    recoveryRequest: async (partyId) => (await sealed()).recovery.recoveryRequest(partyId),
    readRecovery: async (text) => (await sealed()).recovery.readRecovery(text),
    recover: async (stewardId, text, reason) => (await sealed()).recovery.recover(stewardId, text, reason),

    accreditationRequests: async () => (await sealed()).steward.accreditationRequests(),
    accredit: async (stewardId, partyId, accreditation) =>
      (await sealed()).steward.accredit(stewardId, partyId, accreditation),

    demoLinks: async () => {
      const answer = await platform.transport.request("demoLinks").catch((cause: unknown) => {
        if (isCodedError(cause, "request/not-found")) return { links: [] };
        throw cause;
      });
      return answer.links;
    },

    judgeRelease: async (installed) => {
      const { catalogue: here, trust } = await sealed();
      await here.verified();
      const { judgeRelease } = await import("./release/judge-release.ts");
      const { transport } = platform;
      const { instanceStatement: instance } = here;
      return judgeRelease({ transport, trust, instance, now: () => platform.now() }, installed);
    },
    checkLog: async () => (await opening).trust.check(),
    evidence: async () => (await opening).trust.evidence(),
    ownEntry: async (partyId, digest) => (await sealed()).ownEntries.claim(partyId, digest),

    storedOverview: async () => {
      const { storedOverview } = await import("./audit/stored-overview.ts");
      return storedOverview(platform.transport);
    },
    orderTraces: async (thread) => {
      const { orderTraces } = await import("./audit/order-traces.ts");
      return orderTraces(await sealed(), thread);
    },
    boardTraces: async (thread) => {
      const { boardTraces } = await import("./audit/order-traces.ts");
      return boardTraces(await sealed(), thread);
    },
    checkMarket: async (partyId) => {
      const { catalogue: here, trust } = await sealed();
      await here.verified();
      const { checkMarket } = await import("./audit/market-check.ts");
      return checkMarket({ platform, catalogue: here, trust }, partyId);
    },
    lookAtServer: async (paths) => {
      const { look } = platform.transport;
      if (look === undefined) throw new CodedError("audit/unavailable", "Headers cannot be looked at here.");
      return Promise.all(paths.slice(0, 16).map(look));
    },
    deviceHoldings: async () => {
      const { deviceHoldings } = await import("./audit/device-holdings.ts");
      return deviceHoldings(platform.store);
    },

    retryNow: async () => {
      const core = await sealed();
      await core.outbox.retryNow();
      await Promise.all(core.session.spaces.map((space) => space.flush().catch(() => undefined)));
    },
    discardWaiting: async (id) => forgetUnsent(await sealed(), id),
  };
  return market;
}
