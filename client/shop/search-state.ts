import type { PriceUnit, SearchQuery } from "../core/api.ts";

/** How many answers a page of results has, and how many each "more" adds. */
export const pageSize = 24;
/** No list is longer, however often more is asked for: then words and filters lead on. */
export const countMax = 2000;

/** What the address of the search page says. Every choice is in it, so that back, reload and sharing keep them. */
export interface SearchState {
  readonly text: string;
  readonly category: string;
  readonly labels: readonly string[];
  readonly without: readonly string[];
  readonly diets: readonly string[];
  readonly kind: "good" | "service" | null;
  readonly condition: "new" | "second-hand" | null;
  readonly inSeason: boolean;
  readonly available: boolean;
  readonly delivered: boolean;
  /** Booked for a time that is free this week. */
  readonly freeSoon: boolean;
  readonly kilometres: number | null;
  /** What prices are compared per; null is the price as it is asked. */
  readonly unit: PriceUnit | null;
  /** Minor units of the instance's currency, both ends inside. */
  readonly priceMin: number | null;
  readonly priceMax: number | null;
  readonly sort: NonNullable<SearchQuery["sort"]>;
  readonly count: number;
}

const sorts = ["relevance", "near", "price", "price-down", "unit-price", "new", "name"] as const;
const units = ["kg", "l", "piece", "m", "hour"] as const;
const kinds = ["good", "service"] as const;
const conditions = ["new", "second-hand"] as const;
/** More than anything costs, in minor units. */
const priceMinorMax = 100_000_000;

function listOf(value: string | null): readonly string[] {
  const parts = (value ?? "").split(",").filter((part) => part !== "");
  return [...new Set(parts)].slice(0, 20);
}

function numberIn(value: string | null, min: number, max: number): number | null {
  const number = Number(value);
  return value === null || value === "" || !Number.isInteger(number) || number < min || number > max ? null : number;
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | null {
  return values.find((each) => each === value) ?? null;
}

/** Reads an address's query; anything unknown in it is left out. */
export function readSearch(query: URLSearchParams): SearchState {
  return {
    text: (query.get("q") ?? "").slice(0, 200),
    category: (query.get("cat") ?? "").slice(0, 120),
    labels: listOf(query.get("labels")),
    without: listOf(query.get("without")),
    diets: listOf(query.get("diet")),
    kind: oneOf(kinds, query.get("kind")),
    condition: oneOf(conditions, query.get("state")),
    inSeason: query.get("season") === "1",
    available: query.get("stock") === "1",
    delivered: query.get("delivered") === "1",
    freeSoon: query.get("free") === "1",
    kilometres: numberIn(query.get("km"), 1, 50),
    unit: oneOf(units, query.get("per")),
    priceMin: numberIn(query.get("from"), 0, priceMinorMax),
    priceMax: numberIn(query.get("to"), 0, priceMinorMax),
    sort: oneOf(sorts, query.get("sort")) ?? "relevance",
    count: numberIn(query.get("n"), pageSize, countMax) ?? pageSize,
  };
}

/** The address of a search. */
export function searchAddress(state: Partial<SearchState>): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | number | null | undefined): void => {
    if (value !== undefined && value !== null && value !== "") query.set(name, String(value));
  };
  set("q", state.text);
  set("cat", state.category);
  set("labels", state.labels?.join(","));
  set("without", state.without?.join(","));
  set("diet", state.diets?.join(","));
  set("kind", state.kind);
  set("state", state.condition);
  set("season", state.inSeason === true ? "1" : "");
  set("stock", state.available === true ? "1" : "");
  set("delivered", state.delivered === true ? "1" : "");
  set("free", state.freeSoon === true ? "1" : "");
  set("km", state.kilometres);
  set("per", state.unit);
  set("from", state.priceMin);
  set("to", state.priceMax);
  set("sort", state.sort === "relevance" ? "" : state.sort);
  set("n", state.count === pageSize ? "" : state.count);
  const text = query.toString();
  return text === "" ? "/search" : `/search?${text}`;
}

/** The question that the core is asked. */
export function searchQuery(state: SearchState): SearchQuery {
  return {
    ...(state.text.trim() === "" ? {} : { text: state.text }),
    ...(state.category === "" ? {} : { category: state.category }),
    ...(state.labels.length === 0 ? {} : { labels: state.labels }),
    ...(state.without.length === 0 ? {} : { withoutAllergens: state.without }),
    ...(state.diets.length === 0 ? {} : { diets: state.diets }),
    ...(state.kind === null ? {} : { kind: state.kind }),
    ...(state.condition === null ? {} : { condition: state.condition }),
    ...(state.inSeason ? { inSeason: true } : {}),
    ...(state.available ? { available: true } : {}),
    ...(state.delivered ? { deliveredToMe: true } : {}),
    ...(state.freeSoon ? { freeSoon: true } : {}),
    ...(state.kilometres === null ? {} : { distanceMetresMax: state.kilometres * 1000 }),
    ...(state.unit === null ? {} : { unit: state.unit }),
    ...(state.priceMin === null ? {} : { priceMinorMin: state.priceMin }),
    ...(state.priceMax === null ? {} : { priceMinorMax: state.priceMax }),
    sort: state.sort,
    offset: 0,
    limit: state.count,
  };
}

/** A range of prices as typed: from 3 to 2 is meant from 2 to 3. An end that is null is open. */
export function risingRange({ priceMin, priceMax }: Pick<SearchState, "priceMin" | "priceMax">) {
  const falls = priceMin !== null && priceMax !== null && priceMin > priceMax;
  return falls ? { priceMin: priceMax, priceMax: priceMin } : { priceMin, priceMax };
}
