import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toBase64url } from "../../crypto/bytes.ts";
import { cellMinutesOf, takenTimesOf, timesOf } from "../../crypto/protocol/agenda.ts";
import { agendaSubject } from "../../crypto/protocol/statements.ts";
import { randomBytes } from "../../crypto/sodium.ts";
import { joinPicture, splitPicture } from "../../crypto/protocol/picture-file.ts";
import type { Accreditation, Item, Party } from "../../crypto/protocol/exports.ts";
import { type DemoMarket, type DemoParty, demoThumbnail } from "../../instances/notation/demo-market.ts";
import { chance } from "../../instances/notation/shelf-notation.ts";
import type { ClosedTime } from "../core/api.ts";
import { dayAfter, dayAt, weekdayOf } from "../core/catalogue/wall-clock.ts";
import { type ClosedTimes, closedTimesSubject } from "../core/desk/appointments.ts";
import type { PayingPlatform, Platform } from "../core/platform.ts";
import { type KeptDraft, writeDrafts } from "../core/stall/item-drafts.ts";
import { publishDrafts, say } from "../core/stall/publishing.ts";
import { directVoice, sendNow } from "./said-directly.ts";
import { makeSeat, renewMailbox, type Seat } from "./seats.ts";

/** Where an instance's pictures lie: beside the sources, whether this runs from them or compiled. */
function photoFolder(instanceId: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, "instances", instanceId, "demo/photos");
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return candidate;
  }
}

/** A party's page said by its key, its mailbox open, its space holding what its desk will show. */
export async function openParty(platform: PayingPlatform, party: Party): Promise<Seat> {
  const seat = await makeSeat(platform, party.kind, party.name);
  await seat.space.update<Party>("stall/page", () => party);
  await say(directVoice(platform.transport, seat.key), "party", seat.id, party);
  await renewMailbox(platform, seat);
  return seat;
}

/** A steward lets a party in. */
export async function accredit(
  platform: PayingPlatform,
  steward: Seat,
  partyId: string,
  labels: readonly string[],
): Promise<void> {
  const body: Accreditation = { status: "accredited", labels: [...labels], keyCompared: true };
  await say(directVoice(platform.transport, steward.key), "accreditation", partyId, body);
}

/** Puts a stall's items into its space and onto its shelves, as its own desk would. */
export async function fillShelves(
  platform: PayingPlatform,
  seat: Seat,
  stall: DemoParty,
  items: readonly Item[],
): Promise<void> {
  const drafts = new Map<string, KeptDraft>();
  for (const item of items) {
    const levels = item.variants.flatMap(({ id }) => {
      const level = stall.levels[`${item.id}/${id}`];
      return level === undefined ? [] : [[id, level] as const];
    });
    const stock = Object.fromEntries(levels);
    drafts.set(item.id, { id: item.id, item, stock, status: "on", published: null, publishedStock: null, shelf: null });
  }
  await writeDrafts(seat.space, drafts);
  const language = platform.instance.languages[0] ?? "fr";
  await publishDrafts(seat.space, directVoice(platform.transport, seat.key), language);
}

/** How many days ahead an invented stall has been booked by telephone, and how much of them. */
const bookedDays = 12;
const bookedShare = 0.3;

/** Times that people booked by telephone, so that an agenda of the demo looks like one: the same for the same day. */
export async function fillAgenda(platform: Platform, seat: Seat, stall: DemoParty): Promise<void> {
  const agenda = stall.party.ordering?.appointments;
  if (agenda === undefined) return;
  const today = dayAt(platform.now(), platform.instance.timeZone);
  const times: ClosedTime[] = [];
  for (let ahead = 0; ahead < bookedDays; ahead++) {
    const day = dayAfter(today, ahead);
    // One after the other: two that overlap are two people in one chair.
    let freeFrom = "00:00";
    for (const { from, to } of timesOf(agenda, weekdayOf(day), Math.max(45, agenda.stepMinutes))) {
      if (from < freeFrom || chance(`${stall.slug} ${day} ${from}`) > bookedShare) continue;
      times.push({ id: toBase64url(randomBytes(16)), day, from, to, places: 1 });
      freeFrom = to;
    }
  }
  await seat.space.update<ClosedTimes>(closedTimesSubject, () => ({ times }));
  const taken = takenTimesOf(times, cellMinutesOf(agenda), today);
  const voice = directVoice(platform.transport, seat.key);
  await say(voice, "stock", agendaSubject, { levels: {}, taken });
}

/** Sends the demo's pictures of a stall and returns its items with them. */
export async function withPhotos(
  platform: PayingPlatform,
  seat: Seat,
  stall: DemoParty,
  demoPhotos: DemoMarket["photos"],
): Promise<readonly Item[]> {
  const folder = photoFolder(platform.instance.id);
  const language = platform.instance.languages[0] ?? "fr";
  return Promise.all(
    stall.items.map(async (item) => {
      const photos = demoPhotos[`${stall.slug}/${item.id}`];
      if (photos === undefined) return item;
      const pictures = await Promise.all(
        photos.map(async ({ file, placeholder, width, height, alt }) => {
          const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
          const body = joinPicture({ sharp: await read(file), thumbnail: await read(demoThumbnail(file)) });
          const digest = splitPicture(body).name;
          await sendNow(platform.transport, seat.key, { what: "picture", route: "putMedia", params: { digest }, body });
          return { digest, placeholder, width, height, alt: { [language]: alt } };
        }),
      );
      return { ...item, pictures };
    }),
  );
}
