import type { StallInBrief } from "../core/api.ts";
import { categoryOf } from "../design/catalogue-facts.ts";
import { inInstance } from "../design/format.ts";
import { isOpen } from "./opening-hours.ts";

/** Who stands on the page of stalls. The protocol has one kind for all who sell: what they sell says the rest. */
export type StallKind = "producer" | "courier" | "pickup-point";

/** How many stalls the page shows, and how many each "more" adds. */
export const stallsStep = 60;

/** What narrows the page of stalls. All of it is in the address. */
export interface StallsState {
  readonly kind: StallKind | null;
  /** A path of at most two parts, as {@link mainCategory} gives it; "" for all. */
  readonly category: string;
  readonly open: boolean;
  readonly kilometres: number | null;
  readonly count: number;
}

/** Distances that can be chosen, in kilometres. */
export const distances = [2, 5, 10] as const;
const kinds = ["producer", "courier", "pickup-point"] as const;

/** Reads an address's query; anything unknown in it is left out. */
export function readStalls(query: URLSearchParams): StallsState {
  const count = Number(query.get("n"));
  return {
    kind: kinds.find((kind) => kind === query.get("kind")) ?? null,
    category: (query.get("cat") ?? "").slice(0, 120),
    open: query.get("open") === "1",
    kilometres: distances.find((km) => String(km) === query.get("km")) ?? null,
    count: Number.isInteger(count) && count > stallsStep && count <= 5000 ? count : stallsStep,
  };
}

/** The address of the page of stalls. */
export function stallsAddress(state: StallsState): string {
  const query = new URLSearchParams();
  if (state.kind !== null) query.set("kind", state.kind);
  if (state.category !== "") query.set("cat", state.category);
  if (state.open) query.set("open", "1");
  if (state.kilometres !== null) query.set("km", String(state.kilometres));
  if (state.count !== stallsStep) query.set("n", String(state.count));
  const text = query.toString();
  return text === "" ? "/stalls" : `/stalls?${text}`;
}

/** What a stall mainly sells: the path of its category's first two parts, or of what is above; "" for none. */
export function mainCategory({ party }: Pick<StallInBrief, "party">): string {
  return categoryOf(party.category?.split("/").slice(0, 2).join("/"))?.path ?? "";
}

/** The stalls that pass, the nearest first once a distance is chosen. */
export function passing(stalls: readonly StallInBrief[], state: StallsState, moment: Date): readonly StallInBrief[] {
  const metres = (state.kilometres ?? 0) * 1000;
  const now = inInstance(moment);
  const found = stalls.filter(
    (view) =>
      (state.kind === null || view.party.kind === state.kind) &&
      (state.category === "" || mainCategory(view) === state.category) &&
      (!state.open || isOpen(view.party.hours ?? [], now)) &&
      (state.kilometres === null || (view.distanceMetres !== null && view.distanceMetres <= metres)),
  );
  if (state.kilometres === null) return found;
  return found.toSorted((a, b) => (a.distanceMetres ?? 0) - (b.distanceMetres ?? 0));
}
