import { readPack } from "../../crypto/protocol/pack.ts";
import { readStatement, type SignedStatement } from "../../crypto/protocol/signed-statement.ts";
import { readEvents } from "../support/event-reader.ts";
import { until } from "../support/server-process.ts";
import { type GeneratedMarket, levelsOf, newStall, saidBy } from "./catalogue-market.ts";
import { listOf, packPath, post, wireBytes } from "./catalogue-serving.ts";
import { median, rounded, say } from "./figures.ts";

/** A typical day: shares of shelves and stalls that change, and stalls that open. */
const day = { changedShelvesShare: 0.05, stalledStockShare: 0.3, newStallsCount: 3, newStallItemsCount: 25 } as const;
/** The day's changes come in this many moments, between which readers could ask. */
const moments = 24;
const publications = 15;

interface ShelfOf {
  readonly stall: GeneratedMarket["stalls"][number];
  readonly shelf: number;
}

const everyNth = <T>(all: readonly T[], share: number): T[] =>
  all.filter((_, index) => index % Math.round(1 / share) === 0);

/** A shelf with one changed price. */
function changedShelf({ stall, shelf }: ShelfOf, revision: number): SignedStatement {
  const [first, ...rest] = stall.shelves[shelf]!;
  const [variant, ...others] = first!.variants;
  const dearer = { ...first!, variants: [{ ...variant!, priceMinor: variant!.priceMinor + 5 * revision }, ...others] };
  return saidBy(stall.key, "shelf", `s${shelf}`, { name: { fr: `${shelf + 1}` }, items: [dearer, ...rest] }, revision);
}

function shelvesOf(market: GeneratedMarket): ShelfOf[] {
  return market.stalls.flatMap((stall) => stall.shelves.map((_, shelf) => ({ stall, shelf })));
}

/** Resolves when the list holds what was posted: two answers in a row are the same. */
async function settled(origin: string): Promise<void> {
  let before = "";
  await until("the catalogue is settled", async () => {
    const now = JSON.stringify(await listOf(origin));
    const same = now === before;
    before = now;
    if (!same) await new Promise((resolve) => setTimeout(resolve, 150));
    return same;
  });
}

/** What a reader of yesterday fetches today. */
export async function measureDay(origin: string, market: GeneratedMarket) {
  const before = new Set((await listOf(origin)).packs.map(({ digest }) => digest));
  const shelves = everyNth(shelvesOf(market), day.changedShelvesShare).map((one) => changedShelf(one, 2));
  const stocks = everyNth(market.stalls, day.stalledStockShare).flatMap(({ key, shelves: own }) =>
    own.map((items, shelf) => saidBy(key, "stock", `s${shelf}`, { levels: levelsOf(items, 1) }, 2)),
  );
  const opened = Array.from({ length: day.newStallsCount }, (_, index) =>
    newStall(market.stalls.length + index, day.newStallItemsCount, market.steward),
  ).flatMap(({ statements }) => statements);
  const changes = [...opened, ...shelves, ...stocks];
  const perMoment = Math.ceil(changes.length / moments);
  for (let at = 0; at < changes.length; at += perMoment) {
    await post(origin, changes.slice(at, at + perMoment), 1);
    await settled(origin);
  }
  const after = (await listOf(origin)).packs.map(({ digest }) => digest);
  const fresh = after.filter((digest) => !before.has(digest));
  return {
    changed: { shelvesCount: shelves.length, stocksCount: stocks.length, newStallsCount: day.newStallsCount },
    packsCount: fresh.length,
    brotliBytes: await wireBytes(origin, fresh, "br"),
  };
}

/** From the posting of one changed shelf until a reader who listens has it in hand. */
export async function measurePublishing(origin: string, market: GeneratedMarket) {
  const shelves = shelvesOf(market);
  const milliseconds: number[] = [];
  const reader = await readEvents(`${origin}/catalogue/events`);
  try {
    await reader.until(1);
    for (let time = 0; time < publications; time++) {
      const signed = changedShelf(shelves[(time * 37) % shelves.length]!, 10 + time);
      const before = new Set((await listOf(origin)).packs.map(({ digest }) => digest));
      const started = performance.now();
      let seen = reader.events.length;
      await post(origin, [signed], 1);
      // A layout made anew meanwhile says something as well: what counts is when the shelf itself is there.
      for (let there = false; !there;) {
        await reader.until(seen + 1);
        seen = reader.events.length;
        const fresh = (await listOf(origin)).packs.filter(({ digest }) => !before.has(digest)).toReversed();
        for (const { digest } of fresh) {
          before.add(digest);
          const bytes = new Uint8Array(await (await fetch(origin + packPath(digest))).arrayBuffer());
          there = readPack(bytes).some((wire) => readStatement(wire).digest === signed.digest);
          if (there) break;
        }
      }
      milliseconds.push(performance.now() - started);
    }
  } finally {
    reader.close();
  }
  say(`  one shelf in ${rounded(median(milliseconds), 0)} ms`);
  return {
    publicationsCount: publications,
    p50Milliseconds: rounded(median(milliseconds), 0),
    slowestMilliseconds: rounded(Math.max(...milliseconds), 0),
  };
}
