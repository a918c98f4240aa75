import { createCatalogue } from "../../../../client/core/catalogue/create-catalogue.ts";
import { openDeviceVault } from "../../../../client/core/device-vault.ts";
import { identityOf, newMembership, spaceKeysOf } from "../../../../client/core/membership.ts";
import type { Outbox } from "../../../../client/core/outbox.ts";
import type { Sending } from "../../../../client/core/sending.ts";
import type { Session } from "../../../../client/core/session.ts";
import { openSyncedSpace } from "../../../../client/core/spaces/open-synced-space.ts";
import { createStall } from "../../../../client/core/stall/create-stall.ts";
import { createTopicHub } from "../../../../client/core/topics.ts";
import type { Item } from "../../../../crypto/protocol/exports.ts";
import { openStatement } from "../../../../crypto/protocol/signed-statement.ts";
import { founded, keyName, platformOver, producer } from "../catalogue/public-plane.ts";

/** A stall on one device: its space is really kept and sealed there; what it sends is caught where it would leave. */
export async function openedStall() {
  const market = founded();
  const { plane } = market;
  const platform = platformOver(plane);
  const hub = createTopicHub();
  const catalogue = await createCatalogue(platform, hub);
  await catalogue.refresh();
  const membership = newMembership({ kind: "producer", name: "Ferme" });
  const vault = await openDeviceVault(platform.store);
  const space = await openSyncedSpace(platform, vault, spaceKeysOf(membership), true);
  const key = identityOf(membership);
  const partyId = keyName(key);
  const sent: Sending[] = [];
  const session = {
    partySpace: () => Promise.resolve(space),
    partySpaceNow: () => space,
    partyKey: () => key,
    membership: () => membership,
    createParty: () => Promise.resolve(partyId),
  } as unknown as Session;
  const outbox = {
    enqueue: (sending: Sending) => {
      sent.push(sending);
      return Promise.resolve(String(sent.length));
    },
  } as unknown as Outbox;
  const stall = createStall({ platform, session, catalogue, outbox, hub });
  await stall.openStall({ ...producer("Ferme"), category: "food/bread" });
  const statements = () =>
    sent.splice(0).flatMap(({ what, body }) => (what === "statement" ? [openStatement(body).statement] : []));
  /** What has left reaches the market, and comes back from there; its wire statements. */
  const arrive = async (): Promise<readonly Uint8Array[]> => {
    const wires = sent.splice(0).flatMap(({ what, body }) => (what === "statement" && body ? [body] : []));
    market.publish(...wires);
    await catalogue.refresh();
    return wires;
  };
  const save = (item: Item, stock: Record<string, number> = {}, status: "on" | "draft" | "archived" = "on") =>
    stall.saveItem(partyId, { item, stock, status });
  return { stall, catalogue, partyId, sent, statements, arrive, save, space, hub, market, key };
}
