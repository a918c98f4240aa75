import type { StockLevel } from "../../../crypto/protocol/exports.ts";
import type { SyncedSpace } from "../spaces/synced-space.ts";
import { type KeptDraft, readDrafts, writeDrafts } from "./item-drafts.ts";
import type { Stall } from "./stall.ts";

/** The record `stall/reserved/<thread>`: what an order took out of stock. */
interface Reservation {
  readonly taken: readonly { readonly item: string; readonly variant: string; readonly quantity: number }[];
  readonly released: boolean;
  readonly at: number;
}

const prefix = "stall/reserved/";
/** Orders are over by then. */
const keptMs = 60 * 86_400_000;

/** Moves counted stock by `amounts`, never below 0. What is plenty or on demand stays so. */
function moved(
  drafts: ReadonlyMap<string, KeptDraft>,
  lines: Reservation["taken"],
  direction: 1 | -1,
): { readonly changes: Map<string, KeptDraft>; readonly taken: Reservation["taken"] } {
  const changes = new Map<string, KeptDraft>();
  const taken: { item: string; variant: string; quantity: number }[] = [];
  for (const { item, variant, quantity } of lines) {
    const draft = changes.get(item) ?? drafts.get(item);
    const level: StockLevel | undefined = draft?.stock[variant];
    if (draft === undefined || typeof level !== "number") continue;
    if (draft.soldOut && direction === 1) {
      changes.set(item, givenBackLater(draft, draft.soldOut, variant, quantity));
      continue;
    }
    const next = Math.max(0, level + direction * quantity);
    taken.push({ item, variant, quantity: Math.abs(next - level) });
    changes.set(item, { ...draft, stock: { ...draft.stock, [variant]: next } });
  }
  return { changes, taken };
}

/** Of what is sold out today nothing is on sale again by a cancelled order: it is there when the item is. */
function givenBackLater(
  draft: KeptDraft,
  soldOut: NonNullable<KeptDraft["soldOut"]>,
  variant: string,
  quantity: number,
): KeptDraft {
  const level = soldOut.before[variant];
  if (typeof level !== "number") return draft;
  return { ...draft, soldOut: { ...soldOut, before: { ...soldOut.before, [variant]: level + quantity } } };
}

/** What the order desk tells the stall. A thread takes once and gives back once, on whatever device. */
export function createReservations(parts: {
  readonly now: () => number;
  readonly spaceOf: (partyId: string) => Promise<SyncedSpace>;
  readonly exclusive: <T>(partyId: string, work: () => Promise<T>) => Promise<T>;
  readonly publishStock: (partyId: string) => Promise<void>;
}): Pick<Stall, "reserve" | "release"> {
  const { now, spaceOf, exclusive, publishStock } = parts;

  async function write(
    space: SyncedSpace,
    thread: string,
    reservation: Reservation,
    changes: ReadonlyMap<string, KeptDraft>,
  ): Promise<void> {
    const old = space.list<Reservation>(prefix).filter(({ value }) => value.at < now() - keptMs);
    const along = new Map<string, (current: unknown) => unknown>(old.map(({ subject }) => [subject, () => null]));
    along.set(prefix + thread, () => reservation);
    await writeDrafts(space, changes, along);
  }

  return {
    reserve: (partyId, thread, lines) =>
      exclusive(partyId, async () => {
        const space = await spaceOf(partyId);
        if (space.get<Reservation>(prefix + thread)) return;
        const { changes, taken } = moved(readDrafts(space), lines, -1);
        await write(space, thread, { taken, released: false, at: now() }, changes);
        if (changes.size > 0) await publishStock(partyId);
      }),
    release: (partyId, thread) =>
      exclusive(partyId, async () => {
        const space = await spaceOf(partyId);
        const reservation = space.get<Reservation>(prefix + thread);
        if (reservation === null || reservation.released) return;
        const { changes } = moved(readDrafts(space), reservation.taken, 1);
        await write(space, thread, { ...reservation, released: true }, changes);
        if (changes.size > 0) await publishStock(partyId);
      }),
  };
}
