import { concat, exactly, readU16, u16 } from "./bytes.ts";
import { CodedError } from "./coded-error.ts";
import {
  emptyFrontier,
  extendFrontier,
  frontierRoot,
  type Hash,
  joinHashes,
  type ProofPlan,
  type Subtree,
} from "./merkle.ts";

// C2SP tlog-tiles: the tree as immutable pieces of at most 256 hashes, from which readers compute every proof themselves.

/** Hashes in a full tile, and entries in a full bundle. */
export const tileWidth = 256;
/** Levels of the tree in one tile. */
export const tileHeight = 8;
/** Largest entry of a log: its length is a u16. */
export const logEntryBytesMax = 0xffff;
const hashBytes = 32;
/** An index of more would not be a safe integer. */
const indexDigitGroupsMax = 5;

/** Which tile, or with `entries` which bundle of entries; `width` is how many hashes or entries it has, 1 to 256. */
export interface TileName {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** A tile of hashes with its content, `32·width` bytes. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** Path of a tile or bundle below the log's prefix: "tile/0/x001/x234/067.p/8". */
export function tilePath({ level, index, width }: TileName): string {
  const groups: string[] = [];
  for (let rest = index; ; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length === 0 ? "" : "x"}${String(rest % 1000).padStart(3, "0")}`);
    if (rest < 1000) break;
  }
  return `tile/${level}/${groups.join("/")}${width === tileWidth ? "" : `.p/${width}`}`;
}

/** What {@link tilePath} names; `null` for any other text, so that one tile has one address. */
export function parseTilePath(path: string): TileName | null {
  const found = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (found === null) return null;
  const [, levelText, higher, lowest, widthText] = found;
  const groups = [...higher!.split("/").filter((group) => group !== ""), lowest!];
  if (groups.length > indexDigitGroupsMax || groups[0] === "x000") return null;
  const index = Number(groups.map((group) => group.replace("x", "")).join(""));
  const width = widthText === undefined ? tileWidth : Number(widthText);
  if (widthText !== undefined && width >= tileWidth) return null;
  const level = levelText === "entries" ? levelText : Number(levelText);
  return level !== "entries" && level > 63 ? null : { level, index, width };
}

/** How many complete hashes a level has in a tree of `size` entries. */
function hashesAt(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** How many hashes or entries a tile or bundle has in a tree of `size` entries; 0 when it is not there yet. */
export function widthAt(size: number, level: number | "entries", index: number): number {
  const hashes = hashesAt(size, level === "entries" ? 0 : level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/** The tiles of hashes of a tree of `size` entries that those of a tree of `knownSize` were not, or not as wide. */
export function tilesOf(size: number, knownSize = 0): TileName[] {
  const names: TileName[] = [];
  for (let level = 0; hashesAt(size, level) > 0; level++) {
    if (hashesAt(size, level) > hashesAt(knownSize, level)) names.push(...rangeOfTiles(size, level, knownSize));
  }
  return names;
}

/** The bundles of entries from entry `knownSize` on, in a tree of `size` entries. */
export function bundlesOf(size: number, knownSize = 0): TileName[] {
  return size > knownSize ? rangeOfTiles(size, "entries", knownSize) : [];
}

function rangeOfTiles(size: number, level: number | "entries", knownSize: number): TileName[] {
  const names: TileName[] = [];
  const height = level === "entries" ? 0 : level;
  const hashes = hashesAt(size, height);
  for (let index = Math.floor(hashesAt(knownSize, height) / tileWidth); index * tileWidth < hashes; index++) {
    names.push({ level, index, width: widthAt(size, level, index) });
  }
  return names;
}

/** Which hashes of which tile a subtree is computed from. */
function placeOf({ level, index }: Subtree): { level: number; index: number; first: number; count: number } {
  const count = 2 ** (level % tileHeight);
  const first = index * count;
  return {
    level: Math.floor(level / tileHeight),
    index: Math.floor(first / tileWidth),
    first: first % tileWidth,
    count,
  };
}

/** The tiles, each once, from which a plan for a tree of `size` entries can be filled. */
export function tilesFor(plan: ProofPlan, size: number): TileName[] {
  const names = new Map<string, TileName>();
  for (const subtree of plan.flat()) {
    const { level, index } = placeOf(subtree);
    names.set(`${level}/${index}`, { level, index, width: widthAt(size, level, index) });
  }
  return [...names.values()];
}

/**
 * Hashes of subtrees, computed from tiles that `tile` finds by level and index. The result throws `tiles/missing` when a
 * tile is not found or too narrow.
 */
export function hashesFromTiles(
  tile: (level: number, index: number) => Uint8Array | undefined,
): (subtree: Subtree) => Hash {
  return (subtree) => {
    const { level, index, first, count } = placeOf(subtree);
    const hashes = tile(level, index);
    if (hashes === undefined || hashes.length < (first + count) * hashBytes) {
      throw new CodedError("tiles/missing", "A part of the log is missing.");
    }
    return frontierRoot(extendFrontier(emptyFrontier, hashesIn(hashes).slice(first, first + count)));
  };
}

/** The hashes that a tile holds. Throws `tiles/malformed` when they are no whole number from 1 to 256. */
export function hashesIn(tile: Uint8Array): Hash[] {
  const count = tile.length / hashBytes;
  if (!Number.isInteger(count) || count < 1 || count > tileWidth) throw malformedTile();
  return Array.from({ length: count }, (_, at) => exactly(tile.subarray(at * hashBytes, (at + 1) * hashBytes), 32));
}

/** The partial tile at the right end of each level, empty where there is none: what a tree of `size` entries grows from. */
export interface TileEdge {
  readonly size: number;
  readonly levels: readonly (readonly Hash[])[];
}

/** The names of the partial tiles that {@link edgeFrom} needs. */
export function edgeTiles(size: number): TileName[] {
  const names: TileName[] = [];
  for (let level = 0; hashesAt(size, level) > 0; level++) {
    const index = Math.floor(hashesAt(size, level) / tileWidth);
    const width = widthAt(size, level, index);
    if (width > 0) names.push({ level, index, width });
  }
  return names;
}

/** The edge of a tree of `size` entries, from its partial tiles. Throws `tiles/malformed` when one does not fit. */
export function edgeFrom(size: number, tiles: readonly Tile[]): TileEdge {
  const levels: Hash[][] = [];
  for (let level = 0; hashesAt(size, level) > 0; level++) levels.push([]);
  for (const { level, index, width } of edgeTiles(size)) {
    const tile = tiles.find((each) => each.level === level && each.index === index);
    const hashes = tile === undefined ? [] : hashesIn(tile.hashes);
    if (hashes.length !== width) throw malformedTile();
    levels[level as number] = hashes;
  }
  return { size, levels };
}

/** The edge after further leaves, and every tile that is new or has become wider. */
export function growTiles(edge: TileEdge, leaves: readonly Hash[]): { edge: TileEdge; changed: Tile[] } {
  const changed: Tile[] = [];
  const levels: (readonly Hash[])[] = [...edge.levels];
  let added = leaves;
  for (let level = 0; added.length > 0; level++) {
    const all = [...(levels[level] ?? []), ...added];
    const above: Hash[] = [];
    let index = Math.floor(hashesAt(edge.size, level) / tileWidth);
    let at = 0;
    for (; at < all.length; at += tileWidth, index++) {
      const hashes = all.slice(at, at + tileWidth);
      changed.push({ level, index, hashes: concat(...hashes) });
      if (hashes.length < tileWidth) break;
      above.push(frontierRoot(extendFrontier(emptyFrontier, hashes)));
    }
    levels[level] = all.slice(at);
    added = above;
  }
  return { edge: { size: edge.size + leaves.length, levels }, changed };
}

/** The root of the tree that an edge belongs to. */
export function edgeRoot({ levels }: TileEdge): Hash {
  return joinHashes(levels.toReversed().flatMap((hashes) => extendFrontier(emptyFrontier, hashes).hashes));
}

/** A bundle of 1 to 256 entries: each behind its length as a u16. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > tileWidth) throw malformedTile();
  return concat(...entries.flatMap((entry) => [u16(entry.length), entry]));
}

/** The entries of a bundle that must hold exactly `width`. Throws `tiles/malformed`. */
export function decodeBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length && entries.length < width) {
    if (at + 2 > bundle.length) throw malformedTile();
    const end = at + 2 + readU16(bundle, at);
    if (end > bundle.length) throw malformedTile();
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  if (at !== bundle.length || entries.length !== width) throw malformedTile();
  return entries;
}

function malformedTile(): CodedError {
  return new CodedError("tiles/malformed", "A part of the log is malformed.");
}
