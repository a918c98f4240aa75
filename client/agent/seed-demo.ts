// Makes the demo of INSTANCE on a server that has no instance yet, through the public protocol alone:
// `npx tsx client/agent/seed-demo.ts`, with ORIGIN (or PORT), DATA_DIR and INSTANCE as the server has them. On a server
// that has the demo already it renews the mailboxes of the demo's parties. Links to their desks are printed and left in
// DATA_DIR/demo-links.json; the keys of the invented parties in DATA_DIR/demo-agent.json.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CodedError, isCodedError } from "../../crypto/coded-error.ts";
import type { DemoLink } from "../../crypto/protocol/routes.ts";
import type { DemoMarket } from "../../instances/notation/demo-market.ts";
import { demoNamed } from "../../instances/registry.ts";
import type { MembershipRecord } from "../core/membership.ts";
import type { PayingPlatform } from "../core/platform.ts";
import { say } from "../core/stall/publishing.ts";
import { type AgentSettings, readAgentSettings, writePrivateJson } from "./agent-settings.ts";
import { placeDemoOrders } from "./demo-orders.ts";
import { accredit, fillAgenda, fillShelves, openParty, withPhotos } from "./demo-parties.ts";
import { foundInstance } from "./founding.ts";
import { createNodePlatform } from "./node-platform.ts";
import { withPurse } from "./purse.ts";
import { directVoice } from "./said-directly.ts";
import { invitationLink, renewMailbox, type Seat, takeSeat } from "./seats.ts";

const agentFile = "demo-agent.json";
const linksFile = "demo-links.json";
/** Parties made at a time. */
const atOnce = 6;
interface DemoAgent {
  readonly instanceSeed: string;
  readonly seats: readonly MembershipRecord[];
}

async function inParallel<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < values.length; index = next++) {
      const value = values[index];
      if (value !== undefined) results[index] = await work(value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

async function openCouriersOf(platform: PayingPlatform, demo: DemoMarket, steward: Seat): Promise<Map<string, Seat>> {
  const seats = new Map<string, Seat>();
  await inParallel(demo.couriers, async ({ slug, party, offer, labels }) => {
    const seat = await openParty(platform, party);
    seats.set(slug, seat);
    await seat.space.update("stall/offer", () => offer);
    await say(directVoice(platform.transport, seat.key), "delivery-offer", seat.id, offer);
    await accredit(platform, steward, seat.id, labels);
  });
  await inParallel(demo.pickupPoints, async ({ slug, party }) => {
    const seat = await openParty(platform, party);
    seats.set(slug, seat);
    await accredit(platform, steward, seat.id, []);
  });
  return seats;
}

async function openStalls(
  platform: PayingPlatform,
  demo: DemoMarket,
  steward: Seat,
  couriers: ReadonlyMap<string, Seat>,
): Promise<Map<string, Seat>> {
  const seats = new Map<string, Seat>();
  await inParallel(demo.stalls, async (stall) => {
    const ids = stall.couriers.flatMap((slug) => couriers.get(slug)?.id ?? []);
    const { ordering } = stall.party;
    const pickupPoints = (stall.pickups ?? []).flatMap(({ slug, ...way }) => {
      const point = couriers.get(slug)?.id;
      return point === undefined ? [] : [{ point, ...way }];
    });
    const ways = { couriers: ids, ...(pickupPoints.length > 0 && { pickupPoints }) };
    const seat = await openParty(platform, {
      ...stall.party,
      ...(ordering && { ordering: { ...ordering, ...ways } }),
    });
    seats.set(stall.slug, seat);
    if (!demo.waiting.includes(stall.slug)) await accredit(platform, steward, seat.id, stall.labels);
  });
  // Shelves come after everyone is let in: each newly accredited party lays the server's catalogue out anew.
  await inParallel(demo.stalls, async (stall) => {
    const seat = seats.get(stall.slug);
    if (seat === undefined) return;
    await fillShelves(platform, seat, stall, await withPhotos(platform, seat, stall, demo.photos));
    await fillAgenda(platform, seat, stall);
    if ([demo.openStall, demo.openBookable].includes(stall.slug)) await seat.space.flush();
  });
  return seats;
}

async function linksTo(platform: PayingPlatform, steward: Seat, open: readonly Seat[]): Promise<DemoLink[]> {
  return Promise.all(
    [...open, steward].map(async (seat) => {
      const link = new URL(await invitationLink(platform, seat, true));
      return { kind: seat.membership.kind, name: seat.membership.name, link: `${link.pathname}${link.hash}` };
    }),
  );
}

async function makeDemo(settings: AgentSettings, platform: PayingPlatform): Promise<readonly DemoLink[]> {
  const demo = await demoNamed(platform.instance.id);
  if (demo === null) throw new CodedError("instance/no-demo", "This instance has no demo: found it instead.");
  const { instanceSeed, steward } = await foundInstance(platform);
  const couriers = await openCouriersOf(platform, demo, steward);
  const stalls = await openStalls(platform, demo, steward, couriers);
  const seats = new Map([...couriers, ...stalls]);
  const memberships = [steward, ...seats.values()].map(({ membership }) => membership);
  await writePrivateJson(settings.dataDir, agentFile, { instanceSeed, seats: memberships } satisfies DemoAgent);
  const [producer, courier] = [seats.get(demo.openStall), seats.get(demo.openCourier)];
  const [bookable, point] = [seats.get(demo.openBookable ?? ""), seats.get(demo.openPickupPoint ?? "")];
  const open = [producer, bookable, courier, point].filter((seat) => seat !== undefined);
  const links = await linksTo(platform, steward, open);
  const linkTo = (seat: Seat): string => links.find(({ name }) => name === seat.membership.name)?.link ?? "";
  if (producer && courier) {
    const doors = {
      producers: [producer, ...(bookable ? [bookable] : [])].map(linkTo),
      courier: linkTo(courier),
      point: point ? linkTo(point) : null,
    };
    const desks = { producer, courier, point: point ?? null, bookable: bookable ?? null };
    await placeDemoOrders(settings, demo, desks, doors);
  }
  await writePrivateJson(settings.dataDir, linksFile, { links });
  return links;
}

/** Inbox keys live two weeks: a demo that is started again after one has them renewed. */
async function renewDemo(settings: AgentSettings, platform: PayingPlatform): Promise<readonly DemoLink[]> {
  const agent = JSON.parse(await readFile(join(settings.dataDir, agentFile), "utf8")) as DemoAgent;
  await inParallel(agent.seats, async (membership) =>
    renewMailbox(platform, await takeSeat(platform, membership, false)),
  );
  return (JSON.parse(await readFile(join(settings.dataDir, linksFile), "utf8")) as { links: DemoLink[] }).links;
}

async function main(): Promise<void> {
  const settings = readAgentSettings(process.env);
  const platform = withPurse(createNodePlatform(settings.origin, settings.instance), null);
  const { instance } = await platform.transport.request("catalogue");
  const links = instance === null ? await makeDemo(settings, platform) : await renewDemo(settings, platform);
  const names = { producer: "producer", courier: "courier", steward: "steward", "pickup-point": "pickup point" };
  console.log("Seats at the demo's desks, for anyone:");
  for (const { kind, name, link } of links) console.log(`  ${names[kind]}, ${name}: ${settings.origin}${link}`);
}

try {
  await main();
} catch (thrown) {
  console.error(isCodedError(thrown) ? `The demo could not be made: ${thrown.message} (${thrown.code})` : thrown);
  process.exitCode = 1;
}
// Live streams of spaces that were opened would keep the process alive; everything is sent.
process.exit();
