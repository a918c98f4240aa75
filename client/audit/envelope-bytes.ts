/** One part of an envelope: its short name, how many bytes, and where they begin. */
export interface EnvelopePart {
  readonly kind: "tag" | "magic" | "suite" | "key" | "opener" | "closed";
  readonly from: number;
  readonly length: number;
}

/** `tag 16` on a board, then `magic 4 | suite 2 | key id 8 | encapsulated key 1120 | closed` (crypto/envelope.ts). */
const lengths = { tag: 16, magic: 4, suite: 2, key: 8, opener: 1120 } as const;

/** The parts of an envelope of `total` bytes, `onBoard` with a tag before it. What is missing of a cut one has no part. */
export function envelopeParts(total: number, onBoard: boolean): readonly EnvelopePart[] {
  const parts: EnvelopePart[] = [];
  let from = 0;
  for (const [kind, length] of Object.entries(lengths) as [EnvelopePart["kind"], number][]) {
    if (kind === "tag" && !onBoard) continue;
    const here = Math.min(length, total - from);
    if (here > 0) parts.push({ kind, from, length: here });
    from += here;
  }
  if (from < total) parts.push({ kind: "closed", from, length: total - from });
  return parts;
}

/** The part that a byte belongs to. */
export function kindAt(parts: readonly EnvelopePart[], offset: number): EnvelopePart["kind"] {
  return parts.find(({ from, length }) => offset >= from && offset < from + length)?.kind ?? "closed";
}

const rowBytes = 16;
/** Rows shown where a part begins, and at the end; those between are counted. */
const beginRows = 3;
const endRows = 2;

/** A line of a hexadecimal listing, or how many lines of one part are left out. */
export type HexRow =
  | {
      readonly offset: number;
      /** Runs of bytes of one part: "53 4d 4b 31 ". A double space stands in the middle of the line. */
      readonly runs: readonly { readonly kind: EnvelopePart["kind"]; readonly text: string }[];
      /** Readable characters as they are, others as a middle dot. */
      readonly ascii: string;
    }
  | { readonly left: number; readonly kind: EnvelopePart["kind"] };

function hexRow(bytes: Uint8Array, offset: number, parts: readonly EnvelopePart[]): HexRow {
  const runs: { kind: EnvelopePart["kind"]; text: string }[] = [];
  let ascii = "";
  const end = Math.min(offset + rowBytes, bytes.length);
  for (let at = offset; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const kind = kindAt(parts, at);
    const last = at === end - 1;
    const text = byte.toString(16).padStart(2, "0") + (last ? "" : at - offset === rowBytes / 2 - 1 ? "  " : " ");
    const run = runs.at(-1);
    if (run?.kind === kind) run.text += text;
    else runs.push({ kind, text });
    ascii += byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
  }
  return { offset, runs, ascii };
}

/**
 * A hexadecimal listing with what matters of it: the first lines, those where the closed part begins, and the last. All
 * lines when there are few.
 */
export function hexRows(bytes: Uint8Array, parts: readonly EnvelopePart[]): readonly HexRow[] {
  const count = Math.ceil(bytes.length / rowBytes);
  const shown = new Set<number>();
  const show = (from: number, rows: number): void => {
    for (let row = Math.max(0, from); row < Math.min(count, from + rows); row++) shown.add(row);
  };
  show(0, beginRows + 1);
  const closed = parts.find(({ kind }) => kind === "closed");
  if (closed !== undefined) show(Math.floor(closed.from / rowBytes), beginRows);
  show(count - endRows, endRows);
  const rows: HexRow[] = [];
  let left = 0;
  for (let row = 0; row < count; row++) {
    if (!shown.has(row)) {
      left += 1;
      continue;
    }
    if (left > 0) rows.push({ left, kind: kindAt(parts, (row - left) * rowBytes) });
    left = 0;
    rows.push(hexRow(bytes, row * rowBytes, parts));
  }
  return rows;
}

/** One cell of the woven picture: its column and row, whether its thread lies above, how bright it is, 0.35 to 1. */
export interface WeaveCell {
  readonly kind: EnvelopePart["kind"];
  readonly x: number;
  readonly y: number;
  readonly over: boolean;
  readonly light: number;
}

/** A picture of more cells than this has some that nobody can tell apart. */
const cellsMax = 4096;

/** How many bytes are one cell: one of the smallest envelope, eight of an order's. */
export function bytesPerCell(total: number): number {
  return Math.max(1, Math.floor(total / cellsMax));
}

/** How many columns make a picture of so many bytes about as wide as high: a multiple of 8, 16 at least. */
export function weaveColumns(total: number): number {
  return Math.max(16, Math.ceil(Math.sqrt(total / bytesPerCell(total)) / 8) * 8);
}

/**
 * The woven picture, cell after cell, row after row; each part begins a cell of its own. Of the bytes of a cell the last
 * bits together say which thread lies above, the first how bright it is: a text has a pattern, and what is closed has none.
 */
export function weaveCells(bytes: Uint8Array, parts: readonly EnvelopePart[]): readonly WeaveCell[] {
  const columns = weaveColumns(bytes.length);
  const step = bytesPerCell(bytes.length);
  const cells: WeaveCell[] = [];
  for (const { kind, from, length } of parts) {
    for (let at = from; at < from + length; at += step) {
      const own = bytes.subarray(at, Math.min(at + step, from + length));
      const over = own.reduce((bit, byte) => bit ^ (byte & 1), 0) === 1;
      const light = 0.35 + (0.65 * (own[0] ?? 0)) / 255;
      cells.push({ kind, x: cells.length % columns, y: Math.floor(cells.length / columns), over, light });
    }
  }
  return cells;
}

/** A long name in hexadecimal, cut in the middle: "71c4…0b9e". */
export function shortHex(hex: string, digits = 4): string {
  return hex.length <= 2 * digits ? hex : `${hex.slice(0, digits)}…${hex.slice(-digits)}`;
}
