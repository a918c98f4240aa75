import { CodedError } from "../../../crypto/coded-error.ts";
import { readImageFile } from "../../../crypto/protocol/image-file.ts";
import { joinPicture, splitPicture } from "../../../crypto/protocol/picture-file.ts";
import { toBase64url } from "../../../crypto/bytes.ts";
import { item as itemSchema } from "../../../crypto/protocol/item.ts";
import { limits } from "../../../crypto/protocol/limits.ts";
import { deliveryOffer as offerSchema, party as partySchema, stockLevel } from "../../../crypto/protocol/statements.ts";
import type { DeliveryOffer, Party } from "../../../crypto/protocol/exports.ts";
import { randomBytes } from "../../../crypto/sodium.ts";
import type { ItemDraft, ItemEdit, StallView } from "../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { dayAt } from "../catalogue/wall-clock.ts";
import { keepOwnPicture } from "../catalogue/picture-store.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { createImports } from "../import/imports.ts";
import type { Outbox } from "../outbox.ts";
import type { Platform } from "../platform.ts";
import type { Session } from "../session.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import type { TopicHub } from "../topics.ts";
import { openInvitationsOf } from "../staff/open-invitations.ts";
import { staffOf } from "../staff/roster.ts";
import { differsFromShop, isChanged, type KeptDraft, readDrafts, stillUnpriced, writeDrafts } from "./item-drafts.ts";
import { publishDrafts, sayOfItself, unnotedShelves, type Voice } from "./publishing.ts";
import { createAgenda } from "./agenda.ts";
import { createReservations } from "./reservations.ts";
import { broughtBack, declaredSoldOut } from "./sold-out.ts";
import type { Stall } from "./stall.ts";
import { changeDrafts, toldChanges, undoDrafts } from "./undo-items.ts";

const subjects = { page: "stall/page", offer: "stall/offer" } as const;

/** A random id of 16 bytes, 22 characters. */
const freshId = (): string => toBase64url(randomBytes(16));

function parsed<T>(result: { success: true; data: T } | { success: false; error: unknown }): T {
  if (result.success) return result.data;
  throw new CodedError("stall/malformed", "Something in this entry is missing or too long.", result.error);
}

function draftView(draft: KeptDraft, changed: boolean): ItemDraft {
  const { id, item, stock, status, prices = {}, soldOut, unpriced = [] } = draft;
  return { id, item, stock, status, changed, prices, soldOutOn: soldOut?.on ?? null, unpriced };
}

/** The stall's desk over a session. Provides the topic `stall`. */
export function createStall(parts: {
  readonly platform: Platform;
  readonly session: Session;
  readonly catalogue: Catalogue;
  readonly outbox: Pick<Outbox, "enqueue">;
  readonly hub: TopicHub;
}): Stall {
  const { platform, session, catalogue, outbox, hub } = parts;
  const language = platform.instance.languages[0] ?? "fr";
  const followed = new Set<string>();

  function voiceOf(partyId: string): Voice {
    const key = session.partyKey(partyId);
    const author = toBase64url(key.publicKey);
    return {
      key,
      enqueue: (sending) => outbox.enqueue(sending),
      now: () => platform.now(),
      knownRevision: (type, subject) => catalogue.statement(type, author, subject)?.revision ?? 0,
    };
  }

  /** The party's space; from the first time on, its changes wake whoever watches the stall. */
  async function spaceOf(partyId: string): Promise<SyncedSpace> {
    const space = await session.partySpace(partyId);
    if (!followed.has(space.id)) {
      followed.add(space.id);
      space.subscribe((changed) => {
        if (changed.some((subject) => /^(stall|staff|invitation)\//.test(subject))) hub.changed("stall", partyId);
      });
    }
    return space;
  }

  const exclusive = <T>(partyId: string, work: () => Promise<T>): Promise<T> =>
    platform.leadership.exclusive(`stall/${partyId}`, work);

  const reservations = createReservations({
    now: () => platform.now(),
    spaceOf,
    exclusive,
    publishStock: async (partyId) => publishDrafts(await spaceOf(partyId), voiceOf(partyId), language, true),
  });

  const agenda = createAgenda({
    now: () => platform.now(),
    today: () => dayAt(platform.now(), platform.instance.timeZone),
    spaceOf,
    voiceOf,
    pageOf,
    exclusive,
  });

  let importer: Promise<ReturnType<typeof createImports>> | undefined;
  /** Readers of files: a part of the script that comes with the first file. */
  const imports = (): NonNullable<typeof importer> => {
    importer ??= import("../import/imports.ts").then((part) =>
      part.createImports({
        instance: platform.instance,
        now: () => platform.now(),
        spaceOf,
        exclusive,
        freshId,
        hub,
      }),
    );
    return importer;
  };

  function pageOf(space: SyncedSpace, partyId: string): Party {
    const page = space.get<Party>(subjects.page) ?? catalogue.party(partyId)?.party;
    if (page === undefined) throw new CodedError("stall/no-page", "This stall has no page yet.");
    return page;
  }

  async function savePage(partyId: string, party: Party): Promise<void> {
    const body = parsed(partySchema.safeParse(party));
    const space = await spaceOf(partyId);
    await space.update<Party>(subjects.page, () => body);
    await sayOfItself(voiceOf(partyId), "party", body);
    // Another step of the agenda is another grid of what is taken.
    await agenda.publishAgenda(partyId);
    hub.changed("stall", partyId);
  }

  const saveItems = (partyId: string, edits: readonly ItemEdit[]): Promise<string> =>
    exclusive(partyId, async () => {
      const space = await spaceOf(partyId);
      const present = readDrafts(space);
      const changes = new Map<string, KeptDraft | null>();
      for (const { item, stock, status, unpriced = [] } of edits) {
        const body = parsed(itemSchema.safeParse(item));
        const waiting = stillUnpriced(body, unpriced);
        if (status === "on" && waiting.unpriced) {
          throw new CodedError("stall/price-missing", "What is shown in the shop has a price.");
        }
        for (const level of Object.values(stock)) parsed(stockLevel.safeParse(level));
        const { published = null, publishedStock = null, shelf = null } = present.get(body.id) ?? {};
        changes.set(body.id, { id: body.id, item: body, stock, status, published, publishedStock, shelf, ...waiting });
      }
      return changeDrafts(space, freshId(), { at: platform.now() }, changes);
    });

  const isPublished = (partyId: string): boolean =>
    catalogue.chains.keysOf(partyId).some((key) => catalogue.statement("party", key, key) !== null);

  /** What the market says of each party whose stall was looked at, as it was then. */
  const told = new Map<string, string>();
  const toldOf = (partyId: string): string => {
    const space = session.partySpaceNow(partyId);
    const unnoted = space === null ? [] : [...unnotedShelves(space, voiceOf(partyId))];
    return JSON.stringify([
      isPublished(partyId),
      catalogue.accreditation(partyId),
      catalogue.party(partyId)?.party,
      unnoted,
    ]);
  };

  async function view(partyId: string): Promise<StallView> {
    const space = await spaceOf(partyId);
    told.set(partyId, toldOf(partyId));
    const drafts = readDrafts(space);
    const unnoted = unnotedShelves(space, voiceOf(partyId));
    /** What a shelf's own notes say of an item; where they cannot be sure, what the market shows. */
    const hasChanged = (draft: KeptDraft): boolean =>
      isChanged(draft) ||
      (unnoted.has(draft.shelf ?? "") && differsFromShop(draft, catalogue.published(`${partyId}/${draft.id}`)));
    const items = [...drafts.values()].map((draft) => draftView(draft, hasChanged(draft)));
    return {
      partyId,
      party: pageOf(space, partyId),
      published: isPublished(partyId),
      accreditation: catalogue.accreditation(partyId),
      fingerprint: fingerprintOf(toBase64url(session.partyKey(partyId).publicKey), platform.wordList),
      items,
      staff: staffOf(space, session.membership(partyId).seat?.id),
      invitations: openInvitationsOf(space, platform.now()),
      unpublished: items.filter(({ changed }) => changed).length,
      undoable: toldChanges(space, drafts),
    };
  }

  // The market changes with each shelf that is published; a stall's thousands of items go to the screen only for its own.
  catalogue.subscribe(() => {
    for (const [partyId, before] of told) if (toldOf(partyId) !== before) hub.changed("stall", partyId);
  });
  hub.provide("stall", view);

  return {
    view,
    ...reservations,
    ...agenda,
    previewImport: async (partyId, file, choices) => (await imports()).previewImport(partyId, file, choices),
    applyImport: async (partyId, previewId, leftOut) => (await imports()).applyImport(partyId, previewId, leftOut),
    cancelImport: async (partyId) => (await imports()).cancelImport(partyId),
    openStall: async (party) => {
      const body = parsed(partySchema.safeParse(party));
      const partyId = await session.createParty({ kind: body.kind, name: body.name });
      await savePage(partyId, body);
      return partyId;
    },
    savePage,
    saveItem: async (partyId, edit) => {
      await saveItems(partyId, [edit]);
    },
    saveItems,
    deleteItem: (partyId, itemId) =>
      exclusive(partyId, async () => {
        const space = await spaceOf(partyId);
        if (!readDrafts(space).has(itemId)) return null;
        return changeDrafts(space, freshId(), { at: platform.now() }, new Map([[itemId, null]]));
      }),
    undoItems: (partyId, change) => exclusive(partyId, async () => undoDrafts(await spaceOf(partyId), change)),
    sayIfSoldOut: (partyId, itemIds, soldOut) =>
      exclusive(partyId, async () => {
        await catalogue.verified();
        const space = await spaceOf(partyId);
        const drafts = readDrafts(space);
        const today = dayAt(platform.now(), platform.instance.timeZone);
        const changes = new Map<string, KeptDraft | null>();
        for (const id of itemIds) {
          const draft = drafts.get(id);
          if (draft) changes.set(id, soldOut ? declaredSoldOut(draft, today) : broughtBack(draft));
        }
        await writeDrafts(space, changes);
        await publishDrafts(space, voiceOf(partyId), language, true);
      }),
    publishItems: (partyId) =>
      exclusive(partyId, async () => {
        await catalogue.verified();
        await publishDrafts(await spaceOf(partyId), voiceOf(partyId), language);
      }),
    addPicture: async (partyId, { thumbnail, sharp }) => {
      if (thumbnail.length > limits.thumbnailBytesMax || sharp.length > limits.sharpPictureBytesMax) {
        throw new CodedError("picture/too-large", "This picture is too large.");
      }
      const bare = [thumbnail, sharp].map((size) => readImageFile(size)?.bare ?? null);
      if (bare.includes(null)) throw new CodedError("picture/kind", "This is not a picture of a known kind.");
      const body = joinPicture({ thumbnail: bare[0] ?? thumbnail, sharp: bare[1] ?? sharp });
      const digest = splitPicture(body).name;
      // Shown from here until it comes back in a pack.
      await keepOwnPicture(platform.store, digest, bare[0] ?? thumbnail);
      await outbox.enqueue({
        what: "picture",
        route: "putMedia",
        params: { digest },
        body,
        signAsParty: partyId,
        dedupe: `media/${digest}`,
      });
      return digest;
    },
    saveDeliveryOffer: async (partyId, offer) => {
      const body = parsed(offerSchema.safeParse(offer));
      const space = await spaceOf(partyId);
      await space.update<DeliveryOffer>(subjects.offer, () => body);
      await sayOfItself(voiceOf(partyId), "delivery-offer", body);
      hub.changed("stall", partyId);
    },
    deliveryOffer: async (partyId) =>
      (await spaceOf(partyId)).get<DeliveryOffer>(subjects.offer) ?? catalogue.deliveryOffer(partyId),
  };
}
